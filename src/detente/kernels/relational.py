"""Stability where leaving, deterring and escaping are relations of their own, not the order of one ranking.

Partial preferences, strength of preference, attitudes and divided decision makers all keep the sentence of Howard's
concepts and change the comparisons in it:

    s is stable for i iff for every q in R_i(s) that i would leave s for, the others can reach from q some s2 that
    deters i (and, where a way out counts, from which i has no move to a state that it would escape to).

A comparison is given row by row, as a function from a state ``s`` to a bool array over all states, so that no kernel
needs states x states preferences. The states that the others can reach together are kept as bit sets: ``n_states ** 2 /
8`` bytes for each decision maker, which is why these analyses are for conflicts of up to 4,096 states.
Source of joint moves: Fang, Hipel & Kilgour 1993, ch. 3. Slow twin: kernels.reference.relational.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from detente.kernels.moves import Moves, ranges

__all__ = ["MAX_STATES", "Relation", "arcs_where", "joint_reach", "stable_by_relations"]

MAX_STATES = 4096

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.uint8]
Relation = Callable[[int], BoolArray]


def arcs_where(moves: Moves, keep: Callable[[IntArray, IntArray], BoolArray]) -> IntArray:
    """The moves for which ``keep(origins, targets)`` holds.

    keep : takes two int64 arrays, shape (number of moves,), and returns bools of that shape
    returns : int64, shape (n_arcs, 2), (from, to), by origin, then target. Time O(number of moves x its logarithm).
    """
    arcs = moves.arcs()
    kept = arcs[keep(arcs[:, 0], arcs[:, 1])]
    return kept[np.lexsort((kept[:, 1], kept[:, 0]))]


def joint_reach(n_states: int, arcs: Sequence[IntArray]) -> Bits:
    """The states that some decision makers can reach together by legal sequences, nobody moving twice in a row.

    arcs : per decision maker of the group int64, shape (n_arcs, 2), (from, to)
    returns : uint8, shape (n_states, ceil(n_states / 8)), rows of packed bits; a state is in its own row only where a
        sequence of one or more moves leads back to it
    Time O(sweeps x n_arcs x n_states / 8), memory n_states ** 2 / 8 bytes, twice for each member of the group.
    Source: Fang, Hipel & Kilgour 1993, ch. 3. Reference: kernels.reference.joint_moves.
    """
    width = (n_states + 7) // 8
    itself = np.pad(np.packbits(np.eye(n_states, dtype=bool), axis=1), ((0, 0), (0, -width % 8)))  # whole words
    steps = [_Step(n_states, pairs) for pairs in arcs]
    after = [itself.copy() for _ in steps]  # what can be reached, staying included, when this one moved last
    changed = True
    while changed:
        changed = False
        onward = [step.union(bits) for step, bits in zip(steps, after, strict=True)]
        for j in range(len(steps)):
            following = itself.copy()
            for k, reached in enumerate(onward):
                if k != j:
                    following |= reached
            if not np.array_equal(following, after[j]):
                after[j], changed = following, True
    result = np.zeros_like(itself)
    for step, bits in zip(steps, after, strict=True):
        result |= step.union(bits)
    return np.ascontiguousarray(result[:, :width])


class _Step:
    """One mover's arcs, grouped by origin."""

    def __init__(self, n_states: int, arcs: IntArray) -> None:
        order = np.argsort(arcs[:, 0], kind="stable")
        self.n_states, self.targets = n_states, arcs[order, 1]
        self.origins, self.starts = np.unique(arcs[order, 0], return_index=True)

    def union(self, bits: Bits) -> Bits:
        """For each state, the union of the rows of the states one move away. Rows are whole words of 8 bytes."""
        found = np.zeros((self.n_states, bits.shape[1]), np.uint8)
        if self.origins.size:
            words = bits[self.targets].view(np.uint64)  # eight bytes at a time
            found[self.origins] = np.bitwise_or.reduceat(words, self.starts, axis=0).view(np.uint8)
        return found


def stable_by_relations(
    moves: Moves, reach: Bits, leaves: Relation, deters: Relation, escapes: Relation | None = None
) -> BoolArray:
    """Whether each state is stable for one decision maker, given its relations.

    moves : of the decision maker
    reach : uint8, shape (n_states, ceil(n_states / 8)), of the others, from :func:`joint_reach`; all zero for Nash
    leaves(s)[q] : bool, shape (n_states,), it would leave s for q; deters(s)[s2] : s2 deters it from leaving s
    escapes(s)[s3] : it would move on to s3 from an answer, rather than have s; None where a way out does not count
    returns : bool, shape (n_states,)
    Time O(moves of the decision maker x n_states / 8), and for each state from which it would leave that of the
    relations, and of its n_entries where a way out counts. Reference: kernels.reference.relational.
    """
    n_states = moves.segment.size
    sizes = moves.sizes()
    stable = np.ones(n_states, bool)
    for s in range(n_states):
        segment = moves.segment[s]
        targets = moves.members[ranges(moves.starts[[segment]], sizes[[segment]])]
        better = targets[leaves(s)[targets] & (targets != s)]
        if better.size == 0:
            continue
        deterring = deters(s)
        if escapes is not None:
            deterring = deterring & ~_some_move_leads_to(moves, escapes(s))
        stable[s] = bool((reach[better] & np.packbits(deterring)).any(axis=1).all())
    return stable


def _some_move_leads_to(moves: Moves, wanted: BoolArray) -> BoolArray:
    """Whether each state has a move, which changes it, to a wanted state."""
    count = np.add.reduceat(wanted[moves.members].astype(np.int64), moves.starts)[moves.segment]
    return count - wanted > 0
