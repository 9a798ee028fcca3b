"""What is told is the same in every medium; and a renderer says nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pages import PAGES, page
from sources import texts
from told import printed, sentences

import detente.report.render
from detente.report.marks import Look, Mark, Span, bare, spans
from detente.report.page import Bars, Block, Box, Fold, Group, Items, Page, Part, Picture, Say, every_block
from detente.report.render.html import Html
from detente.report.render.markdown import Markdown

# What each medium says in its own way: where more is told, signs for yes and no, and what only paper or a screen has.
OWN = {Mark.MORE, Look.YES, Look.NO, Look.PAPER, Look.SCREEN}


class Text(HTMLParser):
    """The text of a page of HTML, with what is said of tables and pictures to those who do not see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page[page.index("<body>") : page.rindex("<script>")])

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name == "aria-label"]

    def handle_data(self, data):
        self.found.append(data)


def of_html(told: Page) -> str:
    return "".join(Text(Html().page(told)).found)


def of_markdown(told: Page) -> str:
    reader = MarkdownIt("commonmark").enable("table")
    every = (token for block in reader.parse(Markdown().page(told)) for token in block.children or ())
    return " ".join(token.content for token in every if token.type in ("text", "code_inline"))


def of_terminal(told: Page) -> str:
    return printed(told, 100_000)


def letters(text: str) -> str:
    """Letters and digits alone: signs, blanks and the ends of lines are a matter of layout."""
    return re.sub(r"\W", "", text)


def runs(sentence: str) -> Iterator[str]:
    """A sentence, cut where a medium has words of its own."""
    told = ""
    for piece in pieces(spans(sentence)):
        if piece is None:
            yield told
            told = ""
        else:
            told += piece
    yield told


def pieces(parts: Iterable[str | Span]) -> Iterator[str | None]:
    """Words in order, and None in place of those that a medium has of its own."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif part.kind in OWN:
            yield None
        else:
            yield from pieces(part.inside)


def missing(blocks: Iterable[Block], text: str) -> list[str]:
    """What these blocks tell and a text does not."""
    shown = letters(text)
    told = (run for sentence in sentences(blocks) for run in runs(sentence))
    return [run for run in dict.fromkeys(told) if letters(run) not in shown]


def every(told: Page) -> tuple[Block, ...]:
    """All of a page, its title too."""
    return (Say(told.title), Say(told.above), Say(told.beside), *told.head, *told.parts)


def pruned(blocks: Iterable[Block], skip: Callable[[Block], bool]) -> Iterator[Block]:
    """The same without some of them, however deep they stand."""
    for block in blocks:
        if skip(block):
            continue
        match block:
            case Part(inside=inside) | Box(inside=inside) | Fold(inside=inside) | Group(inside=inside):
                yield replace(block, inside=tuple(pruned(inside, skip)))
            case Items(items=items):
                kept = (replace(item, inside=tuple(pruned(item.inside, skip))) for item in items)
                yield replace(block, items=tuple(kept))
            case _:
                yield block


def for_paper(block: Block) -> bool:
    """What Markdown leaves out."""
    return isinstance(block, Say) and block.role == "paper"


def not_in_a_terminal(block: Block) -> bool:
    """Pictures, what nobody unfolded, reasoning on a state that nobody asked for, and what is for other media."""
    match block:
        case Say(role=role):
            return role in ("paper", "screen", "uses")
        case Fold():
            return not block.open or block.role == "state"
        case _:
            return isinstance(block, Picture)


@pytest.mark.parametrize("name", PAGES)
def test_html_tells_every_sentence(name):
    assert missing(every(page(name)), of_html(page(name))) == []


@pytest.mark.parametrize("name", PAGES)
def test_markdown_tells_every_sentence_but_those_for_paper(name):
    told = page(name)
    assert missing(pruned(every(told), for_paper), of_markdown(told)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_terminal_tells_every_sentence_that_is_not_folded(name):
    told = page(name)
    assert missing(pruned(every(told), not_in_a_terminal), of_terminal(told)) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_remarks_on_a_chart_are_told_in_every_medium(name):
    told = page(name)
    texts = [letters(medium(told)) for medium in (of_html, of_markdown, of_terminal)]
    charts = [block for block in every_block(every(told)) if isinstance(block, Bars)]
    assert all(letters(bare(bar.remark)) in text for chart in charts for bar in chart.bars for text in texts)


# Layout, not prose

RENDERERS = sorted(Path(detente.report.render.__file__).parent.glob("*.py"))
KNOWN = {  # of a page of HTML, for browsers; of a terminal, the flags and commands that tell more
    "width=device-width, initial-scale=1",
    "default-src 'none'; style-src ",
    "; img-src data:; base-uri 'none'; form-action 'none'",
    "Skip the summary",
    "the report, or --json",
    "`--state N`, or the report",
    "`detente analyze CASE --state N`",
    " (--listen has all)",
}


@pytest.mark.parametrize("path", RENDERERS, ids=lambda path: path.stem)
def test_a_renderer_says_nothing_of_its_own(path):
    found = [text for text in texts(path) if len(text.split()) > 2]
    assert [text for text in found if text not in KNOWN] == []
