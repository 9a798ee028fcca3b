"""Several moves ahead: lines of play that can be replayed, refusals, and who counts as a mover."""

from __future__ import annotations

import numpy as np
import pytest

import detente as dt
from detente.errors import AnalysisError
from detente.questions.limited.ask import limited_moves
from detente.questions.limited.kernel.horizons import unroll

CHICKEN = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[1, 4, 2, 3], [1, 2, 4, 3]])


def random_model(seed: int, n_dms: int, n_states: int = 7) -> dt.GraphModel:
    rng = np.random.default_rng(seed)
    pairs = [(a, b) for a in range(n_states) for b in range(n_states) if a != b]
    moves = [[pairs[k] for k in rng.choice(len(pairs), 14, replace=False)] for _ in range(n_dms)]
    return dt.GraphModel.from_moves(n_states, moves, rng.integers(0, 6, (n_dms, n_states)))


@pytest.mark.parametrize("horizon", [0, -1, 65])
def test_a_horizon_out_of_bounds_is_refused(horizon):
    with pytest.raises(AnalysisError, match="1 to 64"):
        limited_moves(CHICKEN, horizon)


def test_without_anybody_to_answer_there_is_nothing_to_look_ahead_to():
    assert limited_moves(dt.GraphModel.from_options(owners=[0, 0], payoffs=[[1, 2, 3, 4]])) is None


def test_an_onlooker_leaves_two_movers_exact():
    with_onlooker = dt.GraphModel.from_options(owners=[0, 2], payoffs=[[1, 4, 2, 3], [9, 8, 7, 6], [1, 2, 4, 3]])
    found, alone = limited_moves(with_onlooker), limited_moves(CHICKEN)
    assert found.kind == "limited-move"
    assert found.stable[:, 1].all()
    assert np.array_equal(found.stable[:, [0, 2]], alone.stable)


def test_three_who_can_move_get_the_pessimistic_bound():
    assert limited_moves(random_model(0, 3)).kind == "maximin"


@pytest.mark.parametrize("n_dms", [2, 3, 4])
@pytest.mark.parametrize("seed", range(12))
def test_every_line_can_be_played_and_agrees_with_the_verdict(seed, n_dms):
    model = random_model(seed, n_dms)
    found = limited_moves(model, 5, range(model.n_states))
    assert len(found.anticipations) == model.n_states * n_dms * 5
    for a in found.anticipations:
        assert a.stable == found.stable[a.horizon - 1, a.dm, a.state]
        for line in (a.line, *a.others):
            at = a.state
            for step in line.steps:
                assert step.origin == at
                assert [step.origin, step.to] in model.moves[step.dm].tolist()
                at = step.to
            assert at == line.to
        rank = model.payoffs[a.dm]
        if a.stable and n_dms == 2:
            assert all(rank[line.to] <= rank[a.state] for line in a.others)
        for c in a.comparisons:
            here, there = model.payoffs[c.dm, c.left], model.payoffs[c.dm, c.right]
            assert c.relation == (">" if here > there else "<" if here < there else "=")
        if not a.stable and n_dms == 2:
            assert all(c.relation == ">" for c in a.comparisons)


def test_a_tie_that_decides_is_reported():
    # 0 can go to 1 or 2, equally good for it; from 1 the other goes on to where 0 is worse off, from 2 it stays.
    model = dt.GraphModel.from_moves(4, [[(1, 3), (1, 2)], [(0, 1)]], [[0, 0, 1, 1], [1, 0, 0, 2]])
    found = limited_moves(model, 3)
    assert (1, 0, 2) in found.ties
    assert found.stable[1, 1, 0]  # the lowest state, 2, is taken: no gain for the other


def test_a_search_that_finds_no_cycle_says_nothing_of_the_long_run():
    found = unroll(np.array([0]), lambda level: level + 1, lambda level: level[None] % 2 == 0, 4)
    assert (found.period, found.cycle_from, found.lasting) == (None, None, None)
    assert found.stable[:, 0, 0].tolist() == [False, True, False, True]
