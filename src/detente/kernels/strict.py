"""Stability where "strictly prefers" is any relation: that of a share of members, or of one who minds what others like.

The sentences of the concepts stand as they are (:mod:`detente.model.concepts`); only the comparison in them changes.
With ``better_i(q, s)`` for "i strictly prefers q to s":

    i leaves s for q            iff better_i(q, s)
    s2 deters i from leaving s  iff not better_i(s2, s)
    i escapes from s2 to s3     iff better_i(s3, s)
    j answers from q by t       iff better_j(t, q), where answers must pay; else any move of j is an answer

The relation need be neither transitive nor complete. Where it is the order of one ranking, this is Nash, GMR, SMR, SEQ
and SSEQ. Slow twin: definitions.strict.stable.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from detente.kernels.answers import Search
from detente.kernels.arrays import Bits, BoolArray, IntArray
from detente.kernels.moves import Moves
from detente.kernels.relational import arcs_where, joint_reach, stable_by_relations

Better = Callable[[IntArray, IntArray], BoolArray]


class Strict:
    """A conflict with one relation per decision maker. What the others can reach is computed once and kept.

    moves, better : one per decision maker; ``better(q, s)`` compares int64 arrays of states that broadcast together
    Memory: for each decision maker ``n_states ** 2`` bytes of relation, and ``n_states ** 2 / 8`` of what the others
    can reach by moves, and by moves that pay.
    """

    def __init__(self, moves: Sequence[Moves], better: Sequence[Better]) -> None:
        self.moves, self.better = moves, better
        self.n_states = moves[0].segment.size
        self._any_answer: dict[int, Bits] = {}
        self._answer_that_pays: dict[int, Bits] = {}
        self._preferred: dict[int, BoolArray] = {}
        self._searches: dict[bool, Search] = {}

    def under(self, better: Sequence[Better]) -> Strict:
        """The same moves with other relations, one per decision maker, as for the class: shape (of both states).

        What can be reached by any moves is kept in common and not computed again. Time O(1).
        """
        other = Strict(self.moves, better)
        other._any_answer = self._any_answer
        return other

    def stable(self, dm: int, *, answers: bool, answers_pay: bool = False, no_way_out: bool = False) -> BoolArray:
        """Whether each state is stable for one decision maker. returns : bool, shape (n_states,).

        answers : whether the others can answer at all; False is Nash. answers_pay, no_way_out : as in
        :class:`detente.model.concepts.Definition`. Time O(moves of the decision maker x n_states / 8) and, once for
        each kind of answer, that of ``relational.joint_reach``. Reference: definitions.strict.stable.
        """
        preferred = self.preferred(dm)
        return stable_by_relations(
            self.moves[dm],
            self._answers(dm, answers_pay) if answers else None,
            leaves=lambda s: preferred[s],
            deters=lambda s: ~preferred[s],
            no_way_out=no_way_out,
        )

    def preferred(self, dm: int) -> BoolArray:
        """Whether q is strictly preferred to s, [s, q]. returns : bool, shape (n_states, n_states), kept: a view.

        Time and memory O(n_states ** 2) when first asked for.
        """
        if dm not in self._preferred:
            every = np.arange(self.n_states)
            self._preferred[dm] = self.better[dm](every[None, :], every[:, None])
        return self._preferred[dm]

    def _answers(self, dm: int, answers_pay: bool) -> Bits:
        """The states that the others can reach together from each state."""
        known = self._answer_that_pays if answers_pay else self._any_answer
        if dm not in known:
            others = [j for j in range(len(self.moves)) if j != dm]
            known[dm] = joint_reach(self.n_states, [self._arcs(j, answers_pay) for j in others])
        return known[dm]

    def search(self, *, answers_pay: bool) -> Search:
        """Breadth-first searches for the others' answers; every move that it is given counts as an answer.

        Made when first asked for: time O(moves of everybody, and their logarithm where they must pay).
        """
        if answers_pay not in self._searches:
            moves = self.moves
            if answers_pay:
                every = range(len(moves))
                moves = [Moves.from_arcs(self.n_states, self._arcs(j, True)) for j in every]
            self._searches[answers_pay] = Search(moves, np.zeros((len(moves), self.n_states), np.int64))
        return self._searches[answers_pay]

    def _arcs(self, j: int, answers_pay: bool) -> IntArray:
        """The moves of ``j`` that count as answers: int64, shape (n_arcs, 2)."""
        if not answers_pay:
            return self.moves[j].arcs()
        return arcs_where(self.moves[j], lambda origins, targets: self.better[j](targets, origins))
