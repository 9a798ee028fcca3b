"""Which states are stable, for whom and under which concept.

Definitions and sources: :mod:`detente.model.concepts`; the algorithm: :mod:`detente.kernels.stability`; which way is
taken through a conflict: :mod:`detente.analysis.ways`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

import numpy as np

from detente.analysis.ways import Engine, SolverWay, choose_way, engine, in_threads, is_general_graph
from detente.errors import NotApplicableError
from detente.kernels.answers import Search
from detente.kernels.definitions import stability as reference
from detente.kernels.moves import Moves
from detente.kernels.ranks import dense_ranks
from detente.kernels.segments import GraphMover, SegmentMover
from detente.kernels.simultaneous import Simultaneous
from detente.kernels.stability import Solver
from detente.model.concepts import CONCEPTS, Concept, concepts_named
from detente.model.graph import BoolArray, GraphModel, IntArray, MaskArray, read_only
from detente.model.results import StabilityTable

Progress = Callable[[str], None]
SIM_STATES = 1 << 17  # beyond these, SIM is analysed only if asked for
SIM_OUTCOMES = 2e8


def stability(
    model: GraphModel,
    concepts: Iterable[str] | None = None,
    progress: Progress | None = None,
    *,
    way: str | None = None,
    compiled: bool | None = None,
) -> StabilityTable:
    """Stability of every state for every decision maker.

    Parameters
    ----------
    model : GraphModel
    concepts : names of concepts; None means every concept that is defined for the model
    progress : called with a short text as the work goes on
    way : ``"dense"``, ``"sparse"``, ``"graph"`` or ``"reference"`` (plain Python); None takes the fastest
    compiled : True or False to force the compiled kernels or plain numpy; None takes the compiled ones where numba is
        installed and the conflict is large. The verdicts are the same. SIM has one way only.

    Returns
    -------
    StabilityTable
        ``stable[concept]`` is bool, shape (n_dms, n_states), read-only.

    Raises
    ------
    AnalysisError
        For an unknown concept, a way that the model cannot take, or compiled kernels that are not there.
    NotApplicableError
        For SIM on a model built from moves alone.
    TooLargeError
        Beforehand, if it would not fit into memory; it says the size needed.

    Cost: near-linear in states for option form, linear in arcs and path lengths for graphs; SIM more. Time and memory:
    docs/reference/performance.md.
    """
    wanted = concepts_asked(model, concepts)
    taken = choose_way(model, way)
    conflict = prepare(model)
    table: dict[str, BoolArray] = {
        c.value: np.empty((model.n_dms, model.n_states), bool) for c in wanted if c is not Concept.SIM
    }
    if taken is SolverWay.REFERENCE:
        conflict.fill_by_definition(table)
    elif table:
        paying = any(CONCEPTS[c].answers_pay for c in wanted if c is not Concept.SIM)
        ready = engine(model, taken, compiled, lambda: conflict.moves, conflict.arc_counts, paying=paying)
        _fill(table, ready, progress or _silent, paying=paying)
    if Concept.SIM in wanted:
        by_definition = taken is SolverWay.REFERENCE
        table["sim"] = conflict.simultaneously_stable(progress or _silent, by_definition=by_definition)
    return StabilityTable(stable={c.value: read_only(table[c.value]) for c in wanted})


def _silent(_: str) -> None:
    return


def _fill(table: dict[str, BoolArray], ready: Engine, progress: Progress, *, paying: bool) -> None:
    """All verdicts, one decision maker at a time in each thread."""
    solver, concepts = ready.solver, tuple(table)
    if paying:
        progress("sorting the improvements of each decision maker")
        list(in_threads(ready.threads, lambda mover: mover.sorted_improvements(), solver.movers))

    def verdicts(dm: int) -> None:
        for concept, stable in solver.stable(dm, concepts):
            ready.to_states(stable, table[concept][dm])

    n_dms = len(solver.movers)
    for done, _ in enumerate(in_threads(ready.threads, verdicts, range(n_dms)), 1):
        progress(f"{', '.join(concepts)}: decision maker {done} of {n_dms}")


def concepts_asked(model: GraphModel, names: Iterable[str] | None) -> tuple[Concept, ...]:
    """The concepts of these names, each once; None means those that apply. SIM is refused where it does not."""
    wanted = applicable_concepts(model) if names is None else concepts_named(names)
    if Concept.SIM in wanted and not model.has_options:
        raise NotApplicableError(
            "SIM needs options: it applies the changes of several decision makers to one state at once, "
            "and this model was built from moves alone."
        )
    return wanted


def applicable_concepts(model: GraphModel) -> tuple[Concept, ...]:
    """All concepts that are defined for the model: SIM only where states have options."""
    return tuple(c for c in Concept if c is not Concept.SIM or model.has_options)


class Conflict:
    """A graph model made ready for questions; what concepts and explanations share is computed once, when asked for."""

    def __init__(self, model: GraphModel) -> None:
        self.model = model
        self._last_answer: tuple[tuple[int, Concept], np.ndarray] | None = None

    @cached_property
    def ranks(self) -> IntArray:
        """Dense ordinal ranks, 1 = worst: int64, shape (n_dms, n_states)."""
        return np.stack([dense_ranks(row) for row in self.model.payoffs])

    @cached_property
    def moves(self) -> tuple[Moves, ...]:
        """Moves between states."""
        model = self.model
        if model.moves is not None:
            return tuple(Moves.from_arcs(model.n_states, arcs) for arcs in model.moves)
        if not is_general_graph(model):
            return self.mask_moves
        return tuple(self._merged(moves.arcs()) for moves in self.mask_moves)

    def arc_counts(self) -> list[int]:
        """How many moves each decision maker has at most, staying put included; without listing them."""
        if self.model.moves is not None:
            return [len(arcs) + self.model.n_states for arcs in self.model.moves]
        return [moves.count() for moves in self.option_moves]

    @cached_property
    def solver(self) -> Solver:
        """The conflict with its moves listed, for single answers."""
        ranks = self.ranks.astype(np.uint64)
        mover = GraphMover if is_general_graph(self.model) else SegmentMover
        return Solver([mover(m, rank) for m, rank in zip(self.moves, ranks, strict=True)], list(ranks))

    def answer(self, dm: int, concept: Concept) -> np.ndarray:
        """``kernels.stability.Solver.answer``; the last one is kept, since explanations ask state after state."""
        last = self._last_answer  # read once: another thread may replace it
        if last is None or last[0] != (dm, concept):
            self._last_answer = last = (dm, concept), self.solver.answer(dm, concept.value)
        return last[1]

    def simultaneously_stable(self, progress: Progress, *, by_definition: bool) -> BoolArray:
        """SIM: bool, shape (n_dms, n_states)."""
        rows: list[BoolArray] = []
        for dm in range(self.model.n_dms):
            progress(f"sim: decision maker {dm + 1} of {self.model.n_dms}")
            rows.append(self._sim_by_definition(dm) if by_definition else self.simultaneous.stable(dm))
        return np.stack(rows)

    def fill_by_definition(self, table: dict[str, BoolArray]) -> None:
        """Verdicts by the slow twin, one state after another."""
        payoff = self.model.payoffs.tolist()
        moves = [_as_sets(m) for m in self.moves]
        for concept, verdicts in table.items():
            stable = getattr(reference, concept)
            for dm in range(self.model.n_dms):
                verdicts[dm] = [stable(moves, payoff, dm, s) for s in range(self.model.n_states)]

    def _sim_by_definition(self, dm: int) -> BoolArray:
        masks, state_of, payoff = self.masks.tolist(), self.state_of.tolist(), self.model.payoffs.tolist()
        moves = [_as_sets(m) for m in self.mask_moves]
        return np.array([reference.sim(masks, state_of, moves, payoff, dm, s) for s in range(self.model.n_states)])

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
        return Simultaneous(self.masks, self.state_of, self.mask_moves, self.own, self.ranks[:, self.state_of])

    @cached_property
    def own(self) -> list[int]:
        """Bit sets of the options that each decision maker owns."""
        owners = self.model.owners
        assert owners is not None
        return [_bits(owners == dm) for dm in range(self.model.n_dms)]

    @cached_property
    def mask_moves(self) -> tuple[Moves, ...]:
        """Moves between masks, forbidden arcs taken out."""
        return tuple(self._without_forbidden(dm, moves) for dm, moves in enumerate(self.option_moves))

    @cached_property
    def option_moves(self) -> list[Moves]:
        """Moves between masks, the forbidden ones included."""
        one_way = self.model.one_way
        assert one_way is not None
        adds, removes = _bits(one_way == 1), _bits(one_way == -1)
        return [Moves.from_options(self.masks, own, adds, removes) for own in self.own]

    def _without_forbidden(self, dm: int, moves: Moves) -> Moves:
        rules = [rule for rule in self.model.forbidden if rule.dm == dm]
        if not rules:
            return moves
        arcs = moves.arcs()
        for rule in rules:
            arcs = arcs[~(rule.source[arcs[:, 0]] & rule.target[arcs[:, 1]])]
        return Moves.from_arcs(self.masks.size, arcs)

    def _merged(self, arcs: IntArray) -> Moves:
        """Moves between states: some mask of the one can move to some mask of the other."""
        between = self.state_of[arcs]
        between = between[between[:, 0] != between[:, 1]]
        return Moves.from_arcs(self.model.n_states, between)


def _bits(chosen: BoolArray) -> int:
    return sum(1 << int(k) for k in np.flatnonzero(chosen))


def _as_sets(moves: Moves) -> list[set[int]]:
    reachable: list[set[int]] = [set() for _ in range(moves.segment.size)]
    for origin, target in moves.arcs().tolist():
        reachable[origin].add(target)
    return reachable


@lru_cache(maxsize=2)
def prepare(model: GraphModel) -> Conflict:
    """The prepared conflict of a model; the last two are kept, since explanations ask for the same one again."""
    return Conflict(model)


def usual_concepts(model: GraphModel) -> tuple[Concept, ...]:
    """All that are defined; SIM tries combinations, and is left out unless asked for where these would be too many."""
    every = applicable_concepts(model)
    too_much = model.n_states > SIM_STATES or prepare(model).simultaneous.work() > SIM_OUTCOMES
    return tuple(c for c in every if c is not Concept.SIM or not too_much)
