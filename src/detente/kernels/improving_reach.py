"""Which states can be reached from a start by improvements, for many preference profiles at once.

A legal sequence of unilateral improvements: every step is better for the one who makes it, and nobody moves twice in a
row. Source: Fang, Hipel & Kilgour 1993, ch. 3. Slow twin: definitions.stability.reachable_by_improvements.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.kernels.arrays import BoolArray, IntArray, Integers


def improving_reach(ranks: Integers, origins: Sequence[IntArray], start: int, *, alternating: bool) -> BoolArray:
    """The states that can be reached from ``start`` by improvements; it itself counts.

    ranks : any integers, shape (n_dms, n_states, n_profiles)
    origins : per decision maker, :func:`~detente.kernels.batch_plan.rounds` of its moves, from where they end
    start : a state
    alternating : False where two improvements of one mover in a row are always one improvement, or lead back
    returns : bool, shape (n_states, n_profiles)
    Time O(n_profiles x size of the origins x length of the longest shortest sequence); memory as many bytes as results,
    for each mover if ``alternating``. Reference: definitions.stability.reachable_by_improvements.
    """
    shape = ranks.shape[1:]
    movers = [dm for dm, rounds in enumerate(origins) if rounds.shape[0]]
    after = np.zeros((len(movers) if alternating else 1, *shape), bool)  # reached, by who moved last
    begun = np.zeros(shape, bool)
    begun[start] = True
    while True:
        before = after.copy()
        for k, dm in enumerate(movers):
            if alternating:
                here = begun | np.delete(after, k, axis=0).any(axis=0)
                reached = after[k]
            else:
                here, reached = begun | after[0], after[0]
            for origin in origins[dm]:
                reached |= here.take(origin, axis=0) & (ranks[dm].take(origin, axis=0) < ranks[dm])
        if np.array_equal(before, after):
            return begun | after.any(axis=0)
