"""The doubted assumptions that the reasons of a conclusion use, and a check that the worlds agree with them.

A verdict stands whatever else changes as long as the comparisons of its witness do
(:mod:`detente.analysis.explanation`). A comparison of two states stands as long as no assumption falls that could
change it: the statement that decides it, and those more important ones whose ``otherwise`` would tell the two apart.
Less important statements cannot, since nothing but the fall of a deciding one brings them before it. What is feasible
and who can move is behind every verdict. So in each world in which all of these stand, the conclusion must hold; if
one does not, detente is wrong, and says so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from detente.analysis.explanation import explain
from detente.analysis.stability import prepare
from detente.analysis.worlds.items import Rests
from detente.kernels.expressions import evaluate
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.formula import Formula, compile_formula
from detente.model.graph import BoolArray, GraphModel
from detente.model.grounds import Assumption
from detente.model.preference import Indifferent, Prioritised, Ranking, Weights
from detente.model.results import StateSpace

Pair = tuple[int, int, int]  # decision maker, and the two states that it compares


class Reasons:
    """Finds the elements behind conclusions of one case as modelled. model : with the payoffs of the case."""

    def __init__(
        self, case: Case, space: StateSpace, model: GraphModel, elements: Sequence[Assumption], rests: Sequence[Rests]
    ) -> None:
        self._case, self._space, self._model = case, space, model
        self._open = {k: e for k, e in enumerate(elements) if rests[k].one_of or rests[k].all_of}
        self._index = {name: k for k, name in enumerate(space.options)}
        self._of_pairs: dict[Pair, frozenset[int]] = {}

    def of_equilibrium(self, row: int, concept: Concept) -> tuple[int, ...]:
        """The indices of the elements behind "this state is an equilibrium"."""
        pairs = (
            (c.dm, c.left, c.right)
            for dm in range(self._model.n_dms)
            for c in explain(self._model, dm, row, concept).comparisons
        )
        return self._behind(pairs)

    def of_reach(self, start: int, row: int) -> tuple[int, ...]:
        """The indices of the elements behind "this state can be reached from there by improvements"."""
        return self._behind(self._way(start, row))

    def _behind(self, pairs: Iterable[Pair]) -> tuple[int, ...]:
        found = {k for k, element in self._open.items() if element.structural}
        for pair in pairs:
            found |= self._of_pair(pair)
        return tuple(sorted(found))

    def _of_pair(self, pair: Pair) -> frozenset[int]:
        if pair not in self._of_pairs:
            self._of_pairs[pair] = frozenset(self._deciding(*pair))
        return self._of_pairs[pair]

    def _deciding(self, dm: int, left: int, right: int) -> Iterator[int]:
        own = {e.index: k for k, e in self._open.items() if e.dm == dm}
        match self._case.decision_makers[dm].preference:
            case Prioritised(statements=statements):
                for place, statement in enumerate(statements):
                    decides = self._differs(statement.formula, left, right)
                    if place in own and (decides or self._differs(statement.grounds.otherwise, left, right)):
                        yield own[place]
                    if decides:
                        return
            case Weights(weights=weights):
                for place, k in own.items():
                    if self._tells_apart(("option", self._index[weights[place].option]), left, right):
                        yield k
            case Ranking() | Indifferent():
                yield from own.values()

    def _differs(self, formula: Formula | str | None, left: int, right: int) -> bool:
        if formula is None or isinstance(formula, str):
            return False
        return self._tells_apart(compile_formula(formula, self._index), left, right)

    def _tells_apart(self, expr: tuple, left: int, right: int) -> bool:
        here, there = evaluate(expr, self._space.masks[[left, right]])
        return bool(here != there)

    def _way(self, start: int, row: int) -> list[Pair]:
        """A shortest legal sequence of improvements: (mover, from, to)."""
        ways: dict[tuple[int, int], list[Pair]] = {(start, -1): []}  # to each state, by who moved last
        todo = deque(ways)
        while todo:
            state, last = todo.popleft()
            if state == row:
                return ways[state, last]
            for dm, _, to in self._improvements(state):
                if dm != last and (to, dm) not in ways:
                    ways[to, dm] = [*ways[state, last], (dm, state, to)]
                    todo.append((to, dm))
        return []

    def _improvements(self, state: int) -> Iterator[Pair]:
        for dm, moves in enumerate(prepare(self._model).moves):
            for to in moves.successors(np.array([state]))[1].tolist():
                if self._model.payoffs[dm, to] > self._model.payoffs[dm, state]:
                    yield dm, state, to


def agree(support: Sequence[int], fell: BoolArray, holds: BoolArray) -> bool:
    """Whether the conclusion holds in every one of these worlds in which the elements of its support stand."""
    return bool(np.all(holds | fell[:, list(support)].any(axis=1)))
