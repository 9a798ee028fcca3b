"""From the blocks of a page to its sentences: sections, stamps that stand alone, footnotes, and suspect moments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from detente.casefile.notes.blocks import NoteBlock, blocks_of
from detente.casefile.notes.sentences import Piece, pieces_of
from detente.casefile.notes.shelf import TURNS, Link, Shelf, Stamp
from detente.casefile.notes.stamps import ambiguity, impossibility, is_proven
from detente.model.evidence import Moment, Sentence

_WORD = re.compile(r"\w")


@dataclass(slots=True)
class _Gathered:
    """A sentence on the way: its block, its section, and the moments added from stamps that stood alone after it."""

    block: NoteBlock
    piece: Piece
    line: int
    section: str
    later: list[Stamp] = field(default_factory=list[Stamp])


@dataclass(slots=True)
class Article:
    """What the text of a page holds.

    ``lone`` stamps cite nothing, ``hidden`` ones stand in code, and ``headings`` are those of headings without words.
    """

    found: list[_Gathered] = field(default_factory=list[_Gathered])
    lone: list[Stamp] = field(default_factory=list[Stamp])
    hidden: list[Stamp] = field(default_factory=list[Stamp])
    headings: list[Stamp] = field(default_factory=list[Stamp])
    stamps: list[Stamp] = field(default_factory=list[Stamp])
    links: list[Link] = field(default_factory=list[Link])
    bidi_lines: list[int] = field(default_factory=list[int])

    def judge(self, source: str | None, known_duration: int | None) -> None:
        """Mark the moments that the recording cannot have, or that are ambiguous on a page with such moments."""
        moments = [stamp.moment for stamp in self.stamps if stamp.moment]
        proven = any(is_proven(moment) for moment in moments)
        for stamp in self.stamps:
            moment = stamp.moment
            if moment is None:
                continue
            if moment.source == source:
                moment = replace(moment, source=None)
            fault = impossibility(moment, None if moment.source else known_duration)
            if fault is None and proven:
                fault = ambiguity(moment)
            if fault:
                stamp.faults.append(fault)
            stamp.moment = replace(moment, suspect=fault is not None)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in the order of the page, with the moments that ``judge`` has marked."""
        for one in self.found:
            moments = [*_moments(one.piece), *(stamp.moment for stamp in one.later if stamp.moment)]
            yield Sentence(
                text=one.piece.text,
                line=one.line,
                section=one.section,
                moments=tuple(moments),
                links=tuple(dict.fromkeys(link.target for link in one.piece.links if link.target)),
                block=one.block.kind,
            )


def _moments(piece: Piece) -> Iterator[Moment]:
    """The moments of a sentence; two stamps joined by a dash are one moment with an end."""
    skip = False
    for n, stamp in enumerate(piece.stamps):
        if skip or stamp.moment is None:
            skip = False
            continue
        end = piece.stamps[n + 1].moment if n in piece.ranges else None
        skip = end is not None and end.seconds >= stamp.moment.seconds and end.source == stamp.moment.source
        yield replace(stamp.moment, end=end.seconds) if skip and end else stamp.moment


def gather(text: str, shelf: Shelf) -> Article:
    """Read the blocks of a page, once and in order."""
    article = Article()
    section = ""
    last: dict[int, _Gathered] = {}
    notes: dict[str, list[Stamp]] = {}
    for block in blocks_of(text, shelf):
        article.bidi_lines += _bidi_lines(block)
        above = section
        for piece, line in _placed(block):
            article.stamps += piece.stamps
            article.links += piece.links
            if block.kind == "heading":
                section = _heading(piece)
                if not _WORD.search(piece.text):
                    article.headings += piece.stamps[:1]
                    continue
            if _WORD.search(piece.text):
                last[block.container] = _Gathered(block, piece, line, above)
                article.found.append(last[block.container])
            elif block.container in last:
                last[block.container].later += piece.stamps
            elif block.note:
                notes.setdefault(block.note, []).extend(piece.stamps)
            else:
                article.lone += piece.stamps
    _add_notes(article, notes)
    stood = {id(stamp) for stamp in article.stamps}
    article.hidden = [item for item in shelf.items if isinstance(item, Stamp) and id(item) not in stood]
    return article


def _heading(piece: Piece) -> str:
    """The name of a section. A heading that is only a stamp, as some plugins write it, gives its stamp for a name."""
    if _WORD.search(piece.text):
        return piece.text
    return next((stamp.moment.stamp for stamp in piece.stamps if stamp.moment), piece.text)


def _placed(block: NoteBlock) -> Iterator[tuple[Piece, int]]:
    """The sentences of a block with their lines."""
    line, at = block.line, 0
    for piece in pieces_of(block.marked, whole=block.row):
        line += block.marked.text.count("\n", at, piece.offset)
        at = piece.offset
        yield piece, line


def _bidi_lines(block: NoteBlock) -> Iterator[int]:
    """The lines of a block whose text, not only a link target, has direction controls."""
    for offset, text in enumerate(block.marked.text.split("\n")):
        if TURNS.search(text):
            yield block.line + offset


def _add_notes(article: Article, notes: dict[str, list[Stamp]]) -> None:
    """A footnote that is only a stamp cites for the sentences that refer to it."""
    used: set[str] = set()
    for one in article.found:
        for note in one.piece.notes:
            one.later += notes.get(note, [])
            used.add(note)
    for note, stamps in notes.items():
        if note not in used:
            article.lone += stamps
