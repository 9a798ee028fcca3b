"""What was known when, in words and in JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

from rich.console import Console

import detente as dt
from detente import workbench
from detente.report.as_of import document, section
from detente.report.between import day_sections
from tests.unit.analysis.test_as_of import CASE as DATED
from tests.unit.analysis.test_as_of import case_of
from tests.unit.analysis.test_between import CASE


def test_each_day_tells_what_was_said_known_assumed_and_what_changed(tmp_path: Path) -> None:
    found = workbench.between(case_of(tmp_path, CASE), "2024-05-03", "2024-05-09", ["nash", "seq"])
    before, letter, silence, call, leak, after = day_sections(found)
    assert before.title == "Before 2024-05-03"
    assert before.lead == "By what was known before, 2 states hold under some concept."
    assert letter.title == "2024-05-03"
    assert letter.lead.startswith("What became known on this day changes what holds: ")
    assert letter.headline == (
        "Reported: letter",
        "Became known: river@1:00.",
        "Can be assumed from now on: “Open” (south.options.open).",
    )
    assert silence.lead == "What became known on this day changes no conclusion."
    assert not silence.grids
    rows = dict(leak.grids[0].rows)
    assert rows["north: Pause"] == "reached, +all"
    assert call.headline[0] == "Reported: call"
    assert after.title == "At the end of 2024-05-09"
    assert after.lead.endswith("Every assumption of the case could be made by then.")


def test_it_is_printed_as_plain_text(tmp_path: Path) -> None:
    text = CASE.replace("kind: letter", 'kind: letter, from: north, to: "[b]the press[/b]", summary: "Says [x]"')
    console = Console(file=io.StringIO(), width=100, color_system=None)
    workbench.show_between(workbench.between(case_of(tmp_path, text), "2024-05-03", "2024-05-03"), console)
    shown = console.file.getvalue()  # pyright: ignore[reportAttributeAccessIssue]
    assert "Reported: letter, north to [b]the press[/b]: Says [x]" in shown
    assert "2 assumptions of the case could still not be made" in shown


def test_the_document_is_that_of_the_reference_page(tmp_path: Path) -> None:
    found = workbench.between(case_of(tmp_path, CASE), "2024-05-03", "2024-05-07", ["nash"])
    told = json.loads(json.dumps(workbench.between_as_json(found)))
    assert set(told) == {
        "schema", "title", "from", "to", "concepts", "before", "days", "missing", "undated_claims", "version", "digest",
    }  # fmt: skip
    assert (told["schema"], told["from"], told["to"], told["concepts"]) == (
        "detente.between/1", "2024-05-03", "2024-05-07", ["nash"],
    )  # fmt: skip
    letter = told["days"][0]
    assert set(letter) == {"day", "contacts", "claims", "entered", "holding", "appeared", "vanished"}
    assert letter["contacts"][0]["assumption"] == "timeline[1]"
    assert letter["claims"] == [
        {
            "claim": "river@1:00",
            "source": "river-talks",
            "stamp": "00:01:00",
            "url": "https://youtu.be/river-talks?t=60",
        }
    ]
    assert letter["entered"][0]["waits_for"] == [{"claim": "river@1:00", "known_from": "2024-05-03"}]
    assert {"kind": "equilibrium", "concept": "nash", "yes": ["south.open"]} in letter["appeared"]
    assert told["missing"][0]["assumption"] == "south.prefers[0]"


def test_an_analysis_as_of_a_day_says_first_what_it_leaves_out(tmp_path: Path) -> None:
    found = dt.analyze(workbench.as_of(case_of(tmp_path, DATED), "2024-05-05"), ["nash"])
    told = section(found)
    assert told is not None
    assert told.leads
    assert told.title == "As known at the end of 2024-05-05"
    assert "1 of 3 claims came later, and so did 1 contact; 11 assumptions that need them are left out." in told.lead
    assert ("pay", "north.factions.mill.prefers[0]", "two", "2024-05-07") in told.grids[0].rows
    known = workbench.as_json(found)["known"]
    assert (known["day"], known["contacts_left_out"]) == ("2024-05-05", 1)
    assert known["unknown"] == [{"claim": "two", "known_from": "2024-05-07"}]
    assert len(known["left_out"]) == 11


def test_a_day_before_everything_is_said_to_be_one(tmp_path: Path) -> None:
    told = section(dt.analyze(workbench.as_of(case_of(tmp_path, DATED), "2024-05-01"), ["nash"]))
    assert told is not None
    assert "That is before anything in the case has a date (2024-05-03)." in told.lead


def test_where_nothing_is_left_out_the_section_is_short(tmp_path: Path) -> None:
    told = section(dt.analyze(workbench.as_of(case_of(tmp_path, DATED), "2024-05-08"), ["nash"]))
    assert told is not None
    assert told.lead.endswith("known by then. 1 claim of the case has no date and counts as known all along.")
    undated = DATED[: DATED.index("timeline:")]
    told = section(dt.analyze(workbench.as_of(case_of(tmp_path, undated), "2024-05-08"), ["nash"]))
    assert told is not None
    assert told.lead.endswith("Nothing in this case has a date, so nothing is left out.")


def test_a_whole_case_has_neither_section_nor_key(tmp_path: Path) -> None:
    found = dt.analyze(case_of(tmp_path, DATED), ["nash"])
    assert section(found) is None
    assert document(found) == {}
