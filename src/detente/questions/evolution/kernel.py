"""Where coalitions move together: joint improvements as moves of a path, for conflicts of up to a few thousand states.

A coalition H of two or more can improve jointly from s to x if x is in R_H(s), the states that its members can reach
together by legal sequences, and every member strictly prefers x to s (Kilgour, Hipel, Fang & Peng 2001; Inohara &
Hipel 2008, R_H^{++}). On a path no coalition moves twice in a row, a decision maker being a coalition of one (Inohara &
Hipel 2008). Slow twin: definitions.coalitions, definitions.evolution.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.kernels.arrays import IntArray
from detente.kernels.coalitions import JointMoves, groups_of
from detente.kernels.evolution import Pairs, PathMover, Tree, grow, levels, single_movers
from detente.kernels.moves import Moves


class CoalitionMovers:
    """Coalitions as somebody who moves; what each can reach is worked out when first asked for.

    moves : per decision maker; ranks : int64, shape (n_dms, n_states)
    Memory and time: see ``coalitions.JointMoves``. Reference: definitions.coalitions.joint_improvements.
    """

    def __init__(self, moves: Sequence[Moves], ranks: IntArray) -> None:
        self.ranks, self.n_states = ranks, ranks.shape[1]
        self.joint = JointMoves(moves, ranks)

    def targets(self, group: tuple[int, ...], state: int) -> IntArray:
        """The states in R_H(s) that every member of H strictly prefers to s, ascending.

        returns : int64, shape (number of them,). Time O(n_members x n_states).
        """
        rank = self.ranks[list(group)]
        better = (rank > rank[:, [state]]).all(axis=0)
        if not better.any():
            return np.empty(0, np.int64)
        return np.flatnonzero(better & np.unpackbits(self.joint.reach(group)[state], count=self.n_states).astype(bool))

    def mover(self, group: tuple[int, ...]) -> PathMover:
        """The coalition ``group``, each joint improvement being dear."""

        def expand(states: IntArray) -> Pairs:
            found = [self.targets(group, state) for state in states.tolist()]
            return np.repeat(states, [targets.size for targets in found]), np.concatenate(found)

        return PathMover(group, dear=expand)


def fewest_joint_moves(moves: Sequence[Moves], ranks: IntArray, start: int, wanted: IntArray) -> Tree:
    """Paths of improvements and joint improvements with the fewest joint ones, then the fewest moves.

    moves : per decision maker; ranks : int64, shape (n_dms, n_states); wanted : int64, shape (n,), states
    Stops once the ``wanted`` states are reached. Among coalitions that could do the same, the smallest is named.
    Time O(2 ** n_dms x n_states ** 2) beside ``relational.joint_reach`` for each coalition.
    Source: Inohara & Hipel 2008. Reference: definitions.evolution.fewest_joint_moves.
    """
    joint = CoalitionMovers(moves, ranks)
    movers = single_movers(moves, ranks, dear=False) + [joint.mover(group) for group in groups_of(len(moves))]
    return grow(joint.n_states, start, movers, wanted=wanted)


def joint_sequence(moves: Sequence[Moves], group: Sequence[int], origin: int, to: int) -> list[tuple[int, int, int]]:
    """A shortest legal sequence of a coalition's members from one state to another: (dm, from, to) of each move.

    moves : per decision maker. Time: that of :func:`~detente.kernels.evolution.levels` for the members.
    """
    steps = levels([moves[dm] for dm in group], origin).path(to)
    return [(group[members[0]], a, b) for members, a, b in steps]
