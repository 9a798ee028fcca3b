"""Feasible and merged states of a case, and what is said when there are none."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from cases import TWO, codes, two
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import InconsistentCaseError


def test_states_ascend_by_mask_with_the_first_option_least_significant(tmp_path: Path) -> None:
    space = state_space(two(tmp_path, "feasible: [not (pump and share)]\n"))
    assert [space.pattern(row) for row in range(space.count)] == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    assert space.yes(4) == ("north.pump", "south.dig")


def test_merged_states_stand_at_their_smallest_mask(tmp_path: Path) -> None:
    case = two(tmp_path, "merge: [share]\nstatus_quo: {yes: [share, dig]}\n")
    space = state_space(case)
    assert space.merged
    assert [space.pattern(row) for row in range(space.count)] == ["NNN", "YNN", "-Y-", "NNY", "YNY"]
    assert space.yes(2) == ("north.share",)
    assert status_quo_row(case, space) == (2, [])


def test_contradicting_rules_are_named_and_only_they(tmp_path: Path) -> None:
    case = two(tmp_path, "feasible:\n  - pump or share\n  - pump implies dig\n  - not dig\n  - not share\n")
    with pytest.raises(InconsistentCaseError) as caught:
        dt.analyze(case)
    found = {(p.code, p.pos.line) for p in caught.value.problems}
    assert found == {("no-feasible-state", line) for line in (13, 14, 15, 16)}
    assert "together with" in caught.value.problems[0].message


def test_one_rule_that_can_never_hold(tmp_path: Path) -> None:
    two(tmp_path, "feasible:\n  - pump or not pump\n  - dig and not dig\n")
    assert codes(tmp_path) == {"no-feasible-state": (14, 5)}


def test_an_infeasible_status_quo_names_the_broken_rule(tmp_path: Path) -> None:
    two(tmp_path, "feasible: [not (pump and dig)]\nstatus_quo: {yes: [pump, dig]}\n")
    problems = dt.check(tmp_path / "case.yaml")[1]
    (problem,) = [p for p in problems if p.code == "status-quo-infeasible"]
    assert problem.pos.line == 13
    assert "not (pump and dig)" in problem.message
    assert problem.source_line.startswith("status_quo")


def test_a_contradiction_is_reported_beside_mistakes_elsewhere(tmp_path: Path) -> None:
    text = TWO.replace("{prefers_north}", "pump").replace("{prefers_south}", "dig")
    (tmp_path / "case.yaml").write_text(text + "feasible: [dig and not dig]\ncolour: red\n")
    assert codes(tmp_path) == {"no-feasible-state": (12, 12), "unknown-key": (13, 1)}
    (tmp_path / "case.yaml").write_text(text + "feasible: [dig]\nstatus_quo: {yes: [], because: nobody}\n")
    assert set(codes(tmp_path)) == {"status-quo-infeasible", "unknown-claim", "statement-decides-nothing"}
