"""Lines between states of a picture: where they bend, where they end, and their heads. SVG units."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

Point = tuple[float, float]


def bend(start: Point, end: Point, others: Iterable[Point], radius: float) -> Point:
    """The middle of the line, moved aside if the straight line would run through another state."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    for x, y in others:
        ahead = ((x - start[0]) * dx + (y - start[1]) * dy) / length
        aside = ((x - start[0]) * dy - (y - start[1]) * dx) / length
        if 0 < ahead < length and abs(aside) < radius + 4:
            away = (2.6 * radius) * (1 if aside <= 0 else -1)
            return middle[0] + dy / length * away, middle[1] - dx / length * away
    return middle


def trim(origin: Point, target: Point, radius: float) -> Point:
    """The point just outside the state at ``target`` on the way from ``origin``."""
    dx, dy = origin[0] - target[0], origin[1] - target[1]
    length = hypot(dx, dy) or 1.0
    return target[0] + dx / length * (radius + 5), target[1] + dy / length * (radius + 5)


def curve(start: Point, control: Point, end: Point, radius: float) -> str:
    """The path from just outside one state to just outside another."""
    p, q = trim(control, start, radius), trim(control, end, radius)
    return f"M{p[0]:.1f} {p[1]:.1f}Q{control[0]:.1f} {control[1]:.1f} {q[0]:.1f} {q[1]:.1f}"


def along(start: Point, control: Point, end: Point, share: float) -> Point:
    """The point that divides the curve: 0 its start, 1 its end."""
    a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]


def head(origin: Point, target: Point, radius: float) -> str:
    """The triangle that points at a state, as the points of a polygon."""
    tip = trim(origin, target, radius - 3)
    dx, dy = target[0] - origin[0], target[1] - origin[1]
    length = hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    base = (tip[0] - ux * 11, tip[1] - uy * 11)
    corners = (tip, (base[0] - uy * 5, base[1] + ux * 5), (base[0] + uy * 5, base[1] - ux * 5))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
