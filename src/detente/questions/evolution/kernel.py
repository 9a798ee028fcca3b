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


def coalition_mover(joint: JointMoves, ranks: IntArray, group: tuple[int, ...]) -> PathMover:
    """A coalition as somebody who moves, each joint improvement being dear.

    ranks : int64, shape (n_dms, n_states)
    What it can reach is worked out when first asked for: memory and time as ``coalitions.JointMoves`` has it. Then time
    O(n_members x n_states) for each state. Reference: definitions.coalitions.joint_improvements.
    """

    def targets(state: int) -> IntArray:
        """The states in R_H(s) that every member of H strictly prefers to s, ascending."""
        rank = ranks[list(group)]
        better = (rank > rank[:, [state]]).all(axis=0)
        if not better.any():
            return np.empty(0, np.int64)
        return np.flatnonzero(better & np.unpackbits(joint.reach(group)[state], count=better.size).astype(bool))

    def expand(states: IntArray) -> Pairs:
        found = [targets(state) for state in states.tolist()]
        return np.repeat(states, [ends.size for ends in found]), np.concatenate(found)

    return PathMover(group, dear=expand)


def fewest_joint_moves(moves: Sequence[Moves], ranks: IntArray, start: int, wanted: IntArray) -> Tree:
    """Paths of improvements and joint improvements with the fewest joint ones, then the fewest moves.

    moves : per decision maker; ranks : int64, shape (n_dms, n_states); wanted : int64, shape (n,), states
    Stops once the ``wanted`` states are reached. Among coalitions that could do the same, the smallest is named.
    Time O(2 ** n_dms x n_states ** 2) beside ``relational.joint_reach`` for each coalition.
    Source: Inohara & Hipel 2008. Reference: definitions.evolution.fewest_joint_moves.
    """
    joint = JointMoves(moves, ranks)
    together = [coalition_mover(joint, ranks, group) for group in groups_of(len(moves))]
    return grow(ranks.shape[1], start, single_movers(moves, ranks, dear=False) + together, wanted=wanted)


def joint_sequence(moves: Sequence[Moves], group: Sequence[int], origin: int, to: int) -> list[tuple[int, int, int]]:
    """A shortest legal sequence of a coalition's members from one state to another: (dm, from, to) of each move.

    moves : per decision maker. Time: that of :func:`~detente.kernels.evolution.levels` for the members.
    """
    steps = levels([moves[dm] for dm in group], origin).path(to)
    return [(group[members[0]], a, b) for members, a, b in steps]
