"""Where states stand when they follow one another: one column per step, few lines crossing. Same input, same places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.report.drawing.strokes import Point

SWEEPS = 8


def columns_of(ways: Iterable[Sequence[int]]) -> dict[int, int]:
    """The column of each state: the earliest place that it has on any way. Each way is its states in order."""
    column: dict[int, int] = {}
    for way in ways:
        for place, row in enumerate(way):
            column[row] = min(place, column.get(row, place))
    return column


def spread(column: Mapping[int, int], lines: Iterable[tuple[int, int]], across: float, down: float) -> dict[int, Point]:
    """A point for each state; columns ``across`` apart, states in one ``down`` apart, around height 0.

    States stand near the mean height of those they are joined to by a line. Cost: SWEEPS x lines.
    """
    near: dict[int, list[int]] = {row: [] for row in column}
    for a, b in lines:
        near[a].append(b)
        near[b].append(a)
    levels: dict[int, list[int]] = {}
    for row in sorted(column):
        levels.setdefault(column[row], []).append(row)
    height: dict[int, float] = {row: float(k) for level in levels.values() for k, row in enumerate(level)}
    elsewhere = {row: [other for other in near[row] if column[other] != column[row]] for row in column}
    for sweep in range(SWEEPS):
        for level in sorted(levels, reverse=sweep % 2 == 1):
            _settle(levels[level], height, elsewhere)
    return {row: (column[row] * across, height[row] * down) for row in column}


def _settle(rows: list[int], height: dict[int, float], elsewhere: Mapping[int, Sequence[int]]) -> None:
    """Sort one column by the mean height of what its states are joined to, in place, and space it evenly round 0."""
    wanted: dict[int, float] = {}
    for row in rows:
        joined = elsewhere[row]
        wanted[row] = sum(height[other] for other in joined) / len(joined) if joined else height[row]
    rows.sort(key=lambda row: (round(wanted[row], 6), row))
    for k, row in enumerate(rows):
        height[row] = k - (len(rows) - 1) / 2
