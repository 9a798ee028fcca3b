"""The witness of a verdict: one builder, whoever leaves and by whatever preferences.

All concepts share one sentence. For a decision maker, or a coalition, H:

    s is stable for H iff after every q that H can move to and prefers to s, the others can bring about some s2 that
    deters H: s2 hurts and, where a way out counts, H has no move from s2 to a state that does not hurt.

Concepts and analyses fill in its blanks (:class:`Leaving`): who leaves and to what, what deters, what escapes. Of the
preferences a witness uses those on which the verdict rests, and no others:

    stable      what H gains by its moves from s; that each answer hurts, pays those who give it, where it must, and
                leaves no way out, where one counts
    not stable  that H gains by a move; that nothing the others can bring about after it hurts, or that there is a way
                out; and that their remaining moves do not pay them, where they must

Definitions and sources: :mod:`detente.model.concepts`. A reader can check each step, and tests do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeGuard

import numpy as np

from detente.analysis.stability import Conflict
from detente.frozen import frozen
from detente.kernels.answers import Chosen, Search
from detente.kernels.moves import Moves
from detente.model.concepts import CONCEPTS, Concept, Definition
from detente.model.graph import BoolArray, IntArray
from detente.model.results import Comparison, Explanation, Improvement, Sanction, Step

Pair = tuple[int, int, int]  # a decision maker, and the two states that it compares
States = IntArray | int
Prefers = Callable[[int, States, States], BoolArray]
Relation = Callable[[int, int, int], str]
Goes = Callable[[IntArray], tuple[IntArray, IntArray]]


@frozen(eq=False)
class Answer:
    """What the others can do about an improvement: a sanction, or else what they can bring about in vain.

    reached : int64, ascending; None where it was not counted
    """

    sanction: Sanction | None = None
    reached: IntArray | None = None


@frozen(kw_only=True, eq=False)
class Leaving:
    """A state that somebody may leave: the blanks of the sentence, filled in.

    state, concept : the verdict that is asked about; moves : of every decision maker
    prefers(dm, q, s) : whether it strictly prefers q to s; relation(dm, q, s) : the same as a comparison tells it

    Who leaves, and to what
        members : who leaves, if all of them prefer it; goes(states) : their moves, as (origin, target) arrays
    What deters
        answer(q, deters) : the others' answer that ends in a state that deters, if there is one
        feared(states) : which of them hurt; None means those that some member does not prefer to the state
    What escapes
        escape(states) : the one that is told, of some that would be a way out
    How much is told
        rank : by which the worst of the states reached in vain is told; None where there is no ranking
        first(improvements) : those that are told; listed : how many reached states are compared one by one; None is all
    """

    state: int
    concept: Concept
    moves: Sequence[Moves]
    prefers: Prefers
    relation: Relation
    members: tuple[int, ...]
    goes: Goes
    answer: Callable[[int, Chosen], Answer]
    feared: Chosen | None = None
    escape: Callable[[IntArray], int] = lambda states: int(states[0])
    rank: IntArray | None = None
    first: Callable[[IntArray], IntArray] = lambda improvements: improvements
    listed: int | None = None

    @property
    def rules(self) -> Definition:
        """Whether answers must pay, and whether a way out counts."""
        return CONCEPTS[self.concept]

    def onward(self, state: int) -> IntArray:
        """Where the members can go from a state."""
        return self.goes(np.array([state]))[1]

    def gains(self, states: IntArray) -> BoolArray:
        """Which of some states all members prefer to the one in question."""
        found = self.prefers(self.members[0], states, self.state)
        for i in self.members[1:]:
            found &= self.prefers(i, states, self.state)
        return found

    def hurts(self, states: IntArray) -> BoolArray:
        """Which of some states the members would have been better off without."""
        return ~self.gains(states) if self.feared is None else self.feared(states)

    def deters(self, states: IntArray) -> BoolArray:
        """Which of some states, in ascending order, hurt and leave no way out, where one counts.

        Cost: the moves from those that hurt.
        """
        found = self.hurts(states)
        if self.rules.no_way_out:
            origins, targets = self.goes(states[found])
            found[np.searchsorted(states, origins[~self.hurts(targets)])] = False
        return found

    def way_out(self, state: int) -> int:
        """Where the members go from a state that hurts and does not deter."""
        targets = self.onward(state)
        return self.escape(targets[~self.hurts(targets)])

    def standing(self, states: Iterable[int]) -> Iterator[Pair]:
        """That all members prefer a state to the one in question, or the one of them that shows that not all do."""
        if len(self.members) == 1:  # one comparison says the one or the other
            yield from ((self.members[0], q, self.state) for q in states)
            return
        for q in states:
            against = [i for i in self.members if not self.prefers(i, q, self.state)]
            yield from ((i, q, self.state) for i in against[:1] or self.members)

    def lists(self, reached: IntArray | None) -> TypeGuard[IntArray]:
        """Whether what was reached in vain was counted, and is little enough to be compared state by state."""
        return reached is not None and (self.listed is None or reached.size <= self.listed)


def by_rank(conflict: Conflict, members: tuple[int, ...], state: int, concept: Concept) -> Leaving:
    """A decision maker (the first of ``members``) by its ranking, and the others' answers by legal sequences."""
    ranks, own = conflict.ranks, conflict.ranks[members[0]]
    return Leaving(
        state=state,
        concept=concept,
        moves=conflict.moves,
        prefers=lambda dm, q, s: ranks[dm, q] > ranks[dm, s],
        relation=rank_relation(ranks),
        members=members,
        goes=conflict.moves[members[0]].successors,
        answer=in_turn(conflict.search, members, concept, improving=CONCEPTS[concept].answers_pay),
        escape=lambda states: int(states[np.argmax(own[states])]),
        rank=own,
    )


