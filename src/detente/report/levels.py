"""Where states stand when they follow one another: one column per step, few lines crossing. Same input, same places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.report.strokes import Point

__all__ = ["columns_of", "spread"]

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
    height = {row: float(k) for level in levels.values() for k, row in enumerate(level)}
    for sweep in range(SWEEPS):
        for level in sorted(levels, reverse=sweep % 2 == 1):
            rows = levels[level]
            mean = {row: _mean([height[other] for other in near[row] if column[other] != level]) for row in rows}
            rows.sort(key=lambda row: (round(height[row] if (at := mean[row]) is None else at, 6), row))
            for k, row in enumerate(rows):
                height[row] = k - (len(rows) - 1) / 2
    return {row: (column[row] * across, height[row] * down) for row in column}


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
