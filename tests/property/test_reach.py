"""Where improvements lead, under many profiles at once: the definition, profile by profile."""

from __future__ import annotations

import numpy as np
import pytest
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import detente as dt
from detente.analysis import reach
from detente.kernels import reference


@settings(max_examples=examples(400), deadline=None)
@given(st.one_of(option_conflicts(), option_conflicts(general=False), graph_conflicts()), st.data())
def test_every_profile_agrees_with_the_definition(twin: Twin, data: st.DataObject) -> None:
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    payoffs = rng.integers(0, data.draw(st.sampled_from([2, 4, 60])), (twin.model.n_dms, twin.n_states, 3))
    start = data.draw(st.integers(0, twin.n_states - 1))
    found = dt.reachable_batch(twin.model, payoffs, start)
    for k in range(3):
        wanted = reference.reachable_by_improvements(twin.moves, payoffs[:, :, k].tolist(), start)
        assert set(np.flatnonzero(found[:, k]).tolist()) == wanted


def test_profiles_beyond_one_portion_are_taken_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    payoffs = rng.integers(0, 4, (3, 16, 50))
    model = dt.GraphModel.from_options([0, 1, 2, 0], payoffs[:, :, 0])
    whole = dt.reachable_batch(model, payoffs, 5)
    monkeypatch.setattr(reach, "AT_ONCE", 7)
    assert np.array_equal(dt.reachable_batch(model, payoffs, 5), whole)


def test_it_is_what_evolution_finds_by_improvements() -> None:
    rng = np.random.default_rng(4)
    for _ in range(30):
        payoffs = rng.integers(0, 6, (3, 16))
        model = dt.GraphModel.from_options([0, 1, 2, int(rng.integers(3))], payoffs)
        rows = np.flatnonzero(dt.reachable_batch(model, payoffs[:, :, None], 5)[:, 0])
        assert rows.tolist() == np.flatnonzero(dt.evolution(model, 5).improvements >= 0).tolist()


@pytest.mark.parametrize(
    ("payoffs", "start", "said"),
    [
        (np.zeros((2, 4, 1), int), 4, "there is no state 4"),
        (np.zeros((2, 4), int), 0, "pass payoffs"),
        (np.zeros((2, 4, 1)), 0, "must be whole numbers"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(payoffs: np.ndarray, start: int, said: str) -> None:
    model = dt.GraphModel.from_options([0, 1], np.zeros((2, 4), int))
    with pytest.raises(dt.AnalysisError, match=said):
        dt.reachable_batch(model, payoffs, start)
