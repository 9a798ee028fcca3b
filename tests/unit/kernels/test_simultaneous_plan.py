"""Which changes can be made at once, worked out once per conflict."""

from __future__ import annotations

import numpy as np
import pytest

from detente.kernels import simultaneous_plan
from detente.kernels.moves import Moves
from detente.kernels.simultaneous_plan import SimultaneousPlan

OWN = (0b01, 0b10)


def plan_of(masks: list[int], state_of: list[int] | None = None, adds_only: int = 0) -> SimultaneousPlan | None:
    each = np.array(masks, np.uint64)
    moves = [Moves.from_options(each, own, adds_only & own) for own in OWN]
    of = np.arange(each.size) if state_of is None else np.array(state_of)
    return simultaneous_plan.simultaneous_plan(each, of, moves, OWN)


def outcomes(plan: SimultaneousPlan | None, dm: int) -> dict[tuple[int, int], list[tuple[int, list[tuple[int, int]]]]]:
    """By move of ``dm``: the outcomes, each with the others' moves in it."""
    assert plan is not None
    mine, moves = plan.outcomes[dm], list(zip(plan.here.tolist(), plan.to.tolist(), strict=True))
    found = {}
    for k, move in enumerate(moves[plan.starts[dm] : plan.starts[dm + 1]]):
        entries = range(mine.starts[k], mine.starts[k + 1])
        others = [mine.others[mine.other_starts[e] : mine.other_starts[e + 1]] for e in entries]
        found[move] = [
            (int(mine.members[e]), [moves[o] for o in other]) for e, other in zip(entries, others, strict=True)
        ]
    return found


def test_each_move_comes_alone_and_with_every_move_of_the_other() -> None:
    found = outcomes(plan_of([0, 1, 2, 3]), 0)
    assert found[0, 1] == [(1, []), (3, [(0, 2)])]
    assert sorted(found) == [(0, 1), (1, 0), (2, 3), (3, 2)]


def test_both_changes_may_be_feasible_only_together_or_only_apart() -> None:
    assert outcomes(plan_of([0, 1, 2]), 0) == {(0, 1): [(1, [])], (1, 0): [(0, [])]}
    assert outcomes(plan_of([0, 3]), 0) == {}


def test_options_that_cannot_be_given_up_stay_taken() -> None:
    assert sorted(outcomes(plan_of([0, 1, 2, 3], adds_only=3), 0)) == [(0, 1), (2, 3)]


def test_moves_are_between_masks_and_lead_from_state_to_state() -> None:
    plan = plan_of([0, 1, 2, 3], [0, 1, 0, 2])
    assert plan is not None
    assert plan.here.tolist() == [0, 1, 0, 2, 0, 1, 0, 2]
    assert plan.to.tolist() == [1, 0, 2, 0, 0, 2, 0, 1]
    assert plan.outcomes[0].movable.tolist() == [0, 1, 2]


def test_moves_with_fewer_outcomes_repeat_their_last() -> None:
    plan = plan_of([0, 1, 2, 3], adds_only=2)
    assert plan is not None
    columns = [column for _, every in plan.outcomes[0].columns for column in every]
    assert all(states.size == (movers[0].size if movers else states.size) for states, movers in columns)
    assert plan.size == sum(len(found) for dm in (0, 1) for found in outcomes(plan, dm).values())


@pytest.mark.parametrize("limit", ["MAX_MASKS", "MAX_OUTCOMES"])
def test_a_conflict_that_is_too_large_has_no_plan(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simultaneous_plan, limit, 3)
    assert plan_of([0, 1, 2, 3]) is None
