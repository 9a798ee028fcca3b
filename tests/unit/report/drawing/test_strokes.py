from math import hypot

import pytest

from detente.report.drawing.strokes import along, bend, curve, head, trim


def test_a_line_is_straight_unless_a_state_is_in_its_way():
    assert bend((0, 0), (100, 0), [(50, 80)], 10) == (50, 0)
    assert abs(bend((0, 0), (100, 0), [(50, 2)], 10)[1]) == pytest.approx(26)
    assert bend((0, 0), (100, 0), [(150, 0)], 10) == (50, 0)  # behind the end


def test_a_line_ends_outside_its_states():
    x, y = trim((0, 0), (100, 0), 10)
    assert hypot(x - 100, y) == pytest.approx(15)
    assert curve((0, 0), (50, 0), (100, 0), 10) == "M15.0 0.0Q50.0 0.0 85.0 0.0"


def test_points_along_a_curve():
    assert along((0, 0), (50, 40), (100, 0), 0) == (0, 0)
    assert along((0, 0), (50, 40), (100, 0), 0.5) == (50, 20)
    assert along((0, 0), (50, 40), (100, 0), 1) == (100, 0)


def test_a_head_points_at_its_state():
    tip, *base = [tuple(map(float, p.split(","))) for p in head((0, 0), (100, 0), 10).split()]
    assert tip == (88, 0)
    assert all(x < 88 for x, _ in base)
