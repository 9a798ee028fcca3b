"""Many profiles at once: the verdicts of the definitions, profile by profile, whatever the way through the code."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import COMPILED, examples

from detente.analysis.batch import stability_batch
from detente.analysis.stability import applicable_concepts, prepare, stability
from detente.kernels.batch import RankProfiles
from detente.kernels.batch_plan import plan_for

TYPES = [np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.uint64, np.int64]


def stacks(draw: st.DrawFn, twin: Twin, n_profiles: int) -> np.ndarray:
    """Few levels, many, or the whole range of a type; profiles last."""
    dtype = draw(st.sampled_from(TYPES))
    least, most = np.iinfo(dtype).min, np.iinfo(dtype).max
    low, high = draw(st.sampled_from([(0, 2), (0, 60), (least, most)]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    shape = (twin.model.n_dms, twin.n_states, n_profiles)
    return rng.integers(max(low, least), min(high, most), shape, dtype, endpoint=True)


def concepts_of(twin: Twin) -> tuple[str, ...]:
    """SIM where there are options."""
    return tuple(c.value for c in applicable_concepts(twin.model))


@pytest.mark.parametrize("compiled", COMPILED)
@settings(max_examples=examples(500), deadline=None)
@given(st.one_of(option_conflicts(), option_conflicts(general=False), graph_conflicts()), st.data())
def test_every_profile_agrees_with_the_definitions(compiled: bool, twin: Twin, data: st.DataObject) -> None:
    payoffs = stacks(data.draw, twin, 3)
    concepts = concepts_of(twin)
    found = stability_batch(twin.model, payoffs, concepts, compiled=compiled)
    for k in range(3):
        profile = replace(twin, payoff=payoffs[:, :, k].tolist())
        for concept in concepts:
            wanted = [profile.stable(concept, dm) for dm in range(twin.model.n_dms)]
            assert found.stable[concept][:, :, k].tolist() == wanted, concept
            assert found.equilibrium[concept][:, k].tolist() == np.all(wanted, axis=0).tolist()


@pytest.mark.parametrize("compiled", COMPILED)
@settings(max_examples=examples(60), deadline=None)
@given(st.one_of(option_conflicts(max_options=6), graph_conflicts(max_states=30)), st.data())
def test_larger_conflicts_agree_with_stability(compiled: bool, twin: Twin, data: st.DataObject) -> None:
    n_profiles = data.draw(st.sampled_from([1, 63, 130]))
    payoffs = stacks(data.draw, twin, n_profiles)
    if payoffs.dtype == np.uint64:
        payoffs >>= np.uint64(1)
    concepts = concepts_of(twin)
    found = stability_batch(twin.model, payoffs, concepts, stable=True, compiled=compiled, threads=2)
    for k in data.draw(st.sets(st.integers(0, n_profiles - 1), min_size=1, max_size=4)):
        wanted = stability(replace(twin.model, payoffs=payoffs[:, :, k].astype(np.int64)), concepts)
        for concept in concepts:
            assert np.array_equal(found.stable[concept][:, :, k], wanted.stable[concept]), concept


@settings(max_examples=examples(150), deadline=None)
@given(option_conflicts(general=False), st.data())
def test_watching_for_two_moves_in_a_row_is_vacuous_for_transitive_moves(twin: Twin, data: st.DataObject) -> None:
    """The theorem behind the faster way: legal sequences and free sequences of transitive moves reach the same."""
    plan = plan_for(prepare(twin.model).moves)
    assert plan is not None
    assert not plan.alternating
    ranks = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1))).integers(
        0, 5, (plan.n_dms, plan.n_states, 4), np.uint8
    )
    free, legal = RankProfiles(plan, ranks), RankProfiles(replace(plan, alternating=True), ranks)
    for concept in ("seq", "sseq"):
        for dm in range(plan.n_dms):
            assert np.array_equal(free.stable(dm, concept), legal.stable(dm, concept))
