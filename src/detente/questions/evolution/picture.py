"""The ways to the equilibria as a picture: the status quo on the left, each move one column to the right.

A solid line gains its mover something, a dashed one does not, a double line is a coalition that moves together. Each
line bears the name of who moves, so colour is never needed to read it.
"""

from __future__ import annotations

from collections.abc import Sequence, Sized
from math import hypot

from detente.frozen import frozen
from detente.model.results import Analysis
from detente.questions.evolution.found import Destination, Evolution, Leg
from detente.report.drawing.levels import columns_of, spread
from detente.report.drawing.shapes import STYLES, WIDTH, Node, head_shape, node, node_legend, node_shape, shape
from detente.report.drawing.strokes import Point, along, bend, curve, head
from detente.report.marks import bare
from detente.report.naming import Names, grouped, plural
from detente.report.page import DrawnShape, Picture

DRAWN = (24, 16)  # states in the picture; and up to how many the ways without a coalition are drawn, too
RADIUS, MARGIN, DOWN = 18.0, 48.0, 84.0
NARROW, WIDE = 170.0, 300.0  # between two columns
APART = 30.0  # lines between the same two states
LETTER, LINE = 6.4, 15.0  # room for a letter of a label, and for its line
NAMED = 3  # members of a coalition named on its line
PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)  # where on its line a label may stand, best first

SAMPLE = 44.0  # width of a line in the legend
MEANS = {
    "gain": "a move that gains its mover something",
    "joint": "a coalition moves together, and each member gains",
    "against": "a move without gain for its mover",
}
Key = tuple[int, int, tuple[int, ...]]  # from, to, by
Box = tuple[float, float, float, float]  # left, top, right, bottom


@frozen
class DrawnWay:
    """A move. kind : ``gain``, ``against`` or ``joint``; style : the colour of the mover, -1 for a coalition.

    label : one text with its height for each line
    """

    path: str
    head: str
    kind: str
    style: int
    label: tuple[tuple[str, float], ...]
    x: float
    tooltip: str


