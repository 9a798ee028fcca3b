"""What pages and sections tell, without their marks, so that tests compare sentences as a person reads them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from rich.console import Console

from detente.model.results import Analysis
from detente.questions.registry import QUESTIONS
from detente.report.marks import bare
from detente.report.page import (
    Bars,
    Block,
    Box,
    Definitions,
    Fold,
    Grid,
    Items,
    Page,
    Part,
    Picture,
    Say,
    every_block,
)
from detente.report.render.terminal import Terminal
from detente.report.section import Section

T = TypeVar("T")


def unmarked(tree: T) -> T:
    """The same with no mark in any text of it."""
    if isinstance(tree, str):
        return bare(tree)  # type: ignore[return-value]
    if isinstance(tree, tuple):
        return tuple(map(unmarked, tree))  # type: ignore[return-value]
    if is_dataclass(tree) and not isinstance(tree, type):
        return replace(tree, **{f.name: unmarked(getattr(tree, f.name)) for f in fields(tree) if f.init})
    return tree


def section_of(key: str, analysis: Analysis) -> Section | None:
    """What the room of a question tells, by the key of the question."""
    (question,) = (q for q in QUESTIONS if q.key == key)
    return unmarked(question.tell(analysis))


def document_of(key: str, analysis: Analysis) -> Mapping[str, Any]:
    """The keys that the question adds to the JSON document."""
    (question,) = (q for q in QUESTIONS if q.key == key)
    return question.document(analysis)


def cells(grid: Grid) -> tuple[tuple[str, ...], ...]:
    """The cells of a table, row by row."""
    return tuple(unmarked(row.cells) for row in grid.rows)


def blocks_of(page: Page) -> Iterator[Block]:
    """All blocks of a page, in the order of reading."""
    return every_block((*page.head, *page.parts))


def sentences(blocks: Iterable[Block]) -> Iterator[str]:
    """Every sentence and every cell, with its marks, in the order of reading. Pictures tell theirs in shapes."""
    for block in every_block(blocks):
        match block:
            case Say():
                yield block.words
            case Items():
                yield from (item.words for item in block.items)
            case Grid():
                yield from (block.caption, *block.intro, *block.head)
                yield from (words for row in block.rows for words in (row.group, *row.cells))
            case Definitions():
                yield from (words for pair in block.pairs for words in pair)
            case Fold() | Box() | Part():
                yield block.title
            case Bars():
                yield from (bar.words for bar in block.bars)
            case Picture():
                yield from (block.title, block.description)


def text_of(blocks: Iterable[Block]) -> str:
    """The same as one text without marks."""
    return " ".join(filter(None, map(bare, sentences(blocks))))


def printed(page: Page, width: int = 80) -> str:
    """What a terminal of that width shows, which has no colours."""
    console = Console(file=io.StringIO(), width=width, color_system=None)
    Terminal(console).page(page)
    return console.file.getvalue()  # type: ignore[attr-defined]
