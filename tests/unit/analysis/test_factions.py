"""Factions in a case: each in charge, agreement among members, and what is left out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import detente as dt
from cases import HEAD, case_of
from detente import workbench
from detente.analysis.factions import agreement_levels
from detente.errors import AnalysisError
from detente.report import factions as words

WELL = (
    HEAD
    + """\
decision_makers:
  north:
    name: North
    factions:
      elders: {name: The elders, share: 3, prefers: [not close, pump]}
      young: {name: The young, share: 2, ranking: [YY, NN, YN, NY]}
    options: {close: Close the road}
    prefers: [not close, pump]
  south:
    options: {pump: Pump at night}
    prefers: [not close, pump]
status_quo: {yes: []}
"""
)
NASH = dt.Concept.NASH


@pytest.fixture
def well(tmp_path: Path) -> dt.Case:
    return case_of(tmp_path, WELL)


def test_each_faction_in_charge(well: dt.Case, tmp_path: Path) -> None:
    """Each verdict is that of the case in which the decision maker wants what the faction wants."""
    found = dt.analyze(well).factions
    assert found is not None
    (north,) = found.divided
    wants = ["prefers: [not close, pump]", "ranking: [YY, NN, YN, NY]"]
    for charge, wanted in zip(north.in_charge, wants, strict=True):
        text = WELL.replace("options: {close: Close the road}\n    prefers: [not close, pump]",
                            f"options: {{close: Close the road}}\n    {wanted}")  # fmt: skip
        alone = dt.analyze(case_of(tmp_path, text))
        for concept in alone.concepts:
            assert charge.equilibria[concept] == alone.equilibria(concept)
            assert charge.stable[concept].tolist() == alone.table.stable[concept.value][0].tolist()
    assert north.stable_for_every(NASH) == (0,)
    assert north.stable_for_some(NASH) == (0, 2, 3)


def test_shares_and_agreement(well: dt.Case) -> None:
    found = dt.analyze(well).factions
    assert found is not None
    assert [one.share for one in found.divided[0].in_charge] == [3, 2]
    assert [(one.more_than, one.up_to, one.equilibria(NASH)) for one in found.agreement] == [
        (0, Fraction(2, 5), ()),
        (Fraction(2, 5), Fraction(3, 5), (2,)),
        (Fraction(3, 5), 1, (2, 3)),
    ]


def test_the_section_says_who_must_decide(well: dt.Case) -> None:
    told = words.section(dt.analyze(well))
    assert told is not None
    assert "The elders (3 of 5 members) and The young (2 of 5 members)" in told.lead
    assert told.headline[0] == "State 1 (no option taken) holds whoever decides for North (GMR, SMR)."
    assert any("holds if The elders decides for" in line for line in told.headline)
    assert [row[0] for row in told.grids[1].rows] == ["any member", "more than 2/5 (a majority)", "more than 3/5 (all)"]
    assert any("North could gain by moving to state 4" in step for p in told.passages for step in p.steps)
    assert "not a probability" in told.notes[1]


def test_json(well: dt.Case) -> None:
    found = workbench.as_json(dt.analyze(well))["factions"]
    assert found["divided"]["north"]["in_charge"]["elders"]["equilibria"]["nash"] == [3]
    assert found["divided"]["north"]["stable_for_every"]["nash"] == [1]
    assert found["agreement"][1]["more_than"] == [2, 5]


def test_factions_that_only_have_names_change_nothing(tmp_path: Path) -> None:
    text = WELL.replace(", prefers: [not close, pump]}", "}").replace(", ranking: [YY, NN, YN, NY]}", "}")
    case = case_of(tmp_path, text)
    assert dt.analyze(case).factions is None
    assert "factions" in {p.message.split("'")[1] for p in case.problems if p.code == "not-yet-used"}


def test_a_faction_without_preferences_beside_one_that_has_some(tmp_path: Path) -> None:
    case = case_of(tmp_path, WELL.replace(", ranking: [YY, NN, YN, NY]}", "}"))
    assert [p.code for p in case.problems] == ["faction-without-preferences"]
    found = dt.analyze(case).factions
    assert found is not None
    assert len(found.divided[0].in_charge) == 1


def test_a_ranking_of_a_faction_is_checked(tmp_path: Path) -> None:
    case_of(tmp_path, WELL.replace("[YY, NN, YN, NY]", "[YY, NN, YN]"))
    problems = dt.check(tmp_path / "case.yaml")[1]
    assert [p.code for p in problems] == ["ranking-misses-states"]
    assert "the ranking of The young (North) misses 1 of 4 states" in problems[0].message


@pytest.mark.parametrize(
    ("factions", "says"),
    [
        ({2: (np.zeros((1, 4), int), np.ones(1, int))}, "no decision maker 2"),
        ({0: (np.zeros((1, 3), int), np.ones(1, int))}, r"shape \(n_factions, 4\)"),
        ({0: (np.zeros((1, 4), int), np.zeros(1, int))}, "whole numbers above 0"),
        ({0: (np.zeros((1, 4), int), np.ones(2, int))}, "one for each faction"),
    ],
)
def test_arrays_are_checked(factions: dict, says: str) -> None:
    model = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[1, 2, 4, 3], [1, 4, 2, 3]])
    with pytest.raises(AnalysisError, match=says):
        agreement_levels(model, factions, ["nash"])


def test_levels_that_differ_give_their_reasons(well: dt.Case) -> None:
    """Nash at state 4: one of five members is enough to leave at the lowest level, and not where all must agree."""
    analysis = dt.analyze(well)
    assert analysis.factions is not None
    lowest, *_, highest = analysis.factions.agreement
    for level in (lowest, highest):
        assert level.explanations
        for witness in level.explanations:
            assert witness.stable == bool(level.stable[witness.concept][witness.dm, witness.state])
            assert {c.relation for c in witness.comparisons} <= {">", "!>"}
    document = words.document(analysis)["factions"]
    assert document["agreement"][0]["explanations"][0]["decision_maker"] in ("north", "south")
    told = words.section(analysis)
    assert told is not None
    assert any(p.sentence == "If a move must gain any member:" for p in told.passages)
