"""What stands round the article of a page: the ``From:`` line, and code fences that hold text rather than code.

A fence of the language ``markdown`` is never code, wherever it stands; one without a language is text only where it
holds the whole article. Lines are emptied, never removed, so that places in the file stay right.
"""

from __future__ import annotations

import re

from detente.casefile.notes.shelf import UNISOLATED

_BREAKS = r"[ \t]*(?:<br\s*/?>[ \t]*)*"
_FROM = re.compile(rf"[ \t]*\**From:\**[ \t]*([^\[\]<>]{{0,80}}?){_BREAKS}", re.IGNORECASE)
_FROM_LINK = re.compile(rf"[ \t]*\**From:\**[ \t]*\[\[([^\[\]<>\n]{{1,300}})\]\]{_BREAKS}", re.IGNORECASE)
_CLOCK = re.compile(r"[0-9]:[0-9]")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})[ \t]*([\w-]*)([^`\n]*)")
_ARTICLE = ("markdown", "md")


def take_channel(body: list[str]) -> str | None:
    """The channel of the ``From:`` line, if the first line of the body is one; that much of the line is emptied.

    It is a link or a few words. A sentence that begins with "From:" is a sentence.
    """
    n = next((n for n, line in enumerate(body) if line.strip()), None)
    if n is None:
        return None
    found = _FROM_LINK.match(body[n]) or _FROM.fullmatch(body[n])
    if found is None or _CLOCK.search(found[1]):
        return None
    rest = body[n][found.end() :]
    body[n] = rest.lstrip() if _FENCE.fullmatch(rest) else (" " * found.end() + rest).rstrip()
    channel = found[1].partition("|")[0].partition("#")[0]
    return channel.translate(UNISOLATED).strip("[] \t") or None


def unwrap(body: list[str]) -> None:
    """Empty the opening and closing lines of fences that hold the article, or text of it."""
    marked = ((n, _FENCE.fullmatch(line)) for n, line in enumerate(body) if "```" in line or "~~~" in line)
    fences = [(n, found) for n, found in marked if found]
    if not fences:
        return
    filled = [n for n, line in enumerate(body) if line.strip()]
    first, last = filled[0], filled[-1]
    if fences[0][0] == first and _holds_all(fences, last):
        body[first] = ""
        if len(fences) > 1:
            body[last] = ""
        return
    _unwrap_each(body, fences)


def _holds_all(fences: list[tuple[int, re.Match[str]]], last: int) -> bool:
    """Whether the first fence, on the first line, ends with the page; pairs between them are code inside it."""
    opening, inside = fences[0][1], fences[1:]
    language = opening[2].lower()
    if language not in (*_ARTICLE, "") or any(found[2].lower() in _ARTICLE for _, found in inside):
        return False
    if not inside:
        return True
    return inside[-1][0] == last and (len(inside) == 1 or bool(language and len(inside) % 2))


def _unwrap_each(body: list[str], fences: list[tuple[int, re.Match[str]]]) -> None:
    """Fences of the language ``markdown``, with the code inside them left as it is."""
    open_now: list[str] = []
    for n, found in fences:
        mark, bare = found[1], not (found[2] or found[3].strip())
        is_article = not open_now and found[2].lower() in _ARTICLE
        closes = bare and bool(open_now) and mark.startswith(open_now[-1].lstrip("="))
        if is_article:
            open_now.append("=" + mark)
        elif closes and open_now.pop().startswith("="):
            body[n] = ""
        elif not closes and (not open_now or open_now[-1].startswith("=")):
            open_now.append(mark)
        if is_article:
            body[n] = ""
