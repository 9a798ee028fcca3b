"""What every page for a terminal is made of: headings, lines, bullets, tables and sections.

Text of notes and cases is shown as :class:`rich.text.Text` only, so no bracket in it can turn into a style.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from detente.report.naming import plain
from detente.report.section import Grid, Section
from detente.report.words import Passage

__all__ = ["Printer"]


class Printer:
    """Prints to one console, in the layout that all verbs share."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def section(self, told: Section, *, whole: bool = False) -> None:
        """One question and its answer; its reasoning too where the ``whole`` is asked for, else only in the report."""
        self.heading(told.title)
        if told.lead:
            self.say(Text(told.lead))
        for line in told.headline:
            self.bullet(line)
        for grid in told.grids:
            self.grid(grid)
        if whole and told.passages:
            self.heading(told.fold)
            for passage in told.passages:
                self.passage(passage, mark="-")
        for note in told.notes:
            self.say(Text(note, "dim"))

    def passage(self, passage: Passage, *, mark: str = "→") -> None:
        """A piece of reasoning with its steps and the premises behind it."""
        told = passage.sentence if passage.steps else f"{passage.sentence} {passage.closing}".strip()
        self.say(Text(told))
        for step in passage.steps:
            self.bullet(step, mark=mark, indent=4)
        if passage.steps and passage.closing:
            self.say(Text(self.drawable(passage.closing)))
        for reason in passage.reasons:
            claims = [plain(n) for n in reason.claims]
            cited = f" [{', '.join(claims)}]" if claims else " [cites nothing]" if reason.premise else ""
            self.bullet(reason.sentence + cited, "dim", mark="because", indent=4)

    def grid(self, grid: Grid) -> None:
        """A table with its caption."""
        if grid.caption:
            self.say(Text(grid.caption, "bold"), before=1)
        for line in grid.intro:
            self.bullet(line)
        table = Table(box=None, padding=(0, 1), pad_edge=False)
        for column, width in zip(grid.head, self._widths(grid), strict=True):
            table.add_column(Text(column), overflow="fold", width=width)
        for row in grid.rows:
            table.add_row(*(Text(self.drawable(cell)) for cell in row))
        self.console.print(Padding(table, (0, 0, 0, 2)))

    def _widths(self, grid: Grid) -> list[int | None]:
        """A width for each column in which no word is broken; None where there is no room for that, or no need.

        What room the longest words leave is shared out by how much more each column could use.
        """
        columns = [list(cells) for cells in zip(grid.head, *grid.rows, strict=True)]
        whole = [max(map(cell_len, cells)) for cells in columns]
        least = [max(cell_len(word) for cell in cells for word in cell.split() or [""]) for cells in columns]
        room = self.console.width - 2 * len(columns) - sum(least)
        wish = sum(whole) - sum(least)
        if room < 0 or wish <= room:
            return [None] * len(columns)
        return [narrow + (wide - narrow) * room // wish for wide, narrow in zip(whole, least, strict=True)]

    def heading(self, words: str) -> None:
        """A line across the page with a title in it."""
        self.console.print()
        self.console.print(Rule(Text(words, "bold"), align="left", style="dim"))

    def say(self, text: Text, *, before: int = 0, indent: int = 2) -> None:
        """A paragraph."""
        self.console.print(Padding(text, (before, 0, 0, indent)))

    def bullet(self, words: str, style: str = "", *, mark: str = "-", indent: int = 2) -> None:
        """An item of a list."""
        table = Table.grid(padding=(0, 1))
        table.add_row(Text(self.drawable(mark), "dim"), Text(self.drawable(words), style))
        self.console.print(Padding(table, (0, 0, 0, indent)))

    def drawable(self, words: str) -> str:
        """Arrows that any terminal can show."""
        return words.replace("→", "->") if self.console.options.ascii_only else words
