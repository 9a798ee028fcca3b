"""Preferences to ordinal ranks. Higher is better; equal ranks are indifference; nothing else is meant by a rank."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from detente.kernels.arrays import BoolArray, IntArray, Integers, MaskArray

BITS_AT_ONCE = 62
CHUNK = 1 << 18
MANY = 1 << 14


def dense_ranks(values: np.ndarray) -> IntArray:
    """Dense ordinal ranks, 1 = worst, ties equal.

    values : any ordered dtype, shape (n_states,)
    returns : int64, shape (n_states,). Time O(n_states log n_states), memory some 16 to 32 bytes per state.
    Reference: definitions.stability.lexicographic_ranks of a single value.
    """
    if values.dtype.kind in "iu" and values.size >= MANY:
        return _ranks_of_many(values.reshape(-1)).reshape(values.shape)
    return np.unique(values, return_inverse=True)[1].astype(np.int64).reshape(values.shape) + 1


def _ranks_of_many(values: Integers) -> IntArray:
    """:func:`dense_ranks` of many integers: several times faster, because plain numbers sort faster than positions.

    The leading bits of each value are packed with its position into one number. Where they do not tell two values
    apart, those (few, unless the values lie in far-apart clusters) are sorted in full. Whole arrays are written in
    place and in pieces, because to be given fresh memory costs more than the arithmetic in it.
    """
    place = (values.size - 1).bit_length()
    lowest = int(values.min())
    cut = max(0, (int(values.max()) - lowest).bit_length() - (64 - place))
    keys = np.empty(values.size, np.uint64)
    for part in _pieces(values.size):
        keys[part] = (_above(values[part], lowest) >> np.uint64(cut)) << np.uint64(place)
        keys[part] |= np.arange(part.start, part.stop, dtype=np.uint64)
    keys.sort()
    order = np.empty(values.size, np.int64)
    for part in _pieces(values.size):
        order[part] = keys[part] & np.uint64((1 << place) - 1)
    keys >>= np.uint64(place)
    new_tier = np.ones(values.size, bool)
    np.not_equal(keys[1:], keys[:-1], out=new_tier[1:])
    if cut:
        _sort_in_full(values, lowest, order, new_tier)
    ranks = keys.view(np.int64)  # no longer needed as keys
    ranks[order] = np.cumsum(new_tier)
    return ranks


def _pieces(size: int) -> list[slice]:
    """Slices of at most CHUNK that cover an array: what is in one is still in the cache when it is used again."""
    return [slice(start, min(size, start + CHUNK)) for start in range(0, size, CHUNK)]


def _above(values: Integers, lowest: int) -> MaskArray:
    """How far each value is above the lowest; the difference wraps round to the true one."""
    wide = values.astype(np.int64 if values.dtype.kind == "i" else np.uint64)
    return wide.view(np.uint64) - np.uint64(lowest % (1 << 64))


def _sort_in_full(values: Integers, lowest: int, order: IntArray, new_tier: BoolArray) -> None:
    """Sort each run of places of which only the first begins a tier, and mark the tiers inside it. In place."""
    going_on = np.flatnonzero(~new_tier)
    places = np.union1d(going_on, going_on - 1)
    run = np.cumsum(new_tier[places])
    found = _above(values[order[places]], lowest)
    sorted_places = np.lexsort((found, run))
    order[places], found = order[places][sorted_places], found[sorted_places]
    new_tier[places[1:]] = (found[1:] != found[:-1]) | (run[1:] != run[:-1])


def lexicographic_ranks(truths: Iterable[BoolArray], n_states: int) -> IntArray:
    """Ranks by prioritised statements, the most important first, for any number of statements.

    A state is better than another iff the first statement on which they differ holds in it: the order by
    Psi(s) = sum 2**(k-j) [statement j holds] of Peng, Hipel & Kilgour (1997), compared as tuples so that no number
    of statements overflows. Statements are taken 62 at a time and the ranks so far are made dense in between.

    truths : bool arrays, shape (n_states,), in falling priority
    returns : int64, shape (n_states,), dense, 1 = worst
    Time O(n_statements x n_states + n_statements / 62 x n_states log n_states), memory 8 bytes per state a few times.
    Source: Peng, Hipel & Kilgour 1997. Reference: definitions.stability.lexicographic_ranks.
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

    payoffs : any integer dtype, shape (n_states,)
    returns : uint16 or uint32, shape (n_states,). Time O(n_states), with sorting O(n_states log n_states).
    Reference: the same order, which is all that definitions.stability reads of payoffs.
    """
    lowest = int(payoffs.min())
    span = int(payoffs.max()) - lowest
    if span + 3 > 1 << 32:
        payoffs, lowest = dense_ranks(payoffs), 1
        span = int(payoffs.max()) - 1
    dtype = np.uint16 if span + 3 <= 1 << 16 else np.uint32
    ranks = np.empty(payoffs.shape, dtype)
    for part in _pieces(payoffs.size):
        ranks[part] = _above(payoffs[part], lowest).astype(dtype) + dtype(1)
    return ranks
