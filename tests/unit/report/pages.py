"""Pages of every kind, over cases made by hand: what each renderer must be able to show."""

from __future__ import annotations

from detente.model.results import Analysis, Omitted
from detente.questions.doubt.found import Doubt
from detente.questions.whole import whole_page
from detente.report.page import Page
from detente.report.render.html import Html

NOT_ASKED = Omitted("nobody asked.", "doubt")


def report(analysis: Analysis, doubt: Doubt | Omitted = NOT_ASKED) -> Page:
    """The whole report."""
    return whole_page(analysis, doubt)


def html(analysis: Analysis, doubt: Doubt | Omitted = NOT_ASKED) -> str:
    """The same as a file of HTML."""
    return Html("0.0.test").page(report(analysis, doubt))
