"""What a whole case says, as conclusions that can be compared with those of another version of it.

A state is named by the options taken in it, since versions number their states differently; a merged state as the
version names it with which all are compared (:meth:`detente.model.results.StateSpace.told_as`). An *equilibrium* is
stable for every decision maker under a concept. *Reachable* is a state to which a sequence of improvements leads from
the status quo, nobody moving twice in a row; it is told of equilibria only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import prepare, stability
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import InconsistentCaseError, TooLargeError
from detente.kernels.evolution import cheapest
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.doubt import Conclusion, Kind
from detente.model.evolution import Evolution
from detente.model.graph import BoolArray, GraphModel, MaskArray
from detente.model.results import Analysis, StabilityTable, StateSpace

__all__ = ["MAX_STATES", "Found", "Yes", "conclusions", "found_already"]

MAX_STATES = 4096
Yes = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Everything that holds in one version of a case.

    names : uint64, shape (n_states,)   the mask by which each state is told
    status_quo : by the options taken; None where the case names none
    reached : bool, shape (n_states,)   to which states improvements lead from the status quo
    """

    space: StateSpace
    names: MaskArray
    table: StabilityTable
    status_quo: Yes | None
    reached: BoolArray

    def yes(self, row: int) -> Yes:
        """The name of a state."""
        return self.space.taken(self.names[row])

    def equilibria(self) -> frozenset[Conclusion]:
        """All of them, under every concept asked for."""
        return frozenset(
            Conclusion(Kind.EQUILIBRIUM, Concept(concept), self.yes(int(row)))
            for concept in self.table.stable
            for row in self.table.equilibria(concept)
        )

    def reachable(self, states: frozenset[Yes]) -> frozenset[Conclusion]:
        """Which of these states improvements lead to from the status quo. That it reaches itself is no conclusion."""
        found = {self.yes(int(row)) for row in np.flatnonzero(self.reached)} - {self.status_quo}
        return frozenset(Conclusion(Kind.REACHABLE, None, yes) for yes in found & states)

    def possible(self, states: frozenset[Yes]) -> frozenset[Yes]:
        """Which of these are states here."""
        return states & {self.yes(row) for row in range(self.space.count)}


def conclusions(case: Case, concepts: Sequence[Concept], base: StateSpace | None = None) -> Found:
    """Everything that holds in a case of up to ``MAX_STATES`` states, under these concepts.

    base : the states of the version with which it is compared; None for that version itself

    Raises
    ------
    InconsistentCaseError
        If the case is no conflict.
    TooLargeError
        If it has more states.
    """
    space = state_space(case)
    if space.count > MAX_STATES:
        raise TooLargeError(
            f"it has {space.count:,} states; versions of a case are compared up to {MAX_STATES:,}.",
            needed=space.count,
            limit=MAX_STATES,
        )
    row, problems = status_quo_row(case, space)
    if problems:
        raise InconsistentCaseError(problems)
    model = graph_model(case, space, preference_ranks(case, space))
    names = space.masks if base is None else space.told_as(base)
    status_quo = None if row is None else space.taken(names[row])
    return Found(space, names, stability(model, concepts), status_quo, _reached(model, row))


def found_already(analysis: Analysis) -> Found:
    """The same of an analysis that was done."""
    space, row, evolution = analysis.space, analysis.status_quo, analysis.answer(Evolution)
    reached = np.zeros(space.count, bool) if evolution is None else evolution.improvements >= 0
    return Found(space, space.masks, analysis.table, None if row is None else space.yes(row), reached)


def _reached(model: GraphModel, start: int | None) -> BoolArray:
    if start is None:
        return np.zeros(model.n_states, bool)
    conflict = prepare(model)
    return cheapest(conflict.moves, conflict.ranks, start).dear[0] == 0
