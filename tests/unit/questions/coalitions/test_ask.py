"""Coalitions: refusals, results that can be asked, and what is left out where it would take long."""

from __future__ import annotations

import numpy as np
import pytest

import detente as dt
from cases import HEAD, case_of
from detente.errors import AnalysisError, NotApplicableError, TooLargeError
from detente.model.results import Omitted
from detente.questions.coalitions import ask as module

# Two neighbours who would both rather have both doors shut than both open; each alone loses by shutting first.
DILEMMA = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[2, 1, 4, 3], [2, 4, 1, 3]])


@pytest.fixture
def dilemma_case(tmp_path) -> dt.Case:
    return case_of(
        tmp_path,
        HEAD
        + """\
decision_makers:
  left: {name: Left, options: {shut: Shut}, ranking: [NY, YY, NN, YN]}
  right: {name: Right, options: {shut: Shut}, ranking: [YN, YY, NN, NY]}
""",
    )


def test_both_leave_the_dilemma_together_and_no_further():
    found = dt.coalitions(DILEMMA)
    assert found.groups == ((0, 1),)
    assert [(u.state, u.to, u.strong) for u in found.upset] == [(0, (3,), (3,))]
    assert found.universally_stable("seq").tolist() == [3]
    assert found.universally_stable("nash").tolist() == []


def test_one_decision_maker_has_no_coalitions():
    found = dt.coalitions(dt.GraphModel.from_options(owners=[0], payoffs=[[1, 2]]))
    assert found.groups == found.upset == ()
    assert found.universally_stable("nash").tolist() == [1]


def test_sim_is_not_defined_for_coalitions():
    with pytest.raises(NotApplicableError, match="SIM is not defined for coalitions"):
        dt.coalitions(DILEMMA, ["sim"])
    with pytest.raises(NotApplicableError, match="SIM is not defined for coalitions"):
        dt.explain(DILEMMA, (0, 1), 0, "sim")


def test_too_many_decision_makers_or_states_are_refused():
    with pytest.raises(TooLargeError, match=r"11 decision makers, which is 2,036 coalitions"):
        dt.coalitions(dt.GraphModel.from_options(owners=[0], payoffs=np.ones((11, 2), np.int64)))
    with pytest.raises(TooLargeError, match=r"8,192 states; coalitions are analysed for up to 4,096"):
        dt.coalitions(dt.GraphModel.from_options(owners=[0, 1] * 6 + [0], payoffs=np.ones((2, 8192), np.int64)))


@pytest.mark.parametrize(
    ("members", "state", "said"),
    [
        ((), 0, "at least one"),
        ((0, 2), 0, "no decision maker 2"),
        ((0, -1), 0, "no decision maker -1"),
        ((0, "us"), 0, "whole numbers"),
        ((0, 1), 4, "no state 4"),
        ((0, 1), "a", "rows are whole numbers"),
    ],
)
def test_a_coalition_that_does_not_exist_is_refused(members, state, said):
    with pytest.raises(AnalysisError, match=said):
        dt.explain(DILEMMA, members, state, "nash")


def test_a_coalition_or_concept_that_was_not_analysed_is_refused():
    found = dt.coalitions(DILEMMA, ["nash"])
    assert found.index([1, 0, 0]) == 0
    with pytest.raises(AnalysisError, match="not a coalition"):
        found.index([0])
    with pytest.raises(AnalysisError, match="'gmr' was not analysed"):
        found.universally_stable("gmr")


def test_the_witness_names_every_member_and_their_moves():
    told = dt.explain(DILEMMA, {1, 0}, 0, "nash")
    assert told.coalition == (0, 1)
    assert not told.stable
    assert [(f.to, len(f.path)) for f in told.improvements] == [(3, 2)]
    assert {(c.dm, c.left, c.relation, c.right) for c in told.comparisons} == {(0, 3, ">", 0), (1, 3, ">", 0)}


def test_what_would_take_long_is_left_out_and_the_limits_say_so(dilemma_case, monkeypatch):
    """Of 4 states and 2 who can each move or stay: 16 moves in rows of a byte, for 4 groups in 2 sweeps; 4 words."""
    monkeypatch.setattr(module, "WORDS", 4)
    monkeypatch.setattr(module, "BYTES", 128)
    assert "gmr" in dt.analyze(dilemma_case).answers["coalitions"].stable
    monkeypatch.setattr(module, "WORDS", 3)
    found = dt.analyze(dilemma_case)
    assert list(found.answers["coalitions"].stable) == ["nash"]
    assert found.answers["coalitions"].upset
    assert any("Which answers deter a coalition was left out" in limit for limit in found.limits)
    monkeypatch.setattr(module, "BYTES", 127)
    found = dt.analyze(dilemma_case)
    assert isinstance(found.answers["coalitions"], Omitted)
    assert any("Who could act together was left out" in limit for limit in found.limits)


def test_very_many_upsets_are_listed_without_their_moves(monkeypatch):
    monkeypatch.setattr(module, "PATHS", 0)
    upset = dt.coalitions(DILEMMA).upset
    assert [(u.state, u.path) for u in upset] == [(0, ())]
