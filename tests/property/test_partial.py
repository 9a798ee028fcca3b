"""Verdicts over all completions agree with trying every completion."""

from __future__ import annotations

from math import prod

import numpy as np
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from thorough import examples

import detente as dt
from detente.kernels import reference_partial
from detente.kernels.partial_order import (
    Growing,
    completion,
    implied,
    known_from_better,
    known_from_ranks,
    some_completion,
    unknown_pairs,
)
from detente.model.concepts import Concept
from detente.questions.partial.verdicts import Completions, budget, partial_stability

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
TRIED = 1500  # completions of all decision makers together


@st.composite
def partial_conflicts(draw: st.DrawFn) -> tuple[Twin, list[list[tuple[int, int]]]]:
    """A small conflict of any shape with unknown pairs, dense or few, for any of its decision makers."""
    twin = draw(
        st.one_of(option_conflicts(max_options=2), graph_conflicts(max_states=4), graph_conflicts(max_states=5))
    )
    n = twin.n_states
    every = [(a, b) for a in range(n) for b in range(a)]
    few = st.lists(st.sampled_from(every), max_size=4, unique=True) if every else st.just([])
    return twin, [draw(st.one_of(st.just([]), few, st.just(every))) for _ in twin.payoff]


def known_of(twin: Twin, unknown: list[list[tuple[int, int]]]) -> list[list[list[str]]]:
    return [
        reference_partial.known_relation(ranks, {frozenset(pair) for pair in pairs})
        for ranks, pairs in zip(twin.payoff, unknown, strict=True)
    ]


def matrix(n: int, pairs: list[tuple[int, int]]) -> np.ndarray:
    found = np.zeros((n, n), bool)
    for a, b in pairs:
        found[a, b] = True
    return found


@settings(max_examples=examples(250), deadline=None)
@given(partial_conflicts())
def test_surely_and_possibly_are_what_every_and_some_completion_say(drawn) -> None:
    twin, unknown = drawn
    known = known_of(twin, unknown)
    assume(prod(len(reference_partial.completions(one)) for one in known) <= TRIED)
    found = partial_stability(twin.model, unknown)
    assert found.exact
    for concept in CONCEPTS:
        surely, possibly, always, ever = reference_partial.over_all_completions(concept, twin.moves, known)
        assert found.surely[concept].tolist() == surely, concept
        assert found.possibly[concept].tolist() == possibly, concept
        assert found.surely_everybody[concept].tolist() == always, concept
        assert found.possibly_everybody[concept].tolist() == ever, concept


@settings(max_examples=examples(150), deadline=None)
@given(partial_conflicts())
def test_the_search_alone_gives_every_answer(drawn) -> None:
    """Without bounds, and without looking at a few completions first."""
    twin, unknown = drawn
    known = known_of(twin, unknown)
    assume(prod(len(reference_partial.completions(one)) for one in known) <= TRIED)
    n_dms, n = len(twin.moves), twin.n_states
    ge = [
        known_from_ranks(np.array(ranks), matrix(n, pairs) | matrix(n, pairs).T)
        for ranks, pairs in zip(twin.payoff, unknown, strict=True)
    ]
    asked = Completions(twin.model, ge)
    for concept in (Concept.SEQ, Concept.SSEQ):
        surely, possibly, _, ever = reference_partial.over_all_completions(concept, twin.moves, known)
        for s in range(n):
            assert asked.find(concept, s, None, stable=True, spend=budget()).exists == ever[s]
            for dm in range(n_dms):
                assert asked.find(concept, s, dm, stable=True, spend=budget()).exists == possibly[dm][s]
                assert asked.find(concept, s, dm, stable=False, spend=budget()).exists != surely[dm][s]


@settings(max_examples=examples(150), deadline=None)
@given(partial_conflicts())
def test_extensions_agree_with_their_definition(drawn) -> None:
    twin, unknown = drawn
    known, found = known_of(twin, unknown), partial_stability(twin.model, unknown)
    for letter, tables in found.extensions.items():
        for concept, table in tables.items():
            wanted = [
                [reference_partial.extension(letter, concept, twin.moves, known, i, s) for s in range(twin.n_states)]
                for i in range(len(twin.moves))
            ]
            assert table.tolist() == wanted, (letter, concept)


