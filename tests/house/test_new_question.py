"""A new question is one room: it is told everywhere, with no edit but the lines in the two lists.

What CONTRIBUTING says of adding a question and a key of the case file, tried with ``guarantees`` beside this file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from guarantees.ask import given
from guarantees.section import GUARANTEES

from detente import workbench
from detente.casefile.published import json_schema
from detente.casefile.sections.registry import SECTIONS
from detente.casefile.writing.dump import dump_case
from detente.cli.app import app
from detente.errors import CaseFileError
from detente.model.conclusion import Conclusion
from detente.questions.registry import QUESTIONS
from detente.questions.sweeps.found import SweepPlan

SENTENCE = "North need not fear for its guarantee, which rests on vouches."
CONCLUDED = "The guarantee gate is kept wherever nobody wants to move"


def run(*arguments: object) -> str:
    """What a command prints."""
    done = CliRunner(env={"COLUMNS": "120"}).invoke(app, list(map(str, arguments)), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def document(*arguments: object) -> dict[str, Any]:
    """The JSON that it prints."""
    return json.loads(run(*arguments, "--json"))


def test_nothing_of_it_is_in_the_house() -> None:
    assert GUARANTEES not in SECTIONS
    assert "guarantees" not in {question.key for question in QUESTIONS}


def test_the_terminal_tells_it(folder: Path) -> None:
    said = run("analyze", folder)
    assert SENTENCE in " ".join(said.split())
    assert "South need not fear" not in said


def test_the_page_tells_it_and_leads_to_the_claim(folder: Path, tmp_path: Path) -> None:
    html = workbench.report(workbench.load(folder), tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'its guarantee, which rests on <a class="cite" href="#claim-1">vouches</a>.' in html
    assert '<a href="#guarantees">Who vouches for it</a>' in html


def test_markdown_tells_it(folder: Path) -> None:
    assert "Who vouches for it" in (said := run("analyze", folder, "--format", "md"))
    assert "North need not fear for its guarantee, which rests on" in said


def test_the_json_document_has_it(folder: Path) -> None:
    assert document("analyze", folder)["guarantees"] == {"kept": ["gate"], "called_on": ["water"]}


def test_doubt_says_on_what_it_rests(folder: Path) -> None:
    (standing,) = document("doubt", folder)["guarantees"]
    assert standing["flips"] == [["vouches"], ["waits"]]
    assert CONCLUDED in " ".join(run("doubt", folder).split())


def test_scenarios_days_and_sweeps_say_what_becomes_of_it(folder: Path, tmp_path: Path) -> None:
    (scenario,) = document("analyze", folder)["scenarios"]
    assert scenario["guarantees"] == {
        "stays": [],
        "appears": [],
        "vanishes": [{"concept": None, "yes": ["gate"]}],
    }
    between = document("doubt", folder, "--between", "2024-05-01", "2024-05-06")
    (entered,) = between["days"][-1]["appeared"]
    assert entered == {"kind": "guarantees", "concept": None, "yes": ["gate"]}
    summary = workbench.sweep(workbench.load(folder), tmp_path / "swept", SweepPlan(grid=True, block=4), workers=2)
    assert summary.further == ((0, "guarantees", Conclusion("guarantees", None, ("gate",)), 1),)
    assert summary.runs[0] == 4


def test_its_evidence_is_listed_like_everyone_s(folder: Path) -> None:
    told = {entry["assumption"]: entry for entry in document("analyze", folder)["citations"]}
    assert [claim["name"] for claim in told["guarantees.gate"]["claims"]] == ["vouches"]
    assert told["guarantees.gate"]["text"] == "north vouches for south.open"


def test_a_name_that_is_wrong_is_an_error_at_its_place(folder: Path) -> None:
    file = folder / "case.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("that: south.open, because: [vou", "that: south.opn, because: [vou")
    )
    with pytest.raises(CaseFileError) as raised:
        workbench.load(folder)
    (problem,) = raised.value.problems
    assert (problem.code, problem.pos.line) == ("unknown-option", 20)
    assert "south.open" in problem.hint


def test_an_editor_is_told_of_it(listed: None) -> None:
    assert "guarantees" in json_schema()["properties"]


def test_it_is_written_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    case = workbench.load(folder)
    again = tmp_path / "again"
    again.mkdir()
    (folder / "notes").rename(again / "notes")
    (again / "case.yaml").write_text(dump_case(case), encoding="utf-8")
    said = [(g.key, g.by, g.text, g.grounds.claims) for g in given(case)]
    assert [(g.key, g.by, g.text, g.grounds.claims) for g in given(workbench.load(again))] == said
