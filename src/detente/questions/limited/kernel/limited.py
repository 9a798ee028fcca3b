"""Looking h moves ahead: limited-move stability of two decision makers, and the cautious maximin of any number.

*Limited moves* (Kilgour 1985; Fang, Hipel & Kilgour 1993, ch. 4). Two decision makers move in turn, each may end the
play by staying, and both choose what ends best for themselves. With i to move at s, j the other, and h moves left, the
play ends in G_h(i, s):

    G_0(i, s) = s, and G_h(i, s) = s where i has no move from s;
    otherwise let q* be the q in R_i(s) with the best G_{h-1}(j, q) for i:
    G_h(i, s) = G_{h-1}(j, q*) if i prefers that to s, else s.

s is L_h-stable for i iff G_h(i, s) = s. Where several q are best the one of the lowest row is taken
(``kernel.ties`` tells where that matters).

*Maximin* (our reading of Maximin_h: Rego & Vieira 2021 for two, Soares et al. 2026 for more): the others move as one
against i, each time by any legal sequence or not at all, and only i's preferences count. In ranks of i:

    V_0 = W_0 = P_i;  V_h(s) = max(P_i(s), max over q in R_i(s) of W_{h-1}(q));
    W_h(q) = min(P_i(q), min over t in R_{N-i}(q) of V_{h-1}(t)).

s is stable for i iff V_h(s) = P_i(s): Nash at h = 1, GMR at h = 2, SMR at h = 3.
Slow twin: definition.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.kernels.arrays import BoolArray, IntArray
from detente.kernels.moves import INF, Moves
from detente.kernels.stability import smallest_in_turn


def best_move(moves: Moves, value: IntArray) -> IntArray:
    """The move to the state of largest value, of several the lowest row; -1 where there is no move.

    value : int64, shape (n_states,), above -2**63; returns : int64, shape (n_states,)
    A segment holds the state itself, which is no move: the second best of its segment stands in for it there.
    Time O(n_entries log n_entries). Reference: definition.anticipated, where it is the best of a list.
    """
    sizes = moves.sizes()
    order = np.lexsort((moves.members, -value[moves.members], moves.owners()))
    ranked = moves.members[order]
    first = ranked[moves.starts]
    second = np.where(sizes > 1, ranked[np.minimum(moves.starts + 1, ranked.size - 1)], -1)
    itself = first[moves.segment] == np.arange(moves.segment.size)
    return np.where(itself, second[moves.segment], first[moves.segment])


def joint_worst(moves: Sequence[Moves], value: IntArray) -> IntArray:
    """The smallest value among the states that some decision makers can reach together; the largest int64 if none.

    moves : of each of the group; value : int64, shape (n_states,); returns : int64, shape (n_states,)
    Legal sequences: nobody moves twice in a row. In option form, where two moves in a row are one move, a state may
    count itself as reached; no caller can tell, since each compares with a value that is no larger there.
    Time O(sweeps x n_entries), n_entries of the whole group; memory 16 bytes per state and member.
    Source: Fang, Hipel & Kilgour 1993, ch. 3. Reference: definitions.stability.joint_moves.
    """
    if not moves:
        return np.full_like(value, INF)
    return smallest_in_turn(value, [mine.worst if mine.transitive else mine.worst_elsewhere for mine in moves])


class LimitedRecursion:
    """The recursion G_h for two decision makers. A *level* is int64, shape (2, n_states): G_h(i, s), a state.

    moves : of each; ranks : int64, shape (2, n_states)
    Source: Kilgour 1985; Fang, Hipel & Kilgour 1993, ch. 4. Reference: definition.anticipated.
    """

    def __init__(self, moves: Sequence[Moves], ranks: IntArray) -> None:
        self.moves, self.ranks = moves, ranks
        self.every = np.arange(ranks.shape[1])

    def start(self) -> IntArray:
        """G_0. returns : a level, shape (2, n_states). Time O(n_states)."""
        return np.stack([self.every, self.every])

    def choice(self, level: IntArray, i: int) -> IntArray:
        """Where i moves from each state when G_{h-1} is ``level``; the state itself where i stays.

        level : shape (2, n_states); returns : int64, shape (n_states,). Time O(n_entries log n_entries), those of i.
        """
        ends, rank = level[1 - i], self.ranks[i]
        q = best_move(self.moves[i], rank[ends])
        return np.where((q >= 0) & (rank[ends[q]] > rank), q, self.every)

    def step(self, level: IntArray) -> IntArray:
        """G_h from G_{h-1}. level : G_{h-1}, shape (2, n_states); returns : the same shape.

        Time O(n_entries log n_entries).
        """
        found = level.copy()
        for i in (0, 1):
            q = self.choice(level, i)
            found[i] = np.where(q == self.every, self.every, level[1 - i][q])
        return found

    def stable(self, level: IntArray) -> BoolArray:
        """Whether each state is L_h-stable. level : G_h; returns : bool, shape (2, n_states). Time O(n_states)."""
        return level == self.every


class Maximin:
    """The recursion V_h, W_h for every decision maker. A *level* is int64, shape (2, n_dms, n_states): V_h and W_h.

    moves : per decision maker; ranks : int64, shape (n_dms, n_states); levels are in these ranks
    V_1 >= V_3 >= ... >= V_4 >= V_2, and W the other way round, so that verdicts at odd and at even h each settle.
    Source: Rego & Vieira 2021; Soares et al. 2026, as read above. Reference: definition.maximin.
    """

    def __init__(self, moves: Sequence[Moves], ranks: IntArray) -> None:
        self.moves, self.ranks = moves, ranks
        self.others = [[m for j, m in enumerate(moves) if j != i] for i in range(len(moves))]

    def start(self) -> IntArray:
        """V_0 and W_0. returns : a level, shape (2, n_dms, n_states). Time O(n_dms x n_states)."""
        return np.stack([self.ranks, self.ranks])

    def choice(self, level: IntArray, i: int) -> IntArray:
        """Where i moves from each state when V_{h-1}, W_{h-1} are ``level``; the state itself where i stays.

        level : shape (2, n_dms, n_states); returns : int64, shape (n_states,)
        Time O(n_entries log n_entries), those of i.
        """
        rank, worst = self.ranks[i], level[1, i]
        q = best_move(self.moves[i], worst)
        return np.where((q >= 0) & (worst[q] > rank), q, np.arange(rank.size))

    def step(self, level: IntArray) -> IntArray:
        """V_h and W_h from V_{h-1} and W_{h-1}.

        level : shape (2, n_dms, n_states); returns : the same shape
        Time O(n_dms x sweeps x n_entries), n_entries of everybody.
        """
        found = level.copy()
        for i, rank in enumerate(self.ranks):
            q = self.choice(level, i)
            found[0, i] = np.maximum(rank, level[1, i][q])
            found[1, i] = np.minimum(rank, joint_worst(self.others[i], level[0, i]))
        return found

    def stable(self, level: IntArray) -> BoolArray:
        """Whether each state is stable. level : V_h, W_h; returns : bool, shape (n_dms, n_states). Time O(its size)."""
        return level[0] == self.ranks
