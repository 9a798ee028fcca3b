"""The conflict graph: who can move where, whom a move pays, which states hold.

A reversible move is one line. A filled head points where the mover gains, a hollow head where it does not; a thick line
has a gain in it, a thin one has none. Decision makers differ by colour and by dash, so print and colour-blind readers
lose nothing.
"""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.results import Analysis, Step
from detente.report.drawing.layout import Point, place
from detente.report.drawing.shapes import STYLES, WIDTH, Node, head_shape, node, node_legend, node_shape, shape
from detente.report.drawing.strokes import bend, curve, head
from detente.report.marks import bare, plain
from detente.report.naming import Names, plural
from detente.report.page import DrawnShape, Fold, Grid, Part, Picture, Row, Say

MARGIN = 44.0
SAMPLE = 44.0  # width of a line in the legend
LONG = 80  # moves; a longer table is not printed
HOW_TO_READ = (
    "A reversible move is drawn once. Thick lines pay the mover in the direction of the filled head; thin lines with "
    "hollow heads do not."
)
TOLD = 600  # moves in the table; beyond that only those that pay the mover


@frozen
class DrawnLine:
    """A move, or a pair of opposite moves, of one decision maker. heads: (points of the triangle, filled)."""

    path: str
    style: int
    gain: bool
    heads: tuple[tuple[str, bool], ...]
    tooltip: str


