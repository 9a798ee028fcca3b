"""What holds, whatever is unknown of the preferences, in words."""

from __future__ import annotations

from pages import report
from told import blocks_of, section_of, text_of

from detente.model.results import Analysis
from detente.questions.registry import QUESTIONS


def told(analysis):
    return section_of("partial", analysis)


def test_a_report_leads_with_what_is_sure_and_names_what_was_taken(gisborne: Analysis) -> None:
    assert next(q for q in QUESTIONS if q.key == "partial").leads
    page = text_of(blocks_of(report(gisborne)))
    assert page.index("No state holds however the unknown pairs are taken") < page.index("Does not hold")
    assert "Province is taken to find state 2 better than state 4; nobody can say." in page


def test_a_case_without_unknown_pairs_has_no_section(chicken: Analysis) -> None:
    assert told(chicken) is None
