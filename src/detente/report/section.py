"""One question and its answer: what nearly every part of a page is made of, so that all look and read alike."""

from __future__ import annotations

from detente.frozen import frozen
from detente.report.marks import Mark, mark
from detente.report.page import Block, Box, Fold, Grid, Item, Items, Part, Picture, Row, Say, items


@frozen
class Passage:
    """One thought: a sentence, the moves it tells of in order, how it ends, and the preferences it uses."""

    sentence: str
    steps: tuple[str, ...] = ()
    closing: str = ""
    reasons: tuple[str, ...] = ()


@frozen(kw_only=True)
class Section:
    """One question and its answer.

    anchor : lower-case words with hyphens, unique in the page
    anchor, title : a room leaves them empty, unless they are others than its question has
    lead : one to three sentences that a principal can read
    headline : bullets, most important first; the answer in short
    pictures, grids : what shows it
    passages : reasoning, for those who ask for it
    notes : definitions, sources and limits, in small print
    fold : what the folded passages are called
    """

    anchor: str = ""
    title: str = ""
    lead: str = ""
    headline: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    grids: tuple[Grid, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    fold: str = "Why"

    def part(self, *, whole: bool = False) -> Part:
        """The section as a part of a page. whole : with its reasoning told at once."""
        told: list[Block] = [Say(self.lead)] if self.lead else []
        told += [*items(self.headline), *self.pictures, *self.grids]
        if self.passages:
            told.append(Fold(self.fold, (passage_items(self.passages, steps="told"),), open=whole))
        told += [Say(note, "quiet") for note in self.notes]
        return Part(self.anchor, self.title, tuple(told), contents=self.title, role="further")

    def box(self) -> Box:
        """What must be known before anything else, and where the rest stands."""
        rest = Say(mark(Mark.PART, self.anchor, "State by state, and why"), "quiet")
        return Box(self.title, (Say(self.lead), *items(self.headline), rest), "first")


def passage_items(passages: tuple[Passage, ...], role: str = "passages", steps: str = "steps") -> Items:
    """Reasoning as a list: each thought with its steps, its end and its reasons below it.

    steps : the role of the steps: ``steps`` where one leads to the next, ``told`` where they are lines
    """
    return Items(tuple(_item(passage, steps) for passage in passages), role)


def _item(passage: Passage, steps: str) -> Item:
    told: list[Block] = [*items(passage.steps, steps)]
    if passage.steps and passage.closing:
        told.append(Say(passage.closing))
    told += items(passage.reasons, "because")
    words = passage.sentence if passage.steps else f"{passage.sentence} {passage.closing}".strip()
    return Item(words, tuple(told))


def grid(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], caption: str = "", intro: tuple[str, ...] = ()
) -> Grid:
    """A table of plain rows."""
    return Grid(head=head, rows=tuple(map(Row, rows)), caption=caption, intro=intro)
