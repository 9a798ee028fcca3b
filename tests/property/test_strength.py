"""Strong stability agrees with the definitions, and keeps the relations that follow from them."""

from __future__ import annotations

import numpy as np
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.stability import Conflict, prepare, stability
from detente.kernels.coalitions import JointMoves
from detente.kernels.ranks import lexicographic_ranks
from detente.model.graph import GraphModel
from detente.questions.strength import definition as reference
from detente.questions.strength.kernel import CONCEPTS, far_below, strongly_stable

CONFLICTS = st.one_of(option_conflicts(4), graph_conflicts(7))


def statements(twin: Twin, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Random statements of one decision maker: truths and which are strong."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(0, 5))
    return rng.random((count, twin.n_states)) < 0.5, rng.random(count) < rng.random()


def with_ranks(twin: Twin, dm: int, ranks: np.ndarray) -> tuple[GraphModel, list[list[int]]]:
    """The same conflict where one decision maker ranks otherwise."""
    payoff = [list(map(int, ranks)) if j == dm else row for j, row in enumerate(twin.payoff)]
    m = twin.model
    if m.moves is not None:
        return GraphModel.from_moves(m.n_states, m.moves, payoff), payoff
    model = GraphModel.from_options(
        m.owners, payoff, states=m.masks, one_way=m.one_way, state_of=m.state_of, forbidden=m.forbidden
    )
    return model, payoff


def judged(conflict: Conflict, dm: int, concept: str, truths: np.ndarray, strong: np.ndarray) -> np.ndarray:
    """The kernels, put together for one concept."""
    others = tuple(j for j in range(len(conflict.moves)) if j != dm)
    reach = JointMoves(conflict.moves, conflict.ranks).reach(others, improving=concept == "seq")
    own = conflict.moves[dm], conflict.ranks[dm]
    return strongly_stable(*own, reach, truths, strong, no_way_out=concept == "smr")


@settings(max_examples=examples(250), deadline=None)
@given(CONFLICTS, st.integers(0, 2**32 - 1))
def test_strong_stability_is_that_of_the_definitions(twin: Twin, seed: int) -> None:
    dm = seed % twin.model.n_dms
    truths, strong = statements(twin, seed)
    model, payoff = with_ranks(twin, dm, lexicographic_ranks(truths, twin.n_states))
    conflict = prepare(model)
    rows = range(twin.n_states)
    told = truths.tolist(), strong.tolist()
    much = [[reference.much_better(*told, a, b) for b in rows] for a in rows]
    assert far_below(truths, strong, np.arange(twin.n_states)).tolist() == much
    general = stability(model, ("nash", *CONCEPTS)).stable
    found = {c: judged(conflict, dm, c, truths, strong) for c in CONCEPTS}
    for concept in CONCEPTS:
        defined = [reference.strongly_stable(concept, twin.moves, payoff, much, dm, s) for s in rows]
        assert found[concept].tolist() == defined
        assert np.all(general["nash"][dm] <= found[concept])
        assert np.all(found[concept] <= general[concept][dm])
    assert np.all(found["smr"] <= found["gmr"])
    assert np.all(found["seq"] <= found["gmr"])


@settings(max_examples=examples(100), deadline=None)
@given(CONFLICTS, st.integers(0, 2**32 - 1))
def test_without_strong_pairs_only_nash_is_strongly_stable(twin: Twin, seed: int) -> None:
    dm = seed % twin.model.n_dms
    truths, strong = statements(twin, seed)
    model, _ = with_ranks(twin, dm, lexicographic_ranks(truths, twin.n_states))
    conflict = prepare(model)
    nash = stability(model, ("nash",)).stable["nash"][dm]
    for concept in CONCEPTS:
        found = judged(conflict, dm, concept, truths, np.zeros_like(strong))
        assert np.array_equal(found, nash)
