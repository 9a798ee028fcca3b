"""Which states are drawn and told first."""

from __future__ import annotations

import numpy as np

import detente as dt
from detente.analysis.stability import prepare
from detente.model.results import StabilityTable
from detente.questions.stability.matter import READABLE, conflict_graph, states_that_matter


def table(**equilibria: list[int]) -> StabilityTable:
    stable = {name: np.isin(np.arange(6), rows)[None, :] for name, rows in equilibria.items()}
    return StabilityTable(stable=stable)


def test_the_status_quo_and_the_equilibria_matter() -> None:
    assert states_that_matter(table(nash=[3], gmr=[3, 5]), 1) == ((1, 3, 5), 0)
    assert states_that_matter(table(nash=[3], gmr=[3, 5]), None) == ((3, 5), 0)


def test_where_there_are_too_many_those_under_most_concepts_come_first() -> None:
    """The status quo always stays; 5 holds under both concepts, 2 and 3 under one, the lower number first."""
    assert states_that_matter(table(nash=[5], gmr=[2, 3, 5]), 0, few=3) == ((0, 2, 5), 1)


def test_a_move_and_its_reverse_are_one_arc_in_the_direction_that_improves() -> None:
    model = dt.GraphModel.from_options([0, 1], [[2, 1, 4, 3], [5, 5, 5, 5]], one_way=[0, 1])
    arcs = conflict_graph(prepare(model), (0,)).arcs
    assert {(a.dm, a.origin, a.to, a.improves, a.back) for a in arcs} == {
        (0, 1, 0, True, True),
        (0, 3, 2, True, True),
        (1, 0, 2, False, False),
        (1, 1, 3, False, False),
    }


def test_up_to_sixty_states_all_are_drawn_beyond_that_the_improvements_near_what_matters() -> None:
    """One decision maker climbs a ladder of states; from state 0 the nearest improvements are the next rungs."""
    n_states = READABLE + 40
    climb = [(s, s + 1) for s in range(n_states - 1)]
    model = dt.GraphModel.from_moves(n_states, [climb], [list(range(n_states))])
    graph = conflict_graph(prepare(model), (0,))
    assert not graph.complete
    assert graph.rows == tuple(range(READABLE))
    assert graph.levels == tuple(range(READABLE))
    whole = dt.GraphModel.from_moves(READABLE, [climb[: READABLE - 1]], [list(range(READABLE))])
    assert conflict_graph(prepare(whole), (0,)).complete
