"""Every way through a conflict gives the verdicts of the definitions: dense, sparse, graph; in numpy and compiled."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import COMPILED, compiled_too, examples

import detente as dt
from detente.analysis import ways
from detente.errors import TooLargeError
from detente.kernels import stability as kernel

PLAIN = ("nash", "gmr", "smr", "seq", "sseq")


def assert_way_agrees(twin: Twin, way: str, compiled: bool) -> None:
    table = dt.stability(twin.model, PLAIN, way=way, compiled=compiled)
    for concept in PLAIN:
        for dm in range(twin.model.n_dms):
            assert table.stable[concept][dm].tolist() == twin.stable(concept, dm), (way, compiled, concept, dm)


@pytest.mark.parametrize("compiled", COMPILED)
@settings(max_examples=examples(400), deadline=None)
@given(twin=option_conflicts(general=False))
def test_option_form_by_every_way(compiled: bool, twin: Twin) -> None:
    for way in ("dense", "sparse", "graph"):
        assert_way_agrees(twin, way, compiled)


@pytest.mark.parametrize("compiled", COMPILED)
@settings(max_examples=examples(400), deadline=None)
@given(twin=st.one_of(option_conflicts(), graph_conflicts()))
def test_any_graph(compiled: bool, twin: Twin) -> None:
    assert_way_agrees(twin, "graph", compiled)


@settings(max_examples=examples(150), deadline=None)
@given(st.one_of(option_conflicts(max_options=4), graph_conflicts(max_states=6)))
def test_the_definitions_themselves_are_a_way(twin: Twin) -> None:
    found, wanted = dt.stability(twin.model, way="reference"), dt.stability(twin.model)
    assert all(np.array_equal(found.stable[c], wanted.stable[c]) for c in wanted.stable)


@pytest.mark.parametrize("compiled", COMPILED)
@settings(max_examples=examples(150), deadline=None)
@given(twin=option_conflicts(general=False))
def test_very_long_paths_are_finished_by_propagation(compiled: bool, twin: Twin) -> None:
    """The sweeps are made to give up at their first change, so that all closures take the other road."""
    patience, kernel.PATIENCE = kernel.PATIENCE, 1
    try:
        for way in ("dense", "sparse"):
            assert_way_agrees(twin, way, compiled)
    finally:
        kernel.PATIENCE = patience


def random_model(rng: np.random.Generator, n_options: int, levels: int, share: float) -> dt.GraphModel:
    """Owners in any order, some options nobody's, some one-way; payoffs of very different widths."""
    n_dms = int(rng.integers(1, 7))
    masks = np.flatnonzero(rng.random(1 << n_options) < share).astype(np.uint64)
    masks = masks if masks.size else np.zeros(1, np.uint64)
    payoffs = rng.integers(-levels, levels + 1, (n_dms, masks.size), dtype=np.int64)
    if rng.random() < 0.3:
        payoffs = np.stack([rng.permutation(masks.size) for _ in range(n_dms)]) * 70_001
    return dt.GraphModel.from_options(
        rng.integers(-1 if rng.random() < 0.3 else 0, n_dms, n_options),
        payoffs,
        states=masks,
        one_way=rng.choice([0, 1, -1], n_options, p=[0.7, 0.15, 0.15]),
    )


@pytest.mark.parametrize("seed", range(24))
def test_all_ways_agree_on_larger_conflicts(seed: int) -> None:
    """Beyond what the definitions can do: 2^9 to 2^13 combinations, wide and narrow payoffs, lopsided shares."""
    rng = np.random.default_rng(seed)
    for _ in range(2):
        levels = int(rng.choice([1, 30, 40_000, 10**9, 2**62]))
        model = random_model(rng, int(rng.integers(9, 14)), levels, float(rng.choice([1.0, 1.0, 0.7, 0.1])))
        chosen = dt.stability(model, PLAIN)
        for way in ("dense", "sparse"):
            for compiled in compiled_too():
                table = dt.stability(model, PLAIN, way=way, compiled=compiled)
                for concept in PLAIN:
                    assert np.array_equal(table.stable[concept], chosen.stable[concept]), (way, compiled, concept)


def staircase(bits: int) -> dt.GraphModel:
    """Two opponents who can only climb together, step by step: a path with 2**bits changes of mover."""
    steps = np.arange(1 << bits, dtype=np.uint64)
    masks = np.unique(
        np.concatenate([steps | (steps << np.uint64(bits)), (steps[:-1] + 1) | (steps[:-1] << np.uint64(bits))])
    )
    masks = np.unique(np.concatenate([masks << np.uint64(1), (masks << np.uint64(1)) | np.uint64(1)]))
    payoffs = np.random.default_rng(3).permutation(masks.size * 3).reshape(3, masks.size)
    return dt.GraphModel.from_options([0] + [1] * bits + [2] * bits, payoffs, states=masks)


@pytest.mark.parametrize("compiled", COMPILED)
def test_a_staircase_is_climbed(compiled: bool) -> None:
    model = staircase(7)
    by_ways = [dt.stability(model, PLAIN, way=w, compiled=compiled).stable for w in ("dense", "sparse", "graph")]
    for stable in by_ways[1:]:
        assert all(np.array_equal(stable[c], by_ways[0][c]) for c in PLAIN)


