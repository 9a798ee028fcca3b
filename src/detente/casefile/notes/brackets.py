"""Second pass over a page: wikilinks, Markdown links, bracketed stamps, footnotes and callouts.

It runs before tables are split into cells, so that the ``|`` of a wikilink does not end one. What it does not know it
leaves alone: ``[1, 2]`` stays text. Linear for the same reasons as the first pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from detente.casefile.notes.addresses import read_address
from detente.casefile.notes.shelf import CALLOUT, FOOTNOTE, NOTE, PLACEHOLDER, Item, Link, Rewriter, Shelf, Stamp
from detente.casefile.notes.stamps import ST, Fault, StampFault, link_difference, parse_stamp, unbracketed
from detente.errors import Severity
from detente.model.evidence import Moment, Rank

__all__ = ["BracketPass"]

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
_HALF_CLOSED = re.compile(r"!?\[\[([^\[\]|\n]{1,200}+)\|([^\[\]\n]{0,400}+)\](?!\])")
_UNCLOSED = re.compile(r"!?\[\[([^\[\]|\n]{1,200}+)\|")
_STAMPS = re.compile(rf"\[\s*+({_SEPARATED})\s*+:?+\s*+\]")
_DOUBLE = re.compile(rf"\[\[\s*+({_SEPARATED})\s*+\]\]")
_IN_PARENTHESES = re.compile(rf"\(\s*+({_SEPARATED})\s*+\)")
_UNFILLED = re.compile(r"\[\s*(?:HH?:)?MM:SS\s*\]", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,60}+)\](:[ \t]*+)?")
_CALLOUT = re.compile(r"\[!([\w -]{1,40}+)(?:\|[^\]\n]{0,40})?\][+-]?[ \t]*")
_ISOLATES = dict.fromkeys([*range(0x2066, 0x206A), *range(0x202A, 0x202F), 0x200E, 0x200F])


class BracketPass:
    """One run of the second pass. ``source`` maps an offset of its text to one of the file."""

    def __init__(self, text: str, shelf: Shelf, source: Callable[[int], int]) -> None:
        self.text, self.shelf, self.source = text, shelf, source
        self.rewriter = Rewriter(text)
        self.faults: list[tuple[int, Fault]] = []
        self._closers: list[int] = []

    def run(self) -> str:
        """Read the whole text once."""
        at = 0
        while found := _TOKEN.search(self.text, at):
            at = max(self._token(found), found.start() + 1)
        return self.rewriter.result()

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
        readers = (self._wrapped, self._double, self._link, self._wikilink, self._half, self._plain)
        return next((end for reader in readers if (end := reader(start)) > start), start + len(token))

    def _wrapped(self, start: int) -> int:
        """``[00:05:30](<a …>…</a>)``: one stamp, not two; the last parenthesis is often missing."""
        found = _WRAPPED.match(self.text, start)
        if found is None or not isinstance(self._on_shelf(found[2]), Stamp):
            return start
        text = unbracketed(found[1])
        words = "" if not text or not isinstance(parse_stamp(text), StampFault) else found[1] + " "
        return self.rewriter.replace(start, found.end(), words + found[2])

    def _on_shelf(self, placeholder: str) -> object:
        found = PLACEHOLDER.fullmatch(placeholder.strip())
        return self.shelf.items[int(found[1])] if found else None

    def _double(self, start: int) -> int:
        if self.text.startswith("[[", start) and (found := _DOUBLE.match(self.text, start)):
            if self.text.startswith("(", found.end()):
                return start
            return self._put_stamps(found)
        return start

    def _link(self, start: int) -> int:
        found = _LINK.match(self.text, start)
        if found is None:
            return start
        if found[0].startswith("!"):
            return self.rewriter.replace(start, found.end(), "")
        text, address = found[1], self.shelf.plain(found[2].strip("<>"))
        if isinstance(self._on_shelf(text), Stamp):
            return self.rewriter.replace(start, found.end(), text)
        stamp, shown = self._linked(start, unbracketed(text), read_address(address))
        if stamp is None:
            self.rewriter.replace(start, start + 1, "")
            return self._later(start + 1 + len(text), found.end())
        words = "" if shown else text + " "
        return self.rewriter.replace(start, found.end(), words + self.shelf.put(stamp))

    def _later(self, start: int, end: int) -> int:
        """Keep the text of an ordinary link in place and drop its address; brackets inside it are plain text."""
        return self.rewriter.replace(start, end, "")

    def _linked(self, start: int, text: str, used: Moment | None) -> tuple[Stamp | None, bool]:
        """The stamp of a link, and whether its text is nothing but a stamp."""
        looks = re.fullmatch(ST, text) is not None
        shown = parse_stamp(text, rank=Rank.LINK) if looks else None
        at = self.source(start)
        if used is None:
            if isinstance(shown, StampFault):
                return Stamp(at=at, moment=None, faults=[shown.as_fault()]), True
            return (Stamp(at=at, moment=shown, faults=[]), True) if shown else (None, False)
        differs = isinstance(shown, Moment) and shown.seconds != used.seconds
        faults = [link_difference(used, shown)] if differs and isinstance(shown, Moment) else []
        return Stamp(at=at, moment=used, faults=faults), looks

    def _wikilink(self, start: int) -> int:
        found = _WIKILINK.match(self.text, start)
        if found is None:
            return start
        target = found[1] if found[2] is None else found[2]
        link = self._shelve(start, target)
        if found[0].startswith("!"):
            return self.rewriter.replace(start, found.end(), link)
        if found[2] is None or not found[3].strip():
            return self.rewriter.replace(start, found.end(), link + self.shelf.literal(_shown(target)))
        self._closers.append(found.end() - 2)
        alias = found.start(3)
        alias += len(found[3]) - len(found[3].lstrip())
        return self.rewriter.replace(start, alias, link)

    def _close(self, start: int) -> int:
        if not self._closers or self._closers[-1] != start:
            return start + 2
        self._closers.pop()
        return self.rewriter.replace(start, start + 2, "")

    def _half(self, start: int) -> int:
        """A wikilink that is not closed, or closed by one bracket only: its alias is read as text."""
        if not self.text.startswith(("[[", "![["), start):
            return start
        found = _HALF_CLOSED.match(self.text, start) or _UNCLOSED.match(self.text, start)
        if found is None:
            return start
        fault = Fault(
            severity=Severity.NOTICE,
            code="unbalanced-link",
            message=f"the link to '{_target(found[1])}' is not closed",
            hint="write [[page | text]]",
        )
        self.faults.append((self.source(start), fault))
        alias = found[2].strip() if found.re is _HALF_CLOSED else ""
        return self.rewriter.replace(start, found.end(), self._shelve(start, found[1]) + alias)

    def _shelve(self, start: int, target: str) -> str:
        return self.shelf.put(Link(at=self.source(start), target=_target(self.shelf.plain(target))))

    def _plain(self, start: int) -> int:
        if note := _FOOTNOTE.match(self.text, start):
            defined = note[2] and self._starts_line(start)
            end = note.end() if defined else note.end() - len(note[2] or "")
            return self.rewriter.replace(start, end, self.shelf.put(Item(NOTE if defined else FOOTNOTE, note[1])))
        if callout := _CALLOUT.match(self.text, start):
            return self.rewriter.replace(start, callout.end(), self.shelf.put(Item(CALLOUT, callout[1])))
        if unfilled := _UNFILLED.match(self.text, start):
            fault = StampFault("stamp-unreadable", f"'{unfilled[0]}' is a placeholder that nobody filled in")
            stamp = Stamp(at=self.source(start), moment=None, faults=[fault.as_fault()])
            return self.rewriter.replace(start, unfilled.end(), self.shelf.put(stamp))
        return self._stamps(_STAMPS, start, parts=2)

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
            moment = parse_stamp(one[0], rank=Rank.BRACKET)
            at = self.source(found.start())
            if isinstance(moment, StampFault):
                return self.shelf.put(Stamp(at=at, moment=None, faults=[moment.as_fault()]))
            return self.shelf.put(Stamp(at=at, moment=moment, faults=[]))

        return self.rewriter.replace(found.start(), found.end(), re.sub(ST, put, found[1]))


def _target(written: str) -> str:
    """The page a link names: without heading or block, the escape of a table, and direction marks."""
    return written.translate(_ISOLATES).rstrip("\\").partition("#")[0].strip()


def _shown(written: str) -> str:
    """What Obsidian shows for a link without alias."""
    return " > ".join(part.strip().lstrip("^") for part in written.split("#") if part.strip())
