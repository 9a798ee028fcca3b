"""What the members of a decision maker prefer: how many of them, counted, and whether that is enough for a move."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from detente.kernels.arrays import BoolArray, IntArray
from detente.kernels.strict import Better

MAX_SHARES = 64


def agreement(ranks: IntArray, shares: IntArray, level: Fraction) -> Better:
    """The relation "more than the share ``level`` of the members strictly prefer q to s".

    ranks : int64, shape (n_factions, n_states); shares : int64, shape (n_factions,), members of each faction
    returns : a function of states q and s, int64 arrays that broadcast together, to bools of the shape (of both);
        whole numbers are compared, so that no share is rounded. Time O(n_factions) for each pair.
    Source: Rego & Santos 2015 read a probability of preference as such a share. Reference:
    definitions.strict.more_than.
    """
    whole = int(shares.sum())

    def better(q: IntArray, s: IntArray) -> BoolArray:
        members = sum(share * (rank[q] > rank[s]) for rank, share in zip(ranks, shares, strict=True))
        return np.asarray(members * level.denominator > level.numerator * whole)

    return better


def attained_shares(divided: Sequence[Sequence[int]], limit: int = MAX_SHARES) -> tuple[Fraction, ...] | None:
    """The levels at which verdicts can change: every share below 1 that some of the factions have together, ascending.

    divided : for each decision maker the members of its factions
    returns : None where there are more than ``limit``; else 0 is the first
    Time O(limit x factions); sums that several subsets of the factions have are kept once.
    """
    found: set[Fraction] = {Fraction(0)}
    for members in divided:
        sums = {0}
        for size in members:
            sums |= {some + size for some in sums}
            if len(sums) > limit + 1:
                return None
        found |= {Fraction(some, sum(members)) for some in sums if some < sum(members)}
    return tuple(sorted(found)) if len(found) <= limit else None
