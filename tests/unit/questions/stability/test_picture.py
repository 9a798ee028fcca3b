import re
from dataclasses import replace

import pytest
from builders import alone, cube, merged_well, well
from told import unmarked

from detente.model.results import Arc, ConflictGraph
from detente.questions.stability.picture import ConflictPicture
from detente.questions.stability.picture import drawn as drawn_of


def drawn(analysis) -> ConflictPicture:
    return unmarked(drawn_of(analysis))


def test_a_reversible_move_is_one_line_with_its_head_where_the_mover_gains():
    found = drawn(well())
    assert len(found.lines) == 4
    line = next(line for line in found.lines if line.tooltip.startswith("South between states 1 and 2"))
    assert line.gain
    assert [filled for _, filled in line.heads] == [True]
    assert line.tooltip.endswith("gains at state 2")


def test_a_move_that_pays_nobody_is_thin_with_hollow_heads():
    line = next(line for line in drawn(well()).lines if line.tooltip.startswith("North between states 1 and 3"))
    assert not line.gain
    assert [filled for _, filled in line.heads] == [False, False]


def test_a_one_way_move_has_one_head_even_where_it_hurts():
    one_way = ConflictGraph(rows=(0, 1), arcs=(Arc(0, 1, 0, False, False),), complete=False)
    (line,) = drawn(well(graph=one_way)).lines
    assert [filled for _, filled in line.heads] == [False]
    assert "from state 2 to 1, one way: no gain" in line.tooltip


def test_the_same_pair_told_from_both_ends_is_drawn_once():
    arcs = (Arc(0, 0, 1, True, True), Arc(0, 1, 0, False, True))
    assert len(drawn(well(graph=ConflictGraph(rows=(0, 1), arcs=arcs, complete=False))).lines) == 1


def test_states_are_marked():
    nodes = {n.number: n for n in drawn(well()).nodes}
    assert (nodes[1].status_quo, nodes[1].holds, nodes[1].always) == (True, True, False)
    assert (nodes[2].holds, nodes[2].always) == (True, True)
    assert not nodes[3].holds
    assert nodes[1].tooltip == "State 1 (status quo, equilibrium): no option taken"


def test_the_table_has_every_move_in_words():
    moves = drawn(well()).moves
    assert len(moves) == 8
    assert moves[0].cells == ("1", "2", "South", "chooses “Pump at night”", "better for the mover")


@pytest.mark.parametrize("make", [alone, merged_well, lambda: cube(3), lambda: cube(9, 60)])
def test_every_coordinate_is_inside_the_frame(make):
    found = drawn(make())
    assert all(0 < n.x < found.width and 0 < n.y < found.height for n in found.nodes)
    numbers = [float(x) for line in found.lines for x in re.findall(r"-?[\d.]+", line.path)]
    assert all(-60 <= x <= found.width + 60 for x in numbers)


def test_more_decision_makers_than_styles_start_again():
    arcs = tuple(Arc(0, a, b, True, False) for a, b in ((0, 1), (1, 2)))
    found = drawn(replace(cube(4, dms=4), graph=ConflictGraph(rows=(0, 1, 2), arcs=arcs, complete=False)))
    assert [style for _, style in found.legend] == [0, 1, 2, 3]
    assert "3 states and 2 moves" in found.description


def test_a_table_of_very_many_moves_keeps_those_that_pay():
    large = cube(5, dms=1)
    every = tuple(Arc(0, a, b, False, True) for a in range(32) for b in range(a))
    found = drawn(replace(large, graph=ConflictGraph(rows=tuple(range(32)), arcs=every, complete=True)))
    assert {move.cells[-1] for move in found.moves} == {"better for the mover"}
    assert found.moves_left_out + len(found.moves) == 32 * 31
