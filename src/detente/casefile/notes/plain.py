"""A sentence in plain text, as if its stamps had never been there.

Writers set a stamp off by commas, dashes, colons or parentheses, which mean nothing once it is gone: "The envoy,
[1:09], left" says "The envoy, left", and "It holds (see [1:09])." says "It holds."
"""

from __future__ import annotations

import re

from detente.casefile.notes.shelf import FOOTNOTE, STAMP, UNISOLATED

GROUP = rf"[{STAMP}{FOOTNOTE}](?:[\s,;/&–—-]*+(?:and\b|to\b)?\s*+[{STAMP}{FOOTNOTE}])*+"
"""Stamps and references to footnotes that stand together."""

_GROUP = re.compile(GROUP)
_ENCLOSED = re.compile(
    rf"[(\[]\s*+(?:(?i:see also|see|cf\.?|sources?|timestamps?|at|from|between)[ :]\s*+)?+({GROUP})[\s,;–—-]*+[)\]]"
)
_RIGHT = re.compile(r" ?([,;:–—]|-(?=[ -])|[.!?…)\]]|\Z)")
_DOUBLED = re.compile(r"(?<!\.)[.!?]([\"'”’»]?)(\)?)\.\Z")
_MARKS = "–—-,:;"
"""Marks that set a stamp off, the weakest first."""
_OPENING = "([“‘«"
_BULLETS = "•▪◦‣● "


def plain(text: str) -> str:
    """The sentence without its stamps and direction controls, with single spaces.

    >>> plain(f"They agreed, {STAMP}, and left ({STAMP}).")
    'They agreed, and left.'
    """
    text = " ".join(text.translate(UNISOLATED).split()).lstrip(_BULLETS)
    led = text[:1] == STAMP
    if "(" in text or "[" in text:
        text = _ENCLOSED.sub(r"\1", _ENCLOSED.sub(r"\1", text))
    text = _unstamped(text)
    if led:
        text = text.lstrip(",;:–—- ")
    doubled = _DOUBLED.search(text, max(0, len(text) - 4))
    if doubled and (not doubled[2] or doubled[1] or text[0] == "("):
        return text[:-1]
    return text


def _unstamped(text: str) -> str:
    kept: list[str] = []
    at = 0
    for found in _GROUP.finditer(text):
        before = text[at : found.start()]
        body, at = _joined(before, text, found.end(), first=not kept)
        kept.append(body)
    return "".join([*kept, text[at:]]).strip()


def _joined(before: str, text: str, at: int, *, first: bool) -> tuple[str, int]:
    """The text before some stamps as it meets the text after them, and where in ``text`` the latter goes on."""
    body = before.rstrip(" ")
    left = body[-1:] if body[-1:] in _MARKS else ""
    found = _RIGHT.match(text, at)
    if found is None:
        return _spaced(before, body, left, text, at, first=first)
    right, place = found[1], found.start(1)
    if not right or right not in _MARKS:
        if left == ":" and right == "." and place + 1 == len(text):
            return body, place + 1
        return (body if left == ":" and not right else body.removesuffix(left).rstrip(" ")), place
    if left and _MARKS.index(left) >= _MARKS.index(right):
        return (_tight(body) if left in ",;:" else body), place + 1
    body = body.removesuffix(left).rstrip(" ")
    return (body, place) if right in ",;:" else (body + (" " if before != body else ""), place)


def _spaced(before: str, body: str, left: str, text: str, at: int, *, first: bool) -> tuple[str, int]:
    """The same where words or quotation marks follow: one space, if there was one or two words would run together."""
    after = text[at : at + 1]
    rest = at + (after == " ")
    spaced = after == " " or before != body or (body[-1:].isalnum() and after.isalnum())
    if left and left in ",;:":
        body = _tight(body)
    opens = (not body and first) or (bool(body) and body[-1] in _OPENING)
    return body if opens or after in "\"'*”’»" or not spaced else body + " ", rest


def _tight(body: str) -> str:
    """The text with its last mark directly after the last word."""
    return body[:-1].rstrip(" ") + body[-1:]
