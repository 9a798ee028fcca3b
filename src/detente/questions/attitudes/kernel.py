"""What a decision maker prefers once its attitudes towards itself and the others count."""

from __future__ import annotations

import numpy as np

from detente.kernels.arrays import BoolArray, IntArray
from detente.kernels.strict import Better


def total_relational_preference(ranks: IntArray, attitudes: IntArray) -> Better:
    """The relation TRP of one decision maker: q is preferred to s in every way that its attitudes ask for.

    ranks : int64, shape (n_dms, n_states); attitudes : int64, shape (n_dms,), its attitude towards each: +1 (positive:
        what that one prefers), -1 (negative: the reverse), 0 (neutral: does not count)
    returns : a function of states q and s, int64 arrays that broadcast together, to bools of the shape (of both);
        it reads ``ranks`` when it is called. Time O(n_dms) for each pair.
    Source: Inohara, Hipel & Walker 2007. Reference: definition.total_relational_preference.
    """
    counted = np.flatnonzero(attitudes)

    def better(q: IntArray, s: IntArray) -> BoolArray:
        found = np.ones(np.broadcast(q, s).shape, bool)
        for j in counted:
            rank = ranks[j] * attitudes[j]
            found &= rank[q] > rank[s]
        return found

    return better
