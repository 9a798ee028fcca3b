"""What only the states and preferences of a case show to be wrong, as problems of its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.analysis.known import group_warnings
from detente.analysis.perception import perception_problems
from detente.analysis.preferences import preference_problems, preference_ranks
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import CaseFileError, Problem, Severity, TooLargeError, told_once
from detente.model.case import Case, Scenario

# Errors that leave the states and the preferences as the file says; contradictions are reported beside them.
BESIDE_THE_MODEL = frozenset(
    {
        "unknown-key",
        "unknown-claim",
        "unknown-page",
        "unknown-stamp",
        "quote-not-found",
        "grade-1-not-independent",
        "unknown-reading",
        "unknown-assumption",
    }
)


def with_those_of_states(case: Case, known: Sequence[Problem]) -> Sequence[Problem]:
    """The problems known from reading a case, and those of its states and of its scenarios, as far as it has these."""
    if not _beside_the_model(problem for problem in known if not problem.scenarios):
        return known
    found = [*known, *case_problems(case)]
    readable = [scenario for scenario in case.scenarios if _beside_the_model(scenario.case.problems)]
    return [*found, *_scenario_problems(readable, found)]


def _beside_the_model(problems: Iterable[Problem]) -> bool:
    return all(problem.code in BESIDE_THE_MODEL for problem in problems if problem.severity is Severity.ERROR)


def case_problems(case: Case) -> list[Problem]:
    """What only the state space shows: contradictions, incomplete rankings, statements that decide nothing."""
    try:
        space = state_space(case)
    except CaseFileError as error:
        return list(error.problems)
    except TooLargeError as error:
        message, _, hint = str(error).partition("; ")
        return [case.error(None, "too-many-states", message, hint)]
    status_quo, found = status_quo_row(case, space)
    found += perception_problems(case, space, status_quo)
    try:
        ranks = preference_ranks(case, space)
    except CaseFileError as error:
        return [*found, *error.problems]
    return [*found, *preference_problems(case, space), *group_warnings(case, space, ranks)]


def _scenario_problems(scenarios: Iterable[Scenario], known: Iterable[Problem]) -> list[Problem]:
    """The same for scenarios, each problem once and with their names; ``known`` is said of the case already."""
    told = {(problem.pos, problem.code) for problem in known}
    return told_once({s.key: [p for p in case_problems(s.case) if (p.pos, p.code) not in told] for s in scenarios})
