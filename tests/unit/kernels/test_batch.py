"""What profiles share, and their ranks in the narrowest type."""

from __future__ import annotations

import numpy as np
import pytest

from detente.kernels.batch import ranks_of
from detente.kernels.batch_plan import BatchPlan, plan_for
from detente.kernels.moves import Moves


@pytest.mark.parametrize(
    ("payoffs", "dtype"),
    [
        (np.array([-3, 0, 252], np.int64), np.uint8),
        (np.array([-3, 0, 253], np.int64), np.uint16),
        (np.array([2**53, 2**53 + 1, 2**53 - 1], np.int64), np.uint8),
        (np.array([-(2**63), 0, 2**63 - 1], np.int64), np.uint64),
        (np.array([2**64 - 1, 2**64 - 2, 5], np.uint64), np.uint64),
        (np.array([2**64 - 1, 2**64 - 2], np.uint64), np.uint8),
        (np.array([-128, 127, 0], np.int8), np.uint8),
        (np.array([7, 7, 7], np.uint16), np.uint8),
        (np.array([], np.int64), np.uint8),
    ],
)
def test_ranks_keep_the_order_in_the_narrowest_type(payoffs: np.ndarray, dtype: type) -> None:
    ranks = ranks_of(payoffs)
    assert ranks.dtype == dtype
    for s in range(payoffs.size):
        for q in range(payoffs.size):
            assert (ranks[s] < ranks[q]) == (payoffs[s] < payoffs[q])


def plan_of(n_states: int, *arcs: list[tuple[int, int]]) -> BatchPlan:
    plan = plan_for([Moves.from_arcs(n_states, np.array(mine, np.int64).reshape(-1, 2)) for mine in arcs])
    assert plan is not None
    return plan


def test_whether_two_moves_in_a_row_are_one_is_seen_in_the_moves() -> None:
    assert not plan_of(3, [(0, 1), (1, 0)], [(1, 2)]).alternating
    assert plan_of(3, [(0, 1), (1, 2)], []).alternating
    assert not plan_of(3, [(0, 1), (1, 2), (0, 2)], []).alternating


def test_equal_sets_are_kept_once() -> None:
    plan = plan_of(3, [(0, 1), (1, 0)], [(1, 2)])
    sets = [set(part.tolist()) for part in np.split(plan.joint[1].members, plan.joint[1].starts[1:-1])]
    assert [sets[k] for k in plan.joint[1].of] == [{0, 1}, {0, 1}, {2}]
    assert plan.joint[1].count == 2


def test_rounds_are_padded_by_staying() -> None:
    plan = plan_of(3, [(0, 1), (0, 2), (2, 0)])
    assert plan.rounds[0].tolist() == [[1, 1, 0], [2, 1, 2]]


def test_a_conflict_of_very_many_moves_has_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    moves = [Moves.from_options(np.arange(8, dtype=np.uint64), 7)]
    assert plan_for(moves) is not None
    monkeypatch.setattr("detente.kernels.batch_plan.MAX_ENTRIES", 63)
    assert plan_for(moves) is None
