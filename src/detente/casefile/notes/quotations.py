"""Quotation marks and parentheses of a block: the spans in which a full stop does not end a sentence."""

from __future__ import annotations

import re

_DELIMITER = re.compile(r"[\"“”„«»()\[\]]")
_PAIRS = {"”": "“„", "»": "«", ")": "(", "]": "["}
_LONGEST = 1500
_BEFORE_OPENING = re.compile(r"[\s(\[—–/-]|[\ue000-\ue005]")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Outermost spans (first and last delimiter), in order. A delimiter without its partner spans nothing.

    >>> quoted_spans('He said "No. Never." (Twice.)')
    [(8, 19), (21, 28)]
    """
    open_at: list[tuple[str, int]] = []
    spans: list[tuple[int, int]] = []
    for found in _DELIMITER.finditer(text):
        mark, at = found[0], found.start()
        if mark == '"':
            mark = "“" if _opens(text, at) else "”"
        if mark not in _PAIRS:
            open_at.append((mark, at))
            continue
        if open_at and open_at[-1][0] not in _PAIRS[mark]:
            open_at = [one for one in open_at[-3:] if one[0] in _PAIRS[mark]]
        if open_at:
            start = open_at.pop()[1]
            if at - start <= _LONGEST:
                spans.append((start, at))
    return _outermost(spans)


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or _BEFORE_OPENING.match(before) is not None) and bool(after) and not after.isspace()


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start > kept[-1][1]:
            kept.append((start, end))
    return kept
