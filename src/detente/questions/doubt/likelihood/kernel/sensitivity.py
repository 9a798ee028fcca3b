"""How much each claim has to do with whether a conclusion holds: variance-based indices.

The claims X_j are independent, true with probability p_j; C = 1 where the conclusion holds, P = E[C], V = P (1 - P).
With D_j = P(C | claim j true) - P(C | claim j false) and N_j = the probability that claim j alone decides:

    reduction    Var(E[C | X_j])          = p_j (1 - p_j) D_j^2   what verifying j is expected to take from V
    first order  Var(E[C | X_j]) / V                              (Sobol' 1993)
    total        E[Var(C | all but X_j)] / V = p_j (1 - p_j) N_j / V   (Homma & Saltelli 1996)

They are exact from the truth table. Where a table over all claims would be too large, first-order and total indices are
estimated from Saltelli's design over scrambled Sobol' points: ``size * (n_claims + 2)`` worlds of independent claims,
each index with half the width of its 95 % confidence interval (Saltelli et al. 2010). That needs SALib.

Conventions: see ``kernel.probability``. Slow twin: definition.sobol; of estimates, the exact values.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from detente.kernels.arrays import BoolArray, FloatArray
from detente.questions.doubt.likelihood.kernel.probability import fold, split

FEWEST = 64  # points; with fewer an interval says nothing
CORNERS = 12  # claims whose corners are all looked at; beyond, indices are those of the middle alone


def sensitivity(truth: BoolArray, bounds: FloatArray) -> FloatArray:
    """First-order index, total index and reduction of every claim, each with its least and its greatest value.

    truth : bool, shape (2 ** n_claims,), not constant
    bounds : float64, shape (n_claims, 2), least and greatest probability of truth, above 0 and below 1
    returns : float64, shape (3, n_claims, 2)

    The reduction is exact over the box: D_j does not depend on p_j and is multilinear in the others, so that its
    extremes stand at corners, and it is 0 somewhere if its sign changes. The indices are ratios; theirs are the least
    and the greatest of all corners and of the middle, so that a value inside the box may lie outside. Beyond CORNERS
    claims all three are those of the middle. Time O(n_claims ** 2 x 2 ** n_claims), memory a few tables of float64.
    Source: Sobol' 1993; Homma & Saltelli 1996. Reference: definition.sobol.
    """
    middle = bounds.mean(axis=1, keepdims=True)
    found = _at(truth, list(middle))
    if len(bounds) > CORNERS:
        return found
    corners = _at(truth, [np.unique(pair) for pair in bounds])
    return np.stack([np.minimum(found[..., 0], corners[..., 0]), np.maximum(found[..., 1], corners[..., 1])], axis=-1)


def _at(truth: BoolArray, values: list[FloatArray]) -> FloatArray:
    """Least and greatest of the three over all combinations of the values of each claim: shape (3, n_claims, 2)."""
    found = np.empty((3, len(values), 2))
    for j, p in enumerate(values):
        holds, fails = (half.astype(float) for half in split(truth, j))
        table = np.stack([fails, holds - fails, np.abs(holds - fails)], axis=1)
        base, change, decides = fold(table, [v for k, v in enumerate(values) if k != j])
        own = (p * (1 - p))[:, None]
        chance = base + p[:, None] * change
        variance = np.maximum(chance * (1 - chance), np.finfo(float).tiny)
        found[0, j] = _ends(np.minimum(own * change**2 / variance, 1))
        found[1, j] = _ends(np.minimum(own * decides / variance, 1))
        found[2, j] = _reduction(p, change)
    return found


def _reduction(p: FloatArray, change: FloatArray) -> tuple[float, float]:
    """Of p (1 - p) D^2 over p in its interval (``p`` its ends, ascending) and D in the range of ``change``."""
    own = p * (1 - p)
    most = 0.25 if p[0] <= 0.5 <= p[-1] else float(own.max())
    none = change.min() < 0 < change.max()
    return 0.0 if none else float(own.min() * (change**2).min()), most * float((change**2).max())


def _ends(values: FloatArray) -> tuple[float, float]:
    return float(values.min()), float(values.max())


@cache
def available() -> bool:
    """Whether SALib is installed. Does not import it."""
    return find_spec("SALib") is not None


def size_within(worlds: int, n: int) -> int:
    """The largest power of two (Sobol' points are even only then) whose design has at most so many worlds.

    n : claims; returns : at least FEWEST, even where that is more worlds than asked for
    """
    return max(FEWEST, 1 << max(worlds // (n + 2), 1).bit_length() - 1)


def _problem(n: int) -> dict[str, object]:
    return {"num_vars": n, "names": [str(j) for j in range(n)], "bounds": [[0.0, 1.0]] * n}


def design(p: FloatArray, size: int, seed: int) -> BoolArray:
    """The worlds of the design: which claims fail. The same for the same seed.

    p : float64, shape (n_claims,), probability that each claim is true; size : a power of two
    returns : bool, shape (size x (n_claims + 2), n_claims). Time and memory O(size x n_claims ** 2).
    """
    sample = import_module("SALib.sample.sobol").sample
    return sample(_problem(len(p)), size, calc_second_order=False, seed=seed) > p


def estimated(holds: BoolArray, n: int, seed: int) -> tuple[FloatArray, float] | None:
    """First-order and total index of every claim, and the variance of "the conclusion holds".

    holds : bool, shape (size x (n_claims + 2),), whether it holds in each world of the design; n : claims
    returns : float64, shape (2, n_claims, 2), estimate and half the width of its 95 % interval (100 bootstrap samples);
        and the variance. None where the conclusion holds in all of these worlds or in none, so that nothing can be
        estimated.
    Time O(100 x size x n_claims).
    """
    free = holds.reshape(-1, n + 2)[:, [0, -1]]  # the worlds that are drawn independently of one another
    variance = float(free.var())
    if variance == 0:
        return None
    analyze = import_module("SALib.analyze.sobol").analyze
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of bootstrap samples in which nothing varies
        # SALib takes seed 0 for none given, and its intervals would differ each time
        found = analyze(_problem(n), holds.astype(float), calc_second_order=False, seed=seed + 1)
    rows = np.array([[found[key], found[f"{key}_conf"]] for key in ("S1", "ST")]).transpose(0, 2, 1)
    return (rows, variance) if np.isfinite(rows).all() else None
