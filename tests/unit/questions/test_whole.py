"""The whole report: for a principal first and an analyst after."""

import re
from dataclasses import replace

import pytest
from builders import alone, claim, cube, hostile, merged_well, well, well_case
from doubts import doubtful
from pages import html, report
from told import blocks_of, text_of

from detente.model.case import Assumption
from detente.model.concepts import Concept
from detente.model.formula import Constant
from detente.model.grounds import Grounds
from detente.model.preference import Statement
from detente.model.results import Analysis
from detente.questions.whole import whole_page
from detente.report.page import Box, Group, Part


def told(analysis: Analysis) -> str:
    return text_of(blocks_of(report(analysis)))


def test_the_parts_stand_in_the_order_of_reading():
    page = html(well())
    order = [
        "Holds if these claims hold",
        "Does not hold",
        "Depends on which threats are believed",
        "How solid the evidence is",
        "What this does not tell you",
        "The states that matter",
        "Who can move where",
        "<h2>Why",
        "What it rests on",
        "The claims, one by one",
        "Contacts, as the sources report them",
        "What was not used, and what to look at again",
        "How to reproduce this page",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_reasons_assumptions_and_provenance_are_in_the_page():
    text = told(well())
    for words in (
        "South could gain by moving from state 1 to state 2: it chooses “Pump at night”.",
        "This would lead to state 3, which South finds worse than state 1.",
        "Assumptions that cite nothing",
        "An open road (not north.close)",
        "Recording: A walk to the well, channel village_voice",
        "Page: notes/village.md",
        "Water, line 7",
        "1 claim from 1 recording (1 independent source)",
        "'terms' is read and checked, but not used yet",
        "The timeline is told above; no verdict depends on it.",
        "A state is one combination of options taken and not taken.",
        "ab12" * 16,
        "version 0.0.test",
        "Fang, Hipel & Kilgour 1993",
        "Howard 1971",
        "not-yet-used",
    ):
        assert words in text, words


def test_what_the_conclusions_hinge_on_stands_before_what_holds():
    first, *_ = (
        block for block in whole_page(well(case=doubtful().case), doubtful()).parts if isinstance(block, Group)
    )
    titles = [box.title for box in first.inside if isinstance(box, Box)]
    assert titles.index("What this hinges on") < titles.index("Holds if these claims hold")


def test_two_hundred_assumptions():
    base = well_case()
    many = tuple(Assumption(Grounds(f"south.prefers[{k}]", ("c7",)), f"t{k}") for k in range(200))
    statements = tuple(
        Statement(formula=Constant(True), text=f"t{k}", grounds=Grounds(claims=("c7",))) for k in range(200)
    )
    south = replace(
        base.decision_makers[0], preference=replace(base.decision_makers[0].preference, statements=statements)
    )
    case = replace(base, assumptions=many, claims={f"c{k}": claim(f"c{k}") for k in range(200)},
                   decision_makers=(south, base.decision_makers[1]))  # fmt: skip
    page = html(well(case=case))
    assert page.count('id="assumption-') == 200
    assert page.count('id="claim-') == 200


def test_what_a_plain_circle_means_depends_on_how_many_concepts_were_asked_for():
    assert "equilibrium under none of them" in html(well())
    assert "no equilibrium" in html(well(concepts=(Concept.NASH,)))


def test_plain_words_stand_before_the_formula():
    assert '<b>Water at night</b> <code>south.pump</code> <span class="path">south.prefers[0]</span>' in html(well())


def test_the_command_names_the_case():
    assert re.search(r"detente report cases/well -o report\.html", told(well()))


def test_no_sentence_of_ours_is_a_forecast():
    assert not re.search(r"\bwill\b", told(well()))


@pytest.mark.parametrize("make", [well, alone, merged_well, hostile, lambda: cube(3), lambda: cube(9, 60)])
def test_every_part_has_an_anchor_of_its_own(make):
    anchors = [part.anchor for part in blocks_of(report(make())) if isinstance(part, Part) and part.anchor]
    assert len(anchors) == len(set(anchors))
    assert all(re.fullmatch("[a-z]+(-[a-z0-9]+)*", anchor) for anchor in anchors)
