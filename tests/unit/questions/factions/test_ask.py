"""Factions in a case: each in charge, agreement among members, and what is left out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import detente as dt
from cases import HEAD, case_of
from detente.errors import AnalysisError
from detente.questions.factions.ask import agreement_levels

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
    found = dt.analyze(well).answers.get("factions")
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
    found = dt.analyze(well).answers.get("factions")
    assert found is not None
    assert [one.share for one in found.divided[0].in_charge] == [3, 2]
    assert [(one.more_than, one.up_to, one.equilibria(NASH)) for one in found.agreement] == [
        (0, Fraction(2, 5), ()),
        (Fraction(2, 5), Fraction(3, 5), (2,)),
        (Fraction(3, 5), 1, (2, 3)),
    ]


def test_factions_that_only_have_names_change_nothing(tmp_path: Path) -> None:
    text = WELL.replace(", prefers: [not close, pump]}", "}").replace(", ranking: [YY, NN, YN, NY]}", "}")
    case = case_of(tmp_path, text)
    assert dt.analyze(case).answers.get("factions") is None
    assert "factions" in {p.message.split("'")[1] for p in case.problems if p.code == "not-yet-used"}


def test_a_faction_without_preferences_beside_one_that_has_some(tmp_path: Path) -> None:
    case = case_of(tmp_path, WELL.replace(", ranking: [YY, NN, YN, NY]}", "}"))
    assert [p.code for p in case.problems] == ["faction-without-preferences"]
    found = dt.analyze(case).answers.get("factions")
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
    assert analysis.answers.get("factions") is not None
    lowest, *_, highest = analysis.answers["factions"].agreement
    for level in (lowest, highest):
        assert level.explanations
        for witness in level.explanations:
            assert witness.stable == bool(level.stable[witness.concept][witness.dm, witness.state])
            assert {c.relation for c in witness.comparisons} <= {">", "!>"}
