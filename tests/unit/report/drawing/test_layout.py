from itertools import combinations
from math import dist

import pytest

from detente.report.drawing.layout import place

CUBE = [(a, a ^ (1 << k)) for a in range(8) for k in range(3)]


def test_the_same_graph_gives_the_same_picture():
    assert place(8, CUBE, 900, 500, 60) == place(8, list(reversed(CUBE)), 900, 500, 60)


@pytest.mark.parametrize(
    ("count", "edges"),
    [(0, []), (1, []), (2, [(0, 1)]), (5, []), (8, CUBE), (60, [(a, (a + 1) % 60) for a in range(60)])],
)
def test_states_stay_in_the_frame_and_apart(count, edges):
    points = place(count, edges, 900, 700, 48)
    assert len(points) == count
    assert all(0 <= x <= 900 and 0 <= y <= 700 for x, y in points)
    assert all(dist(a, b) >= 40 for a, b in combinations(points, 2))


def test_a_square_is_drawn_without_a_crossing():
    a, b, c, d = place(4, [(0, 1), (1, 3), (3, 2), (2, 0)], 500, 500, 40)
    assert dist(a, d) > 1.2 * dist(a, b)
    assert dist(b, c) > 1.2 * dist(b, d)
