"""Stability where decision makers may act together.

For a coalition H of one or more decision makers, with R_H(s) the states that its members can reach from s by a legal
sequence of moves:

    R_H++(s) = { x in R_H(s) : every member of H strictly prefers x to s }

and s is stable for H iff after every joint improvement x in R_H++(s) the others can bring about some s2 that deters
H: *some* member of H does not prefer s2 to s. Where a way out counts (SMR, SSEQ), no s3 in R_H(s2) may be preferred to
s by every member. For a coalition of one these are the classic sentences.
Sources: Kilgour, Hipel, Fang & Peng 2001; Inohara & Hipel 2008. Slow twin:
:mod:`detente.kernels.definitions.coalitions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from detente.kernels.arrays import Bits, BoolArray, IntArray
from detente.kernels.moves import Moves, ranges
from detente.kernels.relational import arcs_where, joint_reach, meet, words

MAX_DMS = 10
KEPT_BYTES = 256_000_000  # joint moves that are kept because two questions ask for them
BLOCK = 512  # states looked at together

Group = tuple[int, ...]


def groups_of(n_dms: int) -> tuple[Group, ...]:
    """All coalitions of two or more, small ones first: 2 ** n_dms - n_dms - 1 of them."""
    return tuple(group for size in range(2, n_dms + 1) for group in combinations(range(n_dms), size))


def work(moves: Sequence[Moves]) -> tuple[float, float]:
    """How much there is to do for all coalitions: bytes of joint moves touched, and words compared for one concept.

    Rough bounds, from sizes alone, by which a caller decides whether to start: for each group the moves of everybody
    in as many sweeps as there are decision makers, and every row of joint moves with every other. Time O(n_states).
    """
    arcs = sum(m.count() for m in moves)
    n_states, groups = moves[0].segment.size, 2.0 ** len(moves)
    return groups * arcs * max(n_states / 8, 1) * len(moves), groups * float(n_states) ** 3 / 64


class JointMoves:
    """What each group of decision makers can reach by legal sequences, as rows of bits; kept while that is small.

    moves : one per decision maker; ranks : int64, shape (n_dms, n_states)
    Memory n_states ** 2 / 8 bytes for each group that is kept, at most 256 MB.
    Source: Fang, Hipel & Kilgour 1993, ch. 3. Reference: definitions.coalitions.reach.
    """

    def __init__(self, moves: Sequence[Moves], ranks: IntArray) -> None:
        self.n_states = ranks.shape[1]
        self.arcs = [arcs_where(mine) for mine in moves]
        self.paying = [
            pairs[rank[pairs[:, 1]] > rank[pairs[:, 0]]] for pairs, rank in zip(self.arcs, ranks, strict=True)
        ]
        self._kept: dict[tuple[Group, bool], Bits] = {}

    def reach(self, group: Group, *, improving: bool = False) -> Bits:
        """R_H, or R_H+ where every single move must improve for its mover, the same array when asked again.

        group : indices, ascending; returns : As :func:`detente.kernels.relational.joint_reach`, of the same cost.
        """
        found = self._kept.get((group, improving))
        if found is None:
            arcs = self.paying if improving else self.arcs
            found = joint_reach(self.n_states, [arcs[j] for j in group])
            if (len(self._kept) + 1) * found.nbytes <= KEPT_BYTES:
                self._kept[group, improving] = found
        return found


def coalition_improvements(reach: Bits, ranks: IntArray) -> tuple[IntArray, IntArray]:
    """R_H++ of every state, as (starts, targets): those of s are ``targets[starts[s]:starts[s + 1]]``, ascending.

    reach : uint8, shape (n_states, ceil(n_states / 8)), R_H from :class:`JointMoves`
    ranks : int64, shape (n_members, n_states), of the members of H only
    returns : int64, shape (n_states + 1,), and shape (number of joint improvements,)
    Time O(n_states ** 2 x n_members), memory 8 bytes per joint improvement and some n_states x BLOCK bytes.
    Source: Inohara & Hipel 2008. Reference: definitions.coalitions.joint_improvements.
    """
    n_states = ranks.shape[1]
    found: list[IntArray] = []
    counts: list[IntArray] = []
    for first in range(0, n_states, BLOCK):
        here = slice(first, first + BLOCK)
        joint = np.unpackbits(reach[here], axis=1, count=n_states).view(bool) & _all_prefer(ranks, ranks[:, here])
        counts.append(joint.sum(axis=1))
        found.append(np.nonzero(joint)[1])
    return np.r_[0, np.cumsum(np.concatenate(counts))], np.concatenate(found)


def coalition_stable(
    improvements: tuple[IntArray, IntArray], ranks: IntArray, answers: Bits | None, onward: Bits | None = None
) -> BoolArray:
    """Whether each state is stable for a coalition.

    improvements : from :func:`coalition_improvements`; ranks : int64, shape (n_members, n_states), of the members
    answers : uint8, shape (n_states, ceil(n_states / 8)), what the others can bring about, R_{N-H} (GMR, SMR) or
        R+_{N-H} (SEQ, SSEQ); None for Nash
    onward : the same of R_H, where a way out counts (SMR, SSEQ)
    returns : bool, shape (n_states,)
    Time O(joint improvements x n_states / 64); with ``onward`` O(n_states ** 2 / 64) more, at most, for each state that
    has a joint improvement. Memory O(n_states x BLOCK). Reference: definitions.coalitions.coalition_stable.
    """
    starts, targets = improvements
    counts, n_states = np.diff(starts), ranks.shape[1]
    stable = counts == 0
    if answers is None:
        return stable
    answering = words(answers)
    ever = np.unpackbits(np.bitwise_or.reduce(answers, axis=0), count=n_states).view(bool)
    leaving = np.flatnonzero(~stable)
    for first in range(0, leaving.size, BLOCK):
        here = leaving[first : first + BLOCK]
        better = _all_prefer(ranks, ranks[:, here])
        deterring = ~better & ever
        if onward is not None:
            at, answer = np.nonzero(deterring)
            gains = words(np.packbits(better, axis=1))
            deterring[at, answer] = ~meet(gains, at, words(onward), answer)
        row = np.repeat(np.arange(here.size), counts[here])
        improved = targets[ranges(starts[here], counts[here])]
        deterred = meet(words(np.packbits(deterring, axis=1)), row, answering, improved)
        stable[here] = np.bincount(row, weights=~deterred, minlength=here.size) == 0
    return stable


def _all_prefer(ranks: IntArray, here: IntArray) -> BoolArray:
    """Whether every member strictly prefers a state to each of some states: shape (states here, n_states)."""
    prefer = np.ones((here.shape[1], ranks.shape[1]), bool)
    for rank, own in zip(ranks, here, strict=True):
        prefer &= rank[None, :] > own[:, None]
    return prefer
