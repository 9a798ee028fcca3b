"""Stability where leaving and deterring are relations of their own, not the order of one ranking.

Partial preferences, strength of preference, attitudes and divided decision makers all keep the sentence of Howard's
concepts and change the comparisons in it:

    s is stable for i iff for every q in R_i(s) that i would leave s for, the others can reach from q some s2 that
    deters i (and, where a way out counts, from which i has no move to a state that does not deter it).

A relation is given in rows, as a function from some states to a bool array of shape (those, all states), so that no
kernel needs states x states preferences. The states that the others can reach together are kept as bit sets:
``n_states ** 2 / 8`` bytes for each decision maker, which is why these analyses are for conflicts of up to 4,096
states. Source of joint moves: Fang, Hipel & Kilgour 1993, ch. 3. Slow twin: definitions.stability.relational.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from detente.kernels.arrays import Bits, BoolArray, IntArray, Words
from detente.kernels.moves import Moves

BLOCK = 512  # states looked at together
PAIR_WORDS = 1 << 20  # words compared together

Relation = Callable[[IntArray], BoolArray]


def arcs_where(moves: Moves, keep: Callable[[IntArray, IntArray], BoolArray] | None = None) -> IntArray:
    """The moves for which ``keep(origins, targets)`` holds.

    keep : takes two int64 arrays, shape (number of moves,), and returns bools of that shape; None keeps all moves
    returns : int64, shape (n_arcs, 2), (from, to), by origin, then target. Time O(number of moves x its logarithm).
    """
    kept = moves.arcs()
    if keep is not None:
        kept = kept[keep(kept[:, 0], kept[:, 1])]
    return kept[np.lexsort((kept[:, 1], kept[:, 0]))]


def joint_reach(n_states: int, arcs: Sequence[IntArray]) -> Bits:
    """The states that some decision makers can reach together by legal sequences, nobody moving twice in a row.

    arcs : per decision maker of the group int64, shape (n_arcs, 2), (from, to)
    returns : uint8, shape (n_states, ceil(n_states / 8)), rows of packed bits; a state is in its own row only where a
        sequence of one or more moves leads back to it
    Time O(sweeps x n_arcs x n_states / 8), memory n_states ** 2 / 8 bytes, twice for each member of the group.
    Source: Fang, Hipel & Kilgour 1993, ch. 3. Reference: definitions.stability.joint_moves.
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
    moves: Moves, reach: Bits | None, leaves: Relation, deters: Relation, *, no_way_out: bool = False
) -> BoolArray:
    """Whether each state is stable for one decision maker, given its relations.

    moves : of the decision maker; reach : of the others, from :func:`joint_reach`; None where they cannot answer (Nash)
    leaves(s)[., q] : it would leave s for q; deters(s)[., s2] : s2 deters it from leaving s; s is int64, shape (n,),
        and what is returned bool, shape (n, n_states)
    no_way_out : an answer deters only if no move from it leads to a state that does not deter
    returns : bool, shape (n_states,)
    Time O(moves of the decision maker x n_states / 8), and that of the relations for each state; with ``no_way_out``
    O(n_entries x n_states / 8) more. Memory O(n_states x BLOCK). Reference: definitions.stability.relational.
    """
    stable = np.ones(moves.segment.size, bool)
    for first in range(0, stable.size, BLOCK):
        block = np.arange(first, min(first + BLOCK, stable.size))
        origins, targets = moves.successors(block)
        tempting = leaves(block)[origins - first, targets]
        origins, targets = origins[tempting], targets[tempting]
        if reach is not None and origins.size:
            rows, row = np.unique(origins, return_inverse=True)
            deterring = deters(rows)
            if no_way_out:
                deterring = _and_all_onward(moves, deterring)
            deterred = meet(words(np.packbits(deterring, axis=1)), row, words(reach), targets)
            origins = origins[~deterred]
        stable[origins] = False
    return stable


def _and_all_onward(moves: Moves, holds: BoolArray) -> BoolArray:
    """Whether it holds of a state, and of all that can be reached from there. holds : bool, shape (n, n_states)."""
    by_state = np.packbits(holds.T, axis=1)
    everywhere = np.bitwise_and.reduceat(by_state[moves.members], moves.starts, axis=0)[moves.segment]
    return np.unpackbits(everywhere, axis=1, count=holds.shape[0]).view(bool).T


def words(bits: Bits) -> Words:
    """Rows of bits as rows of 64-bit words, filled up with zeros.

    bits : uint8, shape (n, bytes of a row); returns : uint64, shape (n, words of a row). Time O(size of the bits).
    """
    spare = -bits.shape[1] % 8
    return np.ascontiguousarray(np.pad(bits, ((0, 0), (0, spare)))).view(np.uint64)


def meet(left: Words, left_row: IntArray, right: Words, right_row: IntArray) -> BoolArray:
    """Whether row ``left_row[k]`` of the one and row ``right_row[k]`` of the other have a bit in common.

    left, right : uint64, shape (rows of each, words of a row), from :func:`words`
    left_row, right_row : int64, shape (n,); returns : bool, shape (n,)
    Time O(n x words of a row), memory 8 bytes for each of PAIR_WORDS words.
    """
    found = np.empty(left_row.size, bool)
    step = max(1, PAIR_WORDS // left.shape[1])
    for first in range(0, found.size, step):
        part = slice(first, first + step)
        found[part] = (left[left_row[part]] & right[right_row[part]]).any(axis=1)
    return found
