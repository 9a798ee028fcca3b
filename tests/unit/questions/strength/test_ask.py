"""Strong and weak stability of cases: marks from both forms of preference, and witnesses that can be checked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import detente as dt
from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.state_space import state_space
from detente.model.graph import GraphModel
from detente.questions.strength.ask import Marks, explain_strongly, strong_marks

TRUCE = """\
detente: 1
title: A truce
decision_makers:
  west: {options: {hold: Hold fire}, %s}
  east: {options: {hold: Hold fire}, %s}
status_quo: [west.hold, east.hold]
"""
WEST, EAST = "ranking: [NY, YY, '>>', NN, YN]", "ranking: [YN, YY, NN, '>>', NY]"
# The same order, and the same strong pairs, as WEST.
WEST_IN_WORDS = "prefers: [{that: east.hold, strong: yes}, not west.hold]"
MILD = "ranking: [YN, YY, NN, NY]"


def truce(tmp_path: Path, west: str, east: str) -> dt.Case:
    (tmp_path / "case.yaml").write_text(TRUCE % (west, east), encoding="utf-8")
    return dt.load(tmp_path / "case.yaml")


def test_the_truce_is_strong_for_one_and_weak_for_the_other(tmp_path):
    found = dt.analyze(truce(tmp_path, WEST, EAST)).answers.get("strength")
    for concept in ("gmr", "smr", "seq"):
        assert found.strong_equilibria(concept) == (0,)
        assert found.weak_equilibria(concept) == (3,)
        assert found.strongly[concept][:, 3].tolist() == [True, False]
        assert found.weakly[concept][:, 3].tolist() == [False, True]


def test_statements_and_rankings_mark_alike(tmp_path):
    one = dt.analyze(truce(tmp_path, WEST, EAST)).answers.get("strength")
    other = dt.analyze(truce(tmp_path, WEST_IN_WORDS, EAST)).answers.get("strength")
    for concept, stable in one.strongly.items():
        assert np.array_equal(stable, other.strongly[concept])


def test_without_marks_there_is_nothing_to_tell(tmp_path):
    assert dt.analyze(truce(tmp_path, "prefers: [east.hold, not west.hold]", MILD)).answers.get("strength") is None


def test_who_marks_nothing_is_strongly_stable_only_under_nash(tmp_path):
    analysis = dt.analyze(truce(tmp_path, WEST, MILD))
    assert analysis.answers["strength"].marked == (True, False)
    for stable in analysis.answers["strength"].strongly.values():
        assert np.array_equal(stable[1], analysis.table.stable["nash"][1])


def test_only_the_concepts_asked_for_are_split(tmp_path):
    case = truce(tmp_path, WEST, EAST)
    assert list(dt.analyze(case, ["nash", "seq"]).answers["strength"].strongly) == ["seq"]
    assert dt.analyze(case, ["nash"]).answers.get("strength") is None


def test_a_statement_below_a_mild_one_decides_only_what_it_decides(tmp_path):
    case = truce(tmp_path, "prefers: [east.hold, {that: west.hold, strong: yes}]", EAST)
    marks = strong_marks(case, state_space(case))[0]
    assert np.flatnonzero(marks.far_below(3)).tolist() == [2]
    assert np.flatnonzero(marks.far_below(1)).tolist() == [0]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("concept", ["gmr", "smr", "seq"])
def test_every_witness_can_be_checked(seed, concept):
    rng = np.random.default_rng(seed)
    n, n_dms = 7, 1 + seed % 4
    moves = [rng.integers(0, n, (12, 2)) for _ in range(n_dms)]
    moves = [m[m[:, 0] != m[:, 1]] for m in moves]
    truths, strong = rng.random((3, n)) < 0.5, rng.random(3) < 0.6
    payoffs = rng.integers(0, 5, (n_dms, n))
    payoffs[0] = truths[0] * 4 + truths[1] * 2 + truths[2]
    model, marks = GraphModel.from_moves(n, moves, payoffs), Marks(truths, strong)
    reach = [set(m[m[:, 0] == s, 1].tolist()) for m in moves[:1] for s in range(n)]
    for state in range(n):
        told, below = explain_strongly(model, marks, 0, state, concept), set(np.flatnonzero(marks.far_below(state)))
        gains = {q for q in reach[state] if payoffs[0, q] > payoffs[0, state]}
        assert {fate.to for fate in told.improvements} == gains
        assert told.stable == all(fate.sanction for fate in told.improvements)
        for fate in told.improvements:
            at = fate.to
            for step in fate.sanction.steps if fate.sanction else ():
                assert step.origin == at
                assert [at, step.to] in moves[step.dm].tolist()
                assert concept != "seq" or payoffs[step.dm, step.to] > payoffs[step.dm, at]
                at = step.to
            if fate.sanction:
                assert at in below
                assert concept != "smr" or reach[at] <= below
            for hurts, out in fate.escapes:
                assert concept == "smr"
                assert hurts in below
                assert out in reach[hurts] - below
        for c in told.comparisons:
            if c.dm == 0:
                assert (c.relation == "<<") == (c.left in set(np.flatnonzero(marks.far_below(c.right))))
                assert (c.relation == ">>") == (c.right in set(np.flatnonzero(marks.far_below(c.left))))


def test_merged_states_and_forbidden_moves_are_the_engines(tmp_path):
    case = truce(tmp_path, WEST, EAST)
    space = state_space(case)
    model = graph_model(case, space, preference_ranks(case, space))
    told = explain_strongly(model, strong_marks(case, space)[1], 1, 3, "seq")
    assert not told.stable
    assert told.strongly
    assert [(c.left, c.relation, c.right) for c in told.comparisons if c.dm == 1] == [(1, ">", 3), (0, "<", 3)]
