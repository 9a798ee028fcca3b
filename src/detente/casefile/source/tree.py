"""YAML text to a tree in which every value is still text and remembers its place.

Why not a ready-made loader: it would read ``no`` as false and ``12:41`` as 761, keep the last of two equal keys in
silence, and forget where things stood. Here the parser's events are turned into three kinds of nodes, iteratively (a
file nested 100,000 deep cannot exhaust the stack), and what a case file has no use for is refused with a sentence:
anchors and aliases (a few lines can unfold to gigabytes), tags, several documents, keys that are not text.

Cost: half a second per megabyte, or 2 seconds where only the slower parser will do (see ``events``); larger files are
refused by their size before they are read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.casefile.source.events import BadCharacterError, NotYamlError, UnreadableError, events
from detente.casefile.source.findings import Findings, no_text
from detente.casefile.source.opening import SourceText, decoded, read_bytes
from detente.casefile.source.text import Text
from detente.errors import SourcePos

MAX_BYTES = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 50


@dataclass(slots=True)
class Entry:
    """One key of a mapping and its value."""

    key: Text
    value: Node


@dataclass(slots=True)
class Mapping:
    """Keys and values in file order."""

    pos: SourcePos
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])


@dataclass(slots=True)
class TreeList:
    """A list."""

    pos: SourcePos
    items: list[Node] = field(default_factory=list["Node"])


Node = Text | Mapping | TreeList
Tree = Mapping


def describe(value: object) -> str:
    """What stands there, for a sentence that says what was found."""
    if isinstance(value, Text):
        return "nothing" if value.empty else f"the text {value.short!r}"
    return "a mapping (key: value)" if isinstance(value, Mapping | dict) else "a list"


def plain(node: Node) -> Any:
    """The same content as dicts and lists with :class:`Text` leaves, which is what the schema validates."""
    if isinstance(node, Mapping):
        return {name: plain(entry.value) for name, entry in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, TreeList) else node


def read_source(path: Path, shown_as: str) -> SourceText:
    """The text of a case file of at most ``MAX_BYTES``; raises CaseFileError as ``opening`` says."""
    data = read_bytes(path, shown_as, most=MAX_BYTES, advice="keep long texts in pages of notes and cite them")
    return decoded(data, shown_as)


def read_tree(source: SourceText, findings: Findings) -> Tree | None:
    """The tree of a YAML text, or None (with the reasons in ``findings``) where it cannot be told."""
    return tree_of(events(source.text), source, findings)


def tree_of(told: Iterable[Any], source: SourceText, findings: Findings) -> Tree | None:
    """The tree that a parser's events tell of, or None (with the reasons in ``findings``) where it cannot be told."""
    builder = _TreeBuilder(source, findings)
    try:
        for event in told:
            if not builder.take(event):
                return None
    except NotYamlError as error:
        _refuse(error, source, findings)
        return None
    return builder.finished()


_ADVICE = (
    ("mapping values are not allowed", "a ': ' stands inside a value", "put the whole value in quotes"),
    ("found character '\\t'", "a tab stands where YAML wants spaces", "indent with spaces only"),
    ("found character", "a value cannot begin with this character", "put the whole value in quotes"),
    ("expected <block end>", "the indentation does not fit the lines above", "align it with the lines it belongs to"),
    ("expected ',' or ']'", "this list in [ ] is not closed", "put ',' between its items and ']' at its end"),
    ("expected ',' or '}'", "this mapping in { } is not closed", "put ',' between its entries and '}' at its end"),
    ("unexpected end of stream", "the quotation mark that opens here is never closed", "close it"),
    ("could not find expected ':'", "this line has no ':' after its key", "write it as 'key: value'"),
    ("undefined alias", "this alias (*) names no anchor", "a value that begins with * needs quotes"),
)


def _refuse(error: NotYamlError, source: SourceText, findings: Findings) -> None:
    """Say what a parser found wrong, in words that help to mend it where it is one of the usual mistakes."""
    pos = source.pos(min(error.index, len(source.text)))
    if isinstance(error, BadCharacterError):
        message = f"the character U+{ord(source.text[error.index]):04X} cannot stand in YAML text"
        findings.error("bad-character", pos, message, "delete it")
        return
    if isinstance(error, UnreadableError):
        first = (error.said.strip() or "it is not valid YAML").splitlines()[0]
        findings.error("yaml-syntax", pos, f"the file cannot be read as YAML ({first})")
        return
    for sign, message, hint in _ADVICE:
        if sign in error.said:
            findings.error("yaml-syntax", pos, message, hint)
            return
    findings.error(
        "yaml-syntax", pos, f"the YAML cannot be read from here ({error.said})", "check the lines just above"
    )


