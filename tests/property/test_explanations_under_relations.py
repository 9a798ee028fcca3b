"""Every witness under relations is re-checked against the definition; its comparisons are enough for the verdict."""

from __future__ import annotations

import numpy as np
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.relations import explain_under_relations
from detente.analysis.stability import prepare
from detente.kernels import reference, reference_strict
from detente.kernels.strict import Strict
from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Explanation, Improvement

FIVE = [c for c in Concept if c is not Concept.SIM]


def random_relations(rng: np.random.Generator, n_dms: int, n_states: int) -> np.ndarray:
    """[i, q, s]: any relation whatever, cyclic ones included; nobody prefers a state to itself."""
    better = rng.random((n_dms, n_states, n_states)) < rng.random((n_dms, 1, 1))
    better[:, np.arange(n_states), np.arange(n_states)] = False
    return better


def verdict(twin: Twin, better: np.ndarray, concept: Concept, dm: int, state: int) -> bool:
    return reference_strict.stable(concept.value, twin.moves, lambda i, q, s: bool(better[i, q, s]), dm, state)


def assert_fate(twin: Twin, better: np.ndarray, witness: Explanation, fate: Improvement) -> None:
    rules, dm, s = CONCEPTS[witness.concept], witness.dm, witness.state
    if fate.sanction is not None:
        at, last = fate.to, None
        for step in fate.sanction.steps:
            assert step.origin == at
            assert step.dm not in (dm, last)
            assert step.to in twin.moves[step.dm][at]
            assert not rules.answers_pay or better[step.dm, step.to, at]
            at, last = step.to, step.dm
        assert at == fate.sanction.to
        assert not better[dm, at, s]
        assert not rules.no_way_out or not any(better[dm, q, s] for q in twin.moves[dm][at])
    elif witness.concept is not Concept.NASH:
        others = [j for j in range(len(twin.moves)) if j != dm]
        reached = reference.joint_moves(
            lambda j, q: {t for t in twin.moves[j][q] if not rules.answers_pay or better[j, t, q]}, others, fate.to
        )
        assert fate.reached == len(reached)
        hurtful = {q for q in reached if not better[dm, q, s]}
        assert {origin for origin, _ in fate.escapes} == hurtful
        assert rules.no_way_out or not hurtful
        assert all(out in twin.moves[dm][origin] and better[dm, out, s] for origin, out in fate.escapes)


@settings(max_examples=examples(250), deadline=None)
@given(st.one_of(option_conflicts(max_options=4), graph_conflicts(max_states=7)), st.integers(0, 2**32 - 1))
def test_every_witness_re_checks_and_is_enough(twin: Twin, seed: int) -> None:
    rng, n_dms, n = np.random.default_rng(seed), len(twin.moves), twin.n_states
    better = random_relations(rng, n_dms, n)
    strict = Strict(prepare(twin.model).moves, [lambda q, s, r=relation: r[q, s] for relation in better])
    dm, state = int(rng.integers(n_dms)), int(rng.integers(n))
    for concept in FIVE:
        witness = explain_under_relations(strict, dm, state, concept)
        assert witness.stable == verdict(twin, better, concept, dm, state)
        assert {f.to for f in witness.improvements} == {q for q in twin.moves[dm][state] if better[dm, q, state]}
        for fate in witness.improvements:
            assert_fate(twin, better, witness, fate)
        changed = random_relations(rng, n_dms, n)
        for c in witness.comparisons:
            assert c.left != c.right
            assert c.relation == (">" if better[c.dm, c.left, c.right] else "!>")
            changed[c.dm, c.left, c.right] = better[c.dm, c.left, c.right]
        assert verdict(twin, changed, concept, dm, state) == witness.stable, concept
