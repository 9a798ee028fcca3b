"""Swaps of neighbouring tiers against their slow twin."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.kernels import reference_swaps, swaps
from detente.kernels.ranks import dense_ranks


@st.composite
def questions(draw: st.DrawFn):
    n_dms, n_states, n, n_swaps = (draw(st.integers(1, high)) for high in (4, 6, 5, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    raw = rng.integers(0, draw(st.integers(1, 6)), (n_dms, n, n_states))
    ranks = np.stack([[dense_ranks(row) - 1 for row in mine] for mine in raw]).transpose(0, 2, 1).astype(np.uint8)
    return ranks, rng.random((n, n_swaps, 2))


@settings(max_examples=examples(80), deadline=None)
@given(questions())
def test_swaps_are_those_of_the_definition(question):
    ranks, fractions = question
    n_dms, _, n = ranks.shape
    n_swaps = fractions.shape[1]
    tiers = ranks.max(axis=1).astype(np.int64) + 1
    dms, places = np.empty((n, n_swaps), np.int64), np.empty((n, n_swaps), np.int64)
    for k in range(n_swaps):
        dms[:, k], places[:, k] = swaps.chosen(tiers, fractions[:, k, 0], fractions[:, k, 1])
    after = ranks.copy()
    swaps.swap_tiers(after, dms, places)
    for run in range(n):
        rankings = [ranks[dm, :, run].tolist() for dm in range(n_dms)]
        for k in range(n_swaps):
            dm, place = reference_swaps.chosen(rankings, *fractions[run, k])
            assert (dms[run, k], places[run, k]) == (dm, place)
            if dm >= 0:
                rankings[dm] = reference_swaps.swapped(rankings[dm], place)
        assert after[:, :, run].tolist() == rankings


def test_the_swaps_are_spread_evenly():
    tiers = np.array([[3], [1], [2]]).repeat(9000, axis=1)
    rng = np.random.default_rng(1)
    dms, places = swaps.chosen(tiers, rng.random(9000), rng.random(9000))
    assert set(dms.tolist()) == {0, 2}
    assert abs((dms == 0).mean() - 1 / 2) < 0.02
    assert abs(places[dms == 0].mean() - 1 / 2) < 0.02
    assert not places[dms == 2].any()


def test_the_highest_tiers_of_a_byte_can_be_swapped():
    ranks = np.arange(256, dtype=np.uint8).reshape(1, 256, 1)
    swaps.swap_tiers(ranks, np.array([[0]]), np.array([[254]]))
    assert ranks[0, 254:, 0].tolist() == [255, 254]