class _TreeBuilder:
    """Nodes from parser events, with a stack of the open containers."""

    def __init__(self, source: SourceText, findings: Findings) -> None:
        self._source, self._findings = source, findings
        self._open: list[Mapping | TreeList] = []
        self._keys: list[Text | None] = []
        self._root: Node | None = None
        self._count = 0

    def take(self, event: Any) -> bool:
        """Use one event; False once reading on makes no sense."""
        kind = type(event).__name__
        if kind == "DocumentStartEvent" and self._root is not None:
            self._error(event, "several-documents", "a second YAML document begins here", "a case is one document")
            return False
        self._refuse_features(kind, event)
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self._keys.pop()
            return True
        return self._content(kind, event)

    def _refuse_features(self, kind: str, event: Any) -> None:
        """Report what YAML has and a case does not; reading goes on without it."""
        if kind == "AliasEvent" or getattr(event, "anchor", None) is not None:
            message = "anchors (&) and aliases (*) are not read, because a few of them can unfold to gigabytes"
            hint = "write the content out, or put a value with & or * in quotes"
            self._error(event, "anchor-or-alias", message, hint)
        if getattr(event, "tag", None) is not None and kind.endswith(("ScalarEvent", "StartEvent")):
            hint = "put a value that begins with ! in quotes, or write 'not'"
            self._error(event, "tag", "YAML tags (!) are not read", hint)

    def _readable(self, value: str, event: Any) -> str:
        """The text of a value; escapes can hide characters in it that no text has."""
        odd = no_text(value)
        if odd is None:
            return value
        message = f"an escape here stands for U+{ord(odd):04X}, which is no text"
        self._error(event, "bad-character", message, "delete it")
        return "?"

    def finished(self) -> Tree | None:
        if isinstance(self._root, Mapping):
            return self._root
        if self._root is None or (isinstance(self._root, Text) and self._root.empty):
            message, hint = "the file is empty", "'detente new FOLDER' writes a case to begin from"
            self._findings.error("empty-file", self._source.pos(0), message, hint)
        else:
            message = f"a case is a mapping that begins with 'detente: 1'; this file holds {describe(self._root)}"
            self._findings.error("wrong-type", self._root.pos, message)
        return None

    def _content(self, kind: str, event: Any) -> bool:
        node: Node
        start, end = event_span(event)
        if kind == "AliasEvent":
            node = Text("", self._source, start, end, "")
        elif kind == "ScalarEvent":
            node = Text(self._readable(event.value, event), self._source, start, end, event.style or "")
        elif kind == "MappingStartEvent":
            node = Mapping(self._source.pos(start))
        elif kind == "SequenceStartEvent":
            node = TreeList(self._source.pos(start))
        else:
            return True
        self._count += 1
        if self._count > MAX_NODES or len(self._open) >= MAX_DEPTH:
            what = f"{MAX_NODES:,} values" if self._count > MAX_NODES else f"{MAX_DEPTH} levels of nesting"
            self._error(event, "too-many-values", f"the file has more than {what}", "a case file is written by hand")
            return False
        if not self._place(node):
            return False
        if not isinstance(node, Text):
            self._open.append(node)
            self._keys.append(None)
        return True

    def _place(self, node: Node) -> bool:
        if not self._open:
            self._root = node
            return True
        parent, key = self._open[-1], self._keys[-1]
        if isinstance(parent, TreeList):
            parent.items.append(node)
        elif key is not None:
            self._keys[-1] = None
            self._enter(parent, Entry(key, node))
        elif isinstance(node, Text):
            self._keys[-1] = node
        else:
            self._findings.error("key-not-text", node.pos, f"a key must be text, not {describe(node)}")
            return False
        return True

    def _enter(self, parent: Mapping, entry: Entry) -> None:
        name = entry.key.text
        first = parent.entries.setdefault(name, entry)
        if first is not entry:
            message = f"the key {name!r} was given already in line {first.key.pos.line}"
            self._findings.error("duplicate-key", entry.key.pos, message, "keep one of the two, or rename one")

    def _error(self, event: Any, code: str, message: str, hint: str) -> None:
        self._findings.error(code, self._source.pos(event_span(event)[0]), message, hint)


def event_span(event: Any) -> tuple[int, int]:
    """First index of an event's text and the one after its last."""
    return event.start_mark.index, event.end_mark.index
