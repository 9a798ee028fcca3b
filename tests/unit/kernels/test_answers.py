"""The shortest answer: nobody twice in a row, the nearest accepted state, and clean marks for the next search."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

import detente as dt
from detente.kernels.answers import Chosen, Search
from detente.kernels.moves import Moves

FIRST = Moves.from_arcs(5, np.array([[0, 1], [1, 2], [2, 3]]))
SECOND = Moves.from_arcs(5, np.array([[1, 4], [4, 1]]))
RANKS = np.array([[1, 2, 3, 4, 5], [1, 5, 3, 4, 2]])


def accepted(state: int) -> Chosen:
    return lambda states: states == state


def test_nobody_moves_twice_in_a_row() -> None:
    """State 2 needs two moves of the first; between them the second must move 1 to 4 and back."""
    search = Search((FIRST, SECOND), RANKS)
    alone = search.run(0, [0], accepted(2), improving=False)
    assert alone.path is None
    assert alone.reached.tolist() == [1]
    together = search.run(0, [0, 1], accepted(2), improving=False)
    assert together.path is None
    assert together.reached.tolist() == [1, 4]


def test_the_path_is_the_shortest_and_starts_where_asked() -> None:
    back = Moves.from_arcs(5, np.array([[1, 4], [4, 3], [3, 1]]))
    search = Search((FIRST, back), RANKS)
    found = search.run(0, [0, 1], accepted(4), improving=False)
    assert found.path == ((0, 0, 1), (1, 1, 4))
    assert search.run(0, [0, 1], accepted(4), improving=False).path == found.path


def test_only_improvements_where_asked() -> None:
    search = Search((FIRST, SECOND), RANKS)
    assert search.run(0, [0, 1], accepted(4), improving=False).path == ((0, 0, 1), (1, 1, 4))
    assert search.run(0, [0, 1], accepted(4), improving=True).path is None
    assert search.run(0, [0, 1], accepted(4), improving=True).reached.tolist() == [1]


def test_nobody_else_to_answer() -> None:
    found = Search((FIRST,), RANKS[:1]).run(0, [], accepted(1), improving=False)
    assert found.path is None
    assert found.reached.size == 0


def test_explanations_asked_for_by_several_threads_are_those_of_one() -> None:
    payoffs = np.random.default_rng(0).integers(0, 6, (3, 64))
    questions = [(dm, s, c) for dm in range(3) for s in range(64) for c in ("smr", "seq", "sseq")]
    alone, shared = (dt.GraphModel.from_options(np.arange(6) % 3, payoffs) for _ in range(2))
    wanted = [dt.explain(alone, *question) for question in questions]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda question: dt.explain(shared, *question), questions)) == wanted
    finally:
        sys.setswitchinterval(before)
