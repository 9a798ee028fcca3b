"""Which states are stable, for whom and under which concept.

Definitions and sources: :mod:`detente.model.concepts`; the algorithm: :mod:`detente.kernels.stability`. The way is
chosen here: option form goes to segments of states that share their moves, anything else (merged states, forbidden
arcs, arcs from a list) to a general graph in which nobody may move twice in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

import numpy as np

from detente.errors import NotApplicableError
from detente.kernels.answers import Search
from detente.kernels.moves import Moves
from detente.kernels.ranks import dense_ranks
from detente.kernels.simultaneous import Simultaneous
from detente.kernels.stability import Solver
from detente.model.concepts import Concept, concepts_named
from detente.model.graph import BoolArray, GraphModel, IntArray, MaskArray, frozen
from detente.model.results import StabilityTable

__all__ = ["Conflict", "applicable_concepts", "is_general_graph", "prepare", "stability"]


def stability(
    model: GraphModel,
    concepts: Iterable[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> StabilityTable:
    """Stability of every state for every decision maker.

    Parameters
    ----------
    model : GraphModel
    concepts : names of concepts; None means every concept that is defined for the model
    progress : called with a short text before each concept and decision maker

    Returns
    -------
    StabilityTable
        ``stable[concept]`` is bool, shape (n_dms, n_states), read-only.

    Raises
    ------
    AnalysisError
        For an unknown concept.
    NotApplicableError
        For SIM on a model built from moves alone.

    Cost: see ``kernels.stability``; near-linear in states for option form, SIM more.
    """
    wanted = applicable_concepts(model) if concepts is None else concepts_named(concepts)
    if Concept.SIM in wanted and not model.has_options:
        raise NotApplicableError(
            "SIM needs options: it applies the changes of several decision makers to one state at once, "
            "and this model was built from moves alone."
        )
    conflict = prepare(model)
    table: dict[str, BoolArray] = {}
    for concept in wanted:
        rows: list[BoolArray] = []
        for dm in range(model.n_dms):
            if progress is not None:
                progress(f"{concept.value}, decision maker {dm + 1} of {model.n_dms}")
            rows.append(conflict.stable(dm, concept))
        table[concept.value] = frozen(np.stack(rows))
    return StabilityTable(stable=table)


def is_general_graph(model: GraphModel) -> bool:
    """Whether two moves of one decision maker need not be one move: arcs from a list, merged states, forbidden arcs."""
    return model.moves is not None or model.state_of is not None or bool(model.forbidden)


def applicable_concepts(model: GraphModel) -> tuple[Concept, ...]:
    """All concepts that are defined for the model: SIM only where states have options."""
    return tuple(c for c in Concept if c is not Concept.SIM or model.has_options)


class Conflict:
    """A graph model made ready for questions; what concepts and explanations share is computed once."""

    def __init__(self, model: GraphModel) -> None:
        self.model = model
        self.ranks = np.stack([dense_ranks(row) for row in model.payoffs])
        self.moves = self._state_moves()
        self.solver = Solver(self.moves, self.ranks)
        self._last_answer: tuple[tuple[int, Concept], IntArray] | None = None

    def stable(self, dm: int, concept: Concept) -> BoolArray:
        """bool, shape (n_states,)."""
        if concept is not Concept.SIM:
            return self.solver.stable(dm, concept.value)
        return self.simultaneous.stable(dm)

    def answer(self, dm: int, concept: Concept) -> IntArray:
        """``kernels.stability.Solver.answer``; the last one is kept, since explanations ask state after state."""
        if self._last_answer is None or self._last_answer[0] != (dm, concept):
            self._last_answer = (dm, concept), self.solver.answer(dm, concept.value)
        return self._last_answer[1]

    @cached_property
    def search(self) -> Search:
        """Breadth-first searches for the others' answers."""
        return Search(self.moves, self.ranks)

    @cached_property
    def best(self) -> tuple[IntArray, ...]:
        """Per decision maker, the best rank it can reach from each state or has there."""
        return tuple(moves.best(rank) for moves, rank in zip(self.moves, self.ranks, strict=True))

    @cached_property
    def masks(self) -> MaskArray:
        """All feasible masks, before merging."""
        if self.model.masks is not None:
            return self.model.masks
        assert self.model.owners is not None
        return np.arange(1 << self.model.owners.size, dtype=np.uint64)

    @cached_property
    def state_of(self) -> IntArray:
        """The state of each mask."""
        return np.arange(self.model.n_states) if self.model.state_of is None else self.model.state_of

    @cached_property
    def simultaneous(self) -> Simultaneous:
        """The conflict between masks, for SIM."""
        owners = self.model.owners
        assert owners is not None
        own = [_bits(owners == dm) for dm in range(self.model.n_dms)]
        return Simultaneous(self.masks, self.state_of, self.mask_moves, own, self.ranks[:, self.state_of])

    @cached_property
    def mask_moves(self) -> tuple[Moves, ...]:
        """Moves between masks, forbidden arcs taken out."""
        return tuple(self._without_forbidden(dm, moves) for dm, moves in enumerate(self._option_moves()))

    def _option_moves(self) -> list[Moves]:
        owners, one_way = self.model.owners, self.model.one_way
        assert owners is not None
        assert one_way is not None
        adds, removes = _bits(one_way == 1), _bits(one_way == -1)
        return [Moves.from_options(self.masks, _bits(owners == dm), adds, removes) for dm in range(self.model.n_dms)]

    def _without_forbidden(self, dm: int, moves: Moves) -> Moves:
        rules = [rule for rule in self.model.forbidden if rule.dm == dm]
        if not rules:
            return moves
        arcs = moves.arcs()
        for rule in rules:
            arcs = arcs[~(rule.source[arcs[:, 0]] & rule.target[arcs[:, 1]])]
        return Moves.from_arcs(self.masks.size, arcs)

    def _state_moves(self) -> tuple[Moves, ...]:
        model = self.model
        if model.moves is not None:
            return tuple(Moves.from_arcs(model.n_states, arcs) for arcs in model.moves)
        if not is_general_graph(model):
            return self.mask_moves
        return tuple(self._merged(moves.arcs()) for moves in self.mask_moves)

    def _merged(self, arcs: IntArray) -> Moves:
        """Moves between states: some mask of the one can move to some mask of the other."""
        between = self.state_of[arcs]
        between = between[between[:, 0] != between[:, 1]]
        return Moves.from_arcs(self.model.n_states, np.unique(between, axis=0))


def _bits(chosen: BoolArray) -> int:
    return sum(1 << int(k) for k in np.flatnonzero(chosen))


@lru_cache(maxsize=2)
def prepare(model: GraphModel) -> Conflict:
    """The prepared conflict of a model; the last two are kept, since explanations ask for the same one again."""
    return Conflict(model)
