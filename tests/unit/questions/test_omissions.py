"""What a report leaves out is said where it would have stood, with the reason and with what would answer it."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import STEERING, well
from pages import report
from told import printed, sentences, text_of

import detente as dt
from cases import case_of
from detente import workbench
from detente.model.case import Case
from detente.model.limits import LISTED_STATES
from detente.model.results import Analysis, Omitted
from detente.questions.overview import overview
from detente.questions.registry import QUESTIONS
from detente.questions.whole import whole_page
from detente.report.marks import bare, clean
from detente.report.page import Group, Part
from detente.report.render.html import Html
from detente.report.render.markdown import Markdown

OPTIONS = [f"o{k}" for k in range(12)]
LARGE = f"""\
detente: 1
title: Large
decision_makers:
  a: {{options: {{{", ".join(f"{name}: O" for name in OPTIONS)}}}, prefers: [o0]}}
  b: {{options: {{x: X}}, prefers: [x]}}
feasible: [not x or {" and ".join(OPTIONS)}]
status_quo: []
"""
MORE = """\
prefers: [{that: o0, strong: yes}, o1], attitudes: {b: positive}, perceives: {b: {prefers: [not x]}},
     factions: {f: {name: F, prefers: [o2]}}, unknown: [o3, o4]"""
EVERYTHING = LARGE.replace("prefers: [o0]", MORE) + "scenarios: {dry: {}}\n"
SILENT = """\
detente: 1
title: A ranking of all states, and a rule in doubt
sources: {VID00000001: {channel: radio, reliability: F}}
decision_makers:
  n: {options: {x: X, y: Y}, ranking: [YN, NY, NN]}
  s: {prefers: [x]}
feasible: [{that: not (x and y), because: a@1:00}]
status_quo: []
"""
NOTES = "---\ntitle: A\nvideoId: VID00000001\n---\n\nFrom: radio\n\nOne [00:01:00]. Two [00:02:00].\n"
HINGES = "This page does not say what the conclusions hinge on: "
REASONS = {
    "large": "the case has 4,097 states, more than 4,096. See `detente doubt`.",
    "silent": "the ranking of n says nothing about states that exist only where a doubted rule fails",
}


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Case:
    return case_of(tmp_path_factory.mktemp("large"), LARGE)


@pytest.fixture(scope="module")
def large_analysis(tmp_path_factory) -> Analysis:
    """Of a case of that size that asks every question."""
    return dt.analyze(case_of(tmp_path_factory.mktemp("everything"), EVERYTHING), ["nash"])


@pytest.fixture(scope="module")
def silent(tmp_path_factory) -> Case:
    folder = tmp_path_factory.mktemp("silent")
    (folder / "notes").mkdir()
    (folder / "notes" / "a.md").write_text(NOTES, encoding="utf-8")
    return case_of(folder, SILENT)


def test_the_cases_are_such_of_which_a_doubt_is_not_told(large_analysis, silent):
    assert large_analysis.space.count > LISTED_STATES
    with pytest.raises(dt.AnalysisError, match="says nothing about states that exist only where a doubted rule fails"):
        workbench.doubt(silent)


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("name", REASONS)
def test_a_report_says_that_it_has_no_doubt_why_and_what_would_tell_it(name, form, request, tmp_path: Path):
    """In the first box, where a reader looks for it, and again in its part."""
    case = request.getfixturevalue(name)
    text = workbench.report(case, tmp_path / f"report.{form}").read_text(encoding="utf-8")
    text = text.replace("\\`", "`").replace("&#39;", "'")
    assert text.count(HINGES + REASONS[name]) == 2
    assert text.count("See `detente doubt`.") >= 2
    first, holds = text.index(HINGES), text.index("Holds if these")
    assert first < holds < text.rindex(HINGES)


SAID = {
    "partial": "Unknown preferences were taken as modelled, because",
    "coalitions": "Who could act together was left out, because",
    "factions": "Factions were not compared:",
    "misperception": "What each side sees was not compared:",
    "attitudes": "Attitudes were left aside:",
    "limited_moves": "Looking several moves ahead is left out beyond 4,096 states.",
    "evolution": "How the states that hold could come about is not told here. See `detente evolve`.",
    "scenarios": "Scenarios are compared up to 4,096 states. See `detente analyze --scenario NAME`.",
}


def test_each_question_that_was_left_out_says_so_in_its_own_place(large_analysis):
    """In a report, and on the first screen, under the title that its answer would have had."""
    left_out = [key for key, found in large_analysis.answers.items() if isinstance(found, Omitted)]
    assert set(SAID) <= set(left_out)
    titles = {question.key: question.title for question in QUESTIONS}
    for told in (report(large_analysis), overview(large_analysis)):
        said = {title: text for part in told.parts if isinstance(part, Part) for title, text in [first(part)]}
        for key, sentence in SAID.items():
            assert said[titles[key]].startswith(sentence)


def first(part: Part) -> tuple[str, str]:
    """The title of a part, and what it says below it."""
    return bare(part.title), text_of(part.inside)


def test_what_must_be_known_first_is_said_first_even_where_it_was_left_out(large_analysis):
    """That unknown preferences were taken as modelled stands in the first box of a report."""
    summary = next(block for block in report(large_analysis).parts if isinstance(block, Group))
    assert text_of(summary.inside[:1]).startswith(
        f"What holds, whatever is unknown of the preferences {SAID['partial']}"
    )


def test_strength_is_not_left_out_where_nothing_is_marked_as_strong(large):
    assert "strength" not in workbench.analyze(large, ["nash"]).answers


def test_the_limits_say_it_too(large_analysis):
    said = " ".join(large_analysis.limits)
    assert all(sentence.split(" See ")[0] in said for sentence in SAID.values())


def test_every_medium_tells_what_was_left_out(large_analysis):
    told = report(large_analysis)
    for text in (Html().page(told), Markdown().page(told), printed(told, 500)):
        assert all(sentence.split(",")[0].split(" See ")[0] in text for sentence in SAID.values())


def test_what_an_error_says_of_a_case_is_cleaned_as_all_text_is():
    told = whole_page(well(), Omitted(f"{STEERING} cannot be told.", "doubt"))
    said = [text for text in sentences(told.parts) if "cannot be told" in text]
    assert len(said) == 2
    assert all(bare(text) == clean(bare(text)) for text in said)
