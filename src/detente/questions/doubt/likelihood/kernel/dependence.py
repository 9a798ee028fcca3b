"""How the claims of one source may go together, as sets of distributions; and sources that are independent.

A *block* is the claims of one source. Over its 2**m worlds (bit i set iff its i-th claim fails) each kind of dependence
allows a set of distributions, given here by points whose convex hull contains it:

independent   products; the corners of the box of probabilities span a hull that contains all of them
together      comonotone: one uniform U, claim j is true iff U <= p[j] (Hoeffding 1940; Frechet 1951). For one order of
              the p the distribution is affine in p, so extremes stand where every p[j] is at an end of an interval of
              the source, and those points span the hull
any           all distributions with these marginals, a polytope: its vertices

If sources are independent of one another, the probability is linear in the distribution of each block, so its extremes
stand at such points, and are reached. Conventions: see ``kernel.probability``.
Slow twin: definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, product
from math import comb, prod

import numpy as np
import numpy.typing as npt

from detente.kernels.arrays import FloatArray

BASES = 40_000  # choices of basic columns that are tried to find the vertices of a polytope
ENTRIES = 1 << 20  # numbers in the table of one block


def comonotone(p: FloatArray) -> FloatArray:
    """The distribution of one block if its claims hold together as far as they can: in world U all with p[j] < U fail.

    p : float64, shape (..., m), probabilities of truth; returns : float64, shape (..., 2 ** m)
    Time O(2 ** m + m log m) for each.
    Source: Hoeffding 1940; Frechet 1951. Reference: definition.comonotone_probability.
    """
    order = np.argsort(p, axis=-1, kind="stable")
    none, all_ = np.zeros((*p.shape[:-1], 1)), np.ones((*p.shape[:-1], 1))
    ends = np.concatenate([none, np.take_along_axis(p, order, -1), all_], axis=-1)
    failed = np.concatenate([none.astype(np.int64), np.cumsum(np.int64(1) << order, axis=-1)], axis=-1)
    found = np.zeros((*p.shape[:-1], 1 << p.shape[-1]))
    np.put_along_axis(found, failed, np.diff(ends, axis=-1), axis=-1)
    return found


def breakpoints(values: Sequence[FloatArray], bounds: FloatArray) -> list[FloatArray]:
    """Where comonotone extremes are looked for: a claim with two ends also at every end of the source between them.

    values : per claim of the block the one or two ends left to it; bounds : float64, shape (m, 2), of all m of them
    returns : per claim float64, shape (n,), ascending. Time O(m ** 2).
    Reference: definition.comonotone_extremes.
    """
    ends = np.unique(np.concatenate([bounds.reshape(-1), *values]))
    return [v if len(v) == 1 else ends[(ends >= v[0]) & (ends <= v[-1])] for v in values]


def products(values: Sequence[FloatArray]) -> FloatArray:
    """The product distribution of one block at every combination of probabilities.

    values : per claim of the block float64, shape (n,)
    returns : float64, shape (n_points, 2 ** m), the last of m claims varying slowest. Time O(size of the result).
    """
    rows = np.ones((1, 1))
    for p in reversed(values):
        each = np.stack([p, 1 - p], axis=1)
        rows = (rows[:, None, :, None] * each[None, :, None, :]).reshape(len(rows) * len(p), -1)
    return rows


def rows_of(values: Sequence[FloatArray], *, together: bool, limit: int = 4096) -> FloatArray | None:
    """Points of an independent or comonotone block; None where they are more than ``limit``, or ENTRIES numbers.

    values : per claim of the block float64, shape (n,); returns : float64, shape (n_points, 2 ** m). Time O(its size).
    """
    count = prod(map(len, values))
    if count > limit or count << len(values) > ENTRIES:
        return None
    return comonotone(np.array(list(product(*values)))) if together else products(values)


def marginal_vertices(values: Sequence[FloatArray]) -> FloatArray | None:
    """The vertices of all distributions over 2**m worlds whose marginals lie between the given ends.

    values : per claim of the block its probability, or the two ends of its interval
    returns : float64, shape (n_points, 2 ** m), read-only; None where more than BASES bases would have to be tried
        (beyond 4 claims with exact probabilities, 3 with intervals)
    Every set of columns of full rank is solved, the feasible ones kept: time O(bases x rows ** 3), memory as many
    numbers as bases x rows ** 2; of the last 256 questions the answer is kept. Source: Frechet 1951 for the polytope.
    """
    return _vertices(tuple(tuple(float(x) for x in v) for v in values))


@lru_cache(maxsize=256)
def _vertices(values: tuple[tuple[float, ...], ...]) -> FloatArray | None:
    """:func:`marginal_vertices`: the basic feasible solutions of the polytope in standard form."""
    m, ranged = len(values), [j for j, v in enumerate(values) if len(v) == 2]
    n_rows, n_columns = 1 + m + len(ranged), (1 << m) + 2 * len(ranged)
    if m > 5 or comb(n_columns, n_rows) > BASES:
        return None
    columns, right = _standard_form(values, ranged)
    sets = np.array(list(combinations(range(n_columns), n_rows)))
    bases = columns.T[sets].transpose(0, 2, 1)
    regular = np.abs(np.linalg.det(bases)) > 0.5  # entries are -1, 0 and 1, so determinants are whole numbers
    solved = np.linalg.solve(bases[regular], np.broadcast_to(right[:, None], (int(regular.sum()), n_rows, 1)))[..., 0]
    points = np.zeros((len(solved), n_columns))
    np.put_along_axis(points, sets[regular], solved, axis=1)
    feasible = points[(points >= -1e-12).all(axis=1), : 1 << m]
    found = np.unique(feasible.round(14).clip(0, 1), axis=0)
    found.setflags(write=False)  # kept for the next caller
    return found


def _standard_form(values: tuple[tuple[float, ...], ...], ranged: list[int]) -> tuple[FloatArray, FloatArray]:
    """Equations in non-negative unknowns: the worlds sum to 1, and claims that are true to their probability."""
    worlds = np.arange(1 << len(values))
    true = [((worlds >> j) & 1) == 0 for j in range(len(values))]
    slack = np.zeros((1 + len(values), 2 * len(ranged)))
    extra = np.zeros((len(ranged), 2 * len(ranged)))
    for k, j in enumerate(ranged):
        slack[1 + j, 2 * k] = -1  # true - slack = low
        extra[k, 2 * k + 1] = 1  # true + slack = high
    first = np.vstack([np.ones(len(worlds)), *true])
    again = np.vstack([true[j] for j in ranged]) if ranged else np.zeros((0, len(worlds)))
    right = [1.0, *(v[0] for v in values), *(values[j][1] for j in ranged)]
    return np.block([[first, slack], [again.astype(float), extra]]), np.array(right)


def contract(
    truth: npt.NDArray[np.generic], members: Sequence[Sequence[int]], rows: Sequence[FloatArray]
) -> FloatArray:
    """The probability at every combination of one distribution per block, blocks independent of one another.

    truth : bool or float64, shape (2 ** n_claims,); members : the bits of each block, ascending, together all claims
    rows : per block float64, shape (n_points, 2 ** m) for its m claims
    returns : float64, shape (n_points of each block). Time O(the largest table on the way x the worlds of a block),
    where each block has the larger of its worlds and its points. Reference: definition.probability.
    """
    n = sum(map(len, members))
    axes = [n - 1 - bit for block in members for bit in reversed(block)]
    left = truth.reshape((2,) * n).transpose(axes).reshape([1 << len(block) for block in members]).astype(float)
    for table in rows:
        left = np.tensordot(left, table, axes=(0, 1))
    return left
