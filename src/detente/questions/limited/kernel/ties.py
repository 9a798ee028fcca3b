"""Where a limited-move verdict hangs on how a tie is broken.

If two moves lead to outcomes that are equally good for the one who moves, and to different states, the other decision
maker may care very much which is taken, and the anticipated state is not unique (noted by Rego & Vieira, Discrete
Applied Mathematics 2024). Here every way of breaking every tie in the tree of play is followed at once: a set of
possible outcomes stands for each (mover, state, moves left). Slow twin: definition.possible_outcomes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.kernels.arrays import BoolArray, IntArray
from detente.kernels.moves import Moves

MAX_ENTRIES = 1 << 24  # moves x states


def verdicts_that_hang_on_ties(moves: Sequence[Moves], ranks: IntArray, horizon: int) -> BoolArray | None:
    """Whether some way of breaking ties makes the state stable and another makes it unstable.

    moves : of two decision makers; ranks : int64, shape (2, n_states)
    returns : bool, shape (horizon, 2, n_states), entry h - 1 for horizon h; None where there are too many moves and
    states (moves x states above 2**24)
    Time O(horizon x moves x n_states), memory O(moves x n_states) bytes. Without ties nothing is computed.
    Reference: definition.possible_outcomes.
    """
    n_states = ranks.shape[1]
    found = np.zeros((horizon, 2, n_states), bool)
    if all(np.unique(rank).size == n_states for rank in ranks):
        return found
    arcs = [_Arcs(m) for m in moves]
    if max(a.target.size for a in arcs) * n_states > MAX_ENTRIES:
        return None
    possible = [np.eye(n_states, dtype=bool)] * 2
    for h in range(horizon):
        steps = [_step(arcs[i], possible[1 - i], ranks[i]) for i in (0, 1)]
        possible = [outcomes for outcomes, _ in steps]
        found[h] = [hangs for _, hangs in steps]
    return found


class _Arcs:
    """One mover's moves, grouped by origin: those of ``origins[k]`` begin at ``starts[k]`` of ``target``."""

    def __init__(self, moves: Moves) -> None:
        origin, self.target = moves.successors(np.arange(moves.segment.size))
        self.origins, self.starts = np.unique(origin, return_index=True)


def _step(arcs: _Arcs, after: BoolArray, rank: IntArray) -> tuple[BoolArray, BoolArray]:
    """The possible outcomes with one more move, and whether staying and leaving are both possible.

    after : bool, shape (n_states, n_states), row q the possible outcomes once the other is to move at q
    An outcome x after q can be chosen iff it beats staying, and every other move can end no better than x.
    """
    found = np.eye(rank.size, dtype=bool)
    hangs = np.zeros(rank.size, bool)
    if arcs.origins.size == 0:
        return found, hangs
    order = np.argsort(rank, kind="stable")
    low = rank[order[after[:, order].argmax(axis=1)]]
    high = rank[order[::-1][after[:, order[::-1]].argmax(axis=1)]]
    here = rank[arcs.origins]
    surely = np.maximum.reduceat(low[arcs.target], arcs.starts)  # what the best move yields, ties broken at worst
    perhaps = np.maximum.reduceat(high[arcs.target], arcs.starts)
    may_stay, may_leave = surely <= here, perhaps > here
    hangs[arcs.origins] = may_stay & may_leave
    outcomes = np.logical_or.reduceat(after[arcs.target], arcs.starts, axis=0)
    outcomes &= (rank >= surely[:, None]) & (rank > here[:, None])
    outcomes[np.arange(here.size), arcs.origins] = may_stay
    found[arcs.origins] = outcomes
    return found, hangs
