"""Prioritised statements compare as tuples, for any number of statements."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.kernels import ranks, reference
from detente.kernels.ranks import dense_ranks, lexicographic_ranks


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(1, 9), st.integers(0, 200), st.randoms(use_true_random=False))
def test_agrees_with_comparing_tuples(n_states: int, n_statements: int, random) -> None:
    truths = [[random.random() < 0.5 for _ in range(n_states)] for _ in range(n_statements)]
    found = lexicographic_ranks([np.array(t) for t in truths], n_states)
    assert found.tolist() == reference.lexicographic_ranks(truths, n_states)


def test_the_two_hundredth_statement_still_decides() -> None:
    same = [np.array([True, True])] * 199
    assert lexicographic_ranks([*same, np.array([True, False])], 2).tolist() == [2, 1]


def test_dense_ranks_keep_ties() -> None:
    assert dense_ranks(np.array([-5, 2**62, -5, 0])).tolist() == [1, 3, 1, 2]


@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int64, np.uint64])
@pytest.mark.parametrize("kind", ["narrow", "wide", "clusters", "extremes", "one"])
def test_many_values_are_ranked_like_few(dtype: type, kind: str) -> None:
    rng, n = np.random.default_rng(5), ranks.MANY + 7
    low, high, hundred = dtype(np.iinfo(dtype).min), dtype(np.iinfo(dtype).max), dtype(100)
    values = {
        "narrow": lambda: rng.integers(0, 100, n),
        "wide": lambda: rng.integers(low, high, n, dtype, endpoint=True),
        "clusters": lambda: np.where(rng.random(n) < 0.5, low, high - hundred) + rng.integers(0, 100, n, dtype),
        "extremes": lambda: np.where(rng.random(n) < 0.5, low, high),
        "one": lambda: np.full(n, high),
    }[kind]()
    values = values.astype(dtype)
    assert np.array_equal(dense_ranks(values), np.unique(values, return_inverse=True)[1] + 1)


@pytest.mark.parametrize(
    "values", [[0], [-(2**63), 2**63 - 1], [5, 5, 4], [-(2**31), 2**31 - 1, 0], [0, 65533], [0, 65534]]
)
def test_narrow_ranks_keep_the_order_and_two_numbers_free(values: list[int]) -> None:
    found = ranks.narrow_ranks(np.array(values))
    assert found.dtype in (np.uint16, np.uint32)
    assert found.min() >= 1
    assert found.max() < np.iinfo(found.dtype).max
    assert [[a < b for a in found] for b in found] == [[a < b for a in values] for b in values]


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.uint64, np.int32])
def test_narrow_ranks_of_any_integers(dtype: type) -> None:
    values = np.array([np.iinfo(dtype).min, np.iinfo(dtype).max, np.iinfo(dtype).max - 1], dtype)
    assert dense_ranks(ranks.narrow_ranks(values)).tolist() == [1, 3, 2]
