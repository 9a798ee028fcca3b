"""Attitudes: the kernel is the definition, usual attitudes give the classic concepts, and published propositions."""

from __future__ import annotations

import numpy as np
import pytest
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import detente as dt
from detente.errors import AnalysisError, NotApplicableError, TooLargeError
from detente.kernels import reference_strict
from detente.kernels.reference_attitudes import total_relational_preference, total_relational_reply

FOUR = ["nash", "gmr", "smr", "seq"]
SIGNS = {"+": 1, "0": 0, "-": -1}
CONFLICTS = st.one_of(option_conflicts(max_options=4), graph_conflicts(7))


@settings(max_examples=examples(200), deadline=None)
@given(CONFLICTS, st.data())
def test_relational_stability_is_as_the_definition_says(twin: Twin, data: st.DataObject) -> None:
    n = len(twin.payoff)
    held = [data.draw(st.lists(st.sampled_from("+0-"), min_size=n, max_size=n)) for _ in range(n)]
    found = dt.relational_stability(twin.model, [[SIGNS[e] for e in row] for row in held])

    def better(i: int, q: int, s: int) -> bool:
        return total_relational_preference(held, twin.payoff, i, q, s)

    for i in range(n):
        for s in range(twin.n_states):
            alone = total_relational_reply(held, twin.payoff, twin.moves, i, s) == {s}
            assert bool(found.stable["nash"][i, s]) == alone
            for concept in FOUR:
                wanted = reference_strict.stable(concept, twin.moves, better, i, s)
                assert bool(found.stable[concept][i, s]) == wanted


@settings(max_examples=examples(100), deadline=None)
@given(CONFLICTS)
def test_discrete_attitudes_are_the_classic_concepts(twin: Twin) -> None:
    """Inohara & Hipel 2009 prove it without ties; read strictly it holds with ties as well."""
    found = dt.relational_stability(twin.model, np.eye(len(twin.payoff), dtype=int))
    table = dt.stability(twin.model, FOUR)
    for concept in FOUR:
        assert found.stable[concept].tolist() == table.stable[concept].tolist()


@settings(max_examples=examples(100), deadline=None)
@given(CONFLICTS)
def test_totally_neutral_attitudes(twin: Twin) -> None:
    """Inohara & Hipel 2009: then RNash is RSMR, and RGMR is RSEQ."""
    n = len(twin.payoff)
    found = dt.relational_stability(twin.model, np.zeros((n, n), int)).stable
    assert found["nash"].tolist() == found["smr"].tolist()
    assert found["gmr"].tolist() == found["seq"].tolist()


@pytest.mark.parametrize(
    ("attitudes", "concepts", "error", "says"),
    [
        ([[1, 0]], FOUR, AnalysisError, r"shape \(2, 2\)"),
        ([[1, 2], [0, 1]], FOUR, AnalysisError, "each \\+1"),
        ([[1, 0], [0, 1]], ["sim"], NotApplicableError, "SIM has no relational form"),
        ([[1, 0], [0, 1]], ["x"], AnalysisError, "'x' is not a stability concept"),
    ],
)
def test_mistakes_are_told(attitudes: list, concepts: list[str], error: type[Exception], says: str) -> None:
    model = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[1, 2, 4, 3], [1, 4, 2, 3]])
    with pytest.raises(error, match=says):
        dt.relational_stability(model, attitudes, concepts)


def test_large_conflicts_are_refused() -> None:
    model = dt.GraphModel.from_options(owners=[0] * 13, payoffs=np.zeros((1, 2**13), int))
    with pytest.raises(TooLargeError, match="8,192 states are more than 4,096"):
        dt.relational_stability(model, [[1]])
