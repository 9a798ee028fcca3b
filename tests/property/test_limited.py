"""Limited moves and maximin agree with the definitions, and keep the relations that follow from them."""

from __future__ import annotations

import numpy as np
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.stability import prepare, stability
from detente.kernels import reference_limited as reference
from detente.kernels.horizons import unroll
from detente.kernels.limited import LimitedRecursion, Maximin
from detente.kernels.ties import verdicts_that_hang_on_ties
from detente.model.graph import GraphModel

SMALL = st.one_of(option_conflicts(3), graph_conflicts(5))


def pair(twin: Twin) -> tuple[Twin, LimitedRecursion]:
    """The first two decision makers of a conflict that has two."""
    assume(twin.model.n_dms >= 2)
    conflict = prepare(twin.model)
    return twin, LimitedRecursion(conflict.moves[:2], conflict.ranks[:2])


@settings(max_examples=examples(150), deadline=None)
@given(SMALL, st.integers(1, 5))
def test_the_anticipated_state_is_that_of_the_recursion(twin: Twin, h: int) -> None:
    twin, kernel = pair(twin)
    level = unroll(kernel.start(), kernel.step, kernel.stable, h).levels[h]
    wanted = [[reference.anticipated(twin.moves, twin.payoff, h, i, s) for s in range(twin.n_states)] for i in (0, 1)]
    assert level.tolist() == wanted


@settings(max_examples=examples(150), deadline=None)
@given(SMALL, st.integers(1, 4))
def test_ties_are_reported_where_they_decide(twin: Twin, h: int) -> None:
    twin, kernel = pair(twin)
    found = verdicts_that_hang_on_ties(kernel.moves, kernel.ranks, h)
    assert found is not None
    for i in (0, 1):
        for s in range(twin.n_states):
            ends = reference.possible_outcomes(twin.moves, twin.payoff, h, i, s)
            assert found[h - 1, i, s] == (s in ends and len(ends) > 1)
            assert reference.anticipated(twin.moves, twin.payoff, h, i, s) in ends


@settings(max_examples=examples(100), deadline=None)
@given(SMALL, st.integers(1, 3))
def test_maximin_is_that_of_the_recursion(twin: Twin, h: int) -> None:
    conflict = prepare(twin.model)
    kernel = Maximin(conflict.moves, conflict.ranks)
    found = unroll(kernel.start(), kernel.step, kernel.stable, h).stable[h - 1]
    wanted = [
        [reference.maximin_stable(twin.moves, twin.payoff, h, i, s) for s in range(twin.n_states)]
        for i in range(twin.model.n_dms)
    ]
    assert found.tolist() == wanted


@settings(max_examples=examples(150), deadline=None)
@given(st.one_of(option_conflicts(), graph_conflicts()))
def test_maximin_is_nash_gmr_smr_and_then_settles(twin: Twin) -> None:
    conflict = prepare(twin.model)
    kernel = Maximin(conflict.moves, conflict.ranks)
    found = unroll(kernel.start(), kernel.step, kernel.stable, 9)
    classic = stability(twin.model, ("nash", "gmr", "smr")).stable
    for h, concept in enumerate(("nash", "gmr", "smr")):
        assert np.array_equal(found.stable[h], classic[concept])
    assert np.all(found.stable[:-2:2] <= found.stable[2::2])  # odd horizons find ever more
    assert np.all(found.stable[1:-2:2] >= found.stable[3::2])  # even ones ever less
    assert np.all(found.stable[0::2] <= found.stable[-2])
    assert found.period in (1, 2)


@settings(max_examples=examples(150), deadline=None)
@given(st.one_of(option_conflicts(4), graph_conflicts()))
def test_limited_moves_lie_within_maximin_of_two(twin: Twin) -> None:
    twin, kernel = pair(twin)
    cautious = Maximin(kernel.moves, kernel.ranks)
    exact = unroll(kernel.start(), kernel.step, kernel.stable, 8).stable
    pessimistic = unroll(cautious.start(), cautious.step, cautious.stable, 8).stable
    assert np.array_equal(exact[0], pessimistic[0])
    assert np.all(exact <= pessimistic)


@settings(max_examples=examples(150), deadline=None)
@given(st.one_of(option_conflicts(4), graph_conflicts()))
def test_against_an_opposite_opponent_they_are_the_same(twin: Twin) -> None:
    twin, kernel = pair(twin)
    opposed = LimitedRecursion(kernel.moves, np.stack([kernel.ranks[0], -kernel.ranks[0]]))
    cautious = Maximin(kernel.moves, kernel.ranks)
    exact = unroll(opposed.start(), opposed.step, opposed.stable, 8).stable
    pessimistic = unroll(cautious.start(), cautious.step, cautious.stable, 8).stable
    assert np.array_equal(exact[:, 0], pessimistic[:, 0])


@settings(max_examples=examples(100), deadline=None)
@given(st.one_of(option_conflicts(4), graph_conflicts()))
def test_the_cycle_is_the_cycle_of_the_verdicts(twin: Twin) -> None:
    twin, kernel = pair(twin)
    found = unroll(kernel.start(), kernel.step, kernel.stable, 1)
    assert found.period is not None
    assert found.cycle_from is not None
    assert found.lasting is not None
    last = found.cycle_from + 2 * found.period
    long = unroll(kernel.start(), kernel.step, kernel.stable, last).stable
    at = [long[h - 1].tolist() for h in range(1, last + 1)]
    begin, period = found.cycle_from - 1, found.period
    assert at[begin : begin + period] == at[begin + period : begin + 2 * period]
    shorter = [d for d in range(1, period) if period % d == 0]
    assert all(at[begin : begin + d] * (period // d) != at[begin : begin + period] for d in shorter)
    assert begin == 0 or at[begin - 1] != at[begin - 1 + period]
    assert np.array_equal(found.lasting, long[begin : begin + period].all(axis=0))


def test_equal_payoffs_end_the_play() -> None:
    model = GraphModel.from_moves(2, [[(0, 1)], [(1, 0)]], [[1, 1], [2, 1]])
    conflict = prepare(model)
    kernel = LimitedRecursion(conflict.moves, conflict.ranks)
    assert unroll(kernel.start(), kernel.step, kernel.stable, 3).stable[:, 0].all()
