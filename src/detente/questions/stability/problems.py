"""What only the states and preferences of a case show to be wrong, as problems of its file."""

from __future__ import annotations

from collections.abc import Iterable

from detente.analysis.known import group_warnings
from detente.analysis.perception import perception_problems
from detente.analysis.preferences import preference_problems, preference_ranks
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import CaseFileError, Problem, TooLargeError, told_once
from detente.model.case import Case, Scenario


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


def scenario_problems(scenarios: Iterable[Scenario], known: Iterable[Problem]) -> list[Problem]:
    """The same for scenarios, each problem once and with their names; ``known`` is said of the case already."""
    told = {(problem.pos, problem.code) for problem in known}
    return told_once({s.key: [p for p in case_problems(s.case) if (p.pos, p.code) not in told] for s in scenarios})
