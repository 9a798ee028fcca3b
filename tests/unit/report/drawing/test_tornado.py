"""A chart of bars to either side of an axis: as long as their numbers, and inside their frame."""

from __future__ import annotations

from detente.report.drawing.tornado import drawn
from detente.report.page import Bar, Bars, DrawnShape, Picture

BARS = tuple(Bar(f"claim {k}", f"c{k}", 20 - k, k % 4, f"{20 - k} lost, {k % 4} new") for k in range(12))


def chart() -> Picture:
    return drawn(Bars("What flips", "12 bars", BARS))


def shapes(frame: Picture, role: str) -> list[dict[str, float]]:
    """The attributes of every shape of a role."""
    every = [inner for shape in frame.shapes for inner in (shape, *shape.inside)]
    return [dict(shape.at) for shape in every if role_of(shape) == role]


def role_of(shape: DrawnShape) -> str:
    return str(dict(shape.at).get("class", ""))


def test_bars_are_as_long_as_their_numbers():
    frame = chart()
    lost, gained = shapes(frame, "lost"), shapes(frame, "gained")
    assert len(lost) == len(BARS)
    assert len(gained) == sum(bar.gained > 0 for bar in BARS)
    unit = lost[0]["width"] / BARS[0].lost
    assert all(abs(at["width"] - unit * bar.lost) < 0.2 for at, bar in zip(lost, BARS, strict=True))
    some = [bar for bar in BARS if bar.gained]
    assert all(abs(at["width"] - unit * bar.gained) < 0.2 for at, bar in zip(gained, some, strict=True))


def test_bars_meet_at_the_axis_and_stay_in_the_frame():
    frame = chart()
    axis = shapes(frame, "axis")[0]["x1"]
    for at in shapes(frame, "lost"):
        assert at["x"] >= 0
        assert abs(at["x"] + at["width"] - axis) < 0.2
    for at in shapes(frame, "gained"):
        assert at["x"] == axis
        assert at["x"] + at["width"] <= frame.width
    assert all(0 < at["y"] < frame.height for at in (*shapes(frame, "lost"), *shapes(frame, "gained")))


def test_every_bar_has_its_name_and_its_numbers():
    told = [[inner.words for inner in shape.inside if inner.tag == "text"] for shape in chart().shapes if shape.inside]
    assert told[:2] == [["c0", "20"], ["c1", "19", "1"]]
    assert next(shape.tooltip for shape in chart().shapes if shape.inside) == "claim 0: 20 lost, 0 new"


def test_bars_to_one_side_only():
    frame = drawn(Bars("t", "d", (Bar("a", "a", 0, 3, "r"),)))
    assert not shapes(frame, "lost")
    assert shapes(frame, "gained")
