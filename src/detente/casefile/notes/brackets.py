"""Second pass over a page: wikilinks, Markdown links, bracketed stamps, footnotes and callouts.

It runs before tables are split into cells, so that the ``|`` of a wikilink does not end one. What it does not know it
leaves alone: ``[1, 2]`` stays text. Linear for the same reasons as the first pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from detente.casefile.notes.addresses import read_address
from detente.casefile.notes.shelf import (
    CALLOUT,
    FOOTNOTE,
    NOTE,
    PLACEHOLDER,
    UNDIRECTED,
    Link,
    Rewriter,
    Shelf,
    ShelfItem,
    Stamp,
    as_read,
    of_link,
)
from detente.casefile.notes.stamps import ST, Fault, parse_stamp, stamp_like, trailing, unbracketed, unreadable
from detente.errors import Severity
from detente.model.evidence import Moment, Rank

_PH = PLACEHOLDER.pattern.replace("(", "").replace(")", "")
_SEPARATED = rf"{ST}(?:\s*+(?:[,;/–—-]|to\b|and\b|\s)\s*+{ST})*+"
_TOKEN = re.compile(r"!?\[\[|!?\[|\((?=\s*[0-9])|\]\]|\|")
_WRAPPED = re.compile(rf"\[\[?+([^\[\]\n]*+)\]\]?+\(\s*+({_PH})(?:\s*+\))?+")
_LINK = re.compile(
    r"!?\[((?:[^\[\]\n]++|\[[^\[\]\n]*+\])*+)\]"
    r"\([ \t]*+(<[^<>\n]*+>|[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"
    r"""(?:[ \t]++(?:"[^"\n]*+"|'[^'\n]*+'))?+[ \t]*+\)"""
)
_WIKILINK = re.compile(
    r"!?\[\[(?:([^\[\]|\n]*+)\]\]|([^\[\]|\n]*+)\|((?:[^\[\]\n]++|\[\[[^\[\]\n]*+\]\]|\[[^\[\]\n]*+\](?!\]))*+)\]\])"
)
_HALF_CLOSED = re.compile(r"!?\[\[([^\[\]|\n]{1,200}+)\|([^\[\]\n]{0,400}+)\](?!\])(?:[ \t]?[\]})]){0,2}")
_HALF_OPENED = re.compile(r"\[([^\[\]|\n]{1,200}+)\|([^\[\]|\n]{0,400}+)\]\]")
_UNCLOSED = re.compile(r"!?\[\[([^\[\]|\n]{1,200}+)\|")
_OPENED = re.compile(r"!?\[\[(?=\s?[^\W\d])[^\[\]|\n]*+(?:\[\[|\n|\Z)")
_STAMPS = re.compile(rf"\[\s*+({_SEPARATED})\s*+([:.,;]?+)\s*+\]")
_CLOCK = r"(?<![\w:.@])[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?!:)|(?i:\bat|\btime(?:stamp)?|\bt)\b[:= ]{1,3}[0-9]{1,2}:[0-9]{2}"
_STAMP_LIKE = re.compile(rf"\[[^\[\]\n]{{0,40}}?(?:{_CLOCK})[^\[\]\n]{{0,40}}\](?!\()")
_RUN = re.compile(r"\[{4,}+")
_NEAR = 400
"""How far back an open bracket is looked for."""
_DECORATION = "*_~= "
_DOUBLE = re.compile(rf"\[\[\s*+({_SEPARATED})\s*+\]\]")
_IN_PARENTHESES = re.compile(rf"\(\s*+({_SEPARATED})\s*+\)")
_UNFILLED = re.compile(r"\[\s*(?:HH?:)?MM:SS\s*\]", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,60}+)\](:[ \t]*+)?")
_CALLOUT = re.compile(r"\[!([\w -]{1,40}+)(?:\|[^\]\n]{0,40})?\][+-]?[ \t]*")