# Choosing, and refusing


def model_of(n_options: int, share: float = 1.0) -> dt.GraphModel:
    masks = np.arange(max(1, int(share * (1 << n_options))), dtype=np.uint64)
    return dt.GraphModel.from_options([0, 1] * (n_options // 2), np.zeros((2, masks.size), int), states=masks)


def test_the_way_is_chosen_by_what_is_feasible() -> None:
    assert ways.choose_way(model_of(10)) is ways.SolverWay.DENSE
    assert ways.choose_way(model_of(10, 0.1)) is ways.SolverWay.SPARSE
    assert ways.choose_way(model_of(40, 1e-11)) is ways.SolverWay.SPARSE
    graph = dt.GraphModel.from_moves(2, [[(0, 1)]], [[1, 2]])
    assert ways.choose_way(graph) is ways.SolverWay.GRAPH


def test_a_way_that_cannot_be_taken_is_refused_with_a_sentence() -> None:
    graph = dt.GraphModel.from_moves(2, [[(0, 1)]], [[1, 2]])
    with pytest.raises(dt.AnalysisError, match="'fast' is not a way; there are dense, sparse, graph, reference"):
        dt.stability(graph, ["nash"], way="fast")
    with pytest.raises(dt.AnalysisError, match="way='dense' needs options and nothing else"):
        dt.stability(graph, ["nash"], way="dense")
    with pytest.raises(dt.AnalysisError, match="at most 26 options, and there are 40"):
        dt.stability(model_of(40, 1e-11), ["nash"], way="dense")
    with pytest.raises(dt.AnalysisError, match="for at most 4,096 states"):
        dt.stability(model_of(14), ["nash"], way="reference")


def test_what_would_not_fit_is_refused_beforehand(monkeypatch) -> None:
    monkeypatch.setattr(ways, "_memory", lambda: 100_000)
    with pytest.raises(
        dt.AnalysisError, match=r"would need about 0\.0 GB of memory, and this machine has 0\.0 GB"
    ) as refused:
        dt.stability(model_of(14), ["nash"])
    assert refused.value.needed > refused.value.limit == 100_000  # pyright: ignore[reportAttributeAccessIssue]


def test_compiled_kernels_that_are_not_there_are_named(monkeypatch) -> None:
    monkeypatch.setattr("detente.kernels.compiled.available", lambda: False)
    with pytest.raises(dt.AnalysisError, match=r"compiled=True needs numba.*detente\[fast\]"):
        dt.stability(model_of(4), ["nash"], compiled=True)
    assert dt.stability(model_of(4), ["nash"]).equilibria("nash").size == 16


@pytest.mark.parametrize("error", [ImportError, RuntimeError, SystemError, AttributeError])
def test_a_numba_that_does_not_load_is_done_without(monkeypatch, error) -> None:
    """As where it does not fit this numpy, or has no folder for its cache: numpy answers, or a sentence."""

    def broken(name: str) -> None:
        raise error("no locator available")

    monkeypatch.setattr("detente.kernels.compiled.available", lambda: True)
    monkeypatch.setattr("detente.kernels.compiled.import_module", broken)
    monkeypatch.setattr(ways, "WORTH_LOADING", 0)
    monkeypatch.setattr(ways, "WORTH_COMPILED", 0)
    assert dt.stability(model_of(4), ["nash"]).equilibria("nash").size == 16
    with pytest.raises(dt.AnalysisError, match="does not load: no locator available"):
        dt.stability(model_of(4), ["nash"], compiled=True)


def lopsided_graph() -> dt.GraphModel:
    """4,096 states and a million moves: arcs, not states, are what a general graph keeps in memory."""
    some = np.arange(4096) % 16 == 0
    payoffs = np.random.default_rng(8).integers(0, 9, (2, 4096))
    return dt.GraphModel.from_options(
        [0] * 8 + [1] * 4, payoffs, forbidden=[dt.Forbidden(dm=0, source=some, target=some)]
    )


def test_a_graph_of_many_moves_is_refused_before_they_are_listed(monkeypatch) -> None:
    monkeypatch.setattr(ways, "_memory", lambda: 50_000_000)
    monkeypatch.setattr("detente.kernels.moves.Moves.arcs", lambda _: pytest.fail("the moves were listed"))
    with pytest.raises(TooLargeError, match=r"would need about 0\.1 GB"):
        dt.stability(lopsided_graph(), PLAIN)


@pytest.mark.parametrize("compiled", COMPILED)
def test_no_graph_needs_more_memory_than_was_said(monkeypatch, compiled) -> None:
    said: list[int] = []
    estimate = ways._bytes_needed
    monkeypatch.setattr(ways, "_bytes_needed", lambda *a, **k: said.append(estimate(*a, **k)) or said[-1])
    dt.stability(model_of(4), PLAIN, way="graph", compiled=compiled)  # what is compiled or loaded now is not counted
    tracemalloc.start()
    dt.stability(lopsided_graph(), PLAIN, compiled=compiled)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said[-1] / 4 < used < said[-1]
