"""The orders of states that many variants of one list of statements give.

A statement ranks by where it stands (lexicographic: a more important one counts before all less important ones
together), so an order is a sum of powers of two; a variant moves, drops or replaces some of the statements.
Source: Peng, Hipel & Kilgour 1997. Slow twin: each variant's statements in their order, by
definitions.stability.lexicographic_ranks.
"""

from __future__ import annotations

import numpy as np

from detente.kernels.arrays import BoolArray, IntArray

MAX_STATEMENTS = 52  # sums of that many powers of two are exact in float64, whose matrix products are fast


def importance(swaps: BoolArray) -> IntArray:
    """The place of each statement where those with True change places with the next one; each run of them is reversed.

    swaps : bool, shape (n_variants, n_statements); the last statement has no next one, so its column counts for nothing
    returns : int64, shape (n_variants, n_statements), 0 is the most important place. Time O(n_variants x n_statements).
    """
    n = swaps.shape[1]
    first = np.empty(swaps.shape, np.int64)
    last = np.empty(swaps.shape, np.int64)
    for k in range(n):
        first[:, k] = np.where(swaps[:, k - 1], first[:, k - 1], k) if k else 0
    for k in reversed(range(n)):
        last[:, k] = np.where(swaps[:, k], last[:, k + 1], k) if k + 1 < n else k
    return first + last - np.arange(n)


def payoffs_of_statements(given: BoolArray, instead: BoolArray, fell: BoolArray, swaps: BoolArray) -> IntArray:
    """The payoffs of each variant; only their order counts.

    given, instead : bool, shape (n_statements, n_states)   truth of each statement, and of what takes its place
    fell : bool, shape (n_variants, n_statements)   whether ``instead`` takes its place (all False where it is dropped)
    swaps : bool, shape (n_variants, n_statements)   whether it changes places with the next one
    returns : int64, shape (n_states, n_variants), below 2 ** n_statements
    At most MAX_STATEMENTS statements. Time O(n_variants x n_statements x n_states) as one or two matrix products.
    """
    n = given.shape[0]
    weight = np.exp2(n - 1 - importance(swaps))
    standing = np.where(fell, 0.0, weight)
    sums = given.T.astype(float) @ standing.T
    if instead.any():
        sums += instead.T.astype(float) @ (weight - standing).T
    return sums.astype(np.int64)


def distinct_orders(payoffs: IntArray) -> tuple[IntArray, IntArray]:
    """The distinct orders among the columns, as dense ranks.

    payoffs : int64, shape (n_states, n_variants)
    returns : ranks, int64, shape (n_states, number of distinct orders), 0 = worst, ties equal; of, int64, shape
        (n_variants,), the column of each variant in it
    Time O(n_variants x n_states x log n_states), memory some 40 bytes per state and variant.
    """
    order = np.argsort(payoffs, axis=0, kind="stable")
    ranked = np.take_along_axis(payoffs, order, axis=0)
    steps = np.zeros(payoffs.shape, np.int64)
    np.cumsum(ranked[1:] != ranked[:-1], axis=0, out=steps[1:])
    ranks = np.empty_like(steps)
    np.put_along_axis(ranks, order, steps, axis=0)
    narrow = np.ascontiguousarray(ranks.T.astype(np.uint16 if payoffs.shape[0] > 256 else np.uint8))
    rows = narrow.view(np.dtype((np.void, narrow.dtype.itemsize * narrow.shape[1]))).reshape(-1)
    _, first, of = np.unique(rows, return_index=True, return_inverse=True)
    return ranks[:, first], of.reshape(-1)
