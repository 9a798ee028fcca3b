"""Statements, weights and rankings to ranks; and the reason why one state ranks above another."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from cases import HEAD, case_of, codes, two
from detente.analysis.preferences import preference_ranks, premise
from detente.analysis.state_space import state_space

ONE = HEAD + "decision_makers:\n  a:\n    name: A\n    options: {x: X, y: Y}\n"


def ranks(folder: Path, preference: str) -> list[int]:
    case = case_of(folder, ONE + preference)
    return preference_ranks(case, state_space(case))[0].tolist()


def test_statements_are_lexicographic(tmp_path: Path) -> None:
    assert ranks(tmp_path, "    prefers: [x, not y]\n") == [2, 4, 1, 3]


def test_weights_add_exactly(tmp_path: Path) -> None:
    """0.1 + 0.2 and 0.3 are the same weight, which floats would not say."""
    head = HEAD + "decision_makers:\n  a:\n    name: A\n    options: {x: X, y: Y, z: Z}\n"
    case = case_of(tmp_path, head + "    weights: {x: 0.1, y: 0.2, z: 0.3}\n")
    assert preference_ranks(case, state_space(case))[0].tolist() == [1, 2, 3, 4, 4, 5, 6, 7]


def test_rankings_by_number_and_pattern_with_ties(tmp_path: Path) -> None:
    assert ranks(tmp_path, "    ranking: [s4, [1, NY], 'YN']\n") == [2, 1, 2, 3]
    assert ranks(tmp_path, "    ranking: ['Y-', [s1], [s3]]\n") == [2, 3, 1, 3]


def test_every_fault_of_a_ranking_is_reported(tmp_path: Path) -> None:
    case_of(tmp_path, ONE + "    ranking: [s4, s4, s9, YY]\n")
    problems = dt.check(tmp_path / "case.yaml")[1]
    found = [(p.code, p.pos.line, p.pos.column) for p in problems if p.severity.value == "error"]
    assert found == [
        ("ranking-misses-states", 7, 5),
        ("ranking-repeats-state", 7, 19),
        ("no-such-state", 7, 23),
        ("ranking-repeats-state", 7, 27),
    ]
    assert "misses 3 of 4 states: s1 (NN), s2 (YN), s3 (NY)" in problems[0].message


def test_a_statement_that_decides_nothing_is_a_warning(tmp_path: Path) -> None:
    two(tmp_path, north="pump or not pump")
    assert codes(tmp_path) == {"statement-decides-nothing": (7, 15)}


def test_preferences_that_split_merged_states_are_a_warning(tmp_path: Path) -> None:
    two(tmp_path, "merge: [share]\n")
    assert "merge-ambiguous" in codes(tmp_path)


def test_the_deciding_statement_is_the_premise(tmp_path: Path) -> None:
    case = two(tmp_path, north="south.dig, pump")
    space = state_space(case)
    found = premise(case, space, 0, left=1, right=0)
    assert found is not None
    assert (found.path, found.text, found.holds_in) == ("north.prefers[1]", "pump", 1)
    assert premise(case, space, 0, left=2, right=0) is None


@pytest.mark.parametrize("preference", ["    ranking: [s1, s2, s3, s4]\n", "    weights: {x: 1}\n"])
def test_rankings_and_weights_are_premises_as_a_whole(tmp_path: Path, preference: str) -> None:
    case = case_of(tmp_path, ONE + preference)
    found = premise(case, state_space(case), 0, 0, 1)
    assert found is not None
    assert found.path in ("a.ranking", "a.weights")
