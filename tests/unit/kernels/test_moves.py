"""Moves as segments: the same reachable states as the definition, whichever structure holds them."""

from __future__ import annotations

import numpy as np
import pytest
from conflicts import Twin, option_conflicts
from hypothesis import given, settings
from thorough import examples

from detente.analysis.stability import Conflict
from detente.errors import TooLargeError
from detente.kernels import moves as moves_module
from detente.kernels.moves import INF, Moves, ranges


@settings(max_examples=examples(300), deadline=None)
@given(option_conflicts())
def test_successors_and_values_follow_the_definition(twin: Twin) -> None:
    conflict = Conflict(twin.model)
    values = conflict.ranks[0]
    for dm, moves in enumerate(conflict.moves):
        origin, target = moves.successors(np.arange(twin.n_states))
        assert set(zip(origin.tolist(), target.tolist(), strict=True)) == {
            (s, q) for s, reachable in enumerate(twin.moves[dm]) for q in reachable
        }
        improving = moves.improving(conflict.ranks[dm]).worst(values)
        for s, reachable in enumerate(twin.moves[dm]):
            around = [int(values[q]) for q in (*reachable, s)]
            assert moves.best(values)[s] == max(around)
            assert moves.worst(values)[s] == min(around)
            better = [int(values[q]) for q in reachable if twin.payoff[dm][q] > twin.payoff[dm][s]]
            assert improving[s] == min(better, default=INF)


def test_worst_elsewhere_leaves_the_state_itself_out() -> None:
    moves = Moves.from_arcs(3, np.array([[0, 1], [0, 2], [1, 2]]))
    assert moves.worst_elsewhere(np.array([1, 5, 7])).tolist() == [5, 7, INF]


def test_ranges() -> None:
    assert ranges(np.array([4, 9, 0]), np.array([2, 0, 3])).tolist() == [4, 5, 0, 1, 2]
    assert ranges(np.empty(0, np.int64), np.empty(0, np.int64)).tolist() == []


def test_what_would_not_fit_is_refused_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves_module, "MAX_ENTRIES", 100)
    moves = Moves.from_options(np.arange(64, dtype=np.uint64), own=63)
    with pytest.raises(TooLargeError, match="4,096 entries") as caught:
        moves.arcs()
    assert (caught.value.needed, caught.value.limit) == (4096, 100)
