"""Stability when nobody can say how a decision maker ranks some states: in every completion, in some, in none.

Nash, GMR and SMR are decided by two evaluations each (``kernel.partial`` has the proof), SEQ and SSEQ by
bounds and, where these differ, by a search over the comparisons that matter (``kernel.completions``).
SIM is not covered: it would need a search of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from detente.analysis.stability import applicable_concepts, prepare, stability
from detente.errors import AnalysisError, NotApplicableError, TooLargeError
from detente.kernels.partial_order import Growing, known_from_ranks, some_completion, unknown_pairs
from detente.model.concepts import Concept, concepts_named
from detente.model.graph import BoolArray, GraphModel, IntArray, read_only
from detente.model.limits import LISTED_STATES
from detente.questions.partial.found import PartialStability
from detente.questions.partial.kernel.completions import Budget, Found, Local, Ranked, search
from detente.questions.partial.kernel.partial import ANSWERS_PAY, EXTENSIONS, Partial

SEARCHED = 200  # states on which one verdict may depend, for a search
NODES_EACH, NODES_IN_ALL = 1000, 10_000
DRAWN, SEED = 8, 1  # completions tried before a search
WORK = 1 << 30  # bytes passed through per sweep over the moves of all decision makers


def partial_stability(
    model: GraphModel,
    unknown: Mapping[int, npt.ArrayLike] | Sequence[npt.ArrayLike],
    concepts: Iterable[str] | None = None,
) -> PartialStability:
    """Stability over all completions of a model in which some pairs of states are unknown.

    Parameters
    ----------
    model : GraphModel
        Its payoffs give every pair that is not unknown.
    unknown : per decision maker (a list for each, or a mapping from those concerned), int, shape (m, 2)
        Pairs of rows that nobody can say how it ranks. A pair that the others imply by transitivity is known.
    concepts : names; None means Nash, GMR, SMR, SEQ and SSEQ

    Returns
    -------
    PartialStability

    Raises
    ------
    AnalysisError
        For pairs that do not fit the model, or an unknown concept.
    NotApplicableError
        For SIM, which is not covered.
    TooLargeError
        Beyond 4,096 states.

    Cost: O(n_states ** 3 / 8) for transitivity; then as ``kernels.relational`` per concept; for SEQ and SSEQ a search
    of at most 10,000 nodes besides, after which the answer is an interval (``exact`` is False). Sources: Li, Hipel,
    Kilgour & Fang 2004 for the extensions; the verdicts over all completions are ours.
    """
    wanted = covered(applicable_concepts(model)) if concepts is None else concepts_named(concepts)
    if Concept.SIM in wanted:
        raise NotApplicableError("SIM is not covered where preferences are partial; ask for the other concepts.")
    if refusal := too_much(model):
        raise TooLargeError(refusal, needed=model.n_states, limit=LISTED_STATES)
    pairs = _pairs(model, unknown)
    known = [known_from_ranks(row, _matrix(row.size, mine)) for row, mine in zip(model.payoffs, pairs, strict=True)]
    return Completions(model, known).verdicts(wanted)


def covered(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """The concepts that can be decided over all completions."""
    return tuple(c for c in concepts if c is not Concept.SIM)


def too_much(model: GraphModel) -> str:
    """Why a model is too large for this analysis, as a sentence; empty if it is not."""
    n = model.n_states
    if n > LISTED_STATES:
        return f"partial preferences are analysed for up to {LISTED_STATES:,} states; this conflict has {n:,}."
    moves = sum(m.count() - n for m in prepare(model).moves)
    if moves * n // 8 > WORK:
        return (
            f"partial preferences are analysed where moves times states stay below {8 * WORK:,}; "
            f"this conflict has {moves:,} moves between {n:,} states."
        )
    return ""


def _pairs(model: GraphModel, unknown: Mapping[int, npt.ArrayLike] | Sequence[npt.ArrayLike]) -> list[IntArray]:
    given = dict(unknown) if isinstance(unknown, Mapping) else dict(enumerate(unknown))
    wrong = [dm for dm in given if not (isinstance(dm, int | np.integer) and 0 <= dm < model.n_dms)]
    if wrong:
        raise AnalysisError(f"unknown names decision maker {wrong[0]!r}; they are 0 to {model.n_dms - 1}.")
    return [_checked(dm, given.get(dm, ()), model.n_states) for dm in range(model.n_dms)]


def _checked(dm: int, given: npt.ArrayLike, n_states: int) -> IntArray:
    try:
        pairs = np.asarray(given)
    except ValueError:
        pairs = np.empty(1, object)  # rows of unequal length
    if pairs.size == 0:
        return np.empty((0, 2), np.int64)
    if pairs.ndim != 2 or pairs.shape[-1] != 2 or pairs.dtype.kind not in "iu":
        raise AnalysisError(f"unknown[{dm}] must be pairs of rows, shape (m, 2).")
    if pairs.min() < 0 or pairs.max() >= n_states:
        raise AnalysisError(f"unknown[{dm}] names states outside 0 to {n_states - 1}.")
    if np.any(pairs[:, 0] == pairs[:, 1]):
        raise AnalysisError(f"unknown[{dm}] pairs a state with itself; it is as good as itself.")
    return pairs.astype(np.int64)


def _matrix(n_states: int, pairs: IntArray) -> BoolArray:
    unknown = np.zeros((n_states, n_states), bool)
    unknown[pairs[:, 0], pairs[:, 1]] = unknown[pairs[:, 1], pairs[:, 0]] = True
    return unknown


def budget() -> Budget:
    """What one analysis may spend on searches."""
    return Budget(NODES_EACH, NODES_IN_ALL)


class Completions:
    """All completions of a model's partial preferences.

    known : ``ge`` of each decision maker, closed; see ``kernels.partial_order``
    """

    def __init__(self, model: GraphModel, known: Sequence[BoolArray]) -> None:
        self.model, self.known = model, tuple(known)
        self.moves = prepare(model).moves
        self.kernel = Partial(self.moves, self.known)

    def verdicts(self, concepts: Sequence[Concept], left_out: Sequence[Concept] = ()) -> PartialStability:
        """Everything but the witnesses."""
        spend = budget()
        surely, possibly, possibly_everybody = (dict[str, BoolArray]() for _ in range(3))
        open_surely, open_possibly, open_everybody = (dict[str, BoolArray]() for _ in range(3))
        for concept in concepts:
            name = concept.value
            seen = self._seen(concept) if name in ANSWERS_PAY else np.zeros((1, *self.model.payoffs.shape), bool)
            surely[name], open_surely[name], possibly[name], open_possibly[name] = self._per_dm(concept, seen, spend)
            found = self._everybody(concept, possibly[name], seen, spend)
            possibly_everybody[name], open_everybody[name] = found
        return PartialStability(
            unknown=tuple(int(unknown_pairs(ge).sum()) // 2 for ge in self.known),
            surely=_frozen(surely),
            possibly=_frozen(possibly),
            surely_everybody=_frozen({name: np.logical_and.reduce(table) for name, table in surely.items()}),
            possibly_everybody=_frozen(possibly_everybody),
            extensions={
                letter: _frozen({c.value: self.kernel.extension(c.value, letter) for c in concepts})
                for letter in EXTENSIONS
            },
            open_surely=_frozen(open_surely, if_any=True),
            open_possibly=_frozen(open_possibly, if_any=True),
            open_everybody=_frozen(open_everybody, if_any=True),
            left_out=tuple(c.value for c in left_out),
        )

    def _seen(self, concept: Concept) -> BoolArray:
        """Stability in the modelled order and some completions drawn at random: bool, (n_tried, n_dms, n_states).

        What is seen to be stable is possibly stable, what is seen not to be is not surely so, without a search.
        """
        rng = np.random.default_rng(SEED)
        drawn = [np.stack([some_completion(ge, rng) for ge in self.known]) for _ in range(DRAWN)]
        models = (replace(self.model, payoffs=read_only(payoffs)) for payoffs in (self.model.payoffs, *drawn))
        return np.stack([stability(model, [concept]).stable[concept.value] for model in models])

    def _per_dm(
        self, concept: Concept, seen: BoolArray, spend: Budget
    ) -> tuple[BoolArray, BoolArray, BoolArray, BoolArray]:
        """Surely and where it is open; possibly and where it is open. bool, shape (n_dms, n_states) each."""
        (surely, surely_at_most), (possibly_at_least, possibly) = self.kernel.bounds(concept.value)
        ask_surely, ask_possibly = surely != surely_at_most, possibly != possibly_at_least
        surely, possibly = surely.copy(), possibly.copy()
        open_surely, open_possibly = np.zeros_like(surely), np.zeros_like(possibly)
        always, ever = np.logical_and.reduce(seen), np.logical_or.reduce(seen)
        for dm, s in np.argwhere(ask_surely & always).tolist():
            found = self.find(concept, s, dm, stable=False, spend=spend).exists
            surely[dm, s], open_surely[dm, s] = found is False, found is None
        for dm, s in np.argwhere(ask_possibly & ~ever).tolist():
            found = self.find(concept, s, dm, stable=True, spend=spend).exists
            possibly[dm, s], open_possibly[dm, s] = found is not False, found is None
        return surely, open_surely, possibly, open_possibly

    def _everybody(
        self, concept: Concept, possibly: BoolArray, seen: BoolArray, spend: Budget
    ) -> tuple[BoolArray, BoolArray]:
        """Whether each state is an equilibrium in some completion, and where that is open.

        For Nash, GMR and SMR a completion per decision maker will do, since each verdict depends on its own alone.
        """
        everybody = np.logical_and.reduce(possibly)
        unsure = np.zeros_like(everybody)
        if concept.value in ANSWERS_PAY:
            together = np.logical_or.reduce(np.logical_and.reduce(seen, axis=1))
            for s in np.flatnonzero(everybody & ~together).tolist():
                found = self.find(concept, s, None, stable=True, spend=spend).exists
                everybody[s], unsure[s] = found is not False, found is None
        return everybody, unsure

    def find(self, concept: Concept, state: int, dm: int | None, *, stable: bool, spend: Budget) -> Found:
        """A completion in which a state is (un)stable for one decision maker, or stable for all (``dm`` None).

        For one decision maker the state is placed above (below) all that it is not compared with; the statements found
        add to that. They are about rows of the model. SEQ and SSEQ only.
        """
        dms = range(len(self.moves)) if dm is None else [dm]
        rows = self._part(concept, state, dms)
        if rows.size > SEARCHED:
            return Found(None)
        local = self._local(concept, rows, state)
        orders = [Growing.of(ge[np.ix_(rows, rows)]) for ge in self.known]
        if dm is not None:
            orders[dm].place(local.state, high=stable)
        found = search(local, orders, dms, stable=stable, budget=spend)
        at = rows.tolist()
        return Found(found.exists, tuple(Ranked(j, at[a], at[b], strict) for j, a, b, strict in found.added))

    def _part(self, concept: Concept, state: int, dms: Sequence[int]) -> IntArray:
        """The states on which the stability of one depends: where each could go, what can follow, and the ways out."""
        wanted = np.zeros(self.model.n_states, bool)
        wanted[state] = True
        for dm in dms:
            ends = self.moves[dm].successors(np.array([state]))[1]
            rows = self.kernel.reach(dm, "may")[ends]
            reached = np.unpackbits(rows, axis=1, count=wanted.size).any(axis=0) if ends.size else ~wanted & wanted
            wanted[ends] = True
            wanted |= reached
            if concept is Concept.SSEQ:
                wanted[self.moves[dm].successors(np.flatnonzero(reached))[1]] = True
        return np.flatnonzero(wanted)

    def _local(self, concept: Concept, rows: IntArray, state: int) -> Local:
        place = np.full(self.model.n_states, -1)
        place[rows] = np.arange(rows.size)
        successors: list[list[list[int]]] = [[[] for _ in range(rows.size)] for _ in self.moves]
        for moves, lists in zip(self.moves, successors, strict=True):
            for origin, target in zip(*moves.successors(rows), strict=True):
                if place[target] >= 0:
                    lists[place[origin]].append(int(place[target]))
        return Local(int(place[state]), successors, concept is Concept.SSEQ)


def _frozen(tables: dict[str, BoolArray], *, if_any: bool = False) -> dict[str, BoolArray]:
    """The tables, read-only; ``if_any`` leaves out those in which nothing is true."""
    return {name: read_only(table) for name, table in tables.items() if not if_any or table.any()}
