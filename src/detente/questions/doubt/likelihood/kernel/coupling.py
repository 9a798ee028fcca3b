"""Bounds of a probability whatever the dependence between blocks of claims: linear programs over worlds.

The unknowns are the probabilities of worlds. What is known of a block is either its marginals alone (then this is the
problem of Boole 1854 and Frechet 1935, solved for any event as Hailperin 1965 did), or points whose mixtures contain
its distribution. Conventions: see ``kernel.probability``. Needs scipy (HiGHS), which comes with the extra
``sensitivity``. Reference: closed forms, definition.conjunction, disjunction and coupled_with_one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

from detente.kernels.arrays import FloatArray, IntArray


@cache
def available() -> bool:
    """Whether scipy is installed. Does not import it."""
    return find_spec("scipy") is not None


def extreme(
    objective: npt.NDArray[np.generic],
    members: Sequence[Sequence[int]],
    mixtures: Sequence[FloatArray | None],
    values: Sequence[FloatArray],
    *,
    up: bool,
) -> float | None:
    """Greatest (``up``) or least expected value over all joint distributions with what is known of each block.

    objective : bool or float64, shape (2 ** n_claims,), by world; members : the bits of each block, ascending
    mixtures : per block float64, shape (n_points, 2 ** m) for its m claims, points whose mixtures are allowed; None:
        marginals alone
    values : per claim its probability of truth, or the two ends of its interval; read for blocks without mixtures
    returns : sharp for the sets so described, to the tolerance of the solver (1e-7); None if the solver gave up
    Cost: a program with a column for each world that some point allows, O(2 ** n_claims) of them, and one for each
    point; and with a row for each world of a block with points, and for one or both ends of each claim of another.
    Source: Boole 1854; Hailperin 1965.
    """
    blocks = list(zip(members, mixtures, strict=True))
    atoms = [np.arange(1 << len(bits)) if rows is None else np.flatnonzero(rows.any(0)) for bits, rows in blocks]
    place = np.stack([axis.reshape(-1) for axis in np.meshgrid(*map(np.arange, map(len, atoms)), indexing="ij")])
    worlds = np.zeros(len(place[0]), np.int64)
    for local, (bits, _), at in zip(atoms, blocks, place, strict=True):
        worlds += _spread(local, bits)[at]
    first = len(worlds) + np.cumsum([0, *(0 if rows is None else len(rows) for _, rows in blocks)])

    def row(over: npt.ArrayLike, weights: npt.ArrayLike = 0.0, block: int = 0) -> FloatArray:
        """A row over all columns: worlds, and the weights of the points of a block."""
        wide = np.zeros(first[-1])
        wide[: len(worlds)] = over
        wide[first[block] : first[block + 1]] = weights
        return wide

    equal: list[tuple[FloatArray, float]] = [(row(1.0), 1.0)]
    between: list[tuple[FloatArray, float, float]] = []
    for k, (bits, rows) in enumerate(blocks):
        if rows is None:
            for j in bits:
                true = row((worlds >> j) & 1 == 0)
                if len(values[j]) == 1:
                    equal.append((true, float(values[j][0])))
                else:
                    between.append((true, float(values[j][0]), float(values[j][1])))
        else:
            equal += [(row(place[k] == at, -rows[:, atom], k), 0.0) for at, atom in enumerate(atoms[k])]
            equal.append((row(0.0, 1.0, k), 1.0))
    sign = -1.0 if up else 1.0
    found = _least(row(sign * objective[worlds].astype(float)), equal, between)
    if found is None:
        return None
    return float(np.clip(sign * found, objective[worlds].min(), objective[worlds].max()))


def _spread(local: IntArray, bits: Sequence[int]) -> IntArray:
    """Worlds of a block as worlds of all claims."""
    return sum(((local >> i) & 1) << bit for i, bit in enumerate(bits)) + np.zeros_like(local)


def _least(
    cost: FloatArray, equal: Sequence[tuple[FloatArray, float]], between: Sequence[tuple[FloatArray, float, float]]
) -> float | None:
    """The least cost where each row is equal to its value, or between its two; None if the solver gave up."""
    optimize, sparse = import_module("scipy.optimize"), import_module("scipy.sparse")
    rows = [row for row, _, _ in between]
    found = optimize.linprog(
        cost,
        A_ub=sparse.csr_array(np.vstack([np.negative(rows), rows])) if between else None,
        b_ub=[-low for _, low, _ in between] + [high for _, _, high in between] if between else None,
        A_eq=sparse.csr_array(np.vstack([row for row, _ in equal])),
        b_eq=[value for _, value in equal],
        method="highs",
    )
    return float(found.fun) if found.status == 0 else None
