"""Evidence against competing readings, in words and in JSON: counts, and never a score."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from rich.console import Console

import detente as dt
from detente import workbench
from detente.catalog import catalog_path
from detente.model.case import Case
from detente.report.readings import document, section

from builders import hostile, well, well_case

PAGE = (
    "---\ntitle: River\nvideoId: river-talks\n---\n\nThe envoy offers a pause [00:01:09]. The mayor asks for a witness"
    " [00:02:30]. The pumps stand still [00:03:00]. It rains [00:04:00].\n"
)
CASE = """\
detente: 1
title: Two towns
sources: {river-talks: {channel: river_radio}}
claims:
  offer: {at: river@1:09}
  witness: {at: river@2:30, listened: yes, listened_by: MK}
decision_makers:
  north: {options: {pause: Hold a pause}, prefers: [{that: pause, title: A pause}]}
status_quo: []
readings:
  why:
    title: Why does the north offer a pause?
    about: north.prefers[0]
    readings: {rest: It wants quiet., time: It wants time.}
    taken: rest
    evidence:
      offer: {rest: C, time: C}
      witness: {rest: CC, time: II, note: A witness would see the pumps.}
      river@3:00: {rest: I, time: N}
      river@4:00: {rest: N}
"""


@pytest.fixture
def towns(tmp_path) -> Case:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "river.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return dt.load(tmp_path)


def test_the_table_has_what_tells_apart_first_and_counts_below(towns):
    (grid,) = section(dt.analyze(towns)).grids
    assert grid.head == ("evidence", "moment", "grade", "listened", "rest", "time", "tells apart")
    assert grid.rows == (
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
    told = section(dt.analyze(towns))
    assert told.headline == (
        "Why does the north offer a pause? Of 4 pieces of evidence from 1 independent source, 2 speak against one "
        "reading and not against another: witness and river@3:00. Against the reading that the case takes: river@3:00.",
    )
    assert "not thereby likelier" in told.lead
    assert "Dhami, Belton & Mandel 2019" in told.lead


def test_nothing_looks_like_a_probability(towns):
    told = section(dt.analyze(towns))
    cells = [cell for grid in told.grids for row in grid.rows for cell in row]
    assert not re.search(r"%|\d\.\d|probab", " ".join((*cells, *told.headline)))


def test_each_piece_of_evidence_is_told_with_its_sentence_and_its_note(towns):
    (passage,) = section(dt.analyze(towns)).passages
    assert passage.steps[0] == (
        "witness, 00:02:30: “The mayor asks for a witness.” (F6; listened to by MK.) Rated: rest very consistent, "
        "time very inconsistent. Why: A witness would see the pumps."
    )
    assert "time not rated" in passage.steps[3]


def test_the_document_is_that_of_the_reference_page(towns):
    alone = json.loads(json.dumps(workbench.readings_as_json(towns)))
    assert alone["schema"] == "detente.readings/1"
    assert alone["readings"] == json.loads(json.dumps(workbench.as_json(dt.analyze(towns))))["readings"]
    (question,) = alone["readings"]
    assert (question["question"], question["about"], question["taken"]) == ("why", "north.prefers[0]", "rest")
    assert [e["tells_apart"] for e in question["evidence"]] == ["against-some", "against-some", "same", "unrated"]
    assert question["evidence"][3]["ratings"] == {"rest": "N", "time": None}
    assert question["readings"][1] == {
        "reading": "time",
        "title": "It wants time.",
        "inconsistent": 0,
        "very_inconsistent": 1,
        "not_rated": 1,
        "independent_sources": 1,
        "independent_sources_against": 1,
    }


def printed(case: Case) -> str:
    console = Console(width=100, record=True, force_terminal=False)
    workbench.show_readings(case, console)
    return " ".join(console.export_text().split())


def test_alone_it_is_printed_with_its_reasons(towns):
    text = printed(towns)
    assert text.startswith("Two towns How else the evidence can be read")
    assert "Why: A witness would see the pumps." in text


def test_a_case_without_readings_says_so_and_has_neither_section_nor_key():
    chicken = dt.load(catalog_path("folklore/chicken"))
    assert "compares no readings" in printed(chicken)
    analysis = dt.analyze(chicken)
    assert section(analysis) is None
    assert document(analysis) == {}


def test_a_question_without_evidence_or_without_a_reading_taken_is_told_as_such():
    (question,) = well_case().readings
    bare = section(well(case=well_case(readings=(replace(question, evidence=(), taken=""),))))
    assert bare.headline == ("Why is the well low? No evidence is rated yet.",)
    assert bare.grids[0].intro[2] == "It is about south.prefers[0], “Water at night”."
    assert bare.passages == ()


def test_text_of_strangers_stays_text():
    assert "\x1b" not in str(section(hostile()))
