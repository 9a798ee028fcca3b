"""Many profiles at once: what the door checks, promises and refuses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import numpy as np
import pytest

import detente as dt
from detente.analysis import batch
from detente.kernels.compiled import available

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq", "sim")


def dilemma() -> dt.GraphModel:
    return dt.GraphModel.from_options([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])


def six_options(n_dms: int = 3) -> dt.GraphModel:
    return dt.GraphModel.from_options(np.arange(6) % n_dms, np.zeros((n_dms, 64), np.int64))


def some_profiles(n_profiles: int, n_dms: int = 3, n_states: int = 64) -> np.ndarray:
    return np.random.default_rng(5).integers(0, 20, (n_dms, n_states, n_profiles))


def test_one_profile_is_what_stability_says() -> None:
    model = dilemma()
    found = dt.stability_batch(model, model.payoffs[:, :, np.newaxis])
    table = dt.stability(model, ["nash", "gmr", "smr", "seq"])
    assert list(found.equilibrium) == list(found.stable) == ["nash", "gmr", "smr", "seq"]
    for concept, stable in table.stable.items():
        assert np.array_equal(found.stable[concept][:, :, 0], stable)
        assert np.flatnonzero(found.equilibrium[concept][:, 0]).tolist() == table.equilibria(concept).tolist()


def test_the_payoffs_of_the_model_are_not_used() -> None:
    payoffs = some_profiles(3, 2, 4)
    one, other = dilemma(), dt.GraphModel.from_options([0, 1], [[0] * 4] * 2)
    found = [dt.stability_batch(model, payoffs, "seq").equilibrium["seq"] for model in (one, other)]
    assert np.array_equal(*found)


def test_results_are_read_only_and_made_once() -> None:
    found = dt.stability_batch(dilemma(), some_profiles(3, 2, 4))
    assert found.stable["nash"] is found.stable["nash"]
    for array in (found.equilibrium["nash"], found.stable["nash"]):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = True


def test_a_table_is_made_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found = dt.stability_batch(dilemma(), some_profiles(3, 2, 4))
    at_once = dt.stability_batch(dilemma(), some_profiles(3, 2, 4), stable=True)
    asked: list[tuple[str, ...]] = []
    run = batch._Batch.run

    def watched(self: batch._Batch, names: tuple[str, ...], tables: dict) -> dict:
        asked.append(names)
        return run(self, names, tables)

    monkeypatch.setattr(batch._Batch, "run", watched)
    assert np.array_equal(found.stable["gmr"], at_once.stable["gmr"])
    assert asked == [("gmr",)]


def test_payoffs_that_were_written_to_in_between_are_noticed() -> None:
    payoffs = some_profiles(5, 2, 4)
    found = dt.stability_batch(dilemma(), payoffs, ["nash"])
    kept = dt.stability_batch(dilemma(), payoffs, ["nash"], stable=True)
    payoffs[:] = 0
    with pytest.raises(dt.AnalysisError, match="changed after stability_batch"):
        found.stable["nash"]
    assert np.array_equal(kept.stable["nash"].all(axis=0), kept.equilibrium["nash"])


@pytest.mark.parametrize(
    "compiled", [False, pytest.param(True, marks=pytest.mark.skipif(not available(), reason="numba"))]
)
def test_the_same_bits_for_any_number_of_threads_and_order_of_memory(compiled: bool) -> None:
    payoffs = some_profiles(2500)
    orders: list[Callable[[np.ndarray], np.ndarray]] = [
        np.asfortranarray,
        lambda p: np.moveaxis(np.ascontiguousarray(np.moveaxis(p, -1, 0)), 0, -1),
        lambda p: np.repeat(p, 2, axis=2)[:, :, ::2],
        lambda p: p.astype(">i4"),
        lambda p: p - 2**60,
    ]
    wanted = dt.stability_batch(six_options(), payoffs, CONCEPTS, compiled=compiled, threads=1)
    for threads, order in enumerate(orders, 1):
        found = dt.stability_batch(six_options(), order(payoffs), CONCEPTS, compiled=compiled, threads=threads)
        for concept in CONCEPTS:
            assert np.array_equal(found.equilibrium[concept], wanted.equilibrium[concept]), (concept, threads)


@pytest.mark.skipif(not available(), reason="numba")
def test_compiled_and_not_give_the_same_bits() -> None:
    payoffs = some_profiles(1500)
    one, other = (dt.stability_batch(six_options(), payoffs, CONCEPTS, compiled=c) for c in (True, False))
    for concept in CONCEPTS:
        assert np.array_equal(one.stable[concept], other.stable[concept])


def test_a_small_batch_does_not_wait_for_numba() -> None:
    program = (
        "import sys, numpy as np, detente as dt\n"
        "model = dt.GraphModel.from_options([0, 1], [[0] * 4] * 2)\n"
        "dt.stability_batch(model, np.zeros((2, 4, 1000), int))\n"
        "assert 'numba' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_without_numba_every_answer_is_there_but_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.kernels.compiled.available", lambda: False)
    monkeypatch.setattr(batch, "WORTH_LOADING", 0)
    monkeypatch.setattr(batch, "WORTH_CALLING", 0)
    assert dt.stability_batch(dilemma(), some_profiles(3, 2, 4)).equilibrium["nash"].shape == (4, 3)
    with pytest.raises(dt.AnalysisError, match="compiled=True needs numba"):
        dt.stability_batch(dilemma(), some_profiles(3, 2, 4), compiled=True)


def test_a_numba_that_does_not_load_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise ImportError("Numba needs NumPy 2.2 or less")

    monkeypatch.setattr("detente.kernels.compiled.available", lambda: True)
    monkeypatch.setattr("detente.kernels.compiled.import_module", broken)
    monkeypatch.setattr(batch, "WORTH_LOADING", 0)
    monkeypatch.setattr(batch, "WORTH_CALLING", 0)
    assert dt.stability_batch(dilemma(), some_profiles(3, 2, 4)).equilibrium["nash"].shape == (4, 3)
    with pytest.raises(dt.AnalysisError, match="does not load: Numba needs NumPy"):
        dt.stability_batch(dilemma(), some_profiles(3, 2, 4), compiled=True)


@pytest.mark.skipif(not available(), reason="needs numba")
@pytest.mark.parametrize("least", [0, 2**62, 2**63 + 1, 2**64 - 100])
def test_unsigned_payoffs_are_as_good_wherever_they_lie(least: int) -> None:
    payoffs = some_profiles(5)
    wanted = dt.stability_batch(six_options(), payoffs, CONCEPTS, compiled=False)
    found = dt.stability_batch(six_options(), payoffs.astype(np.uint64) + np.uint64(least), CONCEPTS, compiled=True)
    for concept in CONCEPTS:
        assert np.array_equal(found.stable[concept], wanted.stable[concept]), concept


def test_an_error_in_a_thread_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: batch.RankProfiles, dm: int, concept: str) -> None:
        raise MemoryError(f"{concept} of {dm}")

    monkeypatch.setattr(batch.RankProfiles, "stable", broken)
    with pytest.raises(MemoryError, match="nash of 0"):
        dt.stability_batch(six_options(), some_profiles(3000), compiled=False, threads=2)


def test_no_profiles_make_empty_tables() -> None:
    found = dt.stability_batch(dilemma(), np.zeros((2, 4, 0), int))
    assert found.equilibrium["seq"].shape == (4, 0)
    assert found.stable["seq"].shape == (2, 4, 0)


@pytest.mark.parametrize("most", [0, 1 << 20])
def test_sim_is_what_stability_says_with_a_plan_and_without(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.kernels.simultaneous_plan.MAX_OUTCOMES", most)
    payoffs = some_profiles(4)
    asked: list[str] = []
    one_by_one = batch._Batch._run_one_by_one

    def watched(self: batch._Batch, name: str, equilibrium: dict, tables: dict) -> None:
        asked.append(name)
        one_by_one(self, name, equilibrium, tables)

    monkeypatch.setattr(batch._Batch, "_run_one_by_one", watched)
    found = dt.stability_batch(six_options(), payoffs, ["sim", "nash"])
    for k in range(4):
        model = dt.GraphModel.from_options(np.arange(6) % 3, payoffs[:, :, k])
        assert np.array_equal(found.stable["sim"][:, :, k], dt.stability(model, ["sim"]).stable["sim"])
    assert asked == ([] if most else ["sim", "sim"])


def test_sim_is_found_where_every_rank_has_all_bits_set() -> None:
    """The largest payoff of a type is also what marks a move that improves nothing."""
    payoffs = np.full((2, 4, 1), 255, np.uint8)
    payoffs[0, 0], payoffs[1, 3] = 0, 0
    for compiled in (False, True) if available() else (False,):
        found = dt.stability_batch(dilemma(), payoffs, "sim", compiled=compiled).stable["sim"][:, :, 0]
        model = dt.GraphModel.from_options([0, 1], payoffs[:, :, 0].astype(np.int64))
        assert np.array_equal(found, dt.stability(model, ["sim"], way="reference").stable["sim"])


def test_a_conflict_too_large_for_a_plan_goes_profile_by_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    payoffs = some_profiles(3)
    wanted = dt.stability_batch(six_options(), payoffs, CONCEPTS)
    monkeypatch.setattr("detente.kernels.batch_plan.MAX_STATES", 63)
    found = dt.stability_batch(six_options(), payoffs, CONCEPTS)
    for concept in CONCEPTS:
        assert np.array_equal(found.stable[concept], wanted.stable[concept])


@pytest.mark.parametrize(
    ("payoffs", "message"),
    [
        (np.zeros((2, 4), int), r"it has \(2, 4\). For a single profile pass payoffs\[:, :, np.newaxis\]"),
        (np.zeros((9, 2, 4), int), "The profiles come last: pass np.moveaxis"),
        (np.zeros((2, 5, 9), int), r"here \(2, 4, n_profiles\); it has \(2, 5, 9\)"),
        (np.zeros((2, 4, 9)), "must be whole numbers; got float64"),
        ([[[1, 2]], [[1]]], "rows of equal length"),
        (np.full((2, 4, 1), 2**70, object), "must be whole numbers; got object"),
    ],
)
def test_payoffs_that_do_not_fit_are_refused_with_a_sentence(payoffs: np.ndarray, message: str) -> None:
    with pytest.raises(dt.AnalysisError, match=message):
        dt.stability_batch(dilemma(), payoffs)


def test_other_wrong_input_is_refused_with_a_sentence() -> None:
    payoffs = some_profiles(2, 2, 4)
    with pytest.raises(dt.AnalysisError, match="'nsh' is not a stability concept"):
        dt.stability_batch(dilemma(), payoffs, ["nsh"])
    with pytest.raises(dt.AnalysisError, match="threads must be a whole number of at least 1"):
        dt.stability_batch(dilemma(), payoffs, threads=0)
    found = dt.stability_batch(dilemma(), payoffs, "nash")
    for tables in (found.stable, found.equilibrium):
        assert "nash" in tables
        assert "seq" not in tables
        with pytest.raises(dt.AnalysisError, match="'seq' was not analysed; the batch has nash"):
            tables["seq"]
    graph = dt.GraphModel.from_moves(2, [[(0, 1)]], [[1, 2]])
    with pytest.raises(dt.AnalysisError, match="SIM needs options"):
        dt.stability_batch(graph, np.zeros((1, 2, 0), int), ["sim"])
