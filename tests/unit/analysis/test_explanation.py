"""Witnesses in conflicts in which there is too much to list, and questions that cannot be asked."""

from __future__ import annotations

import numpy as np
import pytest

import detente as dt
from detente.analysis.explanation import LISTED


@pytest.fixture(scope="module")
def large() -> dt.GraphModel:
    """8,192 states; the first of two decision makers owns 8 of the 13 options."""
    payoffs = np.random.default_rng(5).integers(0, 400, (2, 1 << 13))
    return dt.GraphModel.from_options([0] * 8 + [1] * 5, payoffs)


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq", "sseq"])
def test_of_very_many_improvements_the_first_are_told_and_the_verdict_stands(large, concept):
    stable = dt.stability(large, [concept]).stable[concept]
    cut = 0
    for state in range(0, large.n_states, 256):
        witness = dt.explain(large, 0, state, concept)
        assert witness.stable == stable[0, state]
        assert len(witness.improvements) <= LISTED
        deterred = [fate.sanction is not None for fate in witness.improvements]
        gains = sum(large.payoffs[0, (state & ~255) : (state | 255) + 1] > large.payoffs[0, state])
        if gains > LISTED:
            cut += 1
            assert deterred == sorted(deterred)  # those that nothing deters come first
            assert not witness.complete
        if concept != "nash":
            assert all(fate.reached is None for fate in witness.improvements if fate.sanction is None)
    assert cut


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ((2, 0, "nash"), "there is no decision maker 2"),
        (("0", 0, "nash"), "whole numbers"),
        (((), 0, "nash"), "at least one decision maker"),
        ((0, 1 << 13, "nash"), "there is no state 8192"),
        ((0, 0.5, "nash"), "whole numbers"),
        ((0, 0, "best"), "not a stability concept"),
    ],
)
def test_what_does_not_exist_cannot_be_explained(large, question, message):
    with pytest.raises(dt.AnalysisError, match=message):
        dt.explain(large, *question)
