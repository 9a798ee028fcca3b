"""Agreement among members: the kernel is the definition, and one faction, or all alike, are as good as none."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import detente as dt
from detente.analysis.stability import prepare
from detente.errors import TooLargeError
from detente.kernels import reference_strict
from detente.kernels.members import agreement, attained_shares
from detente.kernels.strict import Strict
from detente.model.concepts import CONCEPTS, Concept
from detente.questions.factions.ask import agreement_levels

FIVE = [c for c in Concept if c is not Concept.SIM]
Factions = dict[int, tuple[np.ndarray, np.ndarray]]


@st.composite
def divided(draw: st.DrawFn) -> tuple[Twin, Factions]:
    """A conflict, and for some of its decision makers 1 to 4 factions of 1 to 5 members."""
    twin = draw(st.one_of(option_conflicts(max_options=4), graph_conflicts(7)))
    found: Factions = {}
    for dm in range(len(twin.payoff)):
        shares = draw(st.lists(st.integers(1, 5), max_size=4))
        if shares:
            ranks = st.lists(st.integers(0, 3), min_size=twin.n_states, max_size=twin.n_states)
            found[dm] = np.array([draw(ranks) for _ in shares]), np.array(shares)
    return twin, found


def slow(twin: Twin, factions: Factions, level: Fraction, concept: Concept) -> list[list[bool]]:
    def better(i: int, q: int, s: int) -> bool:
        ranks, shares = factions.get(i, (np.array([twin.payoff[i]], object), np.array([1])))
        return reference_strict.more_than(level, ranks.tolist(), shares.tolist(), q, s)

    return [
        [reference_strict.stable(concept.value, twin.moves, better, i, s) for s in range(twin.n_states)]
        for i in range(len(twin.payoff))
    ]


@settings(max_examples=examples(120), deadline=None)
@given(divided())
def test_every_level_is_as_the_definition_says(given_: tuple[Twin, Factions]) -> None:
    twin, factions = given_
    levels = agreement_levels(twin.model, factions, FIVE)
    assert [one.more_than for one in levels] == sorted({one.more_than for one in levels})
    assert levels[0].more_than == 0
    assert levels[-1].up_to == 1
    for one in levels:
        for level in {one.more_than, (one.more_than + one.up_to) / 2, one.up_to - Fraction(1, 10**6)}:
            for concept in FIVE:
                assert one.stable[concept].tolist() == slow(twin, factions, level, concept)


@settings(max_examples=examples(60), deadline=None)
@given(st.one_of(option_conflicts(max_options=4), graph_conflicts(7)), st.integers(1, 3))
def test_factions_that_agree_are_one_decision_maker(twin: Twin, count: int) -> None:
    conflict = prepare(twin.model)
    same = {dm: (np.stack([rank] * count), np.full(count, 2)) for dm, rank in enumerate(conflict.ranks)}
    (only,) = agreement_levels(twin.model, same, FIVE)
    table = dt.stability(twin.model, FIVE)
    for concept in FIVE:
        assert only.stable[concept].tolist() == table.stable[concept.value].tolist()


@settings(max_examples=examples(60), deadline=None)
@given(st.one_of(option_conflicts(max_options=4), graph_conflicts(7)), st.integers(0, 2**32 - 1))
def test_any_strict_relation_agrees_with_the_definition(twin: Twin, seed: int) -> None:
    """Not only those of members: cyclic, partial, and with states that are preferred to themselves."""
    rng, n, n_dms = np.random.default_rng(seed), twin.n_states, len(twin.payoff)
    relation = rng.random((n_dms, n, n)) < rng.random((n_dms, 1, 1))
    strict = Strict(prepare(twin.model).moves, [lambda q, s, r=r: r[q, s] for r in relation])
    for concept in FIVE:
        rules = CONCEPTS[concept]
        for i in range(n_dms):
            found = strict.stable(
                i,
                answers=concept is not Concept.NASH,
                answers_pay=rules.answers_pay,
                no_way_out=rules.no_way_out,
            )
            assert found.tolist() == [
                reference_strict.stable(concept.value, twin.moves, lambda j, q, s: bool(relation[j, q, s]), i, s)
                for s in range(n)
            ]


@given(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=4), max_size=3))
def test_the_levels_are_the_shares_that_factions_have_together(divided_: list[list[int]]) -> None:
    subsets = [[some for size in range(len(one)) for some in combinations(one, size)] for one in divided_]
    wanted = {Fraction(sum(some), sum(one)) for one, every in zip(divided_, subsets, strict=True) for some in every}
    assert attained_shares(divided_) == tuple(sorted({Fraction(0), *wanted}))


def test_too_many_levels_are_refused() -> None:
    assert attained_shares([[2**k for k in range(30)]]) is None
    assert attained_shares([[1] * 60]) is not None
    model = dt.GraphModel.from_options(owners=[0], payoffs=[[0, 1]])
    with pytest.raises(TooLargeError, match="more than 64 different shares"):
        agreement_levels(model, {0: (np.zeros((7, 2), int), 2 ** np.arange(7))}, ["nash"])


def test_counts_are_of_members_not_of_factions() -> None:
    ranks, shares = np.array([[0, 1], [1, 0]]), np.array([3, 2])
    state = np.array([0]), np.array([1])
    assert agreement(ranks, shares, Fraction(1, 2))(state[1], state[0]).tolist() == [True]
    assert agreement(ranks, shares, Fraction(3, 5))(state[1], state[0]).tolist() == [False]
    assert agreement(ranks, shares, Fraction(1, 3))(state[0], state[1]).tolist() == [True]
