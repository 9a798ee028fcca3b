"""Nash, GMR, SMR, SEQ and SSEQ for every state and decision maker at once.

Let ``P`` be the ranks of decision maker ``i`` and ``e(s)`` the best rank that ``i`` can reach from ``s`` or has there.
For a set of opponents, ``cl f (s)`` is the smallest ``f`` over the states they can reach together from ``s``, and
``cl+ f (s)`` the same by their improvements only. Then ``s`` is stable for ``i`` iff

    Nash    best_i(P)(s)             <= P(s)
    GMR     best_i(min(P, cl  P))(s) <= P(s)
    SMR     best_i(min(P, cl  e))(s) <= P(s)
    SEQ     best_i(min(P, cl+ P))(s) <= P(s)
    SSEQ    best_i(min(P, cl+ e))(s) <= P(s)

Why: ``s`` is unstable iff some s1 in R_i(s) has P(s1) > P(s) and every state s2 that the others can reach from s1 has
v(s2) > P(s), with v = P, or v = e where i's way out counts (for SMR the sanction "P(s2) <= P(s) and every counter-move
<= P(s)" is e(s2) <= P(s)). That is max over s1 of min(P(s1), min over s2 of v(s2)) > P(s). Counting s1 itself among the
s2 changes nothing, since v(s1) >= P(s1) > P(s); counting s among the s1 changes nothing, since min(P(s), .) <= P(s).
Definitions: :mod:`detente.model.concepts`. Slow twin: :mod:`detente.kernels.definitions.stability`.

Here nobody's moves are spelled out. A :class:`Mover` answers three questions about one decision maker's moves in array
passes, and there is one for each structure: :mod:`~detente.kernels.dense` for a hypercube of states,
:mod:`~detente.kernels.segments` for the feasible few of very many combinations (in both, two moves in a row are one, or
none) and for any graph. :mod:`~detente.kernels.compiled` has the first two compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import cast

import numpy as np

from detente.kernels.arrays import BoolArray
from detente.kernels.dense import DenseMover, infinity
from detente.kernels.propagation import Backwards, Spread, propagate, spread
from detente.kernels.segments import GraphMover, SegmentMover

PAYING = ("seq", "sseq")
NO_WAY_OUT = ("smr", "sseq")
PATIENCE = 64  # turns that changed something; ordinary conflicts need about a dozen
MORE_PATIENCE = 4096  # the same in a large conflict: turning the moves round takes some 80 bytes per state and mover
LARGE = 1 << 22


Mover = SegmentMover | DenseMover  # of states that are listed, or of a hypercube of them


class Solver:
    """One conflict, ready to be asked for verdicts.

    movers : one per decision maker
    ranks : per decision maker, unsigned, shape (n_states,): higher is better, at least 1; 0 for a hole, which is a
        combination of options that is not feasible; not modified
    holes : whether there are any
    whole : every combination is feasible, so that the order in which opponents move does not matter and each of them
        need move only once
    run : ``kernels.propagation.spread`` or its compiled twin
    Memory: for each thread four arrays like one row of ranks, beyond what the movers hold.
    """

    def __init__(
        self,
        movers: Sequence[Mover],
        ranks: Sequence[np.ndarray],
        *,
        holes: bool = False,
        whole: bool = False,
        run: Spread = spread,
    ) -> None:
        self.movers, self.ranks = tuple(movers), tuple(ranks)
        self.holes, self.whole, self.run = holes, whole, run
        self._spare: list[list[np.ndarray]] = []

    def stable(self, dm: int, concepts: Iterable[str]) -> Iterator[tuple[str, BoolArray]]:
        """Whether each state is stable for ``dm``, concept by concept.

        returns : concepts with bool, shape (n_states,), meaningless in holes; written over for the next concept: a view
        Time O(sweeps x passes of the others) for each concept, and of the first turns of long paths; where paths are
        very long that of :mod:`~detente.kernels.propagation`. Working memory is kept from one decision maker to the
        next, because to be given fresh memory costs as much as the arithmetic in it.
        """
        rank, mover = self.ranks[dm], self.movers[dm]
        memory = self._spare.pop() if self._spare else [np.empty_like(rank) for _ in range(3)]
        best, answer, top = (array if array.dtype == rank.dtype else np.empty_like(rank) for array in memory)
        verdict = np.empty(rank.size, bool)
        mover.best(rank, best)
        for concept in concepts:
            if concept == "nash":
                yield concept, np.less_equal(best, rank, out=verdict)
                continue
            found = self._answer(dm, concept, best, answer)
            np.minimum(found, rank, out=found)
            mover.best(found, top)
            yield concept, np.less_equal(top, rank, out=verdict)
        self._spare.append([best, answer, top])

    def answer(self, dm: int, concept: str) -> np.ndarray:
        """``cl`` or ``cl+`` of what ``dm`` fears, by state; an improvement to s1 is deterred iff it is <= P(s).

        returns : unsigned, shape (n_states,). Time O(sweeps x passes of the others).
        """
        rank = self.ranks[dm]
        best = self.movers[dm].best(rank, np.empty_like(rank))
        return self._answer(dm, concept, best, np.empty_like(rank))

    def _answer(self, dm: int, concept: str, best: np.ndarray, feared: np.ndarray) -> np.ndarray:
        """``feared`` is where to work; the answer is in it, or (for a general graph) in an array of its own."""
        np.copyto(feared, best if concept in NO_WAY_OUT else self.ranks[dm])
        if self.holes:
            feared[self.ranks[dm] == 0] = infinity(feared)
        others = [mover for j, mover in enumerate(self.movers) if j != dm]
        paying = concept in PAYING
        if not all(mover.transitive for mover in others):
            graph = cast("list[GraphMover]", others)
            return smallest_in_turn(feared, [partial(mover.elsewhere, paying=paying) for mover in graph])
        if self.whole and not paying:
            for mover in others:
                mover.lower(feared)
            return feared
        if not _close(feared, others, paying=paying):
            self._finish(feared, others, paying=paying)
        return feared

    def _finish(self, values: np.ndarray, movers: Sequence[Mover], *, paying: bool) -> None:
        """What :func:`_close` gave up: the same fixpoint, at a cost that long paths do not raise."""
        cells = np.flatnonzero(values != infinity(values))
        backwards = [Backwards.of(m.listed(cells), m.ranks[cells], paying=paying) for m in movers]
        lowered = values[cells]
        propagate(lowered, backwards, self.run)
        values[cells] = lowered


def _close(values: np.ndarray, movers: Sequence[Mover], *, paying: bool) -> bool:
    """Lower the values, in place, to their fixpoint under all movers; the state itself counts.

    returns : False where it gave up, because the paths are very long

    "No decision maker twice in a row" is vacuous here: a transitive mover's two moves in a row are one move (or none).
    A step that was just applied is idempotent, so it is enough that all *other* steps leave the values as they are.
    """
    quiet = turns = 0
    while movers and quiet < len(movers):
        for mover in movers:
            changed = mover.lower_by_improvements(values) if paying else mover.lower(values)
            quiet, turns = (1, turns + 1) if changed else (quiet + 1, turns)
            if quiet >= len(movers):
                break
            if turns >= (PATIENCE if values.size <= LARGE else MORE_PATIENCE):
                return False
    return True


def smallest_in_turn(values: np.ndarray, elsewhere: Sequence[Callable[[np.ndarray], np.ndarray]]) -> np.ndarray:
    """Smallest value over one or more moves, nobody twice in a row; the state itself does not count.

    ``after[j]`` is the smallest value that can still be reached when j moved last: rules (1) and (2) of the definition
    of joint moves by last-mover sets, as a fixpoint over (state, last mover).

    values : integers, shape (n_states,)
    elsewhere : one per mover, at least one: the smallest of some values among the states one move away
    returns : the same shape and dtype. Time O(sweeps x passes of the movers).
    Source: Fang, Hipel & Kilgour 1993, ch. 3. Reference: definitions.stability.joint_moves.
    """
    after = [values] * len(elsewhere)
    onward = [np.empty(0, values.dtype)] * len(elsewhere)
    stale = list(range(len(elsewhere)))
    while stale:
        for j in stale:
            onward[j] = elsewhere[j](after[j])
        stale = []
        for j in range(len(elsewhere)):
            following = np.minimum.reduce([values, *(reached for k, reached in enumerate(onward) if k != j)])
            if not np.array_equal(following, after[j]):
                after[j] = following
                stale.append(j)
    return np.minimum.reduce(onward)
