"""One version of a case: as modelled, in a world, in a scenario, on a day; what every question that concludes is asked.

States are named by the options taken in them, since versions number their states differently; a merged state as the
version names it with which all are compared (:meth:`detente.model.results.StateSpace.told_as`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import prepare, stability
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import AnalysisError, CaseFileError, InconsistentCaseError, TooLargeError
from detente.frozen import frozen
from detente.kernels.evolution import cheapest
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import BoolArray, GraphModel, IntArray, MaskArray
from detente.model.limits import LISTED_STATES
from detente.model.results import StabilityTable, StateSpace

Yes = tuple[str, ...]


@frozen(eq=False, slots=False)  # no slots: cached properties
class Version:
    """A case with its states and moves.

    names : uint64, shape (n_states,)   the mask by which each state is told
    start : row of the status quo; None where the case names none
    """

    case: Case
    space: StateSpace
    names: MaskArray
    model: GraphModel
    concepts: tuple[Concept, ...]
    start: int | None

    @property
    def status_quo(self) -> Yes | None:
        """The status quo by the options taken in it."""
        return None if self.start is None else self.yes(self.start)

    @cached_property
    def table(self) -> StabilityTable:
        """The verdicts under the concepts."""
        return stability(self.model, self.concepts)

    @cached_property
    def reached(self) -> BoolArray:
        """To which states improvements lead from the status quo: bool, shape (n_states,)."""
        if self.start is None:
            return np.zeros(self.model.n_states, bool)
        conflict = prepare(self.model)
        return cheapest(conflict.moves, conflict.ranks, self.start).dear[0] == 0

    def yes(self, row: int) -> Yes:
        """The name of a state."""
        return self.space.taken(self.names[row])

    def possible(self, states: frozenset[Yes]) -> frozenset[Yes]:
        """Which of these are states here."""
        return states & {self.yes(row) for row in range(self.space.count)}


def version_of(
    case: Case,
    concepts: Sequence[Concept],
    base: StateSpace | None = None,
    perturbed: Callable[[IntArray], IntArray] | None = None,
) -> Version:
    """A version of a case of up to 4,096 states.

    base : the states of the version with which it is compared; None for that version itself
    perturbed : makes other ranks of those of the case, int64, shape (n_dms, n_states); None where they stay

    Raises
    ------
    InconsistentCaseError
        If the case is no conflict.
    TooLargeError
        If it has more states.
    """
    space = state_space(case)
    if space.count > LISTED_STATES:
        raise TooLargeError(
            f"it has {space.count:,} states; versions of a case are compared up to {LISTED_STATES:,}.",
            needed=space.count,
            limit=LISTED_STATES,
        )
    row, problems = status_quo_row(case, space)
    if problems:
        raise InconsistentCaseError(problems)
    ranks = preference_ranks(case, space)
    model = graph_model(case, space, ranks if perturbed is None else perturbed(ranks))
    names = space.masks if base is None else space.told_as(base)
    return Version(case, space, names, model, tuple(concepts), row)


def version_or_why(case: Case, concepts: Sequence[Concept], base: StateSpace | None) -> Version | str:
    """A version of a case; or, as a sentence, why it has none."""
    try:
        return version_of(case, concepts, base)
    except CaseFileError as error:
        return error.problems[0].message
    except TooLargeError as error:
        return str(error)


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
