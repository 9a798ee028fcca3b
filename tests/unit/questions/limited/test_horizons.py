"""How long a recursion is followed in search of a cycle: as long as its size says, and no longer."""

from __future__ import annotations

import numpy as np
import pytest

from detente.questions.limited.kernel.horizons import Horizons, unroll


def counter(size: int, period: int, before: int = 0, horizon: int = 3) -> Horizons:
    """Levels that count up and, ``before`` levels gone, repeat after ``period`` of them; stable at every third."""
    return unroll(
        np.zeros(size, np.int64),
        lambda level: np.where(level + 1 < before + period, level + 1, before),
        lambda level: (level % 3 == 0)[None],
        horizon,
    )


@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_cycle_is_looked_for_through_64_levels_for_each_entry(size: int) -> None:
    assert counter(size, 63 * size, before=size).period is not None
    assert counter(size, 63 * size, before=size + 1).period is None


def test_a_cycle_of_large_levels_is_looked_for_through_four_million_entries() -> None:
    assert counter(40_000, 99).period == 3
    assert counter(40_000, 100).period is not None
    assert counter(40_000, 101).period is None


def test_a_cycle_of_huge_levels_is_still_looked_for_through_64_of_them() -> None:
    assert counter(200_000, 64).period is not None
    assert counter(200_000, 65).period is None


def test_every_horizon_that_was_asked_for_is_reached_and_seen() -> None:
    found = counter(1, 100, horizon=100)
    assert found.stable.shape == (100, 1, 1)
    assert (len(found.levels), found.period) == (101, 100)


def test_the_verdicts_may_repeat_earlier_and_more_often_than_the_levels() -> None:
    found = counter(1, 6, before=4)
    assert (found.period, found.cycle_from) == (3, 1)
    assert not found.lasting.any()
