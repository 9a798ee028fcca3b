"""Where the states of the conflict graph stand in the picture: the same input gives the same coordinates.

Kamada and Kawai's springs (igraph) from a few fixed starts, of which the least strained is kept; then states that came
too close are pushed apart, and everything is scaled into the frame and rounded to whole units.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise
from math import cos, hypot, pi, sin
from random import Random

import igraph

__all__ = ["Point", "place"]

Point = tuple[float, float]
ROUNDS = 120
STARTS = 5


def place(count: int, edges: Iterable[tuple[int, int]], width: float, height: float, gap: float) -> list[Point]:
    """Coordinates for ``count`` states in a frame, at least ``gap`` apart where the frame allows it.

    Cost: O(count^3) for the springs; meant for up to a few hundred states.
    """
    if count == 0:
        return []
    if count == 1:
        return [(width / 2, height / 2)]
    graph = igraph.Graph(n=count, edges=sorted({(min(e), max(e)) for e in edges if e[0] != e[1]}))
    parts = list(graph.connected_components())
    graph.add_edges([(a[0], b[0]) for a, b in pairwise(parts)])
    best = min((_springs(graph, start) for start in range(STARTS)), key=lambda found: _strain(graph, found))
    points = _fit(best, width, height)
    for _ in range(ROUNDS):
        if not _push_apart(points, gap):
            break
    return [(float(round(x)), float(round(y))) for x, y in _fit(points, width, height)]


def _springs(graph: igraph.Graph, start: int) -> list[Point]:
    """Kamada-Kawai from a circle of the states in a fixed order: theirs, then orders shuffled by a fixed seed."""
    count = graph.vcount()
    order = list(range(count))
    if start:
        Random(start).shuffle(order)
    circle = [(cos(2 * pi * k / count), sin(2 * pi * k / count)) for k in order]
    return [(float(x), float(y)) for x, y in graph.layout_kamada_kawai(seed=circle, maxiter=50 * count)]


def _strain(graph: igraph.Graph, points: list[Point]) -> float:
    """How far the distances in the picture are from the numbers of moves between the states."""
    apart = graph.distances()
    total = 0.0
    for i, j in combinations(range(len(points)), 2):
        drawn = hypot(points[i][0] - points[j][0], points[i][1] - points[j][1])
        total += (drawn / apart[i][j] - 1) ** 2
    return round(total, 6)


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
