"""Bounds of the probability of a conclusion: if sources are independent of one another, and whatever their dependence.

A *block* is the claims of one source. ``within`` says how they go together, ``independent``, ``together`` or ``any``
(``kernel.dependence``). Which bounds are sharp, that is, reached by probabilities inside the intervals and
a dependence that is allowed:

sources independent   always, but where a block is too large for its extreme points to be listed. Then a linear program
                      finds the bounds: still sharp if there is one such block and ``within`` is ``any``, else bounds
                      that hold
whatever between      sharp where the distributions that a block may have are a convex set: ``within`` is ``any``, or at
                      most one claim of it that can push both ways has an interval (``independent``), or none has
                      (``together``). Else the convex hull of these distributions is used: the bounds hold

Conventions: ``kernel.probability``. Slow twin: definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import prod
from typing import NamedTuple

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import BoolArray, FloatArray
from detente.questions.doubt.likelihood.kernel.coupling import available, extreme
from detente.questions.doubt.likelihood.kernel.dependence import breakpoints, contract, marginal_vertices, rows_of
from detente.questions.doubt.likelihood.kernel.probability import bounds_if_independent, choices, directions

COLUMNS = 4096  # worlds of a linear program: 12 claims
ENTRIES = 1 << 20  # numbers in its table
COMBINATIONS = 1 << 18  # of extreme points of blocks
FEW = 1 << 14  # of them that take no time to speak of
PROGRAMS = 64  # linear programs for one bound

Blocks = Sequence[Sequence[int]]  # the claims of each source


class Bounds(NamedTuple):
    """Least and greatest value, and whether both are reached."""

    low: float
    high: float
    sharp: bool


class _Reached(NamedTuple):
    """One of the two, and whether it is reached."""

    value: float
    sharp: bool


def if_sources_independent(
    truth: BoolArray, bounds: FloatArray, blocks: Blocks, within: str, *, quick: bool = False
) -> Bounds | None:
    """Bounds if sources are independent of one another. None where that is too much, or scipy would be needed.

    truth : bool, shape (2 ** n_claims,), every claim essential
    bounds : float64, shape (n_claims, 2), least and greatest probability of truth, above 0 and below 1
    blocks : the claims of each source, ascending; together all of them; within : how those of one go together
    quick : None, too, where it would take more than some milliseconds for 12 claims
    Time O(n_claims x 2 ** n_claims), and O(combinations of points) up to COMBINATIONS; else up to PROGRAMS programs of
    the size of one source, or one over all worlds. Reference: definition.independent_extremes,
    comonotone_extremes.
    """
    if within == "independent":
        return Bounds(*bounds_if_independent(truth, bounds, directions(truth, len(bounds))), True)
    sides = _sides(truth, bounds, blocks, within)
    if quick and any(side.is_slow() for side in sides):
        return None
    return _joined([side.if_independent() for side in sides])


def whatever_between(truth: BoolArray, bounds: FloatArray, blocks: Blocks, within: str) -> Bounds | None:
    """Bounds whatever the dependence between sources. None where that is too much, or scipy would be needed.

    Arguments and shapes : As :func:`if_sources_independent`, whose bounds these are where there is one source.
    Time: two linear programs of at most COLUMNS worlds and ENTRIES numbers, O(ENTRIES) in each step of the solver.
    Reference: definition.conjunction, disjunction, coupled_with_one.
    """
    if len(blocks) == 1:
        return if_sources_independent(truth, bounds, blocks, within)
    return _joined([side.whatever_between() for side in _sides(truth, bounds, blocks, within)])


def _joined(found: Sequence[_Reached | None]) -> Bounds | None:
    """Both bounds, in order; sharp only if each of the two is."""
    low, high = found
    if low is None or high is None:
        return None
    return Bounds(min(low.value, high.value), max(low.value, high.value), low.sharp and high.sharp)


def _sides(truth: BoolArray, bounds: FloatArray, blocks: Blocks, within: str) -> list[_Side]:
    """The lower bound and the upper one, still to be found."""
    ways = directions(truth, len(bounds))
    return [_Side(truth, bounds, blocks, within, choices(bounds, ways, up=up), up) for up in (False, True)]


@frozen(eq=False, slots=False)  # no slots: a cached property
class _Side:
    """One of the two bounds; ``values`` are those of each claim among which an extreme is found."""

    truth: BoolArray
    bounds: FloatArray
    blocks: Blocks
    within: str
    values: Sequence[FloatArray]
    up: bool

    @cached_property
    def points(self) -> list[FloatArray | None]:
        """:meth:`_points` of each block."""
        return [self._points(block) for block in self.blocks]

    def _points(self, block: Sequence[int]) -> FloatArray | None:
        """Distributions of one block among which an extreme is found, shape (n_points, 2 ** m); None if too many."""
        values, together = [self.values[j] for j in block], self.within == "together"
        if self.within == "any":
            return values[0][:, None] * [1.0, -1.0] + [0.0, 1.0] if len(values) == 1 else marginal_vertices(values)
        return rows_of(breakpoints(values, self.bounds[list(block)]) if together else values, together=together)

    def _size(self) -> int:
        """How large a table is, at most, while points are put in."""
        both = zip(self.points, self.blocks, strict=True)
        return prod(max(0 if rows is None else len(rows), 1 << len(block)) for rows, block in both)

    def is_slow(self) -> bool:
        """Whether extreme points are unknown, so that linear programs are needed, or many."""
        return any(rows is None for rows in self.points) or self._size() > FEW

    def if_independent(self) -> _Reached | None:
        """If sources are independent: over all combinations of extreme points, as far as they can be listed."""
        large = [k for k, rows in enumerate(self.points) if rows is None]
        known = [rows for rows in self.points if rows is not None]
        if self._size() > COMBINATIONS or len(large) > 1 or (large and self.within != "any"):
            return self._by_marginals()
        if not large:
            found = contract(self.truth, self.blocks, known)
            return _Reached(float(found.max() if self.up else found.min()), True)
        return self._one_large(large[0])

    def _one_large(self, large: int) -> _Reached | None:
        """One block by a linear program, at every combination of extreme points of the others."""
        block = self.blocks[large]
        others = prod(len(rows) for rows in self.points if rows is not None)
        if others > PROGRAMS:
            return self._by_marginals()
        if len(block) > COLUMNS.bit_length() - 1 or not available():
            return None
        rows = [np.eye(1 << len(b)) if p is None else p for b, p in zip(self.blocks, self.points, strict=True)]
        costs = np.moveaxis(contract(self.truth, self.blocks, rows), large, -1).reshape(others, -1)
        own = [self.values[j] for j in block]
        found = [extreme(cost, [range(len(block))], [None], own, up=self.up) for cost in np.unique(costs, axis=0)]
        if any(value is None for value in found):
            return None
        return _Reached((max if self.up else min)(value for value in found if value is not None), True)

    def _by_marginals(self) -> _Reached | None:
        """A bound that holds for every dependence at all, from the marginals alone."""
        if len(self.values) > COLUMNS.bit_length() - 1 or not available():
            return None
        value = extreme(self.truth, self.blocks, [None] * len(self.blocks), self.values, up=self.up)
        return None if value is None else _Reached(value, False)

    def whatever_between(self) -> _Reached | None:
        """Whatever the dependence between sources; what does not fit the program is left to its marginals."""
        if not available():
            return None
        mixtures = [self._mixture(block) for block in self.blocks]
        while not _fits(mixtures, self.blocks):
            sizes = [0 if rows is None else rows.size for rows, _ in mixtures]
            if not any(sizes):
                return None
            mixtures[sizes.index(max(sizes))] = (None, False)  # its marginals: fewer rows, and bounds that still hold
        value = extreme(self.truth, self.blocks, [rows for rows, _ in mixtures], self.values, up=self.up)
        return None if value is None else _Reached(value, all(convex for _, convex in mixtures))

    def _mixture(self, block: Sequence[int]) -> tuple[FloatArray | None, bool]:
        """Points whose mixtures contain all a block may be, None for its marginals; and whether they hold no more."""
        if self.within == "any" or len(block) == 1:
            return None, True
        rows = self._points(block)
        ranged = sum(len(self.values[j]) > 1 for j in block)
        return rows, rows is not None and ranged <= (1 if self.within == "independent" else 0)


def _fits(mixtures: Sequence[tuple[FloatArray | None, bool]], blocks: Blocks) -> bool:
    """Whether a linear program over these is small enough."""
    atoms = [
        1 << len(block) if rows is None else int(rows.any(axis=0).sum())
        for (rows, _), block in zip(mixtures, blocks, strict=True)
    ]
    rows_needed = sum(
        2 * len(block) if rows is None else count + 1
        for (rows, _), block, count in zip(mixtures, blocks, atoms, strict=True)
    )
    points = sum(0 if rows is None else len(rows) for rows, _ in mixtures)
    return prod(atoms) <= COLUMNS and (prod(atoms) + points) * (1 + rows_needed) <= ENTRIES
