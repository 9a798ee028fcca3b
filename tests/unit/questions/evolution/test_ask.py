from __future__ import annotations

import numpy as np
import pytest

import detente as dt
from detente.questions.evolution.found import WithinReach

# Two neighbours: each waters (bit 0 of the first, bit 1 of the second) or does not.
DILEMMA = dt.GraphModel.from_options([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])


def one(model: dt.GraphModel, start: int, state: int, **given):
    return dt.evolution(model, start, **given).destination(state)


def test_the_start_itself_takes_no_move():
    there = one(DILEMMA, 3, 3)
    assert (there.reach, there.routes[0].legs, there.routes[0].movers) == (WithinReach.IMPROVEMENTS, (), ())


def test_improvements_name_who_moves_in_order():
    route = one(DILEMMA, 2, 3).routes[0]
    assert (route.reach, route.movers) == (WithinReach.IMPROVEMENTS, (0,))
    (leg,) = route.legs
    assert (leg.by, leg.origin, leg.to, leg.improves) == ((0,), 2, 3, True)


def test_cooperation_takes_both_together_or_two_sacrifices():
    there = one(DILEMMA, 3, 0)
    together, alone = there.routes
    assert (there.reach, together.movers) == (WithinReach.COALITION, (0, 1))
    assert [(leg.by, leg.origin, leg.to, leg.improves) for leg in together.legs] == [((0, 1), 3, 0, True)]
    assert [(step.dm, step.origin, step.to) for step in together.legs[0].steps] == [(1, 3, 1), (0, 1, 0)]
    assert (alone.reach, alone.movers) == (WithinReach.DISIMPROVEMENT, (1, 0))
    assert [(leg.by, leg.to, leg.improves) for leg in alone.legs] == [((1,), 1, False), ((0,), 0, False)]


def test_a_move_to_an_equal_state_is_no_improvement():
    model = dt.GraphModel.from_options([0], [[1, 1]])
    there = one(model, 0, 1)
    assert (there.reach, there.routes[0].movers) == (WithinReach.DISIMPROVEMENT, (0,))
    assert not there.routes[0].legs[0].improves


def test_what_no_move_leads_to_has_no_route():
    model = dt.GraphModel.from_moves(3, [[(0, 1)]], [[0, 1, 2]])
    there = one(model, 0, 2)
    assert (there.reach, there.routes) == (WithinReach.NONE, ())
    assert dt.evolution(model, 0).moves.tolist() == [0, 1, -1]


def test_nobody_moves_twice_in_a_row():
    nothing = np.zeros((3, 4), np.int64)
    alone = dt.GraphModel.from_moves(4, [[(0, 1), (1, 2)], [], []], nothing)
    assert dt.evolution(alone, 0).moves.tolist() == [0, 1, -1, -1]
    two = dt.GraphModel.from_moves(4, [[(0, 1), (1, 2)], [(1, 3), (3, 1)], []], nothing)
    assert dt.evolution(two, 0).moves.tolist() == [0, 1, -1, 2]  # the second could go to 3, but not come back
    three = dt.GraphModel.from_moves(4, [[(0, 1), (1, 2)], [(1, 3)], [(3, 1)]], nothing)
    found = dt.evolution(three, 0)
    assert found.moves.tolist() == [0, 1, 4, 2]
    assert [leg.by for leg in found.destination(2).routes[0].legs] == [(0,), (1,), (2,), (0,)]


def test_only_the_equilibria_of_the_table_are_asked_about():
    table = dt.stability(DILEMMA, ["nash"])
    assert [d.state for d in dt.evolution(DILEMMA, 0, table).destinations] == [3]
    assert dt.evolution(DILEMMA, 0, table).destination(0) is None


def test_beyond_the_effort_coalitions_are_not_looked_for_and_it_says_so():
    hasty = dt.evolution(DILEMMA, 3, effort=10)
    assert not hasty.coalitions
    assert hasty.destination(0).reach is WithinReach.DISIMPROVEMENT
    assert dt.evolution(DILEMMA, 3).coalitions


def test_very_many_equilibria_are_cut_and_counted():
    indifferent = dt.GraphModel.from_options([0] * 13, np.zeros((1, 1 << 13), np.int64))
    found = dt.evolution(indifferent, 5, dt.stability(indifferent, ["nash"]))
    assert (len(found.destinations), found.left_out) == (4096, 4096)


@pytest.mark.parametrize("start", [-1, 4])
def test_a_start_that_does_not_exist_is_a_sentence(start):
    with pytest.raises(dt.AnalysisError, match=f"there is no state {start}; rows are numbered 0 to 3"):
        dt.evolution(DILEMMA, start)


def test_results_cannot_be_rewritten():
    found = dt.evolution(DILEMMA, 0)
    with pytest.raises(ValueError, match="read-only"):
        found.moves[0] = 7
