"""Rankings with neighbouring tiers exchanged, for many profiles at once. Slow twin: definition.

A *tier* is all states that a decision maker finds equally good. A swap at place ``p`` exchanges the tiers of rank ``p``
and ``p + 1``; the next swap is made in the ranking that it leaves.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detente.kernels.arrays import FloatArray, IntArray

Fractions = FloatArray


def chosen(tiers: IntArray, first: Fractions, second: Fractions) -> tuple[IntArray, IntArray]:
    """Whose ranking a swap is made in, and where.

    Each decision maker with two tiers or more has the same chance, and then each of its places.

    tiers : int64, shape (n_dms, n_profiles)   how many tiers each ranking has
    first, second : float64, shape (n_profiles,), from 0 to below 1   which decision maker, and which of its places
    returns : decision makers and places, int64, shape (n_profiles,) each; -1 where nobody has two tiers
    Time O(n_dms x n_profiles). Reference: definition.chosen.
    """
    able = tiers >= 2
    count = able.sum(axis=0)
    which = np.minimum((first * count).astype(np.int64), count - 1)
    dm = (able & (np.cumsum(able, axis=0) == which + 1)).argmax(axis=0)
    places = np.take_along_axis(tiers, dm[None], axis=0)[0] - 1
    place = np.minimum((second * places).astype(np.int64), places - 1)
    nobody = count == 0
    return np.where(nobody, -1, dm), np.where(nobody, -1, place)


def swap_tiers(ranks: npt.NDArray[np.unsignedinteger], dms: IntArray, places: IntArray) -> None:
    """Make the swaps, in place, the first of each profile first.

    ranks : unsigned, shape (n_dms, n_states, n_profiles), dense, 0 is the worst; changed
    dms, places : int64, shape (n_profiles, swaps of each); -1 for a swap that is not made
    Time O(n_profiles x n_states x swaps of each). Reference: definition.swapped.
    """
    for k in range(dms.shape[1]):
        for dm in range(ranks.shape[0]):
            some = np.flatnonzero(dms[:, k] == dm)
            if some.size:
                mine = ranks[dm][:, some]
                low = places[some, k].astype(ranks.dtype)
                at_low, at_high = mine == low, mine == low + 1
                ranks[dm][:, some] = mine + at_low - at_high
