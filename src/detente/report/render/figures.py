"""Elements of HTML, and pictures as SVG inside of them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from detente.report.marks import bare
from detente.report.page import DrawnShape, Picture

VOID = frozenset({"meta", "link", "br"})
SHAPES = frozenset({"circle", "rect", "line", "path", "polygon"})  # in a picture only what is closed ends


def tag(element: str, /, *inside: str, **attributes: str | float | bool) -> Markup:
    """An element. What is no Markup is escaped; empty attributes are left out; ``cls`` is class, underlines hyphens."""
    told = "".join(_attribute(key, value) for key, value in attributes.items() if value not in ("", False))
    if not inside and element in VOID | SHAPES:
        return Markup(f"<{element}{told}{'/' if element in SHAPES else ''}>")
    return Markup(f"<{element}{told}>{''.join(map(escape, inside))}</{element}>")


def _attribute(key: str, value: str | float | bool) -> str:
    name = "class" if key == "cls" else key.replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def figure(picture: Picture, states: Mapping[str, str]) -> Markup:
    """A picture with its legend. states : the anchor of each state that is told of on the page, by its number."""
    legend = (tag("li", _sample(shapes, width), bare(words)) for shapes, width, words in picture.legend)
    return tag("ul", *legend, cls="legend") + Markup("\n") + drawing(picture, states, "drawing")


def drawing(picture: Picture, states: Mapping[str, str], role: str) -> Markup:
    """The picture alone."""
    named = f"{picture.anchor}-title {picture.anchor}-desc"
    svg = tag(
        "svg",
        tag("title", bare(picture.title), id=f"{picture.anchor}-title"),
        tag("desc", bare(picture.description), id=f"{picture.anchor}-desc"),
        *(Markup("\n") + _shape(shape, states) for shape in picture.shapes),
        viewBox=f"0 0 {picture.width} {picture.height}",
        role="img",
        aria_labelledby=named,
    )
    return tag("div", svg, cls=role)


def _sample(shapes: tuple[DrawnShape, ...], width: float) -> Markup:
    """States are as high as they are wide; lines are thin."""
    height = 12.0 if width > 30 else width
    return tag("svg", *(_shape(shape, {}) for shape in shapes), width=width, height=height, aria_hidden="true")


def _shape(shape: DrawnShape, states: Mapping[str, str]) -> Markup:
    tooltip = [tag("title", shape.tooltip)] if shape.tooltip else []
    inside = (_shape(part, states) for part in shape.inside)
    words = [escape(shape.words)] if shape.words else []
    drawn_so = tag(shape.tag, *tooltip, *inside, *words, **dict(shape.at))
    anchor = states.get(shape.place[1], "") if shape.place else ""
    return tag("a", drawn_so, href=f"#{anchor}") if anchor else drawn_so