@frozen
class ConflictPicture:
    """The conflict graph at its places. moves : the same for a table."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[DrawnLine, ...]
    moves: tuple[Row, ...]
    moves_left_out: int
    legend: tuple[tuple[str, int], ...]
    description: str


def drawn(analysis: Analysis) -> ConflictPicture:
    """Place and draw ``analysis.graph``. Cost: the layout, and lines x states to bend lines round states."""
    names, rows = Names(analysis), analysis.graph.rows
    pairs = _pairs(analysis)
    height, radius = _frame(len(rows))
    at = {row: k for k, row in enumerate(rows)}
    inner = (WIDTH - 2 * MARGIN, height - 2 * MARGIN)
    spots = place(len(rows), [(at[a], at[b]) for _, a, b in pairs], *inner, radius * 3.4)
    points = {row: (spots[k][0] + MARGIN, spots[k][1] + MARGIN) for row, k in at.items()}
    arcs = sorted(_arcs(analysis), key=lambda arc: (arc[1], arc[2], arc[0]))
    told = arcs if len(arcs) <= TOLD else [arc for arc in arcs if _gains(analysis, *arc)]
    return ConflictPicture(
        width=WIDTH,
        height=height,
        nodes=tuple(node(analysis, names, row, points[row], radius) for row in rows),
        lines=tuple(_line(names, pair, both, points, radius) for pair, both in sorted(pairs.items())),
        moves=tuple(_move(names, *arc) for arc in told),
        moves_left_out=len(arcs) - len(told),
        legend=tuple((names.dm(i), i % STYLES) for i in range(len(analysis.case.decision_makers))),
        description=_description(names, len(pairs)),
    )


def picture(analysis: Analysis) -> Part:
    """The part of a page that shows it, with the same as a table."""
    found = drawn(analysis)
    which = "Every feasible state and every move."
    if not analysis.graph.complete:
        some = f"{len(found.nodes)} of {analysis.space.count}"
        which = f"The states that matter and those near them, {some}; the whole would not be readable."
    told = f"{which} {HOW_TO_READ}"
    legend = tuple(((_sample(style),), SAMPLE, who) for who, style in found.legend)
    marks = node_legend(concepts=len(analysis.concepts), status_quo=analysis.status_quo is not None)
    image = Picture(
        anchor="graph",
        title=f"Conflict graph of {plain(analysis.case.title)}",
        description=found.description,
        width=found.width,
        height=found.height,
        shapes=(
            *(_line_shape(line) for line in sorted(found.lines, key=lambda line: line.gain)),
            *map(node_shape, found.nodes),
        ),
        legend=(*legend, *marks),
    )
    table = (_moves(found),) if found.moves else ()
    return Part("graph", "Who can move where", (Say(told), image, *table), contents="Picture")


def _sample(style: int) -> DrawnShape:
    return shape("line", f"line gain s{style}", x1=0, y1=6, x2=SAMPLE, y2=6)


def _line_shape(line: DrawnLine) -> DrawnShape:
    role = f"s{line.style}{' gain' if line.gain else ''}"
    path = shape("path", f"line {role}", d=line.path)
    heads = (head_shape(points, f"s{line.style}", filled=filled) for points, filled in line.heads)
    return DrawnShape("g", (("class", f"move {role}"),), inside=(path, *heads), tooltip=bare(line.tooltip))


def _moves(found: ConflictPicture) -> Fold:
    """The picture as a table; on paper not where it is very long."""
    left = found.moves_left_out
    only = f" that pay the mover ({left} that do not are left out)" if left else ""
    grid = Grid(head=("from", "to", "who", "what changes", "which is"), rows=found.moves, role="plain moves")
    role = "long" if len(found.moves) > LONG else "listed"
    return Fold(f"The same as a table: {plural(len(found.moves), 'move')}{only}", (grid,), role)


def _frame(count: int) -> tuple[float, float]:
    height = 300.0 if count <= 2 else 560.0 if count <= 16 else 760.0 if count <= 40 else 980.0
    return height, 19.0 if count <= 16 else 16.0 if count <= 40 else 14.0


def _arcs(analysis: Analysis) -> set[tuple[int, int, int]]:
    """(dm, origin, to) of every move in the picture, both ways where the reverse exists."""
    arcs = {(a.dm, a.origin, a.to) for a in analysis.graph.arcs}
    return arcs | {(a.dm, a.to, a.origin) for a in analysis.graph.arcs if a.back}


def _pairs(analysis: Analysis) -> dict[tuple[int, int, int], bool]:
    """Each line once: (dm, smaller row, larger row) or, for a one-way move, (dm, origin, to); True for both ways."""
    arcs = _arcs(analysis)
    return {(dm, a, b): (dm, b, a) in arcs for dm, a, b in arcs if a < b or (dm, b, a) not in arcs}


def _gains(analysis: Analysis, dm: int, origin: int, to: int) -> bool:
    return bool(analysis.ranks[dm, to] > analysis.ranks[dm, origin])


def _move(names: Names, dm: int, origin: int, to: int) -> Row:
    here, there = names.analysis.ranks[dm, origin], names.analysis.ranks[dm, to]
    effect = "better for the mover" if there > here else "worse for the mover" if there < here else "as good"
    change = names.change(Step(dm, origin, to))
    return Row((names.number(origin), names.number(to), names.dm(dm), change, effect))


def _line(names: Names, pair: tuple[int, int, int], both: bool, points: dict[int, Point], radius: float) -> DrawnLine:
    analysis, (dm, a, b) = names.analysis, pair
    start, end = points[a], points[b]
    control = bend(start, end, [p for row, p in points.items() if row not in (a, b)], radius)
    ways = [(a, b), (b, a)] if both else [(a, b)]
    # A reversible move that gains one way shows only the gaining head: the other direction goes without saying.
    gains = [way for way in ways if _gains(analysis, dm, *way)]
    heads = tuple((head(control, points[to], radius), bool(gains)) for _, to in gains or ways)
    way = f"between states {a + 1} and {b + 1}" if both else f"from state {a + 1} to {b + 1}, one way"
    tooltip = f"{names.dm(dm)} {way}: {f'gains at state {gains[0][1] + 1}' if gains else 'no gain'}"
    return DrawnLine(curve(start, control, end, radius), dm % STYLES, bool(gains), heads, tooltip)


def _description(names: Names, lines: int) -> str:
    analysis, rows = names.analysis, names.analysis.graph.rows
    held = [row for row in rows if analysis.concepts_of(row)]
    told = f"{plural(len(rows), 'state')} and {plural(lines, 'move')} between them, reversible moves counted once."
    told += f" Equilibria under at least one concept: {names.states(held, 20)}." if held else " No equilibria."
    return told if analysis.status_quo is None else f"{told} Status quo: {names.state(analysis.status_quo)}."
