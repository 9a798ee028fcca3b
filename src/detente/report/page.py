"""What a person reads, as a tree that belongs to no medium. Terminal, HTML and Markdown each render any page.

Every sentence (``words``) is text in which words may be marked (:mod:`detente.report.marks`). A ``role`` says what a
block is for, in one word; a renderer may lay it out accordingly and may ignore it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from detente.frozen import frozen
from detente.report.marks import Mark

Place = tuple[Mark, str]  # what a block is about: whoever names it can be led there


@frozen
class Say:
    """A paragraph. role : ``quiet`` for small print, ``strong``, ``good``, ``bad``, ``aside`` for a remark..."""

    words: str
    role: str = ""


@frozen
class Item:
    """An item of a list, with what stands below it."""

    words: str
    inside: tuple[Block, ...] = ()
    role: str = ""
    place: Place | None = None


@frozen
class Items:
    """A list. role : ``steps`` of a way, ``because`` for reasons...; start : the first number; 0 for none."""

    items: tuple[Item, ...]
    role: str = ""
    start: int = 0


@frozen
class Row:
    """A row of a table. group : what this row and those after it belong to, where it begins a group; else empty."""

    cells: tuple[str, ...]
    group: str = ""
    role: str = ""
    place: Place | None = None


@frozen(kw_only=True)
class Grid:
    """A table. The first column names the row.

    intro : lines that stand between the caption and the table
    special : the column (from 0) that stands out, if one does
    """

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    intro: tuple[str, ...] = ()
    role: str = "grid"
    special: int | None = None


@frozen
class Definitions:
    """Words, each with what is said of it."""

    pairs: tuple[tuple[str, str], ...]
    role: str = ""


@frozen
class Bar:
    """A claim or several, what is lost and gained, and a remark."""

    words: str
    label: str
    lost: int
    gained: int
    remark: str


@frozen
class Bars:
    """A chart of what is lost (to the left) and gained (to the right), each bar with its numbers."""

    title: str
    description: str
    bars: tuple[Bar, ...]


@frozen
class DrawnShape:
    """A piece of a picture, in the words of SVG: a circle, a path, a text; or a group with a tooltip and a place."""

    tag: str
    at: tuple[tuple[str, str | float], ...] = ()
    words: str = ""
    inside: tuple[DrawnShape, ...] = ()
    tooltip: str = ""
    place: Place | None = None


@frozen(kw_only=True)
class Picture:
    """Shapes in a frame. legend : samples, each with what it means; description : the same in a sentence."""

    anchor: str
    title: str
    description: str
    width: float
    height: float
    shapes: tuple[DrawnShape, ...]
    legend: tuple[tuple[tuple[DrawnShape, ...], float, str], ...] = ()


@frozen
class Fold:
    """What only those read who ask for it. role : ``state`` where it is the reasoning on one; open : told at once."""

    title: str
    inside: tuple[Block, ...]
    role: str = "folded"
    open: bool = False
    place: Place | None = None


@frozen
class Box:
    """A few lines with a title that belong together."""

    title: str
    inside: tuple[Block, ...]
    role: str = ""


@frozen
class Group:
    """Blocks side by side where there is room. role : how they are laid out."""

    inside: tuple[Block, ...]
    role: str = ""
    label: str = ""


@frozen
class Part:
    """A heading and what stands below it. Parts in a part are its sub-headings.

    anchor : lower-case words with hyphens, unique in the page
    contents : its name in the table of contents; empty where it is not listed there
    """

    anchor: str
    title: str
    inside: tuple[Block, ...]
    contents: str = ""
    role: str = ""


Block = Say | Items | Grid | Definitions | Bars | Picture | Fold | Box | Group | Part


@frozen(kw_only=True)
class Page:
    """A whole page.

    above, beside : a line and a few words that belong to the title
    head : what stands before the first part
    moments : where each moment that is marked leads, by the key of its mark
    """

    title: str
    above: str = ""
    beside: str = ""
    head: tuple[Block, ...] = ()
    parts: tuple[Block, ...] = ()
    moments: Mapping[str, str] = field(default_factory=dict[str, str])


def items(lines: Iterable[str], role: str = "") -> tuple[Items, ...]:
    """Lines as one list; nothing where there are none."""
    found = tuple(map(Item, lines))
    return (Items(found, role),) if found else ()


def every_block(blocks: Iterable[Block | Item | Row]) -> Iterator[Block | Item | Row]:
    """All blocks, with the items, rows and blocks inside them, in the order of reading."""
    for block in blocks:
        yield block
        match block:
            case Items(items=inside) | Grid(rows=inside):
                yield from every_block(inside)
            case Item() | Fold() | Box() | Group() | Part():
                yield from every_block(block.inside)
            case _:
                pass
