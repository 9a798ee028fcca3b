"""Stability by relations agrees with the definitions, whatever the relations are."""

from __future__ import annotations

import numpy as np
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.stability import prepare
from detente.kernels.definitions import stability as reference
from detente.kernels.relational import arcs_where, joint_reach, stable_by_relations


@settings(max_examples=examples(400), deadline=None)
@given(st.one_of(option_conflicts(), graph_conflicts()), st.integers(0, 2**32 - 1))
def test_any_relations_agree_with_the_definition(twin: Twin, seed: int) -> None:
    rng, n = np.random.default_rng(seed), twin.n_states
    moves = prepare(twin.model).moves
    leaves, deters = rng.random((2, n, n)) < rng.random((2, 1, 1))
    kept = [rng.random((n, n)) < 0.7 for _ in moves]
    for dm in range(len(moves)):
        others = [j for j in range(len(moves)) if j != dm]
        arcs = [arcs_where(moves[j], lambda a, b, j=j: kept[j][a, b]) for j in others]
        reach = joint_reach(n, arcs)
        sets = [
            reference.joint_moves(lambda j, q: {t for t in twin.moves[j][q] if kept[j][q, t]}, others, s)
            for s in range(n)
        ]
        assert [set(np.flatnonzero(row).tolist()) for row in np.unpackbits(reach, axis=1, count=n)] == sets
        for no_way_out in (False, True):
            found = stable_by_relations(moves[dm], reach, leaves.__getitem__, deters.__getitem__, no_way_out=no_way_out)
            for s in range(n):
                wanted = reference.relational(
                    sets.__getitem__,
                    twin.moves[dm],
                    s,
                    lambda a, b: bool(leaves[a, b]),
                    lambda a, b: bool(deters[a, b]),
                    (lambda s, q: not deters[s, q]) if no_way_out else None,
                )
                assert found[s] == wanted
