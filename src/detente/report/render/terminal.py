"""A page in a terminal. Text is shown as :class:`rich.text.Text` only, so no bracket in it can turn into a style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from detente.report.marks import Look, Mark, Span, bare, clean, elsewhere, spans
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
    items,
)

STYLES = {
    "quiet": "dim",
    "aside": "dim",
    "address": "dim",
    "because": "dim",
    "flips": "dim",
    "strong": "bold",
    "section": "bold",
    "takes": "bold",
    "good": "bold green",
    "bad": "bold yellow",
    "fine": "green",
    "warn": "yellow",
    "error": "red",
    "warning": "yellow",
    "notice": "cyan",
}
LOOKS: dict[str, str] = {
    Look.STRONG: "bold",
    Look.QUIET: "dim",
    Look.YES: "bold green",
    Look.NO: "dim",
    Look.TAG: "dim",
}
SIGNS: dict[str, tuple[str, str]] = {Look.YES: ("●", "Y"), Look.NO: ("·", "-")}
BULLETS = {"steps": "→", "because": "because", "flips": "·"}
PLAIN = str.maketrans(  # for terminals that have ASCII only
    {"→": "->", "·": "*", "█": "#", "░": "+", "●": "Y", "“": '"', "”": '"', "’": "'", "…": "...", "×": "x"}
)
UNSEEN = {"paper", "screen", "uses"}  # what only other media show
BELOW = {"aside", "address"}  # what belongs to the line before it
UNMARKED = {"passages", "moves", "bare", "cited"}  # lists without bullets
SPACED = {"state", "rests", "listen"}  # with an empty line before each
BAR = 24  # columns of the longest bar
MORE = {
    "json": "--json",
    "report": "the report, or --json",
    "check": "`detente check`",
    "state": "`--state N`, or the report",
    "reasoning": "`detente analyze CASE --state N`",
    "listen": " (--listen has all)",
}


class Terminal:
    """Prints pages to one console. Moments become links where the terminal can follow them."""

    def __init__(self, console: Console) -> None:
        self.console = console
        console.size = console.size  # asked of the terminal once: rich would ask for every line
        self._moments: Mapping[str, str] = {}

    def page(self, page: Page) -> None:
        """The whole page. Folds that are not open are left out, and so are pictures: the report has both."""
        self._moments = page.moments
        title = self.words(page.title, "bold")
        if page.beside:
            title.append_text(self.words(f"  {page.beside}", "dim"))
        self.console.print(title)
        if page.above:
            self.console.print(self.words(page.above, "dim"))
        self.blocks(page.head)
        self.blocks(page.parts)

    def blocks(self, blocks: Iterable[Block], indent: int = 2) -> None:
        """One block after the other."""
        for block in blocks:
            self._block(block, indent)

    def _block(self, block: Block, indent: int) -> None:  # noqa: C901 - one line for each kind of block
        match block:
            case Say() if block.role not in UNSEEN:
                self._say(block, indent)
            case Items():
                self._items(block, indent)
            case Grid():
                self._grid(block)
            case Part():
                self._heading(block.title)
                self.blocks(block.inside)
            case Box():
                self._box(block, indent)
            case Fold(open=True) if block.role != "state":
                self._heading(block.title)
                self.blocks(block.inside, indent)
            case Fold(role="more"):
                self._say(Say(f"{block.title}: see {elsewhere('report')}.", "quiet after"), indent)
            case Group():
                self.blocks(block.inside, indent)
            case Definitions():
                self._items(Items(tuple(Item(f"{word}: {said}") for word, said in block.pairs)), indent)
            case Bars():
                self._bars(block)
            case Fold() | Picture() | Say():
                pass

    def words(self, sentence: str, style: str = "") -> Text:
        """A sentence with what is marked in it in colours and, where it leads somewhere, as a link."""
        text = Text(style=style)
        for part in spans(sentence):
            self._append(text, part, Style.null())
        return text

    def _append(self, text: Text, part: str | Span, style: Style) -> None:
        if isinstance(part, str):
            text.append(self._drawable(clean(part)), style)
            return
        if part.kind in UNSEEN:
            return
        if part.kind == Mark.MORE:
            text.append(MORE.get(part.key, part.words), style)
        elif part.kind in SIGNS:
            text.append(SIGNS[part.kind][self.console.options.ascii_only], LOOKS[part.kind])
        elif part.kind == Look.QUOTE:
            for inner in ("“", *part.inside, "”"):
                self._append(text, inner, style)
        else:
            link = self._moments.get(part.key, "") if part.kind == Mark.MOMENT else ""
            own = Style.parse(LOOKS.get(part.kind, "")) + Style(link=clean(link) or None)
            for inner in part.inside:
                self._append(text, inner, style + own)

    def _drawable(self, words: str) -> str:
        """Signs that any terminal can show."""
        return words.translate(PLAIN) if self.console.options.ascii_only else words

    # Blocks

    def _say(self, block: Say, indent: int) -> None:
        role, _, after = block.role.partition(" ")
        before = int(not {"lead", "after", "section"}.isdisjoint((role, after)))
        style = STYLES.get(role, STYLES.get(after, ""))
        below = 2 if role in BELOW else 0
        self.console.print(Padding(self.words(block.words, style), (before, 0, 0, indent + below)))

    def _items(self, block: Items, indent: int) -> None:
        for number, item in enumerate(block.items, block.start):
            self._item(item, block.role, f"{number}." if block.start else "", indent)

    def _item(self, item: Item, role: str, number: str, indent: int) -> None:
        if role in SPACED:
            self.console.print()
        style = STYLES.get(item.role or role, "")
        if role in UNMARKED:
            inner = indent + (2 if role == "cited" else 0)
            self.console.print(Padding(self.words(item.words, style), (0, 0, 0, inner)))
        else:
            table = Table.grid(padding=(0, 1))
            sign = number or self._drawable(BULLETS.get(role, "-"))
            table.add_row(Text(sign, "dim"), self.words(item.words, style))
            self.console.print(Padding(table, (0, 0, 0, indent)))
        for below in item.inside:
            self._block(below, indent + (bool(number) if isinstance(below, Say) else 2))

    def _box(self, block: Box, indent: int) -> None:
        if block.title:
            spaced, colon = int(block.role in SPACED), ":" if block.role == "column" else ""
            self.console.print(Padding(self.words(block.title + colon, "bold"), (spaced, 0, 0, indent)))
        elif block.role == "account":
            self.console.print()
        self.blocks(block.inside, indent)

    def _heading(self, words: str) -> None:
        """A line across the page with a title in it."""
        self.console.print()
        self.console.print(Rule(self.words(words, "bold"), align="left", style="dim"))

    def _grid(self, grid: Grid) -> None:
        """A table with its caption."""
        if grid.caption:
            self.console.print(Padding(self.words(grid.caption, "bold"), (1, 0, 0, 2)))
        self.blocks(items(grid.intro))
        grouped = any(row.group for row in grid.rows)
        rows = [self._cells((row.group, *row.cells) if grouped else row.cells) for row in grid.rows]
        head = self._cells(("", *grid.head) if grouped and grid.head else grid.head)
        table = Table(box=None, padding=(0, 1), pad_edge=False, show_header=bool(head))
        for k, width in enumerate(self._widths([head, *rows] if head else rows)):
            side = ("right", "left")[k] if k < 2 else "center"
            side = side if grid.role == "verdicts" else "left"
            table.add_column(head[k] if head else "", overflow="fold", width=width, justify=side)
        for row in rows:
            table.add_row(*row)
        self.console.print(Padding(table, (0, 0, 0, 2)))

    def _cells(self, cells: Iterable[str]) -> list[Text]:
        return [self.words(cell) for cell in cells]

    def _widths(self, rows: Sequence[Sequence[Text]]) -> list[int | None]:
        """A width for each column in which no word is broken; None where there is no room for that, or no need.

        What room the longest words leave is shared out by how much more each column could use.
        """
        columns = [[text.plain for text in cells] for cells in zip(*rows, strict=True)]
        whole = [max(map(cell_len, cells)) for cells in columns]
        least = [max(cell_len(word) for cell in cells for word in cell.split() or [""]) for cells in columns]
        room = self.console.width - 2 * len(columns) - sum(least)
        wish = sum(whole) - sum(least)
        if room < 0 or wish <= room:
            return [None] * len(columns)
        return [narrow + (wide - narrow) * room // wish for wide, narrow in zip(whole, least, strict=True)]

    def _bars(self, block: Bars) -> None:
        most = max(bar.lost + bar.gained for bar in block.bars)
        for bar in block.bars:
            lost, gained = round(bar.lost / most * BAR), round(bar.gained / most * BAR)
            drawn = "█" * max(lost, bool(bar.lost)) + "░" * max(gained, bool(bar.gained))
            self.console.print(Padding(self.words(bar.words), (0, 0, 0, 2)))
            line = Text.assemble((self._drawable(drawn), "yellow"), f" {bare(bar.remark)}")
            self.console.print(Padding(line, (0, 0, 0, 4)))
