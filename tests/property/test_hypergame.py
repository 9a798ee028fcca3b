"""Misperception: every view is the game that it describes, and who sees what is so plays the conflict as it is."""

from __future__ import annotations

import numpy as np
import pytest
from conflicts import Options, Twin, graph_conflicts, option_conflicts, option_twin
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

import detente as dt
from detente.errors import AnalysisError
from detente.kernels import reference
from detente.kernels.reference_hypergame import hypergame_equilibrium, stays
from detente.questions.misperception.hypergame import explain_in_view, perceived_model

FIVE = ["nash", "gmr", "smr", "seq", "sseq"]
CONFLICTS = st.one_of(option_conflicts(max_options=4), graph_conflicts(7))


@st.composite
def views(draw: st.DrawFn, twin: Twin) -> dict[int, dt.Perception]:
    n, n_dms = twin.n_states, len(twin.payoff)
    found = {}
    for dm in range(n_dms):
        if draw(st.booleans()):
            ranks = st.lists(st.integers(0, 3), min_size=n, max_size=n)
            payoffs = np.array([draw(ranks) for _ in range(n_dms)]) if draw(st.booleans()) else None
            seen = np.array(draw(st.lists(st.booleans(), min_size=n, max_size=n)), bool)
            found[dm] = dt.Perception(payoffs=payoffs, seen=seen if seen.any() else None)
    return found


@settings(max_examples=examples(150), deadline=None)
@given(st.data())
def test_every_view_is_as_the_definition_says(data: st.DataObject) -> None:
    twin = data.draw(CONFLICTS)
    perceptions = data.draw(views(twin))
    found = dt.hypergame(twin.model, perceptions, FIVE)
    n_dms, everything = len(twin.payoff), [True] * twin.n_states
    payoffs, seen = [], []
    for dm in range(n_dms):
        view = perceptions.get(dm, dt.Perception())
        payoffs.append(twin.payoff if view.payoffs is None else view.payoffs.tolist())
        seen.append(everything if view.seen is None else view.seen.tolist())
        assert found.views[dm].seen.tolist() == seen[dm]
    for concept in FIVE:
        verdict = getattr(reference, concept)
        for i in range(n_dms):
            for j in range(n_dms):
                mine = [stays(verdict, twin.moves, payoffs[i], seen[i], j, s) for s in range(twin.n_states)]
                assert found.views[i].table.stable[concept][j].tolist() == mine
            assert found.table.stable[concept][i].tolist() == found.views[i].table.stable[concept][i].tolist()
        wanted = [hypergame_equilibrium(verdict, twin.moves, payoffs, seen, s) for s in range(twin.n_states)]
        assert list(found.equilibria(concept)) == [s for s, holds in enumerate(wanted) if holds]


@settings(max_examples=examples(60), deadline=None)
@given(option_conflicts(max_options=4, general=False), st.data())
def test_under_sim_nothing_unseen_can_come_about(twin: Twin, data: st.DataObject) -> None:
    """The game with fewer states is the conflict in which the others are infeasible."""
    seen = np.array(data.draw(st.lists(st.booleans(), min_size=twin.n_states, max_size=twin.n_states)), bool)
    if not seen.any():
        seen[0] = True
    model, rows = perceived_model(twin.model, dt.Perception(seen=seen))
    masks = [twin.masks[row] for row in rows]
    payoff = [[p[row] for row in rows] for p in twin.payoff]
    owners, one_way = twin.model.owners.tolist(), twin.model.one_way.tolist()
    smaller = option_twin(Options(owners, one_way, masks, list(range(len(masks))), [], payoff))
    table = dt.stability(model, ["sim"]).stable["sim"]
    assert table.tolist() == [smaller.stable("sim", dm) for dm in range(len(payoff))]


@settings(max_examples=examples(60), deadline=None)
@given(CONFLICTS)
def test_a_true_view_changes_nothing(twin: Twin) -> None:
    same = dt.Perception(payoffs=np.array(twin.payoff), seen=np.ones(twin.n_states, bool))
    found = dt.hypergame(twin.model, {0: same}, FIVE)
    table = dt.stability(twin.model, FIVE)
    for concept in FIVE:
        assert found.table.stable[concept].tolist() == table.stable[concept].tolist()


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_witnesses_speak_of_the_states_of_the_conflict(data: st.DataObject) -> None:
    twin = data.draw(CONFLICTS)
    seen = np.array(data.draw(st.lists(st.booleans(), min_size=twin.n_states, max_size=twin.n_states)), bool)
    if not seen.any():
        return
    view = dt.Perception(seen=seen)
    found = dt.hypergame(twin.model, {0: view}, ["smr"]).views[0].table.stable["smr"]
    for row in np.flatnonzero(seen).tolist():
        for dm in range(len(twin.payoff)):
            told = explain_in_view(twin.model, view, dm, row, "smr")
            assert (told.state, told.stable) == (row, bool(found[dm, row]))
            for fate in told.improvements:
                assert fate.to in twin.moves[dm][row]
                assert seen[fate.to]
                assert twin.payoff[dm][fate.to] > twin.payoff[dm][row]
                steps = fate.sanction.steps if fate.sanction else ()
                assert all(step.to in twin.moves[step.dm][step.origin] and seen[step.to] for step in steps)


@pytest.mark.parametrize(
    ("perceptions", "says"),
    [
        ({2: dt.Perception()}, "no decision maker 2"),
        ({0: dt.Perception(payoffs=np.zeros((2, 3), int))}, r"shape \(2, 4\)"),
        ({0: dt.Perception(payoffs=np.zeros((2, 4)))}, "whole numbers"),
        ({0: dt.Perception(seen=np.ones(3, bool))}, "true or false for each of 4"),
        ({0: dt.Perception(seen=np.zeros(4, bool))}, "at least one state"),
    ],
)
def test_arrays_are_checked(perceptions: dict, says: str) -> None:
    model = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[1, 2, 4, 3], [1, 4, 2, 3]])
    with pytest.raises(AnalysisError, match=says):
        dt.hypergame(model, perceptions)
