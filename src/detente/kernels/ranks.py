"""Preferences to ordinal ranks. Higher is better; equal ranks are indifference; nothing else is meant by a rank."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

__all__ = ["dense_ranks", "lexicographic_ranks"]

BITS_AT_ONCE = 62


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
