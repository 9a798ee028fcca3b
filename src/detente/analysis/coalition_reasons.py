"""Why a state is stable for a coalition or not: the same witness as for one decision maker, told of all members.

A joint improvement comes with a path of its members' moves. "The coalition does not gain" rests on one member: the
comparison that says so is a premise; "it gains" rests on a comparison for every member.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from detente.analysis.stability import Conflict, prepare
from detente.errors import AnalysisError, NotApplicableError
from detente.kernels.answers import Reach
from detente.model.concepts import CONCEPTS, Concept, concept_named
from detente.model.graph import BoolArray, GraphModel, IntArray
from detente.model.results import Comparison, Explanation, Improvement, Sanction, Step
from detente.questions.coalitions.found import Coalition, Upset

__all__ = ["coalition_of", "explain_coalition", "explain_upset", "joint_path", "refuse_sim"]


def explain_coalition(model: GraphModel, members: Sequence[int], state: int, concept: str) -> Explanation:
    """The witness of one verdict on a coalition.

    members : decision makers, 0-based, in any order; state : 0-based; concept : Nash, GMR, SMR, SEQ or SSEQ
    Cost: one search over joint moves per joint improvement from ``state``, and where a way out counts per answer.

    Raises
    ------
    AnalysisError
        For a decision maker, state or concept that does not exist.
    NotApplicableError
        For SIM, which is not defined for coalitions.
    """
    group = coalition_of(model, members)
    if not isinstance(state, int | np.integer) or not 0 <= state < model.n_states:
        raise AnalysisError(f"there is no state {state}; rows are 0 to {model.n_states - 1}.")
    wanted = concept_named(concept)
    refuse_sim([wanted])
    return _Witness(prepare(model), group, int(state), wanted).explanation()


def explain_upset(conflict: Conflict, upset: Upset) -> Explanation:
    """Why a coalition could leave an equilibrium: the one joint improvement to which the path of the upset leads.

    Any other that :func:`explain_coalition` would list is left out; one is enough for the verdict.
    """
    end = upset.path[-1].to
    witness = _Witness(conflict, upset.coalition, upset.state, Concept.NASH)
    return Explanation(
        dm=upset.coalition[0],
        state=upset.state,
        concept=Concept.NASH,
        stable=False,
        improvements=(Improvement(to=end, path=upset.path),),
        comparisons=tuple(witness.standing(end)),
        coalition=upset.coalition,
    )


def coalition_of(model: GraphModel, members: Sequence[int]) -> Coalition:
    """The members in ascending order, each once.

    Raises
    ------
    AnalysisError
        If there is none, or one that does not exist.
    """
    if not members:
        raise AnalysisError("a coalition needs at least one decision maker.")
    for dm in members:
        if not isinstance(dm, int | np.integer):
            raise AnalysisError("the decision makers of a coalition are whole numbers, counted from 0.")
        if not 0 <= dm < model.n_dms:
            raise AnalysisError(f"there is no decision maker {dm}; they are 0 to {model.n_dms - 1}.")
    return tuple(sorted({int(dm) for dm in members}))


def refuse_sim(concepts: Sequence[Concept]) -> None:
    """NotApplicableError if SIM is among the concepts."""
    if Concept.SIM in concepts:
        raise NotApplicableError(
            "SIM is not defined for coalitions: it applies changes at the same moment, and a coalition moves in turn. "
            "Ask for nash, gmr, smr, seq or sseq."
        )


def joint_path(conflict: Conflict, group: Coalition, state: int, accept: BoolArray) -> tuple[Step, ...]:
    """A shortest legal sequence of moves of the members to an accepted state; empty if there is none."""
    found = conflict.search.run(state, group, accept, improving=False)
    return tuple(Step(*step) for step in found.path or ())


class _Witness:
    """One coalition at one state under one concept."""

    def __init__(self, conflict: Conflict, group: Coalition, state: int, concept: Concept) -> None:
        self.conflict, self.group, self.state, self.concept = conflict, group, state, concept
        self.others = tuple(j for j in range(len(conflict.moves)) if j not in group)
        self.rules = CONCEPTS[concept]
        self.gains = np.logical_and.reduce([conflict.ranks[i] > conflict.ranks[i, state] for i in group])
        self.nowhere = np.zeros_like(self.gains)

    def explanation(self) -> Explanation:
        reachable = self._joint(self.state)
        fates = [self._fate(int(x)) for x in reachable[self.gains[reachable]]]
        stable = all(told.sanction is not None for told, _ in fates)
        used: dict[Comparison, None] = {}
        for x in reachable:
            if stable or any(told.to == x and told.sanction is None for told, _ in fates):
                used |= dict.fromkeys(self.standing(int(x)))
        for told, reached in fates:
            if stable and told.sanction is not None:
                used |= dict.fromkeys(self._sanction_premises(told.sanction))
            elif not stable and told.sanction is None and self.concept is not Concept.NASH:
                used |= dict.fromkeys(self._open_premises(told, reached))
        return Explanation(
            dm=self.group[0],
            state=self.state,
            concept=self.concept,
            stable=stable,
            improvements=tuple(told for told, _ in fates),
            comparisons=tuple(c for c in used if c.left != c.right),
            coalition=self.group,
        )

    def _joint(self, origin: int) -> IntArray:
        """R_H."""
        return self.conflict.search.run(origin, self.group, self.nowhere, improving=False).reached

    def _fate(self, to: int) -> tuple[Improvement, IntArray]:
        path = joint_path(self.conflict, self.group, self.state, np.arange(self.gains.size) == to)
        if self.concept is Concept.NASH:
            return Improvement(to=to, path=path), np.empty(0, np.int64)
        reached = self._answers(to, self.nowhere).reached
        harmful = reached[~self.gains[reached]]
        ways = [(int(s2), self._way_out(int(s2))) for s2 in harmful] if self.rules.no_way_out else []
        open_ends = tuple((s2, out) for s2, out in ways if out is not None)
        held = np.setdiff1d(harmful, [s2 for s2, _ in open_ends])
        if held.size:
            steps = tuple(
                Step(*step) for step in self._answers(to, np.isin(np.arange(self.gains.size), held)).path or ()
            )
            return Improvement(to=to, sanction=Sanction(steps=steps, to=steps[-1].to), path=path), reached
        rank = self.conflict.ranks[self.group[0]]
        worst = int(reached[np.argmin(rank[reached])]) if reached.size else None
        told = Improvement(to=to, reached=int(reached.size), worst=worst, escapes=open_ends, path=path)
        return told, reached

    def _answers(self, to: int, accept: BoolArray) -> Reach:
        return self.conflict.search.run(to, self.others, accept, improving=self.rules.answers_pay)

    def _way_out(self, answer: int) -> int | None:
        """A state that the members can reach together from an answer and all prefer to where they were."""
        onward = self._joint(answer)
        better = onward[self.gains[onward]]
        return int(better[0]) if better.size else None

    def standing(self, to: int) -> Iterator[Comparison]:
        """That all members gain, or the one comparison that shows that they do not."""
        members = self.group
        if not self.gains[to]:
            ranks = self.conflict.ranks
            members = (next(i for i in self.group if ranks[i, to] <= ranks[i, self.state]),)
        return (self._compare(i, to, self.state) for i in members)

    def _sanction_premises(self, sanction: Sanction) -> Iterator[Comparison]:
        yield from self.standing(sanction.to)
        if self.rules.answers_pay:
            for step in sanction.steps:
                yield self._compare(step.dm, step.to, step.origin)
        if self.rules.no_way_out:
            for out in self._joint(sanction.to):
                yield from self.standing(int(out))

    def _open_premises(self, told: Improvement, reached: IntArray) -> Iterator[Comparison]:
        """All members gain whatever the others bring about, or have a way out; other moves do not pay the others."""
        way_out = dict(told.escapes)
        for answer in map(int, reached):
            yield from self.standing(way_out.get(answer, answer))
        if self.rules.answers_pay:
            for j in self.others:
                for origin, target in zip(
                    *self.conflict.moves[j].successors(np.union1d(reached, [told.to])), strict=True
                ):
                    if self.conflict.ranks[j, target] <= self.conflict.ranks[j, origin]:
                        yield self._compare(j, int(target), int(origin))

    def _compare(self, dm: int, left: int, right: int) -> Comparison:
        here, there = self.conflict.ranks[dm, left], self.conflict.ranks[dm, right]
        return Comparison(dm=dm, left=left, relation=">" if here > there else "<" if here < there else "=", right=right)