class BracketPass:
    """One run of the second pass. ``source`` maps an offset of its text to one of the file."""

    def __init__(self, text: str, shelf: Shelf, source: Callable[[int], int]) -> None:
        self.text, self.shelf, self.source = text, shelf, source
        self.rewriter = Rewriter(text)
        self.faults: list[tuple[int, Fault]] = []
        self._closers: list[int] = []
        self._spare: set[int] = set()

    def run(self) -> str:
        """Read the whole text once."""
        return self.rewriter.run(_TOKEN, self._token)

    def _token(self, found: re.Match[str]) -> int:
        start, token = found.start(), found[0]
        while self._closers and self._closers[-1] < start:
            self._closers.pop()
        if token == "]]":
            return self._close(start)
        if token == "|":
            return self.rewriter.replace(start, start + 1, self.shelf.literal("|")) if self._closers else start + 1
        if token == "(":
            return self._stamps(_IN_PARENTHESES, start, parts=3)
        if run := _RUN.match(self.text, start):
            return run.end() - 3
        readers = (self._wrapped, self._double, self._link, self._wikilink, self._half, self._plain)
        return next((end for reader in readers if (end := reader(start)) > start), start + 1)

    def _wrapped(self, start: int) -> int:
        """``[00:05:30](<a …>…</a>)``: one stamp, not two; the last parenthesis is often missing."""
        found = _WRAPPED.match(self.text, start)
        if found is None or not self._is_stamp(found[2]):
            return start
        text = unbracketed(found[1])
        words = found[1] + " " if text and isinstance(parse_stamp(text), Fault) else ""
        return self.rewriter.replace(start, found.end(), words + found[2])

    def _is_stamp(self, placeholder: str) -> bool:
        found = PLACEHOLDER.fullmatch(placeholder.strip())
        return found is not None and isinstance(self.shelf.items[int(found[1])], Stamp)

    def _double(self, start: int) -> int:
        found = _DOUBLE.match(self.text, start)
        return start if found is None or self.text.startswith("(", found.end()) else self._put_stamps(found)

    def _link(self, start: int) -> int:
        found = _LINK.match(self.text, start)
        if found is None:
            return start
        if found[0].startswith("!"):
            return self.rewriter.replace(start, found.end(), "")
        text, address = found[1], self.shelf.plain(found[2].strip("<>"))
        if self._is_stamp(text):
            return self.rewriter.replace(start, found.end(), text)
        bare = unbracketed(self.shelf.plain(text).strip(_DECORATION))
        stamp, shown = self._linked(start, bare, read_address(address))
        if stamp is None and text.startswith("[") and (inner := _WIKILINK.match(self.text, start)):
            return self._addressed_twice(start, inner, found.end())
        if stamp is None:
            self.rewriter.replace(start, start + 1, "")  # its text stays; brackets inside that are plain text
            return self.rewriter.replace(start + 1 + len(text), found.end(), "")
        words = "" if shown else text + " "
        return self.rewriter.replace(start, found.end(), words + self.shelf.put(stamp))

    def _addressed_twice(self, start: int, inner: re.Match[str], end: int) -> int:
        """``[[page | text]](address)``: two kinds of link in one; the page is kept."""
        target = inner[1] if inner[2] is None else inner[2]
        self._unbalanced(start, f"the link to '{_target(self.shelf.plain(target))}' has a second address")
        words = (inner[3] or "").strip() or self.shelf.literal(_shown(self.shelf.plain(target)))
        return self.rewriter.replace(start, end, self._shelve(start, target) + words)

    def _linked(self, start: int, text: str, used: Moment | None) -> tuple[Stamp | None, bool]:
        """The stamp of a link, and whether its text is nothing but a stamp."""
        looks = re.fullmatch(rf"{ST}(?:\.[0-9]{{1,3}})?", text) is not None
        shown = parse_stamp(text.partition(".")[0], rank=Rank.LINK) if looks else None
        return of_link(self.source(start), used, shown), looks

    def _wikilink(self, start: int) -> int:
        found = _WIKILINK.match(self.text, start)
        if found is None:
            return start
        target = found[1] if found[2] is None else found[2]
        target, stamps = self._without_stamps(target)
        link = (self._shelve(start, target) if target.strip() or not stamps else "") + stamps
        if found[0].startswith("!"):
            return self.rewriter.replace(start, found.end(), link)
        if found[2] is None or not found[3].strip():
            end = self._stray(found.end())
            return self.rewriter.replace(start, end, link + self.shelf.literal(_shown(self.shelf.plain(target))))
        self._closers.append(found.end() - 2)
        alias = found.start(3)
        alias += len(found[3]) - len(found[3].lstrip())
        return self.rewriter.replace(start, alias, link)

    def _without_stamps(self, target: str) -> tuple[str, str]:
        """The target of a link, and apart from it the stamps that somebody put into it."""
        stamps = [found[0] for found in PLACEHOLDER.finditer(target) if self._is_stamp(found[0])]
        for stamp in stamps:
            target = target.replace(stamp, "")
        return target, "".join(stamps)

    def _close(self, start: int) -> int:
        if self._closers and self._closers[-1] == start:
            self._closers.pop()
            return self.rewriter.replace(start, self._stray(start + 2), "")
        alone = "]" not in (self.text[start - 1 : start], self.text[start + 2 : start + 3])
        if not alone or self._is_open(start):
            return start + 2
        self._unbalanced(start, "a link is closed here that was not opened")
        return self.rewriter.replace(start, start + 2, "")

    def _stray(self, end: int) -> int:
        """Where a link ends that may have a bracket too many: ``[[page | text]]]``."""
        if end in self._spare:
            return end + 1
        if not self.text.startswith("]", end) or self._is_open(end):
            return end
        self._unbalanced(end, "a link is closed by a bracket too many")
        return end + 1

    def _is_open(self, at: int) -> bool:
        """Whether a bracket of this line is still open here, so that the next ``]`` may be its own."""
        start = max(0, at - _NEAR, self.text.rfind("\n", max(0, at - _NEAR), at) + 1)
        return self.text.count("[", start, at) > self.text.count("]", start, at)

    def _unbalanced(self, start: int, message: str) -> None:
        fault = Fault(Severity.NOTICE, "unbalanced-link", message, "write [[page | text]]")
        self.faults.append((self.source(start), fault))

    def _half(self, start: int) -> int:
        """A wikilink with a bracket missing, or one too many before it: its alias is read as text."""
        if found := _HALF_OPENED.match(self.text, start):
            if self._is_open(start):
                return start
        elif not self.text.startswith(("[[", "![["), start):
            return start
        elif self.text.startswith("[[[", start) and self._is_tripled(start):
            self._unbalanced(start, "a link has three brackets instead of two")
            return self.rewriter.replace(start, start + 1, "")
        else:
            found = _HALF_CLOSED.match(self.text, start) or _UNCLOSED.match(self.text, start)
        if found is None:
            return self._opened(start)
        state = "opened" if found.re is _HALF_OPENED else "closed"
        self._unbalanced(start, f"the link to '{_target(self.shelf.plain(found[1]))}' is not {state}")
        alias = "" if found.re is _UNCLOSED else found[2].strip()
        target, stamps = self._without_stamps(found[1])
        return self.rewriter.replace(start, found.end(), self._shelve(start, target) + stamps + alias)

    def _is_tripled(self, start: int) -> bool:
        found = _WIKILINK.match(self.text, start + 1)
        named = self.text[start + 3 : start + 5].lstrip()[:1].isalpha()
        if found is None or not named or not self.text.startswith("]", found.end()):
            return False
        self._spare.add(found.end())
        return True

    def _opened(self, start: int) -> int:
        """``[[some words`` that nothing closes: only the brackets go, since no one knows where the link ends."""
        if _OPENED.match(self.text, start) is None:
            return start
        self._unbalanced(start, "a link is opened here and never closed")
        return self.rewriter.replace(start, self.text.index("[[", start) + 2, "")

    def _shelve(self, start: int, target: str) -> str:
        return self.shelf.put(Link(at=self.source(start), target=_target(self.shelf.plain(target))))

    def _plain(self, start: int) -> int:
        if note := _FOOTNOTE.match(self.text, start):
            defined = note[2] and self._starts_line(start)
            end = note.end() if defined else note.end() - len(note[2] or "")
            return self.rewriter.replace(start, end, self.shelf.put(ShelfItem(NOTE if defined else FOOTNOTE, note[1])))
        if callout := _CALLOUT.match(self.text, start):
            return self.rewriter.replace(start, callout.end(), self.shelf.put(ShelfItem(CALLOUT, callout[1])))
        if unfilled := _UNFILLED.match(self.text, start):
            fault = unreadable(f"'{unfilled[0]}' is a placeholder that nobody filled in")
            return self.rewriter.replace(start, unfilled.end(), self.shelf.put(as_read(self.source(start), fault)))
        end = self._stamps(_STAMPS, start, parts=2)
        if end == start and (like := _STAMP_LIKE.match(self.text, start)):
            self.faults.append((self.source(start), stamp_like(self.shelf.plain(like[0]))))
        return end

    def _starts_line(self, start: int) -> bool:
        before = self.text[max(0, start - 20) : start].rpartition("\n")[2]
        return not before.strip(" \t>")

    def _stamps(self, pattern: re.Pattern[str], start: int, *, parts: int) -> int:
        found = pattern.match(self.text, start)
        if found is None or any(one.count(":") + 1 < parts for one in re.findall(ST, found[1])):
            return start
        return self._put_stamps(found)

    def _put_stamps(self, found: re.Match[str]) -> int:
        """Each stamp of one bracket becomes its own placeholder; what separates them stays, for lists and ranges."""

        def put(one: re.Match[str]) -> str:
            stamp = as_read(self.source(found.start()), parse_stamp(one[0], rank=Rank.BRACKET))
            if stamp.moment and found.re is _STAMPS and found[2] and one.end() == len(found[1]):
                stamp.faults.append(trailing(one[0] + found[2], stamp.moment))
            return self.shelf.put(stamp)

        return self.rewriter.replace(found.start(), found.end(), re.sub(ST, put, found[1]))


def _target(written: str) -> str:
    """The page a link names: without heading or block, the escape of a table, and direction marks."""
    return written.translate(UNDIRECTED).rstrip("\\").partition("#")[0].strip()


def _shown(written: str) -> str:
    """What Obsidian shows for a link without alias."""
    return " > ".join(part.strip().lstrip("^") for part in written.split("#") if part.strip())
