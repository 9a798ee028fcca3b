"""A page as one self-contained HTML file: it opens offline and asks the network for nothing.

Styles and the one small script stand in the page, and its content security policy allows these two by their hash and
nothing else. Everything is built from :func:`tag`, which escapes what it is given.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from markupsafe import Markup, escape

from detente.report.drawing.tornado import drawn
from detente.report.marks import Look, Mark, Span, bare, clean, spans
from detente.report.page import (
    Bars,
    Block,
    Box,
    Definitions,
    Fold,
    Grid,
    Group,
    Item,
    Items,
    Page,
    Part,
    Picture,
    Place,
    Row,
    Say,
    every_block,
)
from detente.report.render.figures import drawing, figure, tag

LOOKS = {  # element and class
    Look.STRONG: ("b", ""),
    Look.EMPHASIS: ("em", ""),
    Look.QUIET: ("span", "meta"),
    Look.CODE: ("code", ""),
    Look.QUOTE: ("q", ""),
    Look.GRADE: ("span", "grade"),
    Look.NUMBER: ("span", "number"),
    Look.QUO: ("span", "number quo"),
    Look.TAG: ("span", "tag"),
    Look.DATE: ("time", ""),
    Look.PATH: ("span", "path"),
    Look.PAPER: ("span", "paper"),
    Look.SCREEN: ("span", "screen"),
}
NAMED: dict[str, str] = {Mark.CLAIM: "cite", Mark.STATE: "state"}  # the class of a link
SIGNS = {Look.YES: ("yes", "●"), Look.NO: ("no", "○")}
CELLS = {"Y": "y", "N": "n", "-": "free"}
SAYS = {"quiet": "meta", "good": "verdict", "bad": "verdict", "strong": "", "after": ""}
BOXES = {"rests": "h4", "column": "h3"}  # the heading of a box by its role


class Html:
    """Writes pages. version : of detente, for the head of the page."""

    def __init__(self, version: str = "") -> None:
        self._version = version
        self._moments: Mapping[str, str] = {}
        self._places: dict[Place, str] = {}
        self._free: dict[Place, str] = {}  # those whose anchor stands nowhere yet

    def page(self, page: Page) -> str:
        """The whole file as text. The same page gives the same bytes."""
        self._moments = page.moments
        self._places = dict(_places((*page.head, *page.parts)))
        self._free = dict(self._places)
        head = tag("header", *self._header(page))
        body = [self.block(block, 2) for block in page.parts]
        contents = [part for part in page.parts if isinstance(part, Part) and part.contents]
        links = Markup(" ").join(tag("a", part.contents, href=f"#{part.anchor}") for part in contents)
        first = next((k for k, part in enumerate(page.parts) if isinstance(part, Part)), 0)
        body.insert(first, tag("nav", links, aria_label="Contents"))
        skip = tag("a", "Skip the summary", cls="skip", href=f"#{contents[0].anchor}") if contents else ""
        main = tag("main", head, *body)
        return str(self._frame(page, Markup("\n").join((skip, main)))) + "\n"

    def fragment(self, page: Page) -> str:
        """The content of a page without the frame, for a page of somebody else: a notebook."""
        self._moments, self._places = page.moments, dict(_places((*page.head, *page.parts)))
        return str(tag("div", *self._header(page), *(self.block(block, 2) for block in page.parts)))

    def _frame(self, page: Page, body: Markup) -> Markup:
        style, script = _asset("report.css"), _asset("report.js")
        policy = (
            f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        )
        lines = (
            Markup("<!doctype html>"),
            Markup('<html lang="en">'),
            Markup("<head>"),
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="generator", content=f"detente {self._version}"),
            tag("title", ": ".join(map(bare, filter(None, (page.title, page.above))))),
            tag("link", rel="icon", href="data:,"),
            tag("style", Markup(style)),
            Markup("</head>"),
            tag("body", body, tag("script", Markup(script))),
            Markup("</html>"),
        )
        return Markup("\n").join(lines)

    def _header(self, page: Page) -> Iterator[Markup]:
        if page.above:
            yield tag("p", *self.words(page.above), cls="eyebrow")
        yield tag("h1", *self.words(page.title))
        if page.beside:
            yield tag("p", *self.words(page.beside), cls="meta")
        yield from (self.block(block, 2) for block in page.head)

    # Words

    def words(self, sentence: str) -> Iterator[Markup]:
        """A sentence with its marks as links and styles."""
        return map(self._span, spans(sentence))

    def _span(self, part: str | Span) -> Markup:
        if isinstance(part, str):
            return escape(clean(part))
        if part.kind in SIGNS:
            role, sign = SIGNS[Look(part.kind)]
            return tag("span", sign, tag("span", part.words, cls="sr"), cls=role)
        inside = Markup().join(map(self._span, part.inside))
        if part.kind in LOOKS:
            name, role = LOOKS[Look(part.kind)]
            return tag(name, inside, cls=role)
        return self._naming(part, inside)

    def _naming(self, part: Span, inside: Markup) -> Markup:
        """Words that name something, as a link where it has a place."""
        if part.kind == Mark.MOMENT:
            if link := self._moments.get(part.key, ""):
                return tag("a", inside, cls="moment", href=link, target="_blank", rel="noopener noreferrer")
            return tag("span", inside, cls="moment")
        anchor = self._places.get((Mark(part.kind), part.key), "")
        if anchor:
            return tag("a", inside, cls=NAMED.get(part.kind, ""), href=f"#{anchor}")
        return tag("span", inside, cls="cite") if part.kind == Mark.CLAIM else inside

    # Blocks

    def block(self, block: Block, level: int) -> Markup:  # noqa: C901, PLR0911 - one line for each kind of block
        """One block. level : of a heading that it begins with."""
        match block:
            case Say():
                return self._say(block)
            case Items():
                return self._items(block, level)
            case Grid():
                return self._grid(block)
            case Part():
                return self._part(block, level)
            case Box():
                return self._box(block, level)
            case Fold():
                return self._fold(block, level)
            case Group():
                inside = self._all(block.inside, level)
                return tag("section" if block.label else "div", inside, cls=block.role, aria_label=block.label)
            case Definitions():
                pairs = (tag("dt", *self.words(w)) + tag("dd", *self.words(said)) for w, said in block.pairs)
                return tag("dl", *pairs, cls=block.role)
            case Picture():
                return figure(
                    block, {key: anchor for (kind, key), anchor in self._places.items() if kind is Mark.STATE}
                )
            case Bars():
                return drawing(drawn(block), {}, "drawing chart")

    def _all(self, blocks: Iterable[Block], level: int) -> Markup:
        return Markup("\n").join(self.block(block, level) for block in blocks)

    def _say(self, block: Say) -> Markup:
        said = self.words(block.words)
        if block.role == "strong":
            return tag("p", tag("b", *said))
        if block.role == "command":
            return tag("p", tag("code", *said, cls="command"))
        return tag("p", *said, cls=SAYS.get(block.role, block.role))

    def _items(self, block: Items, level: int) -> Markup:
        numbered = block.start or block.role in ("steps", "told")
        start = block.start if block.start > 1 else ""
        role = "" if block.role in ("steps", "told", "passages") else block.role
        every = Markup("\n").join(self._item(item, level) for item in block.items)
        return tag("ol" if numbered else "ul", every, cls=role, start=start)

    def _item(self, item: Item, level: int) -> Markup:
        inside = self._all(item.inside, level)
        words = Markup().join(self.words(item.words))
        said = tag("p", words, cls="said") if item.place else words
        return tag("li", said, inside, cls=item.role, id=self._id(item.place))

    def _id(self, place: Place | None) -> str:
        """The anchor of what stands here; of several that are about the same, the first has it."""
        return self._free.pop(place, "") if place else ""

    def _part(self, part: Part, level: int) -> Markup:
        title = Markup().join(self.words(part.title))
        inside = self._all(part.inside, level + 1)
        if level > 2:
            return tag(f"h{level}", title, id=part.anchor) + Markup("\n") + inside
        return tag("section", tag("h2", title), Markup("\n"), inside, id=part.anchor, cls=part.role)

    def _box(self, box: Box, level: int) -> Markup:
        role = {"rests": "rests", "account": "account", "column": ""}.get(box.role, f"box {box.role}")
        head = [tag(BOXES.get(box.role, "h2"), *self.words(box.title))] if box.title else []
        return tag("div", *head, self._all(box.inside, level + 1), cls=role)

    def _fold(self, fold: Fold, level: int) -> Markup:
        inside = self._all(fold.inside, level + 1)
        body = tag("div", inside, cls="body") if fold.role.startswith("state") else inside
        summary = tag("summary", *self.words(fold.title))
        return tag("details", summary, body, cls=fold.role, id=self._id(fold.place), open=fold.open)

    # Tables

    def _grid(self, grid: Grid) -> Markup:
        bulleted = [tag("h3", *self.words(grid.caption))] if grid.intro else []
        bulleted += [tag("ul", *(tag("li", *self.words(line)) for line in grid.intro))] if grid.intro else []
        hidden = bool(grid.intro) or grid.role == "states"
        caption = [tag("caption", *self.words(grid.caption))] if grid.caption and not hidden else []
        grouped = any(row.group for row in grid.rows)
        head = [tag("thead", tag("tr", *self._head(grid, grouped)))] if grid.head else []
        table = tag("table", *caption, *head, tag("tbody", *self._rows(grid)), cls=grid.role)
        name = bare(grid.caption) or (bare(grid.head[0]) if grid.head else "Table")
        wide = tag("div", table, cls="wide", tabindex="0", role="region", aria_label=name)
        return Markup("\n").join((*bulleted, wide))

    def _head(self, grid: Grid, grouped: bool) -> Iterator[Markup]:
        for k, cell in enumerate(grid.head):
            span = "2" if grouped and k == 0 else ""
            role = "quo" if k == grid.special else ""
            yield tag("th", *self.words(cell), scope="col", colspan=span, cls=role)

    def _rows(self, grid: Grid) -> Iterator[Markup]:
        begins = [k for k, row in enumerate(grid.rows) if row.group] + [len(grid.rows)]
        spans_of = {k: end - k for k, end in pairwise(begins)}
        for k, row in enumerate(grid.rows):
            yield Markup("\n") + self._row(grid, row, spans_of.get(k, 0))

    def _row(self, grid: Grid, row: Row, span: int) -> Markup:
        first, *cells = row.cells
        owner = [tag("th", *self.words(row.group), scope="rowgroup", rowspan=str(span), cls="owner")] if span else []
        plain = grid.role.startswith("plain") and grid.head
        name = tag("td", *self.words(first)) if plain else tag("th", *self.words(first), scope="row")
        rest = (self._cell(grid, k, cell) for k, cell in enumerate(cells, 1))
        role = f"{'first ' if span else ''}{row.role}".strip()
        return tag("tr", *owner, name, *rest, cls=role, id=self._id(row.place))

    def _cell(self, grid: Grid, k: int, cell: str) -> Markup:
        role = f"{CELLS.get(cell, '') if grid.role == 'states' else ''}{' quo' if k == grid.special else ''}".strip()
        return tag("td", *self.words(cell), cls=role)


def _places(blocks: Iterable[Block]) -> Iterator[tuple[Place, str]]:
    """What has a place on the page, with its anchor: a number, never text of a case."""
    counts: Counter[Mark] = Counter()
    for block in every_block(blocks):
        if isinstance(block, Part) and block.anchor:
            yield (Mark.PART, block.anchor), block.anchor
        elif isinstance(block, Item | Row | Fold) and block.place:
            kind, key = block.place
            counts[kind] += 1
            yield (kind, key), f"{kind.value}-{key if kind is Mark.STATE else counts[kind]}"


@cache
def _asset(name: str) -> str:
    return (files("detente.report") / "render" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
