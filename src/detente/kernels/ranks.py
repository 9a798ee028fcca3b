"""Preferences to ordinal ranks. Higher is better; equal ranks are indifference; nothing else is meant by a rank."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

__all__ = ["dense_ranks", "lexicographic_ranks", "narrow_ranks"]

BITS_AT_ONCE = 62
CHUNK = 1 << 18


def dense_ranks(values: np.ndarray) -> npt.NDArray[np.int64]:
    """Dense ordinal ranks, 1 = worst, ties equal.

    values : any ordered dtype, shape (n_states,)
    returns : int64, shape (n_states,). Time O(n_states log n_states).
    """
    return np.unique(values, return_inverse=True)[1].astype(np.int64).reshape(values.shape) + 1


def lexicographic_ranks(truths: Iterable[npt.NDArray[np.bool_]], n_states: int) -> npt.NDArray[np.int64]:
    """Ranks by prioritised statements, the most important first, for any number of statements.

    A state is better than another iff the first statement on which they differ holds in it: the order by
    Psi(s) = sum 2**(k-j) [statement j holds] of Peng, Hipel & Kilgour (1997), compared as tuples so that no number
    of statements overflows. Statements are taken 62 at a time and the ranks so far are made dense in between.

    truths : bool arrays, shape (n_states,), in falling priority
    returns : int64, shape (n_states,), dense, 1 = worst
    Time O(k n_states + (k / 62) n_states log n_states); Reference: kernels.reference.lexicographic_ranks.
    """
    ranks = np.zeros(n_states, np.int64)
    free = BITS_AT_ONCE
    for truth in truths:
        if free == 0:
            ranks = dense_ranks(ranks)
            free = BITS_AT_ONCE - int(ranks.max()).bit_length()
        ranks = (ranks << 1) | truth
        free -= 1
    return dense_ranks(ranks)


def narrow_ranks(payoffs: np.ndarray) -> np.ndarray:
    """Ranks in the smallest unsigned dtype, at least 1: the same order, not necessarily dense.

    A payoff range below 2**16 or 2**32 is only shifted; a wider one is sorted and made dense. 0 and the largest number
    of the dtype are left free: kernels use them for "not feasible" and "no state".

    payoffs : any integer dtype, shape (n_states,), not modified
    returns : uint16 or uint32, shape (n_states,). Time O(n_states), with sorting O(n_states log n_states).
    """
    lowest = int(payoffs.min())
    span = int(payoffs.max()) - lowest
    if span + 3 > 1 << 32:
        payoffs, lowest = dense_ranks(payoffs), 1
        span = int(payoffs.max()) - 1
    dtype = np.uint16 if span + 3 <= 1 << 16 else np.uint32
    ranks = np.empty(payoffs.shape, dtype)
    for start in range(0, payoffs.size, CHUNK):
        part = payoffs[start : start + CHUNK]
        wide = part.astype(np.int64) if part.dtype.kind == "i" else part
        ranks[start : start + CHUNK] = (wide - wide.dtype.type(lowest)).astype(dtype) + dtype(1)
    return ranks
