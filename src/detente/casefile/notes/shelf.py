"""Placeholders: how stamps and links travel through a Markdown parser that does not know them.

Before a page is given to the parser, every anchor, tag, link, code span, escape and entity is taken out, put on a shelf
and replaced by a placeholder, so that a ``|`` inside a link cannot split a table row and no HTML reaches a sentence.
After parsing, placeholders become one-character marks in the text of a block, with the objects listed in order.

The delimiters are punctuation, as the brackets they replace are, so that emphasis next to them parses as in the note.
They are code points of a script without living writers; where a note has them they read U+FFFD.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from detente.casefile.notes.stamps import Fault, difference
from detente.model.evidence import Moment

BEGIN, END = "\U00010a50", "\U00010a51"
STAMP, LINK, CODE, FOOTNOTE, NOTE, CALLOUT = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
BREAK = "\u2028"
"""What ``<br>`` becomes: white space that a sentence may end at."""

PLACEHOLDER = re.compile(f"{BEGIN}([0-9]+){END}")
_MARKS = STAMP + LINK + CODE + FOOTNOTE + NOTE + CALLOUT
_CONTROLS = [*range(9), *range(11, 32), *range(127, 160)]
_UNWANTED = {**dict.fromkeys([*map(ord, BEGIN + END + _MARKS), *_CONTROLS], 0xFFFD), 0x85: 0x20}


def clean_source(text: str) -> str:
    """The text with one kind of line end and control characters as U+FFFD (U+0085 as a space); places stay the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNWANTED)


TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of a text."""
UNISOLATED = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
UNDIRECTED = {**UNISOLATED, 0x200E: None, 0x200F: None}


@dataclass(slots=True)
class Stamp:
    """A stamp on the shelf: where it stands in the file, its moment if it names one, and its faults."""

    at: int
    moment: Moment | None
    faults: list[Fault]


def as_read(at: int, found: Moment | Fault) -> Stamp:
    """The stamp whose text was read as ``found``."""
    return Stamp(at, found, []) if isinstance(found, Moment) else Stamp(at, None, [found])


def of_link(at: int, used: Moment | None, shown: Moment | Fault | None) -> Stamp | None:
    """The stamp of a link whose address names ``used``, as a reader will hear, and whose text says ``shown``."""
    if used is None:
        return None if shown is None else as_read(at, shown)
    if isinstance(shown, Moment) and shown.seconds != used.seconds:
        return Stamp(at, used, [difference(used.stamp, shown.stamp, "the link")])
    return Stamp(at, used, [])


@dataclass(slots=True, kw_only=True)
class Link:
    """A wikilink: its target without heading and alias."""

    at: int
    target: str


@dataclass(slots=True)
class ShelfItem:
    """Anything else: ``mark`` says what, or is empty for ``text`` that stands for itself."""

    mark: str
    text: str


@dataclass(slots=True)
class Marked:
    """The text of a block with one-character marks, and the objects that the marks stand for, in order."""

    text: str
    items: list[Stamp | Link | ShelfItem]


@dataclass(slots=True)
class Shelf:
    """The objects of a page, by number."""

    items: list[Stamp | Link | ShelfItem] = field(default_factory=list[Stamp | Link | ShelfItem])

    def put(self, item: Stamp | Link | ShelfItem) -> str:
        """The placeholder for an object."""
        self.items.append(item)
        return f"{BEGIN}{len(self.items) - 1}{END}"

    def literal(self, text: str) -> str:
        """A placeholder for text that the parser must not read as Markdown."""
        return self.put(ShelfItem("", clean_source(text)))

    def expand(self, text: str) -> Marked:
        """Placeholders to marks."""
        found: list[Stamp | Link | ShelfItem] = []

        def mark(match: re.Match[str]) -> str:
            item = self.items[int(match[1])]
            if isinstance(item, ShelfItem) and not item.mark:
                return item.text
            found.append(item)
            if isinstance(item, ShelfItem):
                return item.mark
            return STAMP if isinstance(item, Stamp) else LINK

        return Marked(PLACEHOLDER.sub(mark, text) if BEGIN in text else text, found)

    def plain(self, text: str) -> str:
        """The text with literals and code back in place and all other objects gone."""

        def restore(match: re.Match[str]) -> str:
            item = self.items[int(match[1])]
            return item.text if isinstance(item, ShelfItem) and item.mark in ("", CODE) else ""

        return PLACEHOLDER.sub(restore, text) if BEGIN in text else text


class Rewriter:
    """Replaces pieces of a text from left to right and remembers where each piece came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at = 0
        self._parts: list[str] = []
        self._length = 0
        self._outs, self._ins = [0], [0]

    def replace(self, start: int, end: int, new: str) -> int:
        """Put ``new`` in the place of ``text[start:end]``; returns ``end``."""
        kept = self.text[self._at : start]
        self._parts += (kept, new)
        self._length += len(kept)
        self._mark(start)
        self._length += len(new)
        self._mark(end)
        self._at = end
        return end

    def _mark(self, source: int) -> None:
        self._outs.append(self._length)
        self._ins.append(source)

    def run(self, tokens: re.Pattern[str], read: Callable[[re.Match[str]], int]) -> str:
        """The whole new text, read once: each token is given to ``read``, which says where to go on."""
        at = 0
        while found := tokens.search(self.text, at):
            at = max(read(found), found.start() + 1)
        return "".join([*self._parts, self.text[self._at :]])

    def source(self, at: int) -> int:
        """The offset in the old text of an offset in the new one."""
        k = bisect_right(self._outs, at) - 1
        return self._ins[k] + at - self._outs[k]