def ascending(moves: Moves) -> Goes:
    """The moves of one decision maker, so that the first way out is that to the lowest row."""

    def goes(states: IntArray) -> tuple[IntArray, IntArray]:
        origins, targets = moves.successors(states)
        order = np.lexsort((targets, origins))
        return origins[order], targets[order]

    return goes


def in_turn(
    search: Search, members: Sequence[int], concept: Concept, *, improving: bool
) -> Callable[[int, Chosen], Answer]:
    """The shortest legal sequence of the others' moves. Under Nash nobody answers. Cost: a breadth-first search."""
    others = [j for j in range(len(search.moves)) if j not in members and concept is not Concept.NASH]

    def answer(to: int, deters: Chosen) -> Answer:
        found = search.run(to, others, deters, improving=improving)
        if found.path is None:
            return Answer(reached=found.reached)
        return Answer(Sanction(steps=steps(found.path), to=found.path[-1][2]))

    return answer


def steps(path: Iterable[tuple[int, int, int]] | None) -> tuple[Step, ...]:
    """A path that a search found, as steps; none where it found none."""
    return tuple(Step(*step) for step in path or ())


def rank_relation(ranks: IntArray) -> Relation:
    """How two states compare in a ranking: ``>``, ``<`` or ``=``. ranks : int64, shape (n_dms, n_states)."""

    def relation(dm: int, left: int, right: int) -> str:
        here, there = ranks[dm, left], ranks[dm, right]
        return ">" if here > there else "<" if here < there else "="

    return relation


def comparisons(pairs: Iterable[Pair], relation: Relation) -> tuple[Comparison, ...]:
    """The comparisons, each once; a state is not compared with itself."""
    return tuple(
        Comparison(dm=dm, left=left, relation=relation(dm, left, right), right=right)
        for dm, left, right in dict.fromkeys(pairs)
        if left != right
    )


def explanation(asked: Leaving) -> Explanation:
    """The witness. Cost: an answer for each improvement that is told."""
    reachable = np.sort(asked.onward(asked.state))
    improving = reachable[asked.gains(reachable)]
    answers = {to: asked.answer(to, asked.deters) for to in asked.first(improving).tolist()}
    fates = {to: _fate(asked, to, answer) for to, answer in answers.items()}
    stable = all(fate.sanction is not None for fate in fates.values())
    decisive = {to: answers[to].reached for to, fate in fates.items() if stable or fate.sanction is None}
    gains = asked.standing(reachable.tolist() if stable else decisive)
    why = (_premises(asked, fates[to], reached) for to, reached in decisive.items())
    return Explanation(
        dm=asked.members[0],
        state=asked.state,
        concept=asked.concept,
        stable=stable,
        improvements=tuple(fates.values()),
        comparisons=comparisons(chain(gains, *why), asked.relation),
        complete=len(fates) == improving.size and (stable or all(map(asked.lists, decisive.values()))),
    )


def _fate(asked: Leaving, to: int, answer: Answer) -> Improvement:
    """What becomes of one improvement. Where nothing deters, all that hurts has a way out."""
    if answer.sanction is not None:
        return Improvement(to=to, sanction=answer.sanction)
    reached = answer.reached
    if reached is None:
        return Improvement(to=to, reached=None)
    worst = None if asked.rank is None or not reached.size else int(reached[np.argmin(asked.rank[reached])])
    hurtful = reached[asked.hurts(reached)][: asked.listed].tolist()
    escapes = tuple((s, asked.way_out(s)) for s in hurtful)
    return Improvement(to=to, reached=int(reached.size), worst=worst, escapes=escapes)


def _premises(asked: Leaving, fate: Improvement, reached: IntArray | None) -> Iterator[Pair]:
    """The preferences behind the fate of an improvement, beyond that it is one."""
    if fate.sanction is not None:
        yield from _why_deterred(asked, fate.sanction)
    else:
        yield from _why_open(asked, fate, reached)


def _why_deterred(asked: Leaving, sanction: Sanction) -> Iterator[Pair]:
    """The answer hurts, it pays those who give it, and there is no way out of it."""
    yield from asked.standing([sanction.to])
    if asked.rules.answers_pay:
        yield from ((step.dm, step.to, step.origin) for step in sanction.steps)
    if asked.rules.no_way_out:
        yield from asked.standing(asked.onward(sanction.to).tolist())


def _why_open(asked: Leaving, fate: Improvement, reached: IntArray | None) -> Iterator[Pair]:
    """There is a way out of what hurts, the rest does not hurt, and other moves do not pay the others."""
    yield from asked.standing(out for _, out in fate.escapes)
    if not asked.lists(reached):
        yield from asked.standing([] if fate.worst is None else [fate.worst])
        return
    escaped = dict(fate.escapes)
    yield from asked.standing(s for s in reached.tolist() if s not in escaped)
    if asked.rules.answers_pay:
        at_once = asked.concept is Concept.SIM
        yield from _unpaid(asked, np.array([asked.state]) if at_once else np.union1d(reached, [fate.to]))


def _unpaid(asked: Leaving, states: IntArray) -> Iterator[Pair]:
    """The others' moves from some states that do not pay them."""
    for j, moves in enumerate(asked.moves):
        if j not in asked.members:
            origins, targets = moves.successors(states)
            worse = ~asked.prefers(j, targets, origins)
            yield from ((j, q, s) for q, s in zip(targets[worse].tolist(), origins[worse].tolist(), strict=True))
