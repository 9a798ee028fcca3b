"""Prioritised statements compare as tuples, for any number of statements."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.kernels import reference
from detente.kernels.ranks import dense_ranks, lexicographic_ranks


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9), st.integers(0, 200), st.randoms(use_true_random=False))
def test_agrees_with_comparing_tuples(n_states: int, n_statements: int, random) -> None:
    truths = [[random.random() < 0.5 for _ in range(n_states)] for _ in range(n_statements)]
    ranks = lexicographic_ranks([np.array(t) for t in truths], n_states)
    assert ranks.tolist() == reference.lexicographic_ranks(truths, n_states)


def test_the_two_hundredth_statement_still_decides() -> None:
    same = [np.array([True, True])] * 199
    assert lexicographic_ranks([*same, np.array([True, False])], 2).tolist() == [2, 1]


def test_dense_ranks_keep_ties() -> None:
    assert dense_ranks(np.array([-5, 2**62, -5, 0])).tolist() == [1, 3, 1, 2]
