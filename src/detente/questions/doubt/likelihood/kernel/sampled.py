"""Sensitivity indices from a sample, where a truth table over all claims would be too large. Needs SALib.

Saltelli's design over scrambled Sobol' points: ``size * (n_claims + 2)`` worlds of independent claims, from which
first-order and total indices are estimated, each with half the width of its 95 % confidence interval.
Conventions: see ``kernel.probability``. Source: Saltelli et al. 2010. Reference: the exact values of
``kernel.sensitivity``, where the table is small enough.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from detente.kernels.arrays import BoolArray, FloatArray

FEWEST = 64  # points; with fewer an interval says nothing


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
