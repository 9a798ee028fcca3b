"""Evolution: the kernels find what the definitions find, and every path is what it is said to be."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from conflicts import Twin, graph_conflicts, option_conflicts
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.analysis.stability import prepare
from detente.kernels import reference, reference_coalitions, reference_evolution
from detente.kernels.evolution import Tree, cheapest, levels
from detente.kernels.joint_improvements import fewest_joint_moves, joint_sequence

conflicts = st.one_of(option_conflicts(), graph_conflicts())
Move = tuple[tuple[int, ...], int, int]


def found_costs(tree: Tree) -> dict[int, tuple[int, int]]:
    return {
        state: (dear, moves)
        for state, (dear, moves) in enumerate(zip(tree.dear[0].tolist(), tree.moves[0].tolist(), strict=True))
        if moves >= 0
    }


def recheck(tree: Tree, start: int, legal: Callable[[Move], int | None]) -> None:
    """Each path starts at the start, is connected, alternates, is legal, and costs what the tree says.

    legal(move) is None if the move does not exist, else its price.
    """
    for state, cost in found_costs(tree).items():
        path = tree.path(state)
        assert [start, *(to for _, _, to in path)] == [*(origin for _, origin, _ in path), state]
        assert all(a[0] != b[0] for a, b in pairwise(path))
        prices = [legal(move) for move in path]
        assert None not in prices
        assert (sum(filter(None, prices)), len(path)) == cost


@settings(max_examples=examples(300), deadline=None)
@given(conflicts, st.integers(0, 2**16))
def test_levels_of_moves_are_those_of_the_definition(twin: Twin, at: int) -> None:
    start = at % twin.n_states
    tree = levels(prepare(twin.model).moves, start)
    wanted = reference_evolution.levels(twin.moves, start)
    assert {state: moves for state, (_, moves) in found_costs(tree).items()} == wanted
    recheck(tree, start, lambda move: 0 if move[2] in twin.moves[move[0][0]][move[1]] else None)


@settings(max_examples=examples(300), deadline=None)
@given(conflicts, st.integers(0, 2**16))
def test_the_fewest_moves_against_a_preference_are_those_of_the_definition(twin: Twin, at: int) -> None:
    start = at % twin.n_states
    conflict = prepare(twin.model)
    tree = cheapest(conflict.moves, conflict.ranks, start)
    assert found_costs(tree) == reference_evolution.cheapest(twin.moves, twin.payoff, start)

    def price(move: Move) -> int | None:
        (dm,), origin, to = move
        if to not in twin.moves[dm][origin]:
            return None
        return int(to not in reference.improvements(twin.moves, twin.payoff, dm, origin))

    recheck(tree, start, price)


@settings(max_examples=examples(200), deadline=None)
@given(conflicts, st.integers(0, 2**16))
def test_the_fewest_joint_moves_are_those_of_the_definition(twin: Twin, at: int) -> None:
    start = at % twin.n_states
    conflict = prepare(twin.model)
    tree = fewest_joint_moves(conflict.moves, conflict.ranks, start, np.arange(twin.n_states))
    assert found_costs(tree) == reference_evolution.fewest_joint_moves(twin.moves, twin.payoff, start)

    def price(move: Move) -> int | None:
        group, origin, to = move
        if len(group) == 1:
            return 0 if to in reference.improvements(twin.moves, twin.payoff, group[0], origin) else None
        joint = reference_coalitions.joint_improvements(twin.moves, twin.payoff, group, origin)
        return 1 if to in joint else None

    recheck(tree, start, price)


@settings(max_examples=examples(100), deadline=None)
@given(conflicts, st.integers(0, 2**16))
def test_a_joint_move_is_told_as_a_shortest_legal_sequence_of_its_members(twin: Twin, at: int) -> None:
    start = at % twin.n_states
    group = tuple(range(0, len(twin.moves), 2))
    reach = reference.joint_moves(lambda j, q: twin.moves[j][q], group, start) - {start}
    mine = prepare(twin.model).moves
    among = reference_evolution.levels([twin.moves[dm] for dm in group], start)
    for to in sorted(reach):
        steps = joint_sequence(mine, group, start, to)
        assert [start, *(b for _, _, b in steps)] == [*(a for _, a, _ in steps), to]
        assert all(b in twin.moves[dm][a] and dm in group for dm, a, b in steps)
        assert all(p[0] != q[0] for p, q in pairwise(steps))
        assert len(steps) == among[to]


@settings(max_examples=examples(100), deadline=None)
@given(conflicts, st.integers(0, 2**16))
def test_a_search_that_stops_early_finds_the_same_for_what_was_wanted(twin: Twin, at: int) -> None:
    start, wanted = at % twin.n_states, np.array([at * 7 % twin.n_states])
    conflict = prepare(twin.model)
    whole = fewest_joint_moves(conflict.moves, conflict.ranks, start, np.arange(twin.n_states))
    part = fewest_joint_moves(conflict.moves, conflict.ranks, start, wanted)
    assert part.path(int(wanted[0])) == whole.path(int(wanted[0]))
    assert (part.moves[0, wanted] == whole.moves[0, wanted]).all()
