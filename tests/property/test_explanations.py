"""Every witness is re-checked against the definitions: legal steps, true comparisons, and a verdict that follows."""

from __future__ import annotations

from dataclasses import replace

from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.explanation import explain
from detente.analysis.stability import applicable_concepts, stability
from detente.kernels import reference
from detente.model.results import Explanation, Improvement

PAID = ("seq", "sseq")
NO_WAY_OUT = ("smr", "sseq")


def answers(twin: Twin, witness: Explanation, s1: int) -> set[int]:
    others = [j for j in range(len(twin.moves)) if j != witness.dm]

    def mover(j: int, q: int) -> set[int]:
        if witness.concept in PAID:
            return reference.improvements(twin.moves, twin.payoff, j, q)
        return twin.moves[j][q]

    return reference.joint_moves(mover, others, s1)


def assert_sanction_holds(twin: Twin, witness: Explanation, fate: Improvement) -> None:
    assert fate.sanction is not None
    own, s = twin.payoff[witness.dm], witness.state
    at, last = fate.to, None
    for step in fate.sanction.steps:
        assert step.origin == at
        assert step.dm not in (witness.dm, last)
        assert step.to in twin.moves[step.dm][step.origin]
        if witness.concept in PAID:
            assert twin.payoff[step.dm][step.to] > twin.payoff[step.dm][step.origin]
        at, last = step.to, step.dm
    assert at == fate.sanction.to
    assert own[s] >= own[at]
    if witness.concept in NO_WAY_OUT:
        assert all(own[s] >= own[q] for q in twin.moves[witness.dm][at])


def assert_open(twin: Twin, witness: Explanation, fate: Improvement) -> None:
    own, s = twin.payoff[witness.dm], witness.state
    reached = answers(twin, witness, fate.to)
    assert fate.reached == len(reached)
    assert (fate.worst is None) == (not reached)
    if reached:
        assert own[fate.worst] == min(own[q] for q in reached)
    hurtful = {q for q in reached if own[q] <= own[s]}
    if witness.concept not in NO_WAY_OUT:
        assert not hurtful
    assert {a for a, _ in fate.escapes} == (hurtful if witness.concept in NO_WAY_OUT else set())
    for origin, out in fate.escapes:
        assert out in twin.moves[witness.dm][origin]
        assert own[out] > own[s]


def assert_simultaneous(twin: Twin, witness: Explanation, fate: Improvement) -> None:
    own, s = twin.payoff[witness.dm], witness.state
    if fate.sanction is None:
        return
    assert fate.sanction.at_once
    assert own[fate.sanction.to] <= own[s]
    for step in fate.sanction.steps:
        assert step.origin == s
        assert step.to in twin.moves[step.dm][s]
        assert twin.payoff[step.dm][step.to] > twin.payoff[step.dm][s]


@settings(max_examples=examples(500), deadline=None)
@given(st.one_of(option_conflicts(max_options=4), graph_conflicts(max_states=7)), st.data())
def test_every_witness_re_checks(twin: Twin, data: st.DataObject) -> None:
    table = stability(twin.model)
    dm = data.draw(st.integers(0, twin.model.n_dms - 1))
    state = data.draw(st.integers(0, twin.n_states - 1))
    for concept in applicable_concepts(twin.model):
        witness = explain(twin.model, dm, state, concept)
        assert witness.stable == table.stable[concept][dm, state]
        better = reference.improvements(twin.moves, twin.payoff, dm, state)
        assert {fate.to for fate in witness.improvements} == better
        assert witness.stable == all(fate.sanction is not None for fate in witness.improvements)
        for fate in witness.improvements:
            if concept == "sim":
                assert_simultaneous(twin, witness, fate)
            elif fate.sanction is not None:
                assert_sanction_holds(twin, witness, fate)
            elif concept != "nash":
                assert_open(twin, witness, fate)
        for c in witness.comparisons:
            assert c.left != c.right
            assert c.relation == relation(twin.payoff[c.dm], c.left, c.right)


@settings(max_examples=examples(400), deadline=None)
@given(st.one_of(option_conflicts(max_options=4), graph_conflicts(max_states=7)), st.randoms(use_true_random=False))
def test_comparisons_are_enough_for_the_verdict(twin: Twin, random) -> None:
    """Whatever else is changed in the payoffs, a verdict stands as long as the comparisons of its witness do."""
    dm, state = random.randrange(twin.model.n_dms), random.randrange(twin.n_states)
    for concept in applicable_concepts(twin.model):
        witness = explain(twin.model, dm, state, concept)
        assert witness.complete
        payoff = [list(row) for row in twin.payoff]
        for _ in range(12):
            j, q = random.randrange(len(payoff)), random.randrange(twin.n_states)
            before = payoff[j][q]
            payoff[j][q] = random.choice(payoff[j]) + random.choice([-1, 0, 1])
            if any(relation(payoff[c.dm], c.left, c.right) != c.relation for c in witness.comparisons):
                payoff[j][q] = before
        changed = replace(twin, payoff=payoff)
        assert changed.stable(concept, dm)[state] == witness.stable, concept


def relation(payoff: list[int], left: int, right: int) -> str:
    return ">" if payoff[left] > payoff[right] else "<" if payoff[left] < payoff[right] else "="
