"""First pass over a page: anchors, other tags, code spans, escapes, entities and comments.

Anchors come first because a stamp may stand inside the alias of a wikilink. HTML is never kept: a tag leaves its inner
text, ``<script>`` and ``<style>`` leave nothing. Every step is linear in the length of the page: each pattern is
possessive or stops at the next ``<``, and a search for a closing mark that failed once is not repeated.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left

from detente.casefile.notes.addresses import read_address
from detente.casefile.notes.elements import BLOCKS, SOUND_ATTRIBUTES, is_element, script_mark
from detente.casefile.notes.shelf import BREAK, CODE, Rewriter, Shelf, ShelfItem, Stamp, of_link
from detente.casefile.notes.stamps import ST, Fault, parse_stamp, read_attribute, unbracketed
from detente.errors import Severity
from detente.model.evidence import Moment, Rank

_TOKEN = re.compile(
    r"\[\[[^\[\]\n|\\`<]{1,300}+\\\||\\[!-/:-@\[-`{-~\n]|`+|<[A-Za-z/!]|%%"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_TOKEN_OR_BARE = re.compile(_TOKEN.pattern + r"|(?<![\w<;])a(?=\s+class=)")
_ANCHOR = re.compile(r"<a(?=[\s/>])([^<>]*+)(>?)", re.IGNORECASE)
_SHOWN = re.compile(r"((?:[^<\n]++|<(?!/?a[\s/>])[^<>\n]*+>)*+)</a\s*+>?", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w<;])a(?=\s+class=[\"']?yt-)([^<>]*+)(>?)")
_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*+)([^<>]*+)>")
_URL = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}+:[^\s<>]*+)>")
_MARKUP = re.compile(r"[*_~`\\=]")
_ANY_TAG = re.compile(r"<[^<>]*>")
_DATA_T = re.compile(
    r"""(?<![\w-])data-t\s*=\s*(?:["“”]([^"“”<>]*)["“”]?|'([^'<>]*)'?|([^\s"'<>\[]+))""", re.IGNORECASE
)
_MISPLACED = re.compile(rf"data-[\"'t=:\s]*({ST})")
_HREF = re.compile(r"""(?<![\w-])href\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
_STAMP_LIKE = re.compile(r"[\sHhMmSsXx0-9:.;,\[\]()–—-]*|\W*N/?A\W*|\W*https?:\S*")
_STAMPED = re.compile(rf"<a\s[^<>]*?data-t[^<>]*+>(?:\[{ST}\])?|[\[(]{ST}[\])]")
_FENCE = re.compile(r"(?m)^[ \t>]*+(?:```|~~~)")
_DROPPED = {"script": "</script", "style": "</style"}
_LONGEST_SHOWN = 120


class TagPass:
    """One run of the first pass; ``run`` gives the text with placeholders, ``rewriter`` the way back to the file."""

    def __init__(self, text: str, shelf: Shelf) -> None:
        self.text, self.shelf = text, shelf
        self.rewriter = Rewriter(text)
        self.commented: list[int] = []
        self._closing: dict[str, str] = {}
        self._absent: dict[str, int] = {}
        self._fence = -1
        self._ticks: dict[int, list[int]] = {}
        self._ticks_end = -1

    def run(self) -> str:
        """Read the whole text once."""
        halved = self.text.count('a class="yt-') != self.text.count('<a class="yt-')
        return self.rewriter.run(_TOKEN_OR_BARE if halved else _TOKEN, self._token)

    def _token(self, found: re.Match[str]) -> int:
        start, end, token = found.start(), found.end(), found[0]
        if token[0] == "[":  # the escaped pipe of a wikilink in a table
            return self.rewriter.replace(end - 2, end, "|")
        if token[0] == "\\":
            new = "\n" if token[1] == "\n" else self.shelf.literal(token[1])
            return self.rewriter.replace(start, end, new)
        if token[0] == "`":
            return self._code(start, end)
        if token[0] == "&":
            plain = html.unescape(token)
            return end if plain == token else self.rewriter.replace(start, end, self.shelf.literal(plain))
        if token == "%%":
            return self._drop_to(start, end, "%%", far=self._alone(start, end))
        return self._angle(start)

    def _angle(self, start: int) -> int:
        if self.text.startswith("<!--", start):
            return self._drop_to(start, start + 4, "-->", far=True)
        if anchor := _ANCHOR.match(self.text, start) or _BARE.match(self.text, start):
            return self._anchor(anchor)
        if url := _URL.match(self.text, start):
            return self.rewriter.replace(start, url.end(), self.shelf.literal(url[1]))
        tag = _TAG.match(self.text, start)
        name = tag[2].lower() if tag else ""
        if tag is None or not is_element(name, tag[3]):
            return start + 1
        if name in _DROPPED and not tag[1]:
            end = self._drop_to(start, tag.end(), _DROPPED[name], far=True)
            if end > tag.end():
                return end
        return self.rewriter.replace(start, tag.end(), self._instead(tag, name) + "\n" * tag[0].count("\n"))

    def _instead(self, tag: re.Match[str], name: str) -> str:
        """What a tag becomes."""
        if BLOCKS.fullmatch(name):
            return self.shelf.literal(BREAK)
        if name not in ("sup", "sub"):
            return ""
        mark = self._closing.pop(name, "")
        if not tag[1]:
            mark, self._closing[name] = script_mark(name, self.text, tag.start(), tag.end())
        return self.shelf.literal(mark) if mark else ""

    def _drop_to(self, start: int, end: int, closer: str, *, far: bool) -> int:
        """Drop everything up to and with ``closer``, keeping line ends; without a closer nothing is dropped.

        A closer that is not ``far`` must stand on the same line; none may stand beyond the edge of a code fence.
        """
        limit = self._fence_after(end) if far else self._line_end(end)
        if end < self._absent.get(closer, 0):
            return end
        stop = self.text.find(closer, end, limit)
        if stop < 0:
            self._absent[closer] = limit
            return end
        dropped = self.text[start:stop]
        if ":" in dropped:
            self.commented += [start + found.start() for found in _STAMPED.finditer(dropped)]
        stop += len(closer)
        if closer.startswith("</"):
            stop = self.text.find(">", stop) + 1 or stop
        return self.rewriter.replace(start, stop, "\n" * dropped.count("\n"))

    def _fence_after(self, at: int) -> int:
        if self._fence < at:
            found = _FENCE.search(self.text, at)
            self._fence = found.start() if found else len(self.text)
        return self._fence

    def _alone(self, start: int, end: int) -> bool:
        return self.text[start - 1 : start] in ("", "\n") and self.text[end : end + 1] in ("", "\n")

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _code(self, start: int, end: int) -> int:
        """A code span on one line; runs of ticks of each length are listed once per line."""
        if start > self._ticks_end:
            self._ticks, self._ticks_end = {}, self._line_end(start)
            for run in re.compile("`+").finditer(self.text, start, self._ticks_end):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        runs = self._ticks.get(end - start, [])
        k = bisect_left(runs, end)
        if k == len(runs):
            return end
        inner = self.text[end : runs[k]]
        if inner.strip() and inner[0] == inner[-1] == " ":
            inner = inner[1:-1]
        if "<a" in inner and "data-t" in inner:
            inner = self._uncited(inner, start)
        return self.rewriter.replace(start, runs[k] + end - start, self.shelf.put(ShelfItem(CODE, inner)))

    def _uncited(self, inner: str, at: int) -> str:
        """A code span without its stamps: they go on the shelf, to be reported, and into no sentence."""
        for _ in _STAMPED.finditer(inner):
            self.shelf.put(Stamp(at, None, []))
        return _STAMPED.sub("", inner).replace("</a>", "").strip()

    def _anchor(self, anchor: re.Match[str]) -> int:
        attributes, end = anchor[1], anchor.end()
        shown = _SHOWN.match(self.text, end)
        visible = _MARKUP.sub("", _ANY_TAG.sub("", shown[1])) if shown else ""
        if not _STAMP_LIKE.fullmatch(visible) and shown:
            visible = _ANY_TAG.sub("", shown[1])
        faults: list[Fault] = []
        if anchor.re is _BARE:
            faults.append(_malformed("the tag of this stamp has lost its <"))
        elif not anchor[2] or not SOUND_ATTRIBUTES.fullmatch(attributes):
            faults.append(_malformed("the tag of this stamp is malformed"))
        if shown and len(visible) <= _LONGEST_SHOWN:
            end = shown.end()
        else:
            faults.append(_malformed("the tag of this stamp is not closed"))
            near = re.compile(rf"\s*\[\s*{ST}\s*\]").match(self.text, end)
            visible, end = (near[0], near.end()) if near else ("", end)
        stamp = self._stamp(anchor.start(), attributes, visible, faults)
        if stamp is None and attributes.strip() and "=" not in attributes:
            return anchor.start() + 1
        if stamp is None:
            return self.rewriter.replace(anchor.start(), anchor.end(), "\n" * anchor[0].count("\n"))
        words = "" if _STAMP_LIKE.fullmatch(visible) else unbracketed(visible) + " "
        lines = self.text.count("\n", anchor.start(), end)
        return self.rewriter.replace(anchor.start(), end, words + self.shelf.put(stamp) + "\n" * lines)

    def _stamp(self, at: int, attributes: str, visible: str, faults: list[Fault]) -> Stamp | None:
        """The stamp of an anchor; None for an anchor that is an ordinary link."""
        if found := _DATA_T.search(attributes):
            value = next((group for group in found.groups() if group is not None), "")
        elif found := _MISPLACED.search(attributes):
            value = found[1]
            faults[:] = faults or [_malformed("the tag of this stamp is malformed")]
        elif "timestamp" in attributes.lower():
            value = unbracketed(visible)
            faults[:] = faults or [_malformed("the tag of this stamp has no data-t")]
        else:
            return self._linked(at, attributes, visible)
        moment, more = read_attribute(html.unescape(value), html.unescape(visible))
        return Stamp(at, moment, faults + more)

    def _linked(self, at: int, attributes: str, visible: str) -> Stamp | None:
        """``<a href="https://youtu.be/ID?t=69">1:09</a>``: the HTML twin of a Markdown link to a moment."""
        href = _HREF.search(attributes)
        if href is None:
            return None
        shown = parse_stamp(unbracketed(visible), rank=Rank.LINK)
        return of_link(at, read_address(html.unescape(href[1])), shown if isinstance(shown, Moment) else None)


def _malformed(message: str) -> Fault:
    hint = 'write <a class="yt-timestamp" data-t="HH:MM:SS">[HH:MM:SS]</a>'
    return Fault(Severity.WARNING, "malformed-tag", message, hint)
