"""A page as Markdown: headings, lists and tables that any reader shows, moments as links to the second.

Text of a case is escaped, so that none of it becomes a heading, a link or markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from detente.report.marks import Look, Mark, Span, clean, spans
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
    Say,
)

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$&]|:(?=//)|(?<=www)\.|@(?=[\w-]+\.)|%(?=%)|=(?==))", re.IGNORECASE)
AT_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|--))")  # what would begin a list or a rule
AROUND: dict[str, tuple[str, str]] = {
    Look.STRONG: ("**", "**"),
    Look.EMPHASIS: ("*", "*"),
    Look.QUOTE: ("“", "”"),
    Look.TAG: ("(", ")"),
    Look.NUMBER: ("**", "**"),
    Look.QUO: ("**", "**"),
    Look.GRADE: ("", ""),
}
SIGNS: dict[str, str] = {Look.YES: "●", Look.NO: "○"}
BAR = re.compile(r"(?<!\\)\|")  # only code still has them as they are
DEEPEST = 6


class Markdown:
    """Writes pages."""

    def __init__(self) -> None:
        self._moments: Mapping[str, str] = {}

    def page(self, page: Page) -> str:
        """The whole page, with its folds open; of a picture the description."""
        self._moments = page.moments
        head = [f"# {self.words(page.title)}"]
        head += [f"*{self.words(beside)}*" for beside in (page.beside, page.above) if beside]
        return "\n\n".join((*head, *self._blocks(page.head, 2), *self._blocks(page.parts, 2))) + "\n"

    def words(self, sentence: str) -> str:
        """A sentence with its marks as emphasis and links."""
        told = "".join(self._span(part) for part in spans(sentence))
        return AT_START.sub(r"\1\\", " ".join(told.split()))

    def _span(self, part: str | Span) -> str:
        if isinstance(part, str):
            return SPECIAL.sub(r"\\\1", clean(part))
        if part.kind == Look.PAPER:
            return ""
        if part.kind in SIGNS:
            return SIGNS[part.kind]
        if part.kind in (Look.CODE, Look.PATH):
            return _code(clean(part.words))
        inside = "".join(self._span(inner) for inner in part.inside)
        if link := self._link(part):
            return f"[{inside}]({link})"
        before, after = AROUND.get(part.kind, ("", ""))
        return f"{before}{inside}{after}" if inside else ""

    def _link(self, part: Span) -> str:
        """Where marked words lead: outside to a moment, in the page to a part of it."""
        if part.kind == Mark.PART:
            return f"#{part.key}"
        return self._moments.get(part.key, "") if part.kind == Mark.MOMENT else ""

    # Blocks

    def _blocks(self, blocks: Iterable[Block], level: int) -> Iterator[str]:
        for block in blocks:
            yield from filter(None, self._block(block, level))

    def _block(self, block: Block, level: int) -> Iterator[str]:  # noqa: C901 - one line for each kind of block
        match block:
            case Say() if block.role != "paper":
                yield f"**{self.words(block.words)}**" if block.role == "strong" else self.words(block.words)
            case Items():
                yield "\n".join(self._items(block, ""))
            case Grid():
                yield from self._grid(block)
            case Definitions():
                yield "\n".join(f"- **{self.words(word)}**: {self.words(said)}" for word, said in block.pairs)
            case Part(anchor=anchor) | Box(role=anchor) | Fold(role=anchor):
                if block.title:
                    named = f'<a id="{anchor}"></a>\n\n' if isinstance(block, Part) and anchor else ""
                    yield f"{named}{'#' * min(level, DEEPEST)} {self.words(block.title)}"
                yield from self._blocks(block.inside, level + 1)
            case Group():
                yield from self._blocks(block.inside, level)
            case Picture():
                yield f"*{self.words(block.title)}.* {self.words(block.description)}"
            case Bars():
                yield from self._bars(block)
            case Say():
                pass

    def _items(self, block: Items, indent: str) -> Iterator[str]:
        for number, item in enumerate(block.items, block.start):
            sign = f"{number}." if block.start else "-"
            yield f"{indent}{sign} {self.words(item.words)}"
            yield from self._below(item, indent + " " * (len(sign) + 1))

    def _below(self, item: Item, indent: str) -> Iterator[str]:
        for block in item.inside:
            if isinstance(block, Items):
                yield from self._items(block, indent)
            else:
                yield from (f"\n{indent}{line}" for told in self._block(block, DEEPEST) for line in told.splitlines())

    def _grid(self, grid: Grid) -> Iterator[str]:
        if grid.caption:
            yield f"**{self.words(grid.caption)}**"
        if grid.intro:
            yield "\n".join(f"- {self.words(line)}" for line in grid.intro)
        grouped = any(row.group for row in grid.rows)
        width = max((len(row.cells) for row in grid.rows), default=len(grid.head)) + grouped
        head = [*([""] if grouped else []), *grid.head]
        rows = [[*([row.group] if grouped else []), *row.cells] for row in grid.rows]
        lines = [self._row([*head, *[""] * (width - len(head))]), f"|{' --- |' * width}", *map(self._row, rows)]
        yield "\n".join(lines)

    def _row(self, cells: list[str]) -> str:
        told = (BAR.sub(r"\\|", self.words(cell)) for cell in cells)
        return f"| {' | '.join(told)} |"

    def _bars(self, block: Bars) -> Iterator[str]:
        yield f"**{self.words(block.title)}**"
        yield "\n".join(f"- {self.words(f'{bar.words}: {bar.remark}')}" for bar in block.bars)


def _code(words: str) -> str:
    """Words as code, whatever back-ticks they hold."""
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    space = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{space}{words}{space}{fence}" if words else ""
