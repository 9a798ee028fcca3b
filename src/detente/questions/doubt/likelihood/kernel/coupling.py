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
    program = _Program(len(place[0]), [0 if rows is None else len(rows) for _, rows in blocks])
    program.equal(np.ones(len(place[0])), 1.0)
    for k, (bits, rows) in enumerate(blocks):
        if rows is None:
            for j in bits:
                program.between((((worlds >> j) & 1) == 0).astype(float), values[j])
        else:
            program.mixture(k, place[k], rows[:, atoms[k]])
    return program.solve(objective[worlds].astype(float), up=up)


def _spread(local: IntArray, bits: Sequence[int]) -> IntArray:
    """Worlds of a block as worlds of all claims."""
    return sum(((local >> i) & 1) << bit for i, bit in enumerate(bits)) + np.zeros_like(local)


class _Program:
    """A linear program in the making: worlds first, then the weights of the points of each block."""

    def __init__(self, n_worlds: int, n_points: Sequence[int]) -> None:
        self._n_worlds, self._n_points = n_worlds, n_points
        self._equal: list[tuple[FloatArray, FloatArray | None, int, float]] = []
        self._least: list[tuple[FloatArray, float, float]] = []

    def equal(self, row: FloatArray, value: float, weights: FloatArray | None = None, block: int = 0) -> None:
        """``row`` over worlds, plus ``weights`` over the points of a block, is ``value``."""
        self._equal.append((row, weights, block, value))

    def between(self, row: FloatArray, ends: FloatArray) -> None:
        """``row`` lies between the ends, or at the one end given."""
        if len(ends) == 1:
            self.equal(row, float(ends[0]))
        else:
            self._least.append((row, float(ends[0]), float(ends[1])))

    def mixture(self, block: int, place: IntArray, rows: FloatArray) -> None:
        """The distribution of the block, by atom, is a mixture of ``rows``."""
        for atom in range(rows.shape[1]):
            self.equal((place == atom).astype(float), 0.0, -rows[:, atom], block)
        self.equal(np.zeros(self._n_worlds), 1.0, np.ones(len(rows)), block)

    def _wide(self, row: FloatArray, weights: FloatArray | None, block: int) -> FloatArray:
        """A row over all columns: worlds, then the points of each block."""
        points = [np.zeros(count) for count in self._n_points]
        if weights is not None:
            points[block] = weights
        return np.concatenate([row, *points])

    def solve(self, cost: FloatArray, *, up: bool) -> float | None:
        """The extreme, within the range of the cost; None if the solver gave up."""
        optimize, sparse = import_module("scipy.optimize"), import_module("scipy.sparse")
        sign = -1.0 if up else 1.0
        least = [self._wide(row, None, 0) for row, _, _ in self._least]
        found = optimize.linprog(
            sign * self._wide(cost, None, 0),
            A_ub=sparse.csr_array(np.vstack([np.negative(least), least])) if least else None,
            b_ub=[-low for _, low, _ in self._least] + [high for _, _, high in self._least] if least else None,
            A_eq=sparse.csr_array(np.vstack([self._wide(row, w, block) for row, w, block, _ in self._equal])),
            b_eq=[value for *_, value in self._equal],
            method="highs",
        )
        return float(np.clip(sign * found.fun, cost.min(), cost.max())) if found.status == 0 else None
