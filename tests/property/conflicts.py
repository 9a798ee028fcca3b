"""Random conflicts of every shape, each with its plain-Python twin for the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from detente.kernels.definitions import stability as reference
from detente.kernels.states import merge_masks
from detente.model.graph import Forbidden, GraphModel

Rule = tuple[int, Sequence[bool], Sequence[bool]]  # decision maker, and for each mask: is a source, is a target


@dataclass(frozen=True)
class Options:
    """A conflict in option form, drawn; ``labels`` is the state of each mask, ``rules`` are the forbidden arcs."""

    owners: list[int]
    one_way: list[int]
    masks: list[int]
    labels: list[int]
    rules: Sequence[Rule]
    payoff: list[list[int]]
    masks_given: bool = True


@dataclass(frozen=True)
class Twin:
    """A model, and the same conflict as sets and lists."""

    model: GraphModel
    masks: list[int]
    state_of: list[int]
    mask_moves: list[list[set[int]]]
    moves: list[list[set[int]]]
    payoff: list[list[int]]

    @property
    def n_states(self) -> int:
        return len(self.payoff[0])

    def stable(self, concept: str, dm: int) -> list[bool]:
        if concept == "sim":
            return [
                reference.sim(self.masks, self.state_of, self.mask_moves, self.payoff, dm, s)
                for s in range(self.n_states)
            ]
        verdict = getattr(reference, concept)
        return [verdict(self.moves, self.payoff, dm, s) for s in range(self.n_states)]


@st.composite
def option_conflicts(draw: st.DrawFn, max_options: int = 5, general: bool = True) -> Twin:
    """1 to 5 decision makers: ties, one-way and unowned options, infeasible and merged states, forbidden arcs."""
    n_dms = draw(st.integers(1, 5))
    n_options = draw(st.integers(0, max_options))
    owners = draw(st.lists(st.integers(-1, n_dms - 1), min_size=n_options, max_size=n_options))
    one_way = draw(st.lists(st.sampled_from([0, 0, 0, 1, -1]), min_size=n_options, max_size=n_options))
    universe = 1 << n_options
    masks = sorted(draw(st.sets(st.integers(0, universe - 1), min_size=1) | st.just(set(range(universe)))))
    subsets = st.lists(st.booleans(), min_size=len(masks), max_size=len(masks))
    groups = draw(st.lists(subsets, max_size=2)) if general else []
    labels = merged_labels(masks, groups)
    rules = draw(st.lists(st.tuples(st.integers(0, n_dms - 1), subsets, subsets), max_size=2)) if general else []
    payoff = draw(payoffs(n_dms, max(labels) + 1))
    return option_twin(Options(owners, one_way, masks, labels, rules, payoff))


def merged_labels(masks: Sequence[int], groups: Sequence[Sequence[bool]]) -> list[int]:
    """The state of each mask once the groups are merged."""
    return merge_masks(np.array(masks, np.uint64), [np.array(g) for g in groups]).tolist()


def option_model(drawn: Options) -> GraphModel:
    """The conflict as detente takes it; where all masks are feasible they need not be given."""
    full = len(drawn.masks) == 1 << len(drawn.owners) and not drawn.masks_given
    return GraphModel.from_options(
        drawn.owners,
        drawn.payoff,
        states=None if full else np.array(drawn.masks, np.uint64),
        one_way=drawn.one_way,
        state_of=drawn.labels if max(drawn.labels) + 1 < len(drawn.masks) else None,
        forbidden=[Forbidden(dm=d, source=np.array(a), target=np.array(b)) for d, a, b in drawn.rules],
    )


def option_twin(drawn: Options) -> Twin:
    """The conflict with its moves as the reference finds them."""
    owners, masks, labels = drawn.owners, drawn.masks, drawn.labels
    mask_moves = [reference.option_moves(owners, masks, drawn.one_way, dm) for dm in range(len(drawn.payoff))]
    for dm, source, target in drawn.rules:
        for s, reachable in enumerate(mask_moves[dm]):
            mask_moves[dm][s] = {q for q in reachable if not (source[s] and target[q])}
    moves = [reference.merged_moves(m, labels) for m in mask_moves]
    return Twin(option_model(drawn), masks, labels, mask_moves, moves, drawn.payoff)


@st.composite
def graph_conflicts(draw: st.DrawFn, max_states: int = 9) -> Twin:
    """Any graph: arcs need be neither transitive nor symmetric."""
    n_dms = draw(st.integers(1, 5))
    n_states = draw(st.integers(1, max_states))
    pairs = st.tuples(st.integers(0, n_states - 1), st.integers(0, n_states - 1)).filter(lambda p: p[0] != p[1])
    arcs = [draw(st.lists(pairs, max_size=3 * n_states)) if n_states > 1 else [] for _ in range(n_dms)]
    payoff = draw(payoffs(n_dms, n_states))
    return graph_twin(n_states, arcs, payoff)


def graph_twin(n_states: int, arcs: Sequence[Sequence[tuple[int, int]]], payoff: list[list[int]]) -> Twin:
    """A conflict as a graph drawn by hand."""
    moves = [[{q for p, q in mine if p == s} for s in range(n_states)] for mine in arcs]
    return Twin(GraphModel.from_moves(n_states, arcs, payoff), [], [], [], moves, payoff)


def payoffs(n_dms: int, n_states: int) -> st.SearchStrategy[list[list[int]]]:
    """Few levels (many ties), many levels, or extreme values."""
    level = st.sampled_from([st.integers(0, 2), st.integers(0, 30), st.integers(-(2**62), 2**62)])
    return level.flatmap(
        lambda one: st.lists(st.lists(one, min_size=n_states, max_size=n_states), min_size=n_dms, max_size=n_dms)
    )
