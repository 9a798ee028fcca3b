"""A chart of bars to either side of an axis, a tornado: to the left what is lost, to the right what appears instead.

Every bar ends with its number, so neither length nor colour is needed to read it.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.report.drawing.shapes import shape, text
from detente.report.marks import bare
from detente.report.page import Bar, Bars, DrawnShape, Picture

WIDTH, LABELS, ROW, THICK = 760.0, 300.0, 27.0, 15.0
MARGIN, END = 30.0, 26.0  # above the first row; room for a number at either end


def drawn(chart: Bars) -> Picture:
    """Draw the bars, one below the other."""
    lost, gained = max(bar.lost for bar in chart.bars), max(bar.gained for bar in chart.bars)
    unit = (WIDTH - LABELS - 2 * END) / (lost + gained)
    axis = round(LABELS + END + lost * unit, 1)
    height = MARGIN + ROW * len(chart.bars) + 6
    shapes = (
        text("lost", "side before", axis - 6, 14),
        text("new", "side", axis + 6, 14),
        *(_bar(bar, MARGIN + ROW * k, axis, unit) for k, bar in enumerate(chart.bars)),
        shape("line", "axis", x1=axis, y1=20, x2=axis, y2=height),
    )
    title, told = chart.title, chart.description
    return Picture(anchor="pins", title=title, description=told, width=WIDTH, height=height, shapes=shapes)


def _bar(bar: Bar, y: float, axis: float, unit: float) -> DrawnShape:
    return DrawnShape("g", inside=tuple(_parts(bar, y, axis, unit)), tooltip=bare(f"{bar.words}: {bar.remark}"))


def _parts(bar: Bar, y: float, axis: float, unit: float) -> Iterator[DrawnShape]:
    middle, lost, gained = y + THICK / 2, round(bar.lost * unit, 1), round(bar.gained * unit, 1)
    yield text(bar.label, "bar-label", LABELS - 8, middle)
    if bar.lost:
        left = round(axis - bar.lost * unit, 1)
        yield shape("rect", "lost", x=left, y=y, width=lost, height=THICK)
        yield text(str(bar.lost), "count before", left - 5, middle)
    if bar.gained:
        yield shape("rect", "gained", x=axis, y=y, width=gained, height=THICK)
        yield text(str(bar.gained), "count", axis + gained + 5, middle)
