from detente.report.drawing.levels import columns_of, spread


def test_a_state_stands_where_it_first_occurs():
    assert columns_of([[0, 1, 2], [0, 2, 3], [0]]) == {0: 0, 1: 1, 2: 1, 3: 2}


def test_columns_are_apart_and_centred():
    points = spread({0: 0, 1: 1, 2: 1, 3: 1}, [(0, 1), (0, 2), (0, 3)], 100, 50)
    assert points[0] == (0, 0)
    assert sorted(points[row] for row in (1, 2, 3)) == [(100, -50), (100, 0), (100, 50)]


def test_states_stand_beside_what_they_follow_so_that_lines_do_not_cross():
    column = {0: 0, 1: 1, 2: 1, 3: 2, 4: 2}
    points = spread(column, [(0, 1), (0, 2), (1, 4), (2, 3)], 100, 50)
    assert (points[1][1] < points[2][1]) == (points[4][1] < points[3][1])


def test_the_same_input_gives_the_same_places_in_any_order_of_lines():
    column, lines = {0: 0, 1: 1, 2: 1, 3: 2}, [(0, 1), (0, 2), (1, 3), (2, 3)]
    assert spread(column, lines, 1, 1) == spread(dict(reversed(column.items())), lines[::-1], 1, 1)
