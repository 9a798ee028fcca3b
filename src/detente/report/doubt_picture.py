"""The linchpin chart: one bar for each claim (or for claims that make the same difference), a tornado.

To the left of the axis the conclusions that are lost if the claim fails alone, to the right those that appear instead.
Every bar ends with its number, so neither length nor colour is needed to read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.doubt import Doubt
from detente.report.doubt_findings import Pin, pins
from detente.report.doubt_words import DoubtNames
from detente.report.naming import listed, plain, plural

__all__ = ["Bar", "Tornado", "tornado"]

BARS = 20  # rows before the rest is counted
WIDTH, LABELS, ROW, THICK = 760.0, 300.0, 27.0, 15.0
MARGIN, END = 30.0, 26.0  # above the first row; room for a number at either end
LETTERS = 38  # of a label


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label, where it begins and ends, and the two numbers."""

    label: str
    y: float
    left: float
    lost_width: float
    gained_width: float
    lost: int
    gained: int
    tooltip: str


@dataclass(frozen=True, slots=True)
class Tornado:
    """Everything the template needs. ``left_out`` counts bars that are not drawn."""

    width: float
    height: float
    labels: float
    axis: float
    thick: float
    bars: tuple[Bar, ...]
    left_out: int
    description: str


def tornado(doubt: Doubt) -> Tornado | None:
    """Draw the linchpins; None where no claim alone flips anything."""
    found, names = pins(doubt), DoubtNames(doubt)
    if not found:
        return None
    shown = found[:BARS]
    lost, gained = max(pin.lost for pin in shown), max(pin.gained for pin in shown)
    unit = (WIDTH - LABELS - 2 * END) / (lost + gained)
    axis = round(LABELS + END + lost * unit, 1)
    return Tornado(
        width=WIDTH,
        height=MARGIN + ROW * len(shown) + 6,
        labels=LABELS - 8,
        axis=axis,
        thick=THICK,
        bars=tuple(_bar(names, pin, k, axis, unit) for k, pin in enumerate(shown)),
        left_out=len(found) - len(shown),
        description=_description(names, shown),
    )


def _bar(names: DoubtNames, pin: Pin, k: int, axis: float, unit: float) -> Bar:
    each = "each " if len(pin.claims) > 1 else ""
    jointly = f"; {plural(pin.jointly, 'more conclusion')} with others" if pin.jointly else ""
    return Bar(
        label=_label(pin.claims),
        y=MARGIN + ROW * k,
        left=round(axis - pin.lost * unit, 1),
        lost_width=round(pin.lost * unit, 1),
        gained_width=round(pin.gained * unit, 1),
        lost=pin.lost,
        gained=pin.gained,
        tooltip=f"{names.claims(pin.claims, 'and')}: {each}{pin.lost} lost, {pin.gained} new{jointly}",
    )


def _label(claims: tuple[str, ...]) -> str:
    """As many names as there is room for, and how many more."""
    for count in range(len(claims), 0, -1):
        rest = len(claims) - count
        words = ", ".join(plain(name) for name in claims[:count]) + (f" + {rest}" if rest else "")
        if len(words) <= LETTERS:
            return words
    return f"{words[: LETTERS - 1].rstrip()}…"


def _description(names: DoubtNames, shown: tuple[Pin, ...]) -> str:
    told = [f"{names.claims(p.claims, 'and')}: {p.lost} lost, {p.gained} new" for p in shown[:5]]
    return f"{plural(len(shown), 'bar')}; the longest: {listed(told)}. The listening list has the same as text."
