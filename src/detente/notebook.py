"""What a notebook shows of a case, an analysis and a doubt: the same pages as everywhere, as a piece of HTML."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")
PAGES = {  # what is shown, and where the page of it is made; imported when a notebook asks
    "Case": "report.case:case_page",
    "Analysis": "questions.overview:overview",
    "Doubt": "questions.doubt.tell:doubt_page",
}


def in_notebooks(found: T) -> T:
    """The same value; a notebook asks its class how to show it, and gets the page that a terminal gets."""
    kind: Any = type(found)
    if kind.__name__ in PAGES:
        kind._repr_html_ = as_html
    return found


def as_html(shown: object) -> str:
    """A value of such a class as HTML without a frame."""
    module, _, name = PAGES[type(shown).__name__].partition(":")
    page = getattr(import_module(f"detente.{module}"), name)(shown)
    return import_module("detente.report.render.html").Html().fragment(page)
