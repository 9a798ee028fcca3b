"""Misperception in a case: views, surprises with their witness, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from cases import HEAD, case_of

FORD = (
    HEAD
    + """\
decision_makers:
  left:
    name: Left bank
    options: {guard: Guard the ford}
    prefers: [not cross, not guard]
    perceives:
      right: {prefers: [not cross, not guard]}
    does_not_see: [guard and cross]
  right:
    name: Right bank
    options: {cross: Cross the ford}
    prefers: [cross and not guard, not cross]
status_quo: {yes: []}
"""
)
BLIND = FORD.replace("[guard and cross]", "[cross]").replace("    perceives:\n", "")
BLIND = BLIND.replace("      right: {prefers: [not cross, not guard]}\n", "")
NASH = dt.Concept.NASH


@pytest.fixture
def ford(tmp_path: Path) -> dt.Case:
    return case_of(tmp_path, FORD)


def test_each_side_in_its_own_game(ford: dt.Case) -> None:
    """Left takes Right for one that stays away; Right crosses an unguarded ford."""
    found = dt.analyze(ford).answers.get("misperception")
    assert found is not None
    assert found.misperceiving == (0,)
    assert found.perceived == ((1,),)
    assert found.unseen(0) == (3,)
    assert found.hypergame.views[0].equilibria("nash") == (0,)
    assert found.hypergame.equilibria("nash") == (2,)
    assert found.in_truth[NASH] == (2,)
    assert found.undone_by_misperception(dt.Concept.SEQ) == (1,)
    assert found.only_through_misperception(dt.Concept.SEQ) == ()


def test_who_is_surprised_and_where(ford: dt.Case) -> None:
    found = dt.analyze(ford).answers.get("misperception")
    assert found is not None
    first = found.surprises[0]
    assert (first.dm, first.by, first.state, first.leaves, first.to, first.unseen) == (0, 1, 0, True, 2, False)
    assert first.concepts[0] is NASH
    assert (first.witness.dm, first.witness.state, first.witness.stable) == (1, 0, False)
    assert {c.premise.path for c in first.witness.comparisons if c.premise} == {"right.prefers[0]"}
    stays = next(one for one in found.surprises if not one.leaves)
    assert (stays.dm, stays.by, stays.state, stays.to) == (0, 1, 2, 0)
    assert {c.premise.path for c in stays.witness.comparisons if c.premise} == {"left.perceives.right.prefers[0]"}


def test_a_move_to_what_the_other_takes_for_impossible(tmp_path: Path) -> None:
    found = dt.analyze(case_of(tmp_path, BLIND)).answers.get("misperception")
    assert found is not None
    assert found.perceived == ((),)
    assert (found.surprises[0].to, found.surprises[0].unseen) == (2, True)


def test_without_views_there_is_nothing_to_tell(tmp_path: Path) -> None:
    text = FORD[: FORD.index("    perceives")] + FORD[FORD.index("  right:\n    name") :]
    found = dt.analyze(case_of(tmp_path, text))
    assert found.answers.get("misperception") is None


def test_a_view_of_oneself(tmp_path: Path) -> None:
    """Who is wrong about its own preferences acts on what it takes them to be."""
    text = FORD.replace("right: {prefers: [not cross, not guard]}", "left: {prefers: [guard]}")
    text = text.replace("    does_not_see: [guard and cross]\n", "")
    found = dt.analyze(case_of(tmp_path, text)).answers.get("misperception")
    assert found is not None
    assert found.hypergame.table.stable["nash"][0].nonzero()[0].tolist() == [1, 3]


def test_a_side_that_sees_nothing(tmp_path: Path) -> None:
    case = case_of(tmp_path, FORD.replace("[guard and cross]", "[guard, not guard]"))
    problems = dt.check(tmp_path / "case.yaml")[1]
    assert [(p.code, p.pos.line) for p in problems if p.severity.value == "error"] == [("sees-no-state", 10)]
    with pytest.raises(dt.CaseFileError, match="Left bank would see no state at all"):
        dt.analyze(case)


def test_a_side_that_does_not_see_where_it_stands(tmp_path: Path) -> None:
    case_of(tmp_path, FORD.replace("[guard and cross]", "[not guard and not cross]"))
    problems = dt.check(tmp_path / "case.yaml")[1]
    assert [p.code for p in problems if p.severity.value == "warning"] == ["status-quo-unseen"]
    assert [p.code for p in dt.analyze(dt.load(tmp_path / "case.yaml")).problems] == ["status-quo-unseen"]


def test_a_perceived_ranking_is_checked(tmp_path: Path) -> None:
    case_of(tmp_path, FORD.replace("{prefers: [not cross, not guard]}", "{ranking: [NN, YN, NY]}"))
    problems = dt.check(tmp_path / "case.yaml")[1]
    assert "the ranking of right as Left bank sees it misses 1 of 4 states" in problems[0].message
