"""Blocks: the paragraphs, list items, quotations, callouts, headings, table rows and footnotes of a page.

markdown-it-py parses the block structure; its inline rules are reduced to emphasis, since stamps, links, code and tags
are placeholders by then (see ``shelf``). Real code fences yield no block, and so no evidence. Indented text is text:
writers of notes indent to continue a list, not to show code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from detente.casefile.notes.shelf import CALLOUT, NOTE, STAMP, Marked, Shelf, ShelfItem

_UNUSED = ["code", "reference", "html_block", "link", "image", "autolink", "html_inline", "entity"]
_UNUSED_INLINE = ["escape", "backticks", "newline"]
_PARSER = (
    MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"]).disable([*_UNUSED, *_UNUSED_INLINE])
)
_LONGEST_EMPHASISED = 200_000
_EMPHASIS = re.compile(r"[*_~]")
_HIGHLIGHT = re.compile(r"==([^=\n]++)==")
_BLOCK_ID = re.compile(r"(?:^|\s)\^[A-Za-z0-9-]+\s*$")
_DELIMITERS = re.compile(r"[\s|:>-]+")
_TASK = re.compile(r"^\[[ xX]\]\s+")
_LONGEST_SETEXT = 120


@dataclass(slots=True, kw_only=True)
class NoteBlock:
    """One block: what it is, where it begins, its text with marks, and the container that it shares with others.

    ``row`` is true where the block is one sentence whatever its punctuation: headings, callout titles, table rows.
    """

    kind: str
    line: int
    marked: Marked
    container: int
    row: bool = False
    note: str = ""


class _BlockWalk:
    """One walk over the tokens of a page, with the containers that are open."""

    def __init__(self, text: str, shelf: Shelf) -> None:
        self.lines = text.split("\n")
        self.shelf = shelf
        self.open: list[tuple[str, int]] = []
        self.callouts: set[int] = set()

    def blocks(self, tokens: list[Token]) -> Iterator[NoteBlock]:
        """The blocks in the order of the page."""
        opener = ""
        in_table = False
        for number, token in enumerate(tokens):
            if token.type in ("list_item_open", "blockquote_open"):
                self.open.append(("list" if token.type == "list_item_open" else "quote", number))
            elif token.type in ("list_item_close", "blockquote_close"):
                self.open.pop()
            elif token.type in ("table_open", "table_close"):
                in_table = token.type == "table_open"
            elif token.type == "tr_open" and token.map:
                yield from self._row(token.map[0], number)
            elif token.type in ("paragraph_open", "heading_open"):
                opener = "paragraph" if token.type == "paragraph_open" or self._is_prose(tokens, number) else "heading"
            elif token.type == "inline" and token.map and not in_table:
                yield from self._inline(opener, token.content, token.map[0] + 1, number)

    def _is_prose(self, tokens: list[Token], number: int) -> bool:
        """Whether a heading underlined with dashes is rather a paragraph above a rule."""
        content = tokens[number + 1].content
        marked = self.shelf.expand(content) if tokens[number].markup in ("-", "=") else None
        return marked is not None and (len(content) > _LONGEST_SETEXT or "\n" in content or bool(marked.items))

    def _inline(self, opener: str, content: str, line: int, number: int) -> Iterator[NoteBlock]:
        if opener == "heading":
            yield NoteBlock(kind="heading", line=line, marked=self._marked(content), container=number, row=True)
            return
        kind, container = self.open[-1] if self.open else ("paragraph", number)
        if content.startswith("|") and content.rstrip().endswith("|"):
            for offset in range(content.count("\n") + 1):
                yield from self._row(line - 1 + offset, number)
            return
        marked = self._marked(_TASK.sub("", content) if kind == "list" else content)
        if kind == "quote" and marked.text.startswith(CALLOUT):
            self.callouts.add(container)
            title, marked, line = self._title(marked, line)
            yield NoteBlock(kind="callout", line=line - 1, marked=title, container=container, row=True)
        if container in self.callouts:
            kind = "callout"
        yield from _notes(NoteBlock(kind=kind, line=line, marked=marked, container=container))

    def _title(self, marked: Marked, line: int) -> tuple[Marked, Marked, int]:
        """The first line of a callout is its title; the rest is its text."""
        first, _, rest = marked.text.partition("\n")
        count = sum(_is_mark(ch) for ch in first)
        return Marked(first[1:], marked.items[1:count]), Marked(rest, marked.items[count:]), line + 1

    def _row(self, index: int, number: int) -> Iterator[NoteBlock]:
        """A table row from its own line, so that cells beyond the header's are kept."""
        line = self.lines[index]
        if _DELIMITERS.fullmatch(line):
            return
        if "|" not in line:
            kept = self._marked(line.strip("> \t"))
            yield NoteBlock(kind="paragraph", line=index + 1, marked=kept, container=number)
            return
        bare = line.strip().lstrip("> \t").removeprefix("|").removesuffix("|")
        cells = [self._marked(cell.strip()) for cell in bare.split("|")]
        text = ""
        for cell in cells:
            text += ("; " if text and cell.text.strip(STAMP + " ") else " ") + cell.text
        row = Marked(text, [item for cell in cells for item in cell.items])
        yield NoteBlock(kind="table", line=index + 1, marked=row, container=number, row=True)

    def _marked(self, content: str) -> Marked:
        if "==" in content:
            content = _HIGHLIGHT.sub(r"\1", content)
        if _EMPHASIS.search(content) and len(content) < _LONGEST_EMPHASISED:
            tokens: list[Token] = []
            _PARSER.inline.parse(content, _PARSER, {}, tokens)
            content = "".join(token.content for token in tokens)
        return self.shelf.expand(_BLOCK_ID.sub("", content) if "^" in content else content)


def _is_mark(character: str) -> bool:
    return "\ue000" <= character <= "\ue005"


def _notes(block: NoteBlock) -> Iterator[NoteBlock]:
    """A paragraph cut where footnotes are defined: each definition is a block of its own."""
    text, items = block.marked.text, block.marked.items
    if NOTE not in text:
        yield block
        return
    line, at = block.line, 0
    for piece in re.split(f"(?={NOTE})", text):
        count = sum(_is_mark(ch) for ch in piece)
        own, at = items[at : at + count], at + count
        if not piece.startswith(NOTE):
            yield NoteBlock(kind=block.kind, line=block.line, marked=Marked(piece, own), container=block.container)
        elif isinstance(own[0], ShelfItem):
            rest = Marked(piece[1:], own[1:])
            yield NoteBlock(kind="footnote", line=line, marked=rest, container=-line, note=own[0].text)
        line += piece.count("\n")


def blocks_of(text: str, shelf: Shelf) -> Iterator[NoteBlock]:
    """The blocks of a page whose stamps, links, code and tags are on the shelf. Lines count from 1."""
    tokens: list[Token] = []
    _PARSER.block.parse(text, _PARSER, {}, tokens)
    return _BlockWalk(text, shelf).blocks(tokens)
