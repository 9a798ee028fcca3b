"""Verdicts, and their reasons, where a relation takes the place of one ranking.

That is so under attitudes, and for decision makers of several minds. What a decision maker "prefers" then is what
:class:`detente.kernels.strict.Strict` is told; the sentences of the concepts stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.kernels.strict import Strict
from detente.model.concepts import CONCEPTS, Concept
from detente.model.graph import BoolArray, IntArray, frozen
from detente.model.results import Comparison, Explanation, Improvement, Sanction, Step

__all__ = ["explain_under_relations", "reasons_where_told_apart", "verdicts_under_relations"]


def verdicts_under_relations(strict: Strict, concepts: Iterable[Concept]) -> dict[Concept, BoolArray]:
    """Whether each state is stable for each decision maker: per concept bool, shape (n_dms, n_states), read-only."""
    found: dict[Concept, BoolArray] = {}
    for concept in concepts:
        told = CONCEPTS[concept]
        rows = [
            strict.stable(
                dm, answers=concept is not Concept.NASH, answers_pay=told.answers_pay, no_way_out=told.no_way_out
            )
            for dm in range(len(strict.moves))
        ]
        found[concept] = frozen(np.stack(rows))
    return found


def reasons_where_told_apart(
    strict: Strict, tables: Sequence[dict[Concept, BoolArray]], rows: Iterable[int]
) -> tuple[Explanation, ...]:
    """The witnesses of the verdicts about some states on which the tables, that of ``strict`` among them, differ."""
    return tuple(
        explain_under_relations(strict, dm, row, concept)
        for row in rows
        for dm in range(len(strict.moves))
        for concept in tables[0]
        if len({bool(table[concept][dm, row]) for table in tables}) > 1
    )


def explain_under_relations(strict: Strict, dm: int, state: int, concept: Concept) -> Explanation:
    """The witness of one verdict under relations; ``stable`` is that verdict.

    dm, state : 0-based; concept : one of Nash, GMR, SMR, SEQ and SSEQ
    A comparison says ``>`` where the relation holds and ``!>`` where it does not; a relation that is no ranking has no
    worst state, so ``Improvement.worst`` stays None. Cost: one breadth-first search for each improvement.
    """
    return _Teller(strict, dm, state, concept).explanation()


@dataclass(frozen=True, slots=True, eq=False)
class _Teller:
    strict: Strict
    dm: int
    state: int
    concept: Concept

    def explanation(self) -> Explanation:
        reachable = self._moves(self.state)
        fates = [self._fate(int(q)) for q in reachable[self._better[reachable]]]
        stable = all(fate.sanction is not None for fate, _ in fates)
        opened = {fate.to for fate, _ in fates if fate.sanction is None}
        used = dict.fromkeys(self._compare(self.dm, int(q), self.state) for q in reachable if stable or q in opened)
        for fate, reached in fates:
            if stable == (fate.sanction is not None):
                used |= dict.fromkeys(self._premises(fate, reached))
        return Explanation(
            dm=self.dm,
            state=self.state,
            concept=self.concept,
            stable=stable,
            improvements=tuple(fate for fate, _ in fates),
            comparisons=tuple(used),
        )

    @property
    def _better(self) -> BoolArray:
        """Whether the decision maker prefers each state to the one in question."""
        return self.strict.relation(self.dm)[:, self.state]

    def _moves(self, state: int) -> IntArray:
        return np.sort(self.strict.moves[self.dm].successors(np.array([state]))[1])

    def _fate(self, to: int) -> tuple[Improvement, IntArray]:
        rules = CONCEPTS[self.concept]
        if self.concept is Concept.NASH:
            return Improvement(to=to), np.empty(0, np.int64)
        deters = ~self._better
        if rules.no_way_out:
            deters = self.strict.moves[self.dm].best(self._better.astype(np.int64)) == 0  # itself, and every way out
        search = self.strict.search(answers_pay=rules.answers_pay)
        found = search.run(to, self._others(), deters, improving=False)
        if found.path is not None:
            steps = tuple(Step(*step) for step in found.path)
            return Improvement(to=to, sanction=Sanction(steps=steps, to=steps[-1].to)), found.reached
        hurtful = found.reached[~self._better[found.reached]]
        escapes = tuple((int(s), self._way_out(int(s))) for s in hurtful)
        return Improvement(to=to, reached=int(found.reached.size), escapes=escapes), found.reached

    def _way_out(self, state: int) -> int:
        """The first move out of an answer to a state that is preferred to the one in question."""
        targets = self._moves(state)
        return int(targets[self._better[targets]][0])

    def _others(self) -> list[int]:
        return [j for j in range(len(self.strict.moves)) if j != self.dm]

    def _premises(self, fate: Improvement, reached: IntArray) -> Iterator[Comparison]:
        """The preferences behind the fate of one improvement, beyond that it is one."""
        if self.concept is Concept.NASH:
            return
        told = self._why_deterred(fate.sanction) if fate.sanction else self._why_open(fate, reached)
        yield from (self._compare(*pair) for pair in told if pair[1] != pair[2])

    def _why_deterred(self, sanction: Sanction) -> Iterator[tuple[int, int, int]]:
        """The answer hurts; it pays those who give it, where it must; there is no way out of it, where that counts."""
        yield self.dm, sanction.to, self.state
        if CONCEPTS[self.concept].answers_pay:
            yield from ((step.dm, step.to, step.origin) for step in sanction.steps)
        if CONCEPTS[self.concept].no_way_out:
            yield from ((self.dm, int(out), self.state) for out in self._moves(sanction.to))

    def _why_open(self, fate: Improvement, reached: IntArray) -> Iterator[tuple[int, int, int]]:
        """No state that the others bring about hurts, or there is a way out; their other moves do not pay them."""
        escaped = {hurtful for hurtful, _ in fate.escapes}
        yield from ((self.dm, out, self.state) for _, out in fate.escapes)
        yield from ((self.dm, int(s2), self.state) for s2 in reached if int(s2) not in escaped)
        if CONCEPTS[self.concept].answers_pay:
            for j in self._others():
                for origin, target in zip(
                    *self.strict.moves[j].successors(np.union1d(reached, [fate.to])), strict=True
                ):
                    if not self.strict.relation(j)[target, origin]:
                        yield j, int(target), int(origin)

    def _compare(self, dm: int, left: int, right: int) -> Comparison:
        relation = ">" if self.strict.relation(dm)[left, right] else "!>"
        return Comparison(dm=dm, left=left, relation=relation, right=right)
