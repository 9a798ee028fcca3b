"""Evidence against competing readings, in words: counts, and never a score."""

from __future__ import annotations

import re
from dataclasses import replace

from builders import hostile, well, well_case
from told import blocks_of, cells, section_of, text_of

import detente as dt
from detente import workbench
from detente.model.case import Case


def told(analysis):
    return section_of("readings", analysis)


def alone(case: Case) -> str:
    """The page of its own."""
    return text_of(blocks_of(workbench.readings_page(case)))


def test_the_table_has_what_tells_apart_first_and_counts_below(towns):
    (grid,) = told(dt.analyze(towns)).grids
    assert grid.head == ("evidence", "moment", "grade", "listened", "rest", "time", "tells apart")
    assert cells(grid) == (
        ("witness", "00:02:30", "F6", "yes", "CC", "II", "yes"),
        ("river@3:00", "00:03:00", "F6", "no", "I", "N", "yes"),
        ("offer", "00:01:09", "F6", "no", "C", "C", "no"),
        ("river@4:00", "00:04:00", "F6", "no", "N", "?", "cannot say"),
        ("count of I", "", "", "", "1", "0", ""),
        ("count of II", "", "", "", "0", "1", ""),
        ("sources of I and II", "", "", "", "1", "1", ""),
        ("sources of all rated", "", "", "", "1", "1", ""),
        ("not rated", "", "", "", "0", "1", ""),
    )
    assert grid.intro[0] == "rest: It wants quiet. (The case takes this reading in north.prefers[0], “A pause”.)"


def test_the_finding_names_what_tells_and_what_speaks_against_the_case(towns):
    section = told(dt.analyze(towns))
    assert section.headline == (
        "Why does the north offer a pause? Of 4 pieces of evidence from 1 independent source, 2 speak against one "
        "reading and not against another: witness and river@3:00. Against the reading that the case takes: river@3:00.",
    )
    assert "not thereby likelier" in section.lead
    assert "Dhami, Belton & Mandel 2019" in section.lead


def test_nothing_looks_like_a_probability(towns):
    section = told(dt.analyze(towns))
    every = [cell for grid in section.grids for row in cells(grid) for cell in row]
    assert not re.search(r"%|\d\.\d|probab", " ".join((*every, *section.headline)))


def test_each_piece_of_evidence_is_told_with_its_sentence_and_its_note(towns):
    (passage,) = told(dt.analyze(towns)).passages
    assert passage.steps[0] == (
        "witness, 00:02:30: “The mayor asks for a witness.” (F6; listened to by MK.) Rated: rest very consistent, "
        "time very inconsistent. Why: A witness would see the pumps."
    )
    assert "time not rated" in passage.steps[3]


def test_alone_it_is_told_with_its_reasons(towns):
    page = workbench.readings_page(towns)
    assert page.title == "Two towns"
    text = alone(towns)
    assert text.startswith("How else the evidence can be read")
    assert "Why: A witness would see the pumps." in text


def test_a_case_without_readings_says_so_and_has_no_section(chicken):
    assert "compares no readings" in alone(chicken.case)
    assert told(chicken) is None


def test_a_question_without_evidence_or_without_a_reading_taken_is_told_as_such():
    (question,) = well_case().readings
    bare = told(well(case=well_case(readings=(replace(question, evidence=(), taken=""),))))
    assert bare.headline == ("Why is the well low? No evidence is rated yet.",)
    assert bare.grids[0].intro[2] == "It is about south.prefers[0], “Water at night”."
    assert bare.passages == ()


def test_text_of_strangers_stays_text():
    assert "\x1b" not in str(told(hostile()))
