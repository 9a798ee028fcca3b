"""How far a ranking may be wrong, against all weak orders and the definitions in plain Python."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.stability import applicable_concepts, stability
from detente.kernels import near_rankings, reference_rankings
from detente.kernels.ranks import dense_ranks
from detente.model.concepts import Concept
from detente.questions.rankings.ask import ranking_doubt

from .conflicts import Twin, graph_conflicts, option_conflicts

SMALL = 4


def few_states(most: int = SMALL) -> st.SearchStrategy[Twin]:
    options = option_conflicts(max_options=3).filter(lambda twin: 2 <= twin.n_states <= most)
    return st.one_of(options, graph_conflicts(max_states=most))


def brute(twin: Twin, concept: Concept, dm: int, s: int) -> int | None:
    def holds(payoff: list[list[int]]) -> bool:
        changed = replace(twin, payoff=payoff)
        return all(changed.stable(concept.value, i)[s] for i in range(len(payoff)))

    return reference_rankings.radius(twin.payoff, dm, holds)


def confirm_example(twin: Twin, radius) -> None:
    """The pairs of the example, and no others, can be changed, and then the state is not stable for whom it says."""
    before = twin.payoff[radius.dm]
    n = twin.n_states
    wanted = {}
    for pair in radius.example:
        a, b = pair.better, pair.worse
        assert before[a] == before[b] if pair.tied_before else before[a] > before[b]
        wanted[a, b] = 0 if pair.tied_after else -1
        wanted[b, a] = -wanted[a, b]
    for order in reference_rankings.weak_orders(n):
        signs = {(a, b): int(np.sign(order[a] - order[b])) for a, b in combinations(range(n), 2)}
        if all(signs[a, b] == wanted.get((a, b), (before[a] > before[b]) - (before[a] < before[b])) for a, b in signs):
            payoff = [list(order) if i == radius.dm else list(row) for i, row in enumerate(twin.payoff)]
            assert not replace(twin, payoff=payoff).stable(radius.concept.value, radius.lost_for)[radius.state]
            return
    raise AssertionError("the example is no ranking")


@settings(max_examples=examples(60), deadline=None)
@given(few_states())
def test_every_radius_is_that_of_the_definition(twin):
    found = ranking_doubt(twin.model)
    table = stability(twin.model)
    concepts = applicable_concepts(twin.model)
    assert [(r.concept, r.state, r.dm) for r in found.radii] == [
        (c, s, dm) for c in concepts for s in table.equilibria(c.value).tolist() for dm in range(len(twin.payoff))
    ]
    for radius in found.radii:
        expected = brute(twin, radius.concept, radius.dm, radius.state)
        if radius.exact:
            assert radius.swaps == expected, radius
            assert len(radius.example) == (expected or 0)
            if radius.example:
                confirm_example(twin, radius)
        else:
            assert radius.swaps == near_rankings.FURTHEST + 1
            assert expected is None or expected >= radius.swaps


@settings(max_examples=examples(12), deadline=None)
@given(graph_conflicts(max_states=5).filter(lambda twin: twin.n_states == 5))
def test_what_others_fear_with_five_states(twin):
    for radius in ranking_doubt(twin.model, ("seq", "sseq")).radii[:8]:
        expected = brute(twin, radius.concept, radius.dm, radius.state)
        assert radius.swaps == expected if radius.exact else expected is None or expected >= radius.swaps


@settings(max_examples=examples(40), deadline=None)
@given(few_states(), st.integers(1, 3000))
def test_little_effort_leaves_out_and_never_errs(twin, effort):
    whole = {(r.concept, r.state, r.dm): r for r in ranking_doubt(twin.model).radii}
    little = ranking_doubt(twin.model, effort=effort)
    for radius in little.radii:
        known = whole[radius.concept, radius.state, radius.dm]
        if radius.exact:
            assert radius.swaps == known.swaps
        else:
            assert known.swaps is None or known.swaps >= radius.swaps
    if len(little.radii) < len(whole):
        assert little.limits


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.integers(0, 4), min_size=2, max_size=5), st.integers(0, 2**20))
def test_rearrangements_reach_what_any_near_ranking_takes_away(payoff, seed):
    n = len(payoff)
    rng = np.random.default_rng(seed)
    arcs = np.argwhere(~np.eye(n, dtype=bool) & (rng.random((n, n)) < 0.6))
    ranks = dense_ranks(np.array(payoff))
    some = near_rankings.rearrangements(ranks, arcs)
    shifts = near_rankings.shifts(some, ranks)

    def ended(order) -> frozenset[tuple[int, int]]:
        return frozenset((a, b) for a, b in arcs.tolist() if ranks[b] > ranks[a] and order[b] <= order[a])

    reached: dict[int, list[frozenset]] = {}
    for cost in range(1, near_rankings.FURTHEST + 1):
        choices = near_rankings.together(some, cost)
        assert len(choices) == near_rankings.how_many(some, cost)
        assert len(np.unique(choices, axis=0)) == len(choices)
        for choice in choices:
            order = ranks * near_rankings.FINE + shifts[choice].sum(axis=0)
            assert reference_rankings.distance(ranks.tolist(), order.tolist()) == cost
            reached.setdefault(cost, []).append(ended(order))
    for order in reference_rankings.weak_orders(n):
        cost = reference_rankings.distance(ranks.tolist(), order)
        if 0 < cost <= near_rankings.FURTHEST and ended(order):
            nearer = [found for d, each in reached.items() if d <= cost for found in each]
            assert any(ended(order) <= found for found in nearer)


@pytest.mark.parametrize(("n", "count"), [(1, 1), (2, 3), (3, 13), (4, 75), (5, 541)])
def test_weak_orders_are_counted_by_fubini(n, count):
    assert sum(1 for _ in reference_rankings.weak_orders(n)) == count


def test_between_strict_rankings_the_distance_counts_inversions():
    assert reference_rankings.distance([1, 2, 3, 4], [4, 3, 2, 1]) == 6
    assert reference_rankings.distance([1, 2, 3], [1, 3, 2]) == 1
    assert reference_rankings.distance([1, 1, 2], [1, 2, 3]) == 1
