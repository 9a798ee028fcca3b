"""Coalitions agree with the definitions on conflicts of every shape, and every witness is checked again."""

from __future__ import annotations

from dataclasses import replace

from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.explanation import explain
from detente.analysis.stability import prepare, stability
from detente.kernels import reference
from detente.kernels.coalitions import JointMoves, coalition_improvements, coalition_stable
from detente.kernels.reference_coalitions import all_gain, joint_improvements, reach, upsets
from detente.kernels.reference_coalitions import coalition_stable as defined_stable
from detente.model.results import Explanation, Improvement
from detente.questions.coalitions.ask import coalitions

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
conflicts = st.one_of(option_conflicts(max_options=4), graph_conflicts(max_states=7))


@settings(max_examples=examples(300), deadline=None)
@given(conflicts)
def test_every_coalition_agrees_with_the_definition(twin: Twin) -> None:
    found, states = coalitions(twin.model), range(twin.n_states)
    assert len(found.groups) == 2 ** len(twin.moves) - len(twin.moves) - 1
    for k, group in enumerate(found.groups):
        for s in states:
            assert set(found.improvements[k].of(s)) == joint_improvements(twin.moves, twin.payoff, group, s)
        for concept in CONCEPTS:
            wanted = [defined_stable(concept, twin.moves, twin.payoff, group, s) for s in states]
            assert found.stable[concept][k].tolist() == wanted, (concept, group)


@settings(max_examples=examples(200), deadline=None)
@given(conflicts)
def test_upsets_and_universal_stability_agree_with_the_definition(twin: Twin) -> None:
    found, everybody = coalitions(twin.model), range(len(twin.moves))
    holds = {c: {s for s in range(twin.n_states) if all(twin.stable(c, i)[s] for i in everybody)} for c in CONCEPTS}
    wanted = upsets(twin.moves, twin.payoff, set().union(*holds.values()))
    assert {(u.state, u.coalition): set(u.to) for u in found.upset} == wanted
    for u in found.upset:
        assert u.concepts == tuple(c for c in CONCEPTS if u.state in holds[c])
        assert set(u.strong) == set(u.to) & set().union(*(holds[c] for c in u.concepts))
        assert_path(twin, u.coalition, u.state, (u.strong or u.to), u.path)
    for c in CONCEPTS:
        groups = [group for group in found.groups if group]
        firm = {s for s in holds[c] if all(defined_stable(c, twin.moves, twin.payoff, g, s) for g in groups)}
        assert set(found.universally_stable(c).tolist()) == firm


@settings(max_examples=examples(200), deadline=None)
@given(conflicts)
def test_a_coalition_of_one_is_the_classic_concept(twin: Twin) -> None:
    conflict, table = prepare(twin.model), stability(twin.model, CONCEPTS)
    joint = JointMoves(conflict.moves, conflict.ranks)
    for dm in range(len(twin.moves)):
        ranks, own = conflict.ranks[[dm]], joint.reach((dm,))
        others = tuple(j for j in range(len(twin.moves)) if j != dm)
        gains = coalition_improvements(own, ranks)
        for c in CONCEPTS:
            answers = None if c == "nash" else joint.reach(others, improving=c in ("seq", "sseq"))
            found = coalition_stable(gains, ranks, answers, own if c in ("smr", "sseq") else None)
            assert found.tolist() == table.stable[c][dm].tolist() == twin.stable(c, dm), c


def assert_path(twin: Twin, group, start: int, ends, path) -> None:
    at, last = start, None
    for step in path:
        assert step.origin == at
        assert step.dm in group
        assert step.dm != last
        assert step.to in twin.moves[step.dm][at]
        at, last = step.to, step.dm
    assert path
    assert at in ends


@settings(max_examples=examples(300), deadline=None)
@given(conflicts, st.data())
def test_every_witness_re_checks(twin: Twin, data: st.DataObject) -> None:
    everybody = list(range(len(twin.moves)))
    group = tuple(sorted(data.draw(st.sets(st.sampled_from(everybody), min_size=1))))
    state = data.draw(st.integers(0, twin.n_states - 1))
    for concept in CONCEPTS:
        witness = explain(twin.model, group, state, concept)
        assert witness.coalition == group
        assert witness.stable == defined_stable(concept, twin.moves, twin.payoff, group, state)
        assert {f.to for f in witness.improvements} == joint_improvements(twin.moves, twin.payoff, group, state)
        for fate in witness.improvements:
            assert_path(twin, group, state, [fate.to], fate.path)
            if concept != "nash":
                assert_fate(twin, witness, fate)
        for c in witness.comparisons:
            assert c.relation == relation(twin.payoff[c.dm], c.left, c.right)


def assert_fate(twin: Twin, witness: Explanation, fate: Improvement) -> None:
    group, s, paid = witness.coalition, witness.state, witness.concept in ("seq", "sseq")
    others = [j for j in range(len(twin.moves)) if j not in group]

    def mover(j: int, q: int) -> set[int]:
        return reference.improvements(twin.moves, twin.payoff, j, q) if paid else twin.moves[j][q]

    def way_out(q: int) -> set[int]:
        if witness.concept not in ("smr", "sseq"):
            return set()
        return {x for x in reach(twin.moves, group, q) if all_gain(twin.payoff, group, s, x)}

    reached = reference.joint_moves(mover, others, fate.to)
    if fate.sanction is not None:
        assert_path(twin, others, fate.to, [fate.sanction.to], fate.sanction.steps)
        assert all(step.to in mover(step.dm, step.origin) for step in fate.sanction.steps)
        assert not all_gain(twin.payoff, group, s, fate.sanction.to)
        assert not way_out(fate.sanction.to)
        return
    assert fate.reached == len(reached)
    assert {a for a, _ in fate.escapes} == {q for q in reached if not all_gain(twin.payoff, group, s, q)}
    assert all(out in way_out(q) for q, out in fate.escapes)


@settings(max_examples=examples(200), deadline=None)
@given(conflicts, st.randoms(use_true_random=False))
def test_comparisons_are_enough_for_the_verdict(twin: Twin, random) -> None:
    """Whatever else is changed in the payoffs, a verdict stands as long as the comparisons of its witness do."""
    everybody, state = range(len(twin.moves)), random.randrange(twin.n_states)
    group = tuple(i for i in everybody if random.random() < 0.6) or (0,)
    for concept in CONCEPTS:
        witness = explain(twin.model, group, state, concept)
        payoff = [list(row) for row in twin.payoff]
        for _ in range(12):
            j, q = random.randrange(len(payoff)), random.randrange(twin.n_states)
            before = payoff[j][q]
            payoff[j][q] = random.choice(payoff[j]) + random.choice([-1, 0, 1])
            if any(relation(payoff[c.dm], c.left, c.right) != c.relation for c in witness.comparisons):
                payoff[j][q] = before
        changed = replace(twin, payoff=payoff)
        assert defined_stable(concept, changed.moves, payoff, group, state) == witness.stable, concept


def relation(payoff: list[int], left: int, right: int) -> str:
    return ">" if payoff[left] > payoff[right] else "<" if payoff[left] < payoff[right] else "="
