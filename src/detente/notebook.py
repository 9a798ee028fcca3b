"""What a notebook shows of a case, an analysis and a doubt: the same pages as everywhere, as a piece of HTML."""

from __future__ import annotations

from detente.model.case import Case
from detente.model.results import Analysis
from detente.questions.doubt.found import Doubt
from detente.questions.doubt.tell import doubt_page
from detente.questions.overview import overview
from detente.report.case import case_page
from detente.report.page import Page
from detente.report.render.html import Html


def as_html(shown: object) -> str:
    """A value as HTML without a frame; TypeError for one that has no page."""
    return Html().fragment(_page(shown))


def _page(shown: object) -> Page:
    match shown:
        case Case():
            return case_page(shown)
        case Analysis():
            return overview(shown)
        case Doubt():
            return doubt_page(shown)
        case _:
            raise TypeError(f"there is no page for {type(shown).__name__}")
