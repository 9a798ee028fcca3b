"""A case beside its scenarios: which equilibria appear under other circumstances, which vanish, which stay.

A scenario is a whole case (:class:`~detente.model.case.Scenario`), so each is analysed like one, under the same
concepts, and what holds is compared state by state. States are told apart by the options taken in them: a scenario may
have other options, and its states other numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from detente.analysis.conclusions import Found, Yes, conclusions, found_already
from detente.errors import AnalysisError, CaseFileError, TooLargeError
from detente.model.case import Case, Scenario
from detente.model.concepts import Concept
from detente.model.results import Analysis, StateSpace
from detente.model.scenarios import Branch, Scenarios

__all__ = ["compare_scenarios", "scenario_named"]


def scenario_named(case: Case, name: str) -> Case:
    """The case in one scenario, whose title then names it.

    Raises
    ------
    AnalysisError
        If there is no such scenario; it says which there are.
    """
    for scenario in case.scenarios:
        if scenario.key == name:
            return replace(scenario.case, title=f"{case.title} (scenario: {scenario.title})")
    for left in case.known.left_out if case.known is not None else ():
        if left.path == f"scenarios.{name}":
            waits = ", ".join(f"{claim} (known from {day})" for claim, day in left.waits_for)
            raise AnalysisError(f"the scenario '{name}' rests on what was not known on {case.as_of}: {waits}.")
    names = ", ".join(scenario.key for scenario in case.scenarios)
    there = f"the scenarios of this case are {names}." if names else "this case has no scenarios."
    raise AnalysisError(f"there is no scenario '{name}'; {there}")


def compare_scenarios(analysis: Analysis, progress: Callable[[str], None] | None = None) -> Scenarios:
    """What holds in each scenario beside what holds in the case.

    Cost: one analysis of stability for each scenario. A scenario that is no conflict has its reason in the result.
    """
    base = found_already(analysis)
    found: list[Found | str] = []
    for scenario in analysis.case.scenarios:
        if progress is not None:
            progress(f"scenario {scenario.key}")
        found.append(_found(scenario.case, analysis.concepts, base.space))
    held = [version for version in (base, *found) if not isinstance(version, str)]
    states = frozenset(c.yes for version in held for c in version.equilibria())
    asked = states | {version.status_quo for version in held if version.status_quo is not None}
    branches = [
        _branch(s, v, states, asked) for s, v in zip((None, *analysis.case.scenarios), (base, *found), strict=True)
    ]
    rows = {base.space.yes(row): row for row in range(base.space.count)}
    order = sorted(states, key=lambda yes: (not _differs(yes, branches), rows.get(yes, base.space.count), yes))
    return Scenarios(concepts=analysis.concepts, base=branches[0], others=tuple(branches[1:]), states=tuple(order))


def _found(case: Case, concepts: Sequence[Concept], base: StateSpace) -> Found | str:
    try:
        return conclusions(case, concepts, base)
    except CaseFileError as error:
        return error.problems[0].message
    except TooLargeError as error:
        return str(error)


def _branch(scenario: Scenario | None, found: Found | str, states: frozenset[Yes], asked: frozenset[Yes]) -> Branch:
    branch = Branch(key="", title="")
    if scenario is not None:
        branch = Branch(key=scenario.key, title=scenario.title, note=scenario.note, because=scenario.because)
    if isinstance(found, str):
        return replace(branch, problem=found)
    return replace(
        branch,
        states=found.space.count,
        status_quo=found.status_quo,
        conclusions=found.equilibria() | found.reachable(states),
        impossible=asked - found.possible(asked),
    )


def _differs(yes: Yes, branches: Sequence[Branch]) -> bool:
    """Whether a state holds under other concepts in some scenario, or can or cannot be reached there."""
    told = {(b.concepts_of(yes), yes in b.reachable) for b in branches if not b.problem}
    return len(told) > 1