@settings(max_examples=examples(150), deadline=None)
@given(partial_conflicts())
def test_the_modelled_order_is_one_of_the_completions(drawn) -> None:
    twin, unknown = drawn
    found, stable = partial_stability(twin.model, unknown), dt.stability(twin.model, CONCEPTS).stable
    for concept in CONCEPTS:
        assert np.all(found.surely[concept] <= stable[concept])
        assert np.all(stable[concept] <= found.possibly[concept])


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(1, 5), st.data())
def test_what_is_known_is_what_all_completions_agree_on(n: int, data: st.DataObject) -> None:
    ranks = data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    every = [(a, b) for a in range(n) for b in range(a)]
    pairs = data.draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    unknown = matrix(n, pairs) | matrix(n, pairs).T
    ge = known_from_ranks(np.array(ranks), unknown)
    known = reference_partial.known_relation(ranks, {frozenset(pair) for pair in pairs})
    assert ge.tolist() == [[known[a][b] in ">=" for b in range(n)] for a in range(n)]
    assert {(b, a) for a, b in implied(ge, unknown).tolist()} == {(a, b) for a, b in pairs if known[a][b] != "?"}


@settings(max_examples=examples(200), deadline=None)
@given(st.integers(2, 7), st.integers(0, 2**32 - 1))
def test_any_unknown_pair_can_be_added_either_way_and_completed(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    order = rng.permutation(n)
    pairs = [(order[b], order[a]) for a in range(n) for b in range(a) if rng.random() < 0.3]
    ge, circle = known_from_better(matrix(n, pairs))
    assert circle.size == 0
    grown, added = Growing.of(ge), []
    while True:
        open_ones = np.argwhere(~(grown.gt | grown.gt.T | (grown.ge & grown.ge.T)))
        if not open_ones.size:
            break
        above, below = open_ones[rng.integers(len(open_ones))].tolist()
        strict = bool(rng.integers(2)) and not grown.ge[below, above]
        grown.add(above, below, strict=strict)
        added.append((above, below, strict))
    ranks = completion(grown.gt)
    assert np.array_equal(ranks[:, None] >= ranks, grown.ge)
    assert np.array_equal(ranks[:, None] > ranks, grown.gt)
    assert all(ranks[a] > ranks[b] for a, b in pairs)
    assert all(ranks[a] > ranks[b] if strict else ranks[a] >= ranks[b] for a, b, strict in added)


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_completions_drawn_at_random_are_completions(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    unknown = np.triu(rng.random((n, n)) < 0.4, 1)
    ge = known_from_ranks(rng.integers(0, 4, n), unknown | unknown.T)
    ranks = some_completion(ge, rng)
    assert np.all(ranks[:, None] >= ranks, where=ge)
    assert np.all(ranks[:, None] > ranks, where=ge & ~ge.T)


def test_known_pairs_in_a_circle_are_named() -> None:
    _, circle = known_from_better(matrix(4, [(0, 1), (1, 2), (2, 0), (2, 3)]))
    assert circle.tolist() == [[0, 1], [1, 2], [2, 0]]


def test_nothing_unknown_is_plain_stability() -> None:
    model = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[2, 1, 4, 3], [2, 4, 1, 3]])
    found = partial_stability(model, {})
    assert found.unknown == (0, 0)
    for concept, stable in dt.stability(model, CONCEPTS).stable.items():
        assert np.array_equal(found.surely[concept], stable)
        assert np.array_equal(found.possibly[concept], stable)
    assert not unknown_pairs(np.ones((2, 2), bool)).any()


def graph(moves: list[list[tuple[int, int]]], payoffs: list[list[int]]) -> dt.GraphModel:
    return dt.GraphModel.from_moves(len(payoffs[0]), moves, payoffs)


def test_surely_stable_though_no_single_answer_is_sure() -> None:
    """After 0 -> 1 the others end in 5 (if the third prefers 3 to 2) or in 4 (if it prefers 4 to 3); one must hold."""
    model = graph(
        [[(0, 1)], [(1, 2), (1, 3), (3, 5)], [(2, 3), (3, 4)]],
        [[1, 3, 3, 3, 0, 0], [0, 0, 1, 1, 1, 2], [0, 0, 1, 2, 3, 0]],
    )
    assert partial_stability(model, {2: [(3, 4), (3, 2), (2, 4)]}).surely["seq"][0, 0] == np.False_
    found = partial_stability(model, {2: [(3, 4), (3, 2)]})
    assert found.surely["seq"][0, 0]
    assert found.surely["sseq"][0, 0]


def test_never_stable_though_each_answer_is_possible() -> None:
    """0 -> 1 is answered if the third prefers 4 to 3, 0 -> 2 if it prefers 3 to 4; it cannot do both."""
    model = graph(
        [[(0, 1), (0, 2)], [(1, 3), (2, 4), (3, 5), (4, 5)], [(3, 4), (4, 3)]],
        [[1, 2, 2, 2, 2, 0], [0, 0, 0, 1, 1, 2], [0, 0, 0, 1, 1, 0]],
    )
    found = partial_stability(model, {2: [(3, 4)]})
    assert not found.possibly["seq"][0, 0]
    assert not found.possibly["sseq"][0, 0]
    assert found.extensions["d"]["seq"][0, 0]
