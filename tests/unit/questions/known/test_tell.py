"""What an analysis as of a day says that it leaves out."""

from __future__ import annotations

from pathlib import Path

from told import cells, document_of, section_of

import detente as dt
from detente import workbench
from detente.questions.registry import QUESTIONS
from tests.unit.analysis.test_as_of import CASE, case_of


def told(analysis):
    return section_of("known", analysis)


def test_it_says_first_what_it_leaves_out(tmp_path: Path) -> None:
    section = told(dt.analyze(workbench.as_of(case_of(tmp_path, CASE), "2024-05-05"), ["nash"]))
    assert section is not None
    assert next(q for q in QUESTIONS if q.key == "known").leads
    assert section.title == "As known at the end of 2024-05-05"
    assert "1 of 3 claims came later, and so did 1 contact; 11 assumptions that need them are left out." in section.lead
    assert ("pay", "north.factions.mill.prefers[0]", "two", "2024-05-07") in cells(section.grids[0])


def test_a_day_before_everything_is_said_to_be_one(tmp_path: Path) -> None:
    section = told(dt.analyze(workbench.as_of(case_of(tmp_path, CASE), "2024-05-01"), ["nash"]))
    assert section is not None
    assert "That is before anything in the case has a date (2024-05-03)." in section.lead


def test_where_nothing_is_left_out_the_section_is_short(tmp_path: Path) -> None:
    section = told(dt.analyze(workbench.as_of(case_of(tmp_path, CASE), "2024-05-08"), ["nash"]))
    assert section is not None
    assert section.lead.endswith("known by then. 1 claim of the case has no date and counts as known all along.")
    undated = CASE[: CASE.index("timeline:")]
    section = told(dt.analyze(workbench.as_of(case_of(tmp_path, undated), "2024-05-08"), ["nash"]))
    assert section is not None
    assert section.lead.endswith("Nothing in this case has a date, so nothing is left out.")


def test_the_document_counts_what_was_left_out(tmp_path: Path) -> None:
    found = dt.analyze(workbench.as_of(case_of(tmp_path, CASE), "2024-05-05"), ["nash"])
    known = workbench.as_json(found)["known"]
    assert (known["day"], known["contacts_left_out"]) == ("2024-05-05", 1)
    assert known["unknown"] == [{"claim": "two", "known_from": "2024-05-07"}]
    assert len(known["left_out"]) == 11


def test_a_whole_case_has_neither_section_nor_key(tmp_path: Path) -> None:
    found = dt.analyze(case_of(tmp_path, CASE), ["nash"])
    assert told(found) is None
    assert document_of("known", found) == {}
