"""Sentences in which words are marked: which state, claim, assumption, moment or decision maker they name.

A sentence is text that is put together like any other; the words that name something carry a mark with them, and each
renderer makes of it what its medium can: a link, a colour, a wikilink, a click. The marks are Unicode noncharacters,
which are reserved for use inside a program. Nothing from outside holds one, since all of it comes through :func:`clean`
or :func:`plain`: so no text of a case can name anything, and none can steer a terminal.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from detente.frozen import frozen

BEGIN, THEN, END = "\ufdd0", "\ufdd1", "\ufdd2"
# Bidirectional controls can make a line read differently from what it says; a reader cannot see them.
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TAG = re.compile(f"{BEGIN}[^{THEN}]*{THEN}[^{THEN}]*{THEN}|{END}")
PARTS = re.compile(f"{BEGIN}([^{THEN}]*){THEN}([^{THEN}]*){THEN}|({END})")


class Mark(StrEnum):
    """What words name. The key of a mark says which one."""

    STATE = "state"  # its number
    CLAIM = "claim"  # its name
    MOMENT = "moment"  # the name of the claim that cites it
    ASSUMPTION = "assumption"  # its path in the case
    DM = "dm"  # the key of a decision maker
    PART = "part"  # the anchor of a part of a page
    MORE = "more"  # where more is told: each medium says it in its own way


class Look(StrEnum):
    """How words look that name nothing."""

    STRONG = "strong"
    QUIET = "quiet"
    CODE = "code"
    QUOTE = "quote"
    GRADE = "grade"
    YES = "yes"
    NO = "no"
    EMPHASIS = "emphasis"
    NUMBER = "number"  # the number of a state as a sign
    QUO = "quo"  # the same for the status quo
    SUSPECT = "suspect"
    DATE = "date"
    TAG = "tag"  # a remark below the number of a state
    PATH = "path"  # where something stands in a file
    PAPER = "paper"  # only on paper
    SCREEN = "screen"  # on a screen, not on paper


@frozen
class Span:
    """Marked words. kind is a :class:`Mark` or a :class:`Look`; key is empty for a look."""

    kind: str
    key: str
    inside: tuple[str | Span, ...]

    @property
    def words(self) -> str:
        """The words alone."""
        return "".join(part if isinstance(part, str) else part.words for part in self.inside)


@cache
def _unseen() -> dict[int, str | None]:
    """What a reader cannot see: marks and direction controls go, other controls become blanks."""
    gone: dict[int, str | None] = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}
    gone |= dict.fromkeys(range(0xD800, 0xE000), " ")  # halves of characters
    return gone | dict.fromkeys((*map(ord, BIDI), *range(0xFDD0, 0xFDF0)))


def clean(text: str) -> str:
    """Text from outside without what a reader cannot see: no terminal escape, no reversed line, no mark."""
    return text if text.isascii() and text.isprintable() else text.translate(_unseen())


def plain(text: str) -> str:
    """The cleaned text on one line, white space as single spaces."""
    return " ".join(clean(text).split())


def mark(kind: Mark, key: str, words: str) -> str:
    """Words that name something."""
    return f"{BEGIN}{kind.value}{THEN}{clean(key)}{THEN}{words}{END}"


ELSEWHERE = {
    "json": "the JSON document",
    "report": "the report",
    "check": "`detente check`",
    "evolve": "`detente evolve`",
    "doubt": "`detente doubt`",
    "scenario": "`detente analyze --scenario NAME`",
    "state": "the report",
    "reasoning": "see below",
    "listen": "",
}


def elsewhere(key: str) -> str:
    """Where more is told, in the words of a page; a terminal names the flag or the command instead."""
    return mark(Mark.MORE, key, ELSEWHERE[key])


def look(kind: Look, words: str) -> str:
    """Words that look like something; they may hold marks."""
    return f"{BEGIN}{kind.value}{THEN}{THEN}{words}{END}" if words else ""


def bare(sentence: str) -> str:
    """A sentence without its marks: for JSON, for a tooltip, and to measure it."""
    return TAG.sub("", sentence) if BEGIN in sentence else sentence


def capital(sentence: str) -> str:
    """The sentence with its first letter in upper case, marked or not."""
    begun = 0
    while found := TAG.match(sentence, begun):
        begun = found.end()
    return sentence[:begun] + sentence[begun : begun + 1].upper() + sentence[begun + 1 :]


def spans(sentence: str) -> tuple[str | Span, ...]:
    """A sentence as a tree: text, and marked words with what is marked in them."""
    if BEGIN not in sentence:
        return (sentence,) if sentence else ()
    told: list[str | Span] = []
    open_ones: list[tuple[str, str, list[str | Span]]] = []
    here, at = told, 0
    for tag in PARTS.finditer(sentence):
        if tag.start() > at:
            here.append(sentence[at : tag.start()])
        at = tag.end()
        if tag[3] is None:
            open_ones.append((tag[1], tag[2], here))
            here = []
        elif open_ones:
            kind, key, outside = open_ones.pop()
            outside.append(Span(kind, key, tuple(here)))
            here = outside
    if at < len(sentence):
        here.append(sentence[at:])
    return tuple(told)
