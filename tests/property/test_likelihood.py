"""Probabilities of conclusions against loops over worlds, closed forms, and dependences drawn at random."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.kernels import bounds as bounds_kernel
from detente.kernels import reference_likelihood as reference
from detente.kernels.bounds import if_sources_independent, whatever_between
from detente.kernels.coupling import extreme
from detente.kernels.dependence import comonotone, contract, marginal_vertices, products
from detente.kernels.likelihood import bounds_if_independent, directions, essential, fold, of_members, only
from detente.kernels.sensitivity import sensitivity

NEAR = 1e-6  # the tolerance of the linear programs is 1e-7
CHANCES = st.integers(1, 99).map(lambda percent: percent / 100)
INTERVALS = st.tuples(CHANCES, CHANCES).map(sorted)
WITHIN = ("independent", "together", "any")


@st.composite
def questions(draw: st.DrawFn, most: int = 5, points: bool = False):
    """A table on which every claim bears, intervals, and sources."""
    n = draw(st.integers(1, most))
    table = np.array(draw(st.lists(st.booleans(), min_size=1 << n, max_size=1 << n)))
    bits = essential(table, n)
    assume(bits)
    table, n = only(table, n, bits), len(bits)
    intervals = [draw(INTERVALS) for _ in range(n)]
    given_bounds = np.array([(low, low if points else high) for low, high in intervals]).reshape(n, 2)
    sources = draw(st.lists(st.integers(0, 2), min_size=n, max_size=n))
    blocks = [[j for j in range(n) if sources[j] == s] for s in sorted(set(sources))]
    return table, given_bounds, blocks


def of_block(rng: np.random.Generator, p: np.ndarray, within: str) -> np.ndarray:
    """A distribution over the worlds of one source with these marginals, as ``within`` allows."""
    if within == "independent":
        return products([p[j : j + 1] for j in range(len(p))])[0]
    if within == "together":
        return comonotone(p)
    # claims true on arcs of a circle: any marginals, and many dependences; mixed with independence
    starts = rng.random(len(p))
    cuts = np.unique(np.concatenate([[0.0, 1.0], starts, (starts + p) % 1]))
    found = np.zeros(1 << len(p))
    for low, high in pairwise(cuts):
        world = sum(1 << j for j in range(len(p)) if not ((low + high) / 2 - starts[j]) % 1 < p[j])
        found[world] += high - low
    weight = rng.random()
    return weight * found + (1 - weight) * products([p[j : j + 1] for j in range(len(p))])[0]


def coupled(rng: np.random.Generator, parts: list[np.ndarray]) -> list[tuple[tuple[int, ...], float]]:
    """A joint distribution of these marginals: their worlds laid along one line, each in an order of its own."""
    orders = [rng.permutation(len(part)) for part in parts]
    ends = [np.cumsum(part[order]) for part, order in zip(parts, orders, strict=True)]
    cuts = np.unique(np.concatenate([[0.0], *ends]).clip(0, 1))
    joint = []
    for low, high in pairwise(cuts):
        middle = (low + high) / 2
        at = [min(int(np.searchsorted(e, middle)), len(e) - 1) for e in ends]
        joint.append((tuple(int(order[k]) for order, k in zip(orders, at, strict=True)), high - low))
    return joint


def world_of(local: tuple[int, ...], blocks: list[list[int]]) -> int:
    return sum((own >> i & 1) << bit for own, block in zip(local, blocks, strict=True) for i, bit in enumerate(block))


def inside(rng: np.random.Generator, intervals: np.ndarray) -> np.ndarray:
    low, high = intervals.T
    share = rng.choice([0.0, 1.0, rng.random()], size=len(low))
    return low + share * (high - low)


@given(questions())
@settings(max_examples=examples(60), deadline=None)
def test_if_all_claims_are_independent_the_bounds_are_those_of_the_corners(question):
    table, intervals, _ = question
    found = bounds_if_independent(table, intervals, directions(table, len(intervals)))
    assert found == pytest.approx(reference.independent_extremes(table.tolist(), intervals.tolist()), abs=1e-12)


@given(st.integers(1, 5), st.data())
@settings(max_examples=examples(60), deadline=None)
def test_claims_that_bear_are_found_and_no_others(n, data):
    table = np.array(data.draw(st.lists(st.booleans(), min_size=1 << n, max_size=1 << n)))
    bits = essential(table, n)
    assert bits == [j for j in range(n) if reference.is_essential(table.tolist(), j)]
    left = only(table, n, bits)
    for world in range(1 << n):
        assert left[sum((world >> bit & 1) << k for k, bit in enumerate(bits))] == table[world]


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), min_size=1, max_size=3), st.data())
@settings(max_examples=examples(40), deadline=None)
def test_a_table_over_groups_becomes_one_over_their_claims(groups, data):
    sizes, any_fails = zip(*groups, strict=True)
    table = np.array(data.draw(st.lists(st.booleans(), min_size=1 << len(sizes), max_size=1 << len(sizes))))
    found = of_members(table, sizes, any_fails)
    assert [bool(x) for x in found] == [
        bool(table[reference.group_world(w, sizes, any_fails)]) for w in range(1 << sum(sizes))
    ]


@given(questions(most=4))
@settings(max_examples=examples(40), deadline=None)
def test_one_source_together_is_its_breakpoints(question):
    table, intervals, _ = question
    found = if_sources_independent(table, intervals, [list(range(len(intervals)))], "together")
    assert found is not None
    assert found.sharp
    assert found[:2] == pytest.approx(reference.comonotone_extremes(table.tolist(), intervals.tolist()), abs=1e-12)


@given(questions(points=True))
@settings(max_examples=examples(40), deadline=None)
def test_the_fold_and_the_comonotone_distribution_are_sums_over_worlds(question):
    table, intervals, _ = question
    p = intervals[:, 0]
    assert fold(table, list(intervals[:, :1]))[0, 0] == pytest.approx(reference.probability(table.tolist(), p.tolist()))
    assert comonotone(p) @ table == pytest.approx(reference.comonotone_probability(table.tolist(), p.tolist()))


@pytest.mark.parametrize("within", WITHIN)
@given(question=questions(), seed=st.integers(0, 1 << 30))
@settings(max_examples=examples(40), deadline=None)
def test_bounds_hold_for_probabilities_and_dependences_drawn_at_random(within, question, seed):
    pytest.importorskip("scipy")
    table, intervals, blocks = question
    rng = np.random.default_rng(seed)
    apart = if_sources_independent(table, intervals, blocks, within)
    free = whatever_between(table, intervals, blocks, within)
    assert apart is not None
    assert free is not None
    if apart.sharp:
        assert free.low <= apart.low + NEAR
        assert apart.high <= free.high + NEAR
    for _ in range(8):
        p = inside(rng, intervals)
        parts = [of_block(rng, p[block], within) for block in blocks]
        value = float(contract(table, blocks, [part[None, :] for part in parts]).item())
        assert apart.low - NEAR <= value <= apart.high + NEAR
        value = sum(chance for local, chance in coupled(rng, parts) if table[world_of(local, blocks)])
        assert free.low - NEAR <= value <= free.high + NEAR


@pytest.mark.parametrize("within", WITHIN)
@given(question=questions(), seed=st.integers(0, 1 << 30))
@settings(max_examples=examples(30), deadline=None)
def test_narrower_judgments_give_narrower_bounds(within, question, seed):
    pytest.importorskip("scipy")
    table, intervals, blocks = question
    rng = np.random.default_rng(seed)
    narrower = np.sort(np.stack([inside(rng, intervals), inside(rng, intervals)], axis=1), axis=1)
    for ask in (if_sources_independent, whatever_between):
        wide, narrow = ask(table, intervals, blocks, within), ask(table, narrower, blocks, within)
        assert wide is not None
        assert narrow is not None
        assert wide.low <= narrow.low + NEAR
        assert narrow.high <= wide.high + NEAR


@pytest.mark.parametrize("up", [False, True])
@given(question=questions(most=4, points=True))
@settings(max_examples=examples(25), deadline=None)
def test_the_linear_program_finds_the_best_vertex_of_all_distributions(up, question):
    pytest.importorskip("scipy")
    table, intervals, _ = question
    values = [pair[:1] for pair in intervals]
    vertices = marginal_vertices(values)
    assert vertices is not None
    assert vertices.sum(axis=1) == pytest.approx(1)
    best = (vertices @ table).max() if up else (vertices @ table).min()
    found = extreme(table, [range(len(values))], [None], values, up=up)
    assert found == pytest.approx(best, abs=NEAR)


@given(question=questions(most=4))
@settings(max_examples=examples(25), deadline=None)
def test_a_large_source_by_programs_is_what_its_vertices_are(question):
    pytest.importorskip("scipy")
    table, intervals, _ = question
    n = len(intervals)
    blocks = [list(range(k, n, 2)) for k in range(min(2, n))]
    listed = if_sources_independent(table, intervals, blocks, "any")
    hidden = bounds_kernel.marginal_vertices
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds_kernel, "marginal_vertices", lambda v: None if len(v) > 1 else hidden(v))
        solved = if_sources_independent(table, intervals, blocks, "any")
    assert listed is not None
    assert solved is not None
    if solved.sharp:
        assert solved[:2] == pytest.approx(listed[:2], abs=NEAR)
    else:
        assert solved.low <= listed.low + NEAR
        assert listed.high <= solved.high + NEAR


@pytest.mark.parametrize("within", WITHIN)
@given(st.lists(CHANCES, min_size=2, max_size=5), st.data())
@settings(max_examples=examples(25), deadline=None)
def test_and_and_or_have_the_bounds_of_boole_and_frechet(within, p, data):
    """Each claim from a source of its own: then what holds within a source makes no difference."""
    pytest.importorskip("scipy")
    blocks = [[j] for j in range(len(p))]
    intervals = np.repeat(np.array(p)[:, None], 2, axis=1)
    every = np.arange(1 << len(p)) == 0  # all true
    some = np.arange(1 << len(p)) < (1 << len(p)) - 1  # not all false
    for table, closed in ((every, reference.conjunction(p)), (some, reference.disjunction(p))):
        found = whatever_between(table, intervals, blocks, within)
        assert found is not None
        assert found.sharp
        assert found[:2] == pytest.approx(closed, abs=NEAR)


@pytest.mark.parametrize("within", ["independent", "together"])
@given(question=questions(most=4, points=True))
@settings(max_examples=examples(30), deadline=None)
def test_a_source_and_one_more_claim_are_a_knapsack(within, question):
    pytest.importorskip("scipy")
    table, intervals, _ = question
    n = len(intervals)
    if n < 2:
        return
    p = intervals[:, 0]
    part = comonotone(p[:-1]) if within == "together" else products([p[j : j + 1] for j in range(n - 1)])[0]
    found = whatever_between(table, intervals, [list(range(n - 1)), [n - 1]], within)
    assert found is not None
    assert found.sharp
    assert found[:2] == pytest.approx(reference.coupled_with_one(table.tolist(), part.tolist(), p[-1]), abs=NEAR)


@given(questions(most=4, points=True))
@settings(max_examples=examples(40), deadline=None)
def test_indices_are_what_their_definitions_say(question):
    table, intervals, _ = question
    found = sensitivity(table, intervals)
    for j in range(len(intervals)):
        expected = reference.sobol(table.tolist(), intervals[:, 0].tolist(), j)
        assert found[:, j, 0] == pytest.approx(expected, abs=1e-9)
        assert found[:, j, 1] == pytest.approx(expected, abs=1e-9)


@given(questions(most=4), st.integers(0, 1 << 30))
@settings(max_examples=examples(40), deadline=None)
def test_over_intervals_the_indices_are_those_of_the_corners_and_the_reduction_holds_inside(question, seed):
    table, intervals, _ = question
    found, rng = sensitivity(table, intervals), np.random.default_rng(seed)
    tried = [*product(*intervals.tolist()), tuple(intervals.mean(axis=1))]
    each = np.array([[reference.sobol(table.tolist(), p, j) for j in range(len(intervals))] for p in tried])
    assert found[:2, :, 0] == pytest.approx(each.min(axis=0).T[:2], abs=1e-9)
    assert found[:2, :, 1] == pytest.approx(each.max(axis=0).T[:2], abs=1e-9)
    for _ in range(5):
        p = inside(rng, intervals).tolist()
        for j in range(len(intervals)):
            value = reference.sobol(table.tolist(), p, j)[2]
            assert found[2, j, 0] - 1e-9 <= value <= found[2, j, 1] + 1e-9


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_indices_agree_with_salib_within_its_own_confidence(seed):
    """SALib knows nothing of truth tables: it samples uniform inputs; claim j is true where its input is <= p[j]."""
    sample = pytest.importorskip("SALib.sample.sobol")
    analyze = pytest.importorskip("SALib.analyze.sobol")
    rng = np.random.default_rng(seed)
    n = 4
    table, p = rng.random(1 << n) < 0.5, rng.uniform(0.1, 0.9, n)
    problem = {"num_vars": n, "names": [str(j) for j in range(n)], "bounds": [[0, 1]] * n}
    drawn = sample.sample(problem, 4096, calc_second_order=False, seed=seed)
    worlds = ((drawn > p) << np.arange(n)).sum(axis=1)
    estimated = analyze.analyze(problem, table[worlds].astype(float), calc_second_order=False, seed=seed)
    exact = sensitivity(table, np.repeat(p[:, None], 2, axis=1))
    for row, key in ((0, "S1"), (1, "ST")):
        error = np.maximum(1.5 * estimated[f"{key}_conf"], 0.01)  # the width for 95 %, and some more for 24 of them
        assert (np.abs(estimated[key] - exact[row, :, 0]) <= error).all()
