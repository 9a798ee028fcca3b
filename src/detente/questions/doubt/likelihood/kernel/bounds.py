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
from math import prod
from typing import NamedTuple

import numpy as np

from detente.kernels.arrays import BoolArray, FloatArray
from detente.questions.doubt.likelihood.kernel.coupling import available, extreme
from detente.questions.doubt.likelihood.kernel.dependence import breakpoints, contract, marginal_vertices, rows_of
from detente.questions.doubt.likelihood.kernel.probability import bounds_if_independent, choices, directions

COLUMNS = 4096  # worlds of a linear program: 12 claims
ENTRIES = 1 << 20  # numbers in its table
COMBINATIONS = 1 << 18  # of extreme points of blocks
FEW = 1 << 14  # of them that take no time to speak of
PROGRAMS = 64  # linear programs for one bound


class Bounds(NamedTuple):
    """Least and greatest value, and whether both are reached."""

    low: float
    high: float
    sharp: bool


class _Side(NamedTuple):
    """One of the two bounds, and whether it is reached."""

    value: float
    sharp: bool


def if_sources_independent(
    truth: BoolArray, bounds: FloatArray, blocks: Sequence[Sequence[int]], within: str, *, quick: bool = False
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
    ways = directions(truth, len(bounds))
    if within == "independent":
        return Bounds(*bounds_if_independent(truth, bounds, ways), True)
    sides: list[_Side | None] = []
    for up in (False, True):
        values = choices(bounds, ways, up=up)
        points = [_points([values[j] for j in block], bounds[list(block)], within) for block in blocks]
        if quick and _slow(points, blocks):
            return None
        sides.append(_independent(truth, blocks, values, points, within, up=up))
    return _joined(sides)


def whatever_between(
    truth: BoolArray, bounds: FloatArray, blocks: Sequence[Sequence[int]], within: str
) -> Bounds | None:
    """Bounds whatever the dependence between sources. None where that is too much, or scipy would be needed.

    Arguments and shapes : As :func:`if_sources_independent`, whose bounds these are where there is one source.
    Time: two linear programs of at most COLUMNS worlds and ENTRIES numbers, O(ENTRIES) in each step of the solver.
    Reference: definition.conjunction, disjunction, coupled_with_one.
    """
    if len(blocks) == 1:
        return if_sources_independent(truth, bounds, blocks, within)
    ways = directions(truth, len(bounds))
    sides = [_coupled(truth, bounds, blocks, choices(bounds, ways, up=up), within, up=up) for up in (False, True)]
    return _joined(sides)


def _joined(sides: Sequence[_Side | None]) -> Bounds | None:
    """Both sides, in order; sharp only if each of the two is."""
    low, high = sides
    if low is None or high is None:
        return None
    return Bounds(min(low.value, high.value), max(low.value, high.value), low.sharp and high.sharp)


def _points(values: Sequence[FloatArray], bounds: FloatArray, within: str) -> FloatArray | None:
    """Distributions of one block among which an extreme is found, shape (n_points, 2 ** m); None if too many."""
    if within == "any":
        return values[0][:, None] * [1.0, -1.0] + [0.0, 1.0] if len(values) == 1 else marginal_vertices(values)
    return rows_of(breakpoints(values, bounds) if within == "together" else values, together=within == "together")


def _slow(points: Sequence[FloatArray | None], blocks: Sequence[Sequence[int]]) -> bool:
    """Whether extreme points are unknown, so that linear programs are needed, or many."""
    return any(rows is None for rows in points) or prod(_sizes(points, blocks)) > FEW


def _sizes(points: Sequence[FloatArray | None], blocks: Sequence[Sequence[int]]) -> list[int]:
    """How long the axis of each block is, at most, while points are put in."""
    return [max(0 if rows is None else len(rows), 1 << len(b)) for rows, b in zip(points, blocks, strict=True)]


def _independent(
    truth: BoolArray,
    blocks: Sequence[Sequence[int]],
    values: Sequence[FloatArray],
    points: Sequence[FloatArray | None],
    within: str,
    *,
    up: bool,
) -> _Side | None:
    """One bound if sources are independent: over all combinations of extreme points, as far as they can be listed."""
    large = [k for k, rows in enumerate(points) if rows is None]
    known = [rows for rows in points if rows is not None]
    if prod(_sizes(points, blocks)) > COMBINATIONS or len(large) > 1 or (large and within != "any"):
        return _outer(truth, blocks, values, up=up)
    if not large:
        found = contract(truth, blocks, known)
        return _Side(float(found.max() if up else found.min()), True)
    return _one_large(truth, blocks, values, points, large[0], up=up)


def _one_large(
    truth: BoolArray,
    blocks: Sequence[Sequence[int]],
    values: Sequence[FloatArray],
    points: Sequence[FloatArray | None],
    large: int,
    *,
    up: bool,
) -> _Side | None:
    """One block by a linear program, at every combination of extreme points of the others."""
    block = blocks[large]
    others = prod(len(rows) for rows in points if rows is not None)
    if others > PROGRAMS:
        return _outer(truth, blocks, values, up=up)
    if len(block) > COLUMNS.bit_length() - 1 or not available():
        return None
    rows = [np.eye(1 << len(b)) if p is None else p for b, p in zip(blocks, points, strict=True)]
    costs = np.moveaxis(contract(truth, blocks, rows), large, -1).reshape(others, -1)
    own = [values[j] for j in block]
    found = [extreme(cost, [range(len(block))], [None], own, up=up) for cost in np.unique(costs, axis=0)]
    if any(value is None for value in found):
        return None
    return _Side((max if up else min)(value for value in found if value is not None), True)


def _outer(
    truth: BoolArray, blocks: Sequence[Sequence[int]], values: Sequence[FloatArray], *, up: bool
) -> _Side | None:
    """Bounds that hold for every dependence at all, from the marginals alone."""
    if len(values) > COLUMNS.bit_length() - 1 or not available():
        return None
    value = extreme(truth, blocks, [None] * len(blocks), values, up=up)
    return None if value is None else _Side(value, False)


def _coupled(
    truth: BoolArray,
    bounds: FloatArray,
    blocks: Sequence[Sequence[int]],
    values: Sequence[FloatArray],
    within: str,
    *,
    up: bool,
) -> _Side | None:
    """One bound whatever the dependence between sources; what does not fit the program is left to its marginals."""
    if not available():
        return None
    mixtures = [_mixture([values[j] for j in block], bounds[list(block)], within) for block in blocks]
    while not _fits(mixtures, blocks):
        sizes = [0 if rows is None else rows.size for rows, _ in mixtures]
        if not any(sizes):
            return None
        mixtures[sizes.index(max(sizes))] = (None, False)  # its marginals alone: fewer rows, and bounds that still hold
    value = extreme(truth, blocks, [rows for rows, _ in mixtures], values, up=up)
    return None if value is None else _Side(value, all(convex for _, convex in mixtures))


def _mixture(values: Sequence[FloatArray], bounds: FloatArray, within: str) -> tuple[FloatArray | None, bool]:
    """Points whose mixtures contain all a block may be, None for its marginals alone; and whether they hold no more."""
    if within == "any" or len(values) == 1:
        return None, True
    rows = _points(values, bounds, within)
    ranged = sum(len(v) > 1 for v in values)
    return rows, rows is not None and ranged <= (1 if within == "independent" else 0)


def _fits(mixtures: Sequence[tuple[FloatArray | None, bool]], blocks: Sequence[Sequence[int]]) -> bool:
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
