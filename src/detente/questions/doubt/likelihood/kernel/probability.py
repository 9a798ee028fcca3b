"""The probability of a conclusion from the probabilities of claims: which claims matter, which way, and the fold.

Convention of all kernels of likelihood. A conclusion is its truth table, bool or float64, shape (2 ** n_claims,):
``truth[w]`` says whether it holds in world w, where bit j of w is set iff claim j **fails**. ``p[j]`` is the
probability that claim j is **true**; ``bounds``, float64, shape (n_claims, 2), holds its least and greatest value.

If claims are independent, P(p) is multilinear, so that its extremes over a box of intervals stand at corners. A claim
that pushes the conclusion one way only has its extremes at known ends under *every* dependence treated here: raising
p[j] means turning claim j from false to true in some worlds, and the dependence that is asked for can be kept.
Slow twin: definition.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from detente.kernels.arrays import BoolArray, FloatArray, IntArray
from detente.questions.doubt.likelihood.kernel.dependence import products

GROUP = 5  # claims


def split(table: npt.NDArray[np.generic], bit: int) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.generic]]:
    """The table where claim ``bit`` is true, and where it fails; each flat over the other claims.

    table : any dtype, shape (2 ** n_claims,)
    returns : two arrays of shape (2 ** (n_claims - 1),) whose bits are those left, in order; views where memory allows
    Time O(2 ** n_claims).
    """
    halves = table.reshape(-1, 2, 1 << bit)
    return halves[:, 0].reshape(-1), halves[:, 1].reshape(-1)


def essential(truth: BoolArray, n: int) -> list[int]:
    """The claims on which the table depends, ascending.

    truth : bool, shape (2 ** n_claims,); n : claims. Time O(n_claims x 2 ** n_claims).
    Reference: definition.is_essential.
    """
    halves = ((j, *split(truth, j)) for j in range(n))
    return [j for j, holds, fails in halves if not np.array_equal(holds, fails)]


def only(truth: BoolArray, n: int, bits: Sequence[int]) -> BoolArray:
    """The table over ``bits`` (ascending) alone, all other claims true.

    truth : bool, shape (2 ** n_claims,); n : claims; returns : bool, shape (2 ** number of bits,)
    Time O(2 ** n_claims).
    """
    for j in reversed(range(n)):
        if j not in bits:
            truth = split(truth, j)[0].astype(bool)
    return truth


def of_members(truth: BoolArray, sizes: Sequence[int], any_fails: Sequence[bool]) -> BoolArray:
    """The table over the claims of groups, from the table over groups; claims group after group, in order.

    truth : bool, shape (2 ** number of groups,); sizes : how many claims each group has
    any_fails : whether a group fails if any of its claims does; else if all of them do
    returns : bool, shape (2 ** n_claims,), n_claims the sum of the sizes. Time O(groups x 2 ** n_claims).
    Reference: definition.group_world.
    """
    worlds = np.arange(1 << sum(sizes))
    groups, start = np.zeros_like(worlds), 0
    for g, (size, some) in enumerate(zip(sizes, any_fails, strict=True)):
        every = (1 << size) - 1
        own = worlds >> start & every
        groups |= ((own != 0) if some else (own == every)).astype(np.int64) << g
        start += size
    return truth[groups]


def directions(truth: BoolArray, n: int) -> IntArray:
    """Which way each claim pushes: +1 its truth never takes the conclusion away, -1 never brings it, 0 does both.

    truth : bool, shape (2 ** n_claims,), every claim essential; n : claims; returns : int64, shape (n_claims,)
    Time O(n_claims x 2 ** n_claims).
    """
    found = np.zeros(n, np.int64)
    for j in range(n):
        holds, fails = (half.astype(bool) for half in split(truth, j))
        found[j] = int(np.all(holds >= fails)) - int(np.all(holds <= fails))
    return found


def choices(bounds: FloatArray, ways: IntArray, *, up: bool) -> list[FloatArray]:
    """Where each p[j] must be looked for an extreme: at one end if the claim pushes one way, else at both ends.

    bounds : float64, shape (n_claims, 2); ways : int64, shape (n_claims,), from :func:`directions`
    up : the greatest value is sought
    returns : per claim float64, shape (1,) or (2,), ascending. Time O(n_claims).
    """
    ends = [
        (pair[1:] if (way > 0) == up else pair[:1]) if way else pair for pair, way in zip(bounds, ways, strict=True)
    ]
    return [np.unique(end) for end in ends]


def fold(table: npt.NDArray[np.generic], values: Sequence[FloatArray]) -> FloatArray:
    """Expected value of the table for independent claims, at every combination of the given probabilities.

    table : bool or float64, shape (2 ** n_claims,) or (2 ** n_claims, k)
    values : per claim float64, shape (n,), the probabilities of truth to try for it
    returns : float64, shape (k, product of the lengths), the last claim varying slowest; k = 1 for a flat table
    Time O(k x n_claims / GROUP x max(2 ** n_claims, combinations) x 2 ** GROUP) in matrix products: a Kronecker product
    of one factor for each group of claims, so that no step has small arrays.
    Reference: definition.probability.
    """
    left = np.ascontiguousarray(table.reshape(table.shape[0], -1).T, np.float64)[..., None]
    k, combinations = left.shape[0], 1
    for start in range(0, len(values), GROUP):
        chances = products(values[start : start + GROUP])
        left = chances @ left.reshape(-1, chances.shape[1], combinations)
        combinations *= chances.shape[0]
    return left.reshape(k, -1)


def bounds_if_independent(truth: BoolArray, bounds: FloatArray, ways: IntArray) -> tuple[float, float]:
    """Least and greatest probability if all claims are independent of one another. Exact.

    truth : bool, shape (2 ** n_claims,); bounds : float64, shape (n_claims, 2); ways : int64, shape (n_claims,), from
        :func:`directions`
    Time O(n_claims x 2 ** n_claims). Reference: definition.independent_extremes.
    """
    low = fold(truth, choices(bounds, ways, up=False)).min()
    high = fold(truth, choices(bounds, ways, up=True)).max()
    return float(low), float(high)
