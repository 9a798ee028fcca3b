"""Shapes of the pictures of states and moves: circles and squares for states, lines with heads, what a legend shows.

The roles are names of styles (``render/report.css``); nothing here depends on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.frozen import frozen
from detente.model.results import Analysis
from detente.report.drawing.strokes import Point
from detente.report.marks import Mark, bare
from detente.report.naming import Names
from detente.report.page import DrawnShape

STYLES = 8  # colours and dashes in report.css; the ninth decision maker starts again
WIDTH = 1000.0  # of a picture of states
SAMPLE = 26.0  # width of a state in a legend


@frozen
class Node:
    """A state: a square for the status quo, a double ring for an equilibrium, filled if under every concept."""

    x: float
    y: float
    radius: float
    number: int
    tooltip: str
    holds: bool
    always: bool
    status_quo: bool


def shape(tag: str, role: str, **at: str | float) -> DrawnShape:
    """A shape with the role that says how it looks. Of names with two words the underline is a hyphen."""
    return DrawnShape(tag, (*((name.replace("_", "-"), value) for name, value in at.items()), ("class", role)))


def text(words: str, role: str, x: float, y: float) -> DrawnShape:
    """Words in a picture."""
    return DrawnShape("text", (("x", x), ("y", y), ("class", role)), bare(words))


def head_shape(points: str, role: str, *, filled: bool) -> DrawnShape:
    """The head of a line: filled where the mover gains."""
    return shape("polygon", f"head {role}{' filled' if filled else ''}", points=points)


def node(analysis: Analysis, names: Names, row: int, point: Point, radius: float) -> Node:
    """A state at a place, with its marks and what it stands for."""
    held, status_quo = analysis.concepts_of(row), row == analysis.status_quo
    holds, always = bool(held), bool(held) and len(held) == len(analysis.concepts)
    marks = [word for word, true in (("status quo", status_quo), ("equilibrium", holds)) if true]
    marked = f" ({', '.join(marks)})" if marks else ""
    tooltip = f"State {row + 1}{marked}: {names.describe(row)}"
    return Node(point[0], point[1], radius, row + 1, tooltip, holds, always, status_quo)


def node_shape(node: Node) -> DrawnShape:
    """A state at its place. Whoever can, may go from there to what is told of it."""
    marks = f"{' holds' if node.holds else ''}{' always' if node.always else ''}"
    x, y, r = node.x, node.y, node.radius
    if node.status_quo:
        parts = [_square("node quo" + marks, x, y, r), *([_square("ring", x, y, r - 3)] if node.holds else [])]
    else:
        parts = [_circle("node" + marks, x, y, r), *([_circle("ring", x, y, r - 3)] if node.holds else [])]
    parts.append(text(str(node.number), f"label{' always' if node.always else ''}", x, y))
    if node.status_quo:
        parts.append(text("status quo", "caption", x, y + r + 15))
    return DrawnShape("g", inside=tuple(parts), tooltip=bare(node.tooltip), place=(Mark.STATE, str(node.number)))


def _circle(role: str, x: float, y: float, r: float) -> DrawnShape:
    return shape("circle", role, cx=x, cy=y, r=r)


def _square(role: str, x: float, y: float, r: float) -> DrawnShape:
    return shape("rect", role, x=x - r, y=y - r, width=2 * r, height=2 * r)


def node_legend(*, concepts: int, status_quo: bool) -> Iterable[tuple[tuple[DrawnShape, ...], float, str]]:
    """Samples of states, each with what it means; concepts : how many were asked for."""
    half = SAMPLE / 2
    ring = _circle("ring", half, half, 8)
    held = _circle("node holds always", half, half, 11), ring
    if concepts > 1:
        yield held, SAMPLE, "equilibrium under every concept"
        yield (_circle("node holds", half, half, 11), ring), SAMPLE, "under some of the concepts"
    else:
        yield held, SAMPLE, "equilibrium"
    none = "equilibrium under none of them" if concepts > 1 else "no equilibrium"
    yield (_circle("node", half, half, 11),), SAMPLE, none
    if status_quo:
        yield (_square("node quo", half, half, 10),), SAMPLE, "status quo"