@frozen
class WaysPicture:
    """The ways at their places. ``left_out`` counts equilibria whose ways are not drawn."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    ways: tuple[DrawnWay, ...]
    kinds: tuple[str, ...]
    left_out: int
    description: str


def picture(analysis: Analysis, found: Evolution, told: Sequence[Destination]) -> tuple[tuple[Picture, ...], int]:
    """The picture for a page, if there is anything to draw, and the ways to how many equilibria are not drawn."""
    ways = drawn(analysis, found, told)
    if ways is None:
        return (), 0
    legend = tuple((_sample(kind), SAMPLE, MEANS[kind]) for kind in ways.kinds)
    marks = node_legend(concepts=len(analysis.concepts), status_quo=analysis.status_quo is not None)
    image = Picture(
        anchor="ways",
        title="Ways to the states that hold",
        description=ways.description,
        width=ways.width,
        height=ways.height,
        shapes=(*map(_way_shape, ways.ways), *map(node_shape, ways.nodes), *map(_label, ways.ways)),
        legend=(*legend, *marks),
    )
    return (image,), ways.left_out


def _sample(kind: str) -> tuple[DrawnShape, ...]:
    line = {"x1": 0.0, "y1": 6.0, "x2": SAMPLE, "y2": 6.0}
    core = (shape("line", "core", **line),) if kind == "joint" else ()
    return (shape("line", f"way {kind}", **line), *core)


def _way_shape(way: DrawnWay) -> DrawnShape:
    role = f"s{way.style}" if way.style >= 0 else "group"
    parts = [shape("path", f"way {way.kind}", d=way.path)]
    parts += [shape("path", "core", d=way.path)] if way.kind == "joint" else []
    parts.append(head_shape(way.head, role, filled=way.kind != "against"))
    return DrawnShape("g", (("class", f"move {role}"),), inside=tuple(parts), tooltip=way.tooltip)


def _label(way: DrawnWay) -> DrawnShape:
    lines = tuple(DrawnShape("tspan", (("x", way.x), ("y", y)), line) for line, y in way.label)
    return DrawnShape("text", (("class", "mover"),), inside=lines)


def drawn(analysis: Analysis, found: Evolution, told: Sequence[Destination]) -> WaysPicture | None:
    """Draw the ways to the equilibria told; None where nothing moves. Cost: small, at most 24 states."""
    names = Names(analysis)
    routes, left_out = _chosen(found, [d for d in told if d.routes])
    legs: dict[Key, Leg] = {(leg.origin, leg.to, leg.by): leg for route in routes for leg in route}
    if not legs:
        return None
    column = columns_of([[found.start, *(leg.to for leg in route)] for route in routes])
    across = min(max((WIDTH - 2 * MARGIN) / max(column.values()), NARROW), WIDE)
    spots = spread(column, [key[:2] for key in legs], across, DOWN)
    points, width, height = _framed(spots)
    ways = _Drawing(names, points, int((across - 4 * RADIUS) / LETTER)).ways(legs)
    return WaysPicture(
        width=width,
        height=height,
        nodes=tuple(node(analysis, names, row, points[row], RADIUS) for row in sorted(points)),
        ways=ways,
        kinds=tuple(kind for kind in ("gain", "joint", "against") if any(way.kind == kind for way in ways)),
        left_out=left_out,
        description=_description(names, found, told, legs),
    )


def _chosen(found: Evolution, told: Sequence[Destination]) -> tuple[list[tuple[Leg, ...]], int]:
    """The ways to draw, as long as there is room; the way without a coalition only where there is still room."""
    rows, routes, left_out = {found.start}, list[tuple[Leg, ...]](), 0
    for wanted in (0, 1):
        for destination in told:
            for route in destination.routes[wanted : wanted + 1]:
                more = rows | {leg.to for leg in route.legs}
                if len(more) <= DRAWN[wanted]:
                    rows = more
                    routes.append(route.legs)
                elif wanted == 0:
                    left_out += 1
    return routes, left_out + sum(bool(d.routes) for d in found.destinations) - len(told)


def _framed(spots: dict[int, Point]) -> tuple[dict[int, Point], float, float]:
    """The points moved into a frame that begins at 0, and the size of the frame."""
    top, right = min(y for _, y in spots.values()), max(x for x, _ in spots.values())
    bottom = max(y for _, y in spots.values())
    width = max(right + 2 * MARGIN, WIDTH)
    left = (width - right) / 2
    points = {row: (round(x + left, 1), round(y - top + MARGIN, 1)) for row, (x, y) in spots.items()}
    return points, width, bottom - top + 2 * MARGIN


class _Drawing:
    """Draws one line after another, and remembers where no label can stand any more."""

    def __init__(self, names: Names, points: dict[int, Point], longest: int) -> None:
        self.names, self.points, self.longest = names, points, longest
        self.taken: list[Box] = [(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in points.values()]

    def ways(self, legs: dict[Key, Leg]) -> tuple[DrawnWay, ...]:
        """Lines between the same two states part to either side."""
        together = grouped(((min(key[:2]), max(key[:2])), key) for key in sorted(legs))
        return tuple(
            self._way(legs[key], k - (len(keys) - 1) / 2) for keys in together.values() for k, key in enumerate(keys)
        )

    def _way(self, leg: Leg, aside: float) -> DrawnWay:
        start, end = self.points[leg.origin], self.points[leg.to]
        control = self._control(leg, aside)
        joint = len(leg.by) > 1
        lines = _lines([bare(self.names.dm(dm)) for dm in leg.by], self.longest)
        x, y = self._place(lines, (start, control, end))
        top = y - (len(lines) - 1) * LINE / 2
        return DrawnWay(
            path=curve(start, control, end, RADIUS),
            head=head(control, end, RADIUS),
            kind="joint" if joint else "gain" if leg.improves else "against",
            style=-1 if joint else leg.by[0] % STYLES,
            label=tuple((line, round(top + k * LINE, 1)) for k, line in enumerate(lines)),
            x=round(x, 1),
            tooltip=_tooltip(self.names, leg),
        )

    def _control(self, leg: Leg, aside: float) -> Point:
        ends = (leg.origin, leg.to)
        others = [point for row, point in self.points.items() if row not in ends]
        x, y = bend(self.points[leg.origin], self.points[leg.to], others, RADIUS)
        low, high = self.points[min(ends)], self.points[max(ends)]
        dx, dy = high[0] - low[0], high[1] - low[1]
        length = hypot(dx, dy) or 1.0
        return x - dy / length * aside * 2 * APART, y + dx / length * aside * 2 * APART

    def _place(self, lines: list[str], line: tuple[Point, Point, Point]) -> Point:
        """The first place on the line where the label covers no state and no other label; that is then taken."""
        wide, high = max(map(len, lines)) * LETTER / 2, len(lines) * LINE / 2
        spots = [along(*line, share) for share in PLACES]
        boxes = [(x - wide, y - high, x + wide, y + high) for x, y in spots]
        best = min(range(len(boxes)), key=lambda k: (sum(_overlap(boxes[k], other) for other in self.taken), k))
        self.taken.append(boxes[best])
        return spots[best]


def _lines(names: list[str], longest: int) -> list[str]:
    """The label of a line: one mover, or the members of a coalition one below the other."""
    short = [name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…" for name in names]
    if len(short) > NAMED:
        short = [*short[: NAMED - 1], f"{len(short) - NAMED + 1} others"]
    return [short[0], *(f"+ {name}" for name in short[1:])]


def _overlap(a: Box, b: Box) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return round(wide * high, 3) if wide > 0 and high > 0 else 0.0


def _tooltip(names: Names, leg: Leg) -> str:
    who = names.dms(leg.by)
    gains = "each gains" if len(leg.by) > 1 else "gains" if leg.improves else "does not gain"
    together = " together" if len(leg.by) > 1 else ""
    return bare(f"{who}{together} from state {leg.origin + 1} to {leg.to + 1}: {gains}")


def _description(names: Names, found: Evolution, told: Sequence[Destination], legs: Sized) -> str:
    ends = [d.state for d in told if d.routes and d.state != found.start]
    return (
        f"Ways from {names.state(found.start)} to {names.states(ends, 24)}, {plural(len(legs), 'move')} in all; "
        "the table below the picture tells each."
    )
