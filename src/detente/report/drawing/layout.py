"""Where the states of the conflict graph stand in the picture: the same input gives the same coordinates.

Stress majorization (Gansner, Koren & North 2004): distances in the picture as near as they can be to the numbers of
moves between the states, near pairs before far ones. From a few fixed starts, of which the least strained is kept; then
states that came too close are pushed apart, and everything is scaled into the frame and rounded to whole units.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from math import cos, hypot, sin
from random import Random

import numpy as np
import numpy.typing as npt

from detente.model.graph import BoolArray

Point = tuple[float, float]
FloatArray = npt.NDArray[np.float64]
ROUNDS = 120  # of pushing apart
STARTS = 5
STEPS = 60  # of majorization; more change no picture of the catalog visibly


def place(count: int, edges: Iterable[tuple[int, int]], width: float, height: float, gap: float) -> list[Point]:
    """Coordinates for ``count`` states in a frame, at least ``gap`` apart where the frame allows it.

    Cost: O(count^2) for each step and start; meant for up to a few hundred states.
    """
    if count == 0:
        return []
    if count == 1:
        return [(width / 2, height / 2)]
    linked = np.zeros((count, count), np.bool_)
    for a, b in edges:
        linked[a, b] = linked[b, a] = True
    points = _fit(_least_strained(_moves_between(linked)), width, height)
    for _ in range(ROUNDS):
        if not _push_apart(points, gap):
            break
    return [(float(round(x)), float(round(y))) for x, y in _fit(points, width, height)]


def _moves_between(linked: BoolArray) -> FloatArray:
    """The least number of moves between each two states, shape (n, n); parts without a move between them in a row."""
    while True:
        apart = _steps(linked)
        beyond = np.flatnonzero(np.isinf(apart[0]))
        if not beyond.size:
            return apart
        first = beyond[0]
        linked[first, first - 1] = linked[first - 1, first] = True


def _steps(linked: BoolArray) -> FloatArray:
    apart = np.full(linked.shape, np.inf)
    at, steps = np.eye(len(linked), dtype=np.bool_), 0
    while at.any():
        apart[at] = steps
        at = (at.astype(np.float64) @ linked > 0) & np.isinf(apart)
        steps += 1
    return apart


def _least_strained(apart: FloatArray) -> list[Point]:
    """Positions, shape (n, 2), after so many steps from circles on which the states stand in shuffled orders.

    A step moves each state to the mean, over all others, of where each wants it: at its distance, in the direction in
    which it stands. No step raises the strain.
    """
    n = len(apart)
    weight = 1 / np.where(np.eye(n, dtype=np.bool_), np.inf, apart) ** 2
    solve = np.linalg.inv(np.diag(weight.sum(1)) - weight + 1 / n)
    angle = np.array([Random(start).sample(range(n), n) for start in range(STARTS)]) * (2 * np.pi / n)
    at = np.stack([np.cos(angle), np.sin(angle)], axis=2) * (apart.max() / 2)
    for _ in range(STEPS):
        pull = weight * apart / np.maximum(_drawn(at), 1e-9)
        at = solve @ (pull.sum(2, keepdims=True) * at - pull @ at)
    strain = (weight * (_drawn(at) - apart) ** 2).sum((1, 2)).round(6)
    return _upright(at[strain.argmin()])


def _upright(at: FloatArray) -> list[Point]:
    """Turned so that the picture is widest from left to right, with the first state at the top left."""
    spot = at[:, 0] + 1j * at[:, 1]
    lean = (spot**2).sum()
    if abs(lean) > 1e-3 * (abs(spot) ** 2).sum():  # else it is as wide each way
        spot *= np.exp(-0.5j * np.angle(lean))
    x, y = (part * (-1 if part[0] > 0 else 1) for part in (spot.real, spot.imag))
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _drawn(at: FloatArray) -> FloatArray:
    """Distances of positions, shape (starts, n, n)."""
    return np.hypot(*np.moveaxis(at[:, :, None] - at[:, None], 3, 0))


def _fit(points: list[Point], width: float, height: float) -> list[Point]:
    """Stretch into the frame, but never one axis more than twice as much as the other."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide, high = max(x for x, _ in points) - left, max(y for _, y in points) - top
    by_x = width / wide if wide > 1e-9 else float("inf")
    by_y = height / high if high > 1e-9 else float("inf")
    by_x, by_y = min(by_x, 2 * by_y), min(by_y, 2 * by_x)
    by_x, by_y = (by_x if wide > 1e-9 else 0.0), (by_y if high > 1e-9 else 0.0)
    shift_x, shift_y = (width - wide * by_x) / 2, (height - high * by_y) / 2
    return [((x - left) * by_x + shift_x, (y - top) * by_y + shift_y) for x, y in points]


def _push_apart(points: list[Point], gap: float) -> bool:
    """One round over all pairs, in place; whether any pair was too close."""
    moved = False
    for i, j in combinations(range(len(points)), 2):
        (ax, ay), (bx, by) = points[i], points[j]
        distance = hypot(bx - ax, by - ay)
        if distance < gap:
            moved = True
            ux, uy = ((bx - ax) / distance, (by - ay) / distance) if distance > 1e-6 else (cos(j), sin(j))
            push = (gap - distance) / 2
            points[i], points[j] = (ax - ux * push, ay - uy * push), (bx + ux * push, by + uy * push)
    return moved
