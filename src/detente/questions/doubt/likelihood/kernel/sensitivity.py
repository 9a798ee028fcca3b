"""How much each claim has to do with whether a conclusion holds: variance-based indices, exactly from the truth table.

The claims X_j are independent, true with probability p_j; C = 1 where the conclusion holds, P = E[C], V = P (1 - P).
With D_j = P(C | claim j true) - P(C | claim j false) and N_j = the probability that claim j alone decides:

    reduction    Var(E[C | X_j])          = p_j (1 - p_j) D_j^2   what verifying j is expected to take from V
    first order  Var(E[C | X_j]) / V                              (Sobol' 1993)
    total        E[Var(C | all but X_j)] / V = p_j (1 - p_j) N_j / V   (Homma & Saltelli 1996)

Conventions: see ``kernel.probability``. Slow twin: definition.sobol.
"""

from __future__ import annotations

import numpy as np

from detente.kernels.arrays import BoolArray, FloatArray
from detente.questions.doubt.likelihood.kernel.probability import fold, split

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
