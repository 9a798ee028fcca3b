"""The kernels give the verdicts of the definitions; the theorems of the field hold; names and scales do not matter."""

from __future__ import annotations

import numpy as np
import pytest
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.stability import applicable_concepts, stability
from detente.model.graph import GraphModel

PLAIN = ("nash", "gmr", "smr", "seq", "sseq")


def assert_agrees(twin: Twin, concepts: tuple[str, ...]) -> None:
    table = stability(twin.model, concepts)
    for concept in concepts:
        for dm in range(twin.model.n_dms):
            assert table.stable[concept][dm].tolist() == twin.stable(concept, dm), (concept, dm)


@settings(max_examples=examples(1500), deadline=None)
@given(option_conflicts())
def test_option_form_agrees_with_the_definitions(twin: Twin) -> None:
    assert_agrees(twin, (*PLAIN, "sim"))


@settings(max_examples=examples(400), deadline=None)
@given(option_conflicts(general=False))
def test_plain_option_form_agrees_with_the_definitions(twin: Twin) -> None:
    assert_agrees(twin, (*PLAIN, "sim"))


@settings(max_examples=examples(800), deadline=None)
@given(graph_conflicts())
def test_general_graphs_agree_with_the_definitions(twin: Twin) -> None:
    assert_agrees(twin, PLAIN)


@settings(max_examples=examples(400), deadline=None)
@given(st.one_of(option_conflicts(), graph_conflicts()))
def test_inclusions_proved_in_the_literature(twin: Twin) -> None:
    """Nash in SSEQ in SEQ in GMR, and SSEQ in SMR in GMR."""
    stable = stability(twin.model).stable
    for inner, outer in (("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"), ("sseq", "smr"), ("smr", "gmr")):
        assert np.all(stable[inner] <= stable[outer]), (inner, outer)


@settings(max_examples=examples(300), deadline=None)
@given(option_conflicts(), st.data())
def test_only_the_order_of_payoffs_matters(twin: Twin, data: st.DataObject) -> None:
    payoff = np.array(twin.payoff, dtype=object)
    levels = sorted(set(payoff.ravel().tolist()))
    steps = data.draw(st.lists(st.integers(1, 10**6), min_size=len(levels), max_size=len(levels)))
    image = dict(zip(levels, np.cumsum(steps).tolist(), strict=True))
    model = twin.model
    scaled = GraphModel(
        payoffs=np.array([[image[p] for p in row] for row in twin.payoff], np.int64),
        owners=model.owners,
        one_way=model.one_way,
        masks=model.masks,
        state_of=model.state_of,
        forbidden=model.forbidden,
    )
    before, after = stability(model).stable, stability(scaled).stable
    assert all(np.array_equal(before[c], after[c]) for c in before)


@settings(max_examples=examples(300), deadline=None)
@given(option_conflicts(general=False), st.randoms(use_true_random=False))
def test_order_of_decision_makers_does_not_matter(twin: Twin, random) -> None:
    order = list(range(twin.model.n_dms))
    random.shuffle(order)
    assert twin.model.owners is not None
    place = {dm: k for k, dm in enumerate(order)} | {-1: -1}
    renamed = GraphModel.from_options(
        [place[int(dm)] for dm in twin.model.owners],
        twin.model.payoffs[order],
        states=twin.model.masks,
        one_way=twin.model.one_way,
    )
    before, after = stability(twin.model).stable, stability(renamed).stable
    assert all(np.array_equal(before[c][order], after[c]) for c in before)


@settings(max_examples=examples(200), deadline=None)
@given(option_conflicts(general=False))
def test_option_form_and_its_own_graph_agree(twin: Twin) -> None:
    """Two ways through the code: segments of shared moves, and an explicit graph over (state, last mover)."""
    arcs = [[(s, q) for s, targets in enumerate(mine) for q in targets] for mine in twin.moves]
    graph = GraphModel.from_moves(twin.n_states, arcs, twin.payoff)
    direct, explicit = stability(twin.model, PLAIN).stable, stability(graph, PLAIN).stable
    assert all(np.array_equal(direct[c], explicit[c]) for c in PLAIN)


def test_sim_is_offered_only_where_states_have_options() -> None:
    graph = GraphModel.from_moves(2, [[(0, 1)]], [[1, 2]])
    assert "sim" not in [c.value for c in applicable_concepts(graph)]
    with pytest.raises(Exception, match="SIM needs options"):
        stability(graph, ["sim"])
