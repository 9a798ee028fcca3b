"""Nothing from outside reaches a page as it came: no mark, no escape, no reversed line, in no text of the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from pages import PAGES, page

from detente.report.marks import Span, bare, clean, spans


def texts(tree: object) -> Iterator[str]:
    """Every text of a page: sentences, anchors, tooltips, addresses."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, tuple):
        for part in tree:
            yield from texts(part)
    elif is_dataclass(tree):
        for field in fields(tree):
            yield from texts(getattr(tree, field.name))


def marked(parts: tuple[str | Span, ...]) -> Iterator[Span]:
    for part in parts:
        if isinstance(part, Span):
            yield part
            yield from marked(part.inside)


@pytest.mark.parametrize("name", PAGES)
def test_all_that_is_read_was_cleaned(name):
    assert [text for text in texts(page(name)) if clean(bare(text)) != bare(text)] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_a_case_names_anything(name):
    """What strangers wrote would be the words ``forged``, leading to the part on doubt."""
    forged = [span for text in texts(page(name)) for span in marked(spans(text)) if span.words == "forged"]
    assert forged == []
