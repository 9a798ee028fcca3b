"""Sentences: where one ends, which stamps are its own, and what it says in plain text.

The sentence is what a case may cite, so the rule for stamps is strict: a stamp belongs to the sentence it stands in or,
after a full stop, to the sentence before it. A sentence without a stamp of its own cites nothing.

Not every full stop ends a sentence: not that of an abbreviation or an initial, of a decimal, an ellipsis, nor one
inside quotation marks or parentheses, unless a stamp stands next to it and so marks the end of a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.casefile.notes.abbreviations import ends_sentence
from detente.casefile.notes.plain import GROUP, plain
from detente.casefile.notes.quotations import quoted_spans
from detente.casefile.notes.shelf import (
    BREAK,
    CALLOUT,
    CODE,
    FOOTNOTE,
    LINK,
    NOTE,
    STAMP,
    Link,
    Marked,
    ShelfItem,
    Stamp,
)

_SPACE = rf"[ \t\n{BREAK}\u00a0]"
_ENDS = re.compile(
    rf"[.!?…。！？]++[\"'”’»)\]*]*+|(?<=[{STAMP}{FOOTNOTE}])[)\]]*+[ \t]*+[\n{BREAK}]{_SPACE}*+|{BREAK}[ \t\n]*+{BREAK}"
    rf"|[\n{BREAK}]{_SPACE}{{0,40}}+(?=[(\[]?[{STAMP}•▪◦‣●])"
)
_WORD = re.compile(rf"[\w{CODE}]")
_QUOTED_BY = re.compile(
    rf"\s*+(?:(?:[—–―]|-{{1,3}}+)[ \t]*+{LINK}*+[^\W\d_]|\([^().!?\n{STAMP}]{{2,60}}+\)\s*+(?:[{STAMP}.,;:]|\Z))"
)
_QUOTED_LINE = re.compile(rf"[\"”’»][.,\s{STAMP}]*\Z")
_SAID_BY = re.compile(rf"\s*+[—–―][ \t]*+{LINK}*+[^\W\d_]")
_LED = re.compile(rf"\s*+(?:[^{STAMP}\n]{{1,80}}+(?<=:)\n\s*+)?{STAMP}")
_TRAIL = re.compile(rf"(?:[\s(\[,;/&–—-]*+(?:and\s++)?+[{STAMP}{FOOTNOTE}][)\].,;]*+)++")
_SKIP = re.compile(rf"[\s\"'“‘«(\[{LINK}]*+")
_STAMPED = re.compile(rf"[{STAMP}{FOOTNOTE}][)\]]?\s?$")
_GAP = re.compile(rf"{STAMP}\s*(?:[-–—]|to)\s*$")
_MARK = re.compile(f"[{STAMP}{LINK}{CODE}{FOOTNOTE}{NOTE}{CALLOUT}]")


@dataclass(slots=True)
class Piece:
    """One sentence of a block: its text, its offset in the block, and what it cites; ``ranges`` are pairs of stamps."""

    text: str
    offset: int
    stamps: list[Stamp]
    ranges: list[int]
    links: list[Link]
    notes: list[str]


def pieces_of(marked: Marked, *, whole: bool) -> Iterator[Piece]:
    """The sentences of a block; one only, if ``whole``. Linear in the length of the block."""
    items = iter(marked.items)
    start = 0
    ends = [] if whole else list(_boundaries(marked.text))
    for end in [*ends, len(marked.text)]:
        if end > start:
            yield _piece(marked.text[start:end], start, items)
        start = end


def _boundaries(text: str) -> Iterator[int]:
    """Offsets at which a sentence ends, its trailing stamps included.

    A line of stamps that nothing stands above belongs to the text below it.
    """
    leading = _stamps_lead(text)
    spans = quoted_spans(text)
    start = at = word = 0
    for found in _ENDS.finditer(text):
        if found.start() < start:
            continue
        if word <= start:
            first = _WORD.search(text, start)
            word = first.start() if first else len(text)
        if (not start or leading) and word > found.start() and found[0][-1].isspace():
            continue
        while at < len(spans) and spans[at][1] <= found.start():
            at += 1
        inside = at < len(spans) and spans[at][0] < found.start() and found.end() <= spans[at][1]
        end = _end(text, found, start, inside=inside, leading=leading)
        if end is not None and end < len(text):
            yield end
            start = end


def _end(text: str, found: re.Match[str], start: int, *, inside: bool, leading: bool) -> int | None:
    """Where the sentence ends whose last mark may be ``found``, or None if it goes on."""
    if found[0].isspace() or found[0].lstrip(")]").isspace():
        return _line_end(text, found, start, leading=leading)
    stamped_before = _STAMPED.search(text, max(start, found.start() - 3), found.start()) is not None
    trail = None if leading else _TRAIL.match(text, found.end())
    end = trail.end() if trail else found.end()
    apart = trail or stamped_before or found[0][0] in "。！？" or text[end : end + 1].isspace()
    if end < len(text) and not apart and not (leading and text[end] == STAMP):
        return None
    if not stamped_before and ((inside and not trail) or not _begins(text, end)):
        return None
    if _speaker_follows(text, end, quoted=found[0][-1] in '"”’»', stamped=stamped_before or trail is not None):
        return None
    if found[0][0] in ".…!" and not stamped_before:
        after, before = _after(text, end), max(start, found.start() - 24)
        stamped = trail is not None
        if not ends_sentence(text[before : found.start()], found[0], text[after : after + 24], stamped=stamped):
            return None
    return end


def _line_end(text: str, found: re.Match[str], start: int, *, leading: bool) -> int | None:
    """The end of a line that ends its sentence without a full stop: after a stamp, or before a bullet or a stamp."""
    if _QUOTED_LINE.search(text, max(start, found.start() - 12), found.start()) and _SAID_BY.match(text, found.end()):
        return None
    next_line = text[found.end() : found.end() + 2].lstrip("([")[:1]
    if next_line == STAMP and not leading and not _STAMPED.search(text, max(0, found.start() - 3), found.start()):
        return None
    return found.end() if found[0].count(BREAK) > 1 or _begins(text, found.end()) else None


def _speaker_follows(text: str, at: int, *, quoted: bool, stamped: bool) -> bool:
    """Whether the words after a full stop say who spoke: ``"No." — Ivers``, ``"No." (Ivers)``, ``No. — Ivers``."""
    if quoted:
        return _QUOTED_BY.match(text, at) is not None
    return not stamped and _SAID_BY.match(text, at) is not None


def _after(text: str, at: int) -> int:
    skipped = _SKIP.match(text, at)
    return skipped.end() if skipped else at


def _begins(text: str, at: int) -> bool:
    """Whether a new sentence may begin here: anything but a small letter or the punctuation of the old one."""
    at = _after(text, at)
    if at >= len(text):
        return True
    return not text[at].islower() and text[at] not in ",;:.!?)]”"


def _stamps_lead(text: str) -> bool:
    """Whether every stamp of a block stands before its sentence, as in ``[1:09] Text. [1:14] Text.``, a transcript."""
    if not _LED.match(text) or re.search(rf"{STAMP}[\s.)\]]*$", text):
        return False
    groups = list(re.finditer(GROUP, text))
    return len(groups) > 1 and all(
        group.start() == 0
        or re.search(rf"(?:^|[.!?…\"”’)]\s+|[\n{BREAK}]\s*)$", text[max(0, group.start() - 8) : group.start()])
        for group in groups
    )


def _piece(text: str, offset: int, items: Iterator[Stamp | Link | ShelfItem]) -> Piece:
    """One sentence from its slice of the block; takes its objects from ``items``."""
    piece = Piece("", offset + len(text) - len(text.lstrip()), [], [], [], [])
    kept: list[str] = []
    at = 0
    for found in _MARK.finditer(text):
        item = next(items)
        kept.append(text[at : found.start()])
        at = found.end()
        if isinstance(item, Stamp):
            if piece.stamps and _GAP.search(text, max(0, found.start() - 8), found.start()):
                piece.ranges.append(len(piece.stamps) - 1)
            piece.stamps.append(item)
            kept.append(STAMP)
        elif isinstance(item, Link):
            piece.links.append(item)
        elif item.mark == CODE:
            kept.append(item.text)
        elif item.mark == FOOTNOTE:
            piece.notes.append(item.text)
            kept.append(FOOTNOTE)
    piece.text = plain("".join([*kept, text[at:]]))
    return piece
