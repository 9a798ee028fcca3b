"""What the conclusions of a case hinge on: every world of doubted claims, and what flips in it.

The worlds are made of items (:mod:`detente.analysis.doubt.worlds`), each distinct world is worked out once
(:mod:`detente.analysis.doubt.verdicts`), and everything else is read off here: counts, minimal flips, sources,
linchpins, assumptions without evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import log, sqrt

import numpy as np

from detente.analysis.doubt.claims import doubted, rule_in_words
from detente.analysis.doubt.elements import Part, elements_of
from detente.analysis.doubt.flips import linchpins, minimal
from detente.analysis.doubt.likelihood import likelihoods
from detente.analysis.doubt.question import COMPLETE_UP_TO, Plan, Question, asked
from detente.analysis.doubt.rankings import ranking_doubt
from detente.analysis.doubt.support import Support as Reasons
from detente.analysis.doubt.support import agree
from detente.analysis.doubt.verdicts import Key
from detente.analysis.doubt.worlds import Rests, claim_sets, counts, resting
from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import applicable_concepts
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import InconsistentCaseError
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.doubt import (
    Conclusion,
    Doubt,
    Flip,
    InDoubt,
    Kind,
    Method,
    MethodKind,
    Standing,
    Support,
    Unevidenced,
    WithoutSource,
    World,
)
from detente.model.evidence import DoubtRule
from detente.model.graph import GraphModel

__all__ = ["doubt_case"]

UNSURE = 0.05  # in a sample, each share of worlds is within the stated error with 95 % confidence
# An option and a ranking without evidence are how the case is built; asking "what if it were not there" tells nothing.
LARGE = 4096  # states; beyond these explanations are not complete
MANY_WORLDS = 1 << 17  # beyond these, reasons are held against the worlds with few failures only
NOT_ASKED = frozenset({Part.OPTION, Part.RANKING})


def doubt_case(
    case: Case,
    concepts: Sequence[Concept] | None = None,
    doubt: Iterable[str] = (),
    trust: Iterable[str] = (),
    plan: Plan | None = None,
    progress: Callable[[str], None] | None = None,
) -> Doubt:
    """What the conclusions of a case hinge on.

    Parameters
    ----------
    case : Case
    concepts : the concepts to apply; None means all
    doubt, trust : claims, sources, paths of assumptions or ``all`` that are doubted or trusted, whatever the rule says
    plan : how many worlds to look at
    progress : called with a short text now and then

    Raises
    ------
    InconsistentCaseError
        If the case reads well and is no conflict.
    AnalysisError
        If a name in ``doubt`` or ``trust`` means nothing, or a world has too many states.
    """
    space = state_space(case)
    _, problems = status_quo_row(case, space)
    if problems:
        raise InconsistentCaseError(problems)
    model = graph_model(case, space, preference_ranks(case, space))
    wanted = tuple(concepts) if concepts is not None else tuple(applicable_concepts(model))
    elements = elements_of(case)
    found = doubted(case, elements, doubt, trust)
    question = asked(case, space, elements, found, wanted, plan or Plan(), progress)
    if progress is not None:
        progress("what each conclusion rests on, and how far rankings may be wrong")
    return _told(_Reading(question, model))


def _told(reading: _Reading) -> Doubt:
    question = reading.question
    case = question.case
    standings = tuple(reading.standings())
    rule = case.doubt or DoubtRule()
    return Doubt(
        case=case,
        concepts=question.concepts,
        rule=rule_in_words(rule),
        stated=case.doubt is not None,
        in_doubt=tuple(reading.in_doubt()),
        method=reading.method(),
        conclusions=standings,
        linchpins=linchpins(standings, [*question.found.claims, *question.found.assumptions]),
        sources=tuple(reading.without_sources()),
        unevidenced=tuple(reading.unevidenced()),
        worlds=tuple(reading.named_worlds()),
        elements={e.path: e.title or e.text for e in question.elements},
        rankings=ranking_doubt(reading.model, question.concepts),
        limits=_limits(question),
        likelihoods=likelihoods(question, [(reading.conclusion(key), key) for key in reading.keys]),
        problems=case.problems,
    )


def _limits(question: Question) -> tuple[str, ...]:
    if not question.unasked:
        return ()
    return (
        f"Not asked is what would follow if one of these alone fell: {', '.join(question.unasked)}. There would be "
        "states that a ranking, given state by state, says nothing about.",
    )


@dataclass(frozen=True)  # no slots: cached properties
class _Reading:
    """The answers, read off the worlds that were looked at."""

    question: Question
    model: GraphModel

    @cached_property
    def rests(self) -> tuple[Rests, ...]:
        """When each element falls."""
        return resting(self.question.elements, self.question.found)

    @cached_property
    def modelled(self) -> int:
        """The world in which nothing fails."""
        return int(self.question.of_sets[0])

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each claim and assumption in doubt."""
        return {name: k for k, name in enumerate([*self.question.found.claims, *self.question.found.assumptions])}

    @cached_property
    def keys(self) -> list[Key]:
        """What holds in some world: as modelled first, then by concept and state; what can be reached comes last."""
        ranks: dict[Concept | None, int] = {c: k for k, c in enumerate(self.question.concepts)}
        ranks[None] = len(ranks)
        held = {key: bool(self.at(key, np.array([self.modelled]))[0]) for key in self.question.verdicts.held}
        relevant = {mask for concept, mask in held if concept is not None}
        keys = [key for key in held if key[1] in relevant and self._somewhere(key)]
        return sorted(keys, key=lambda key: (not held[key], ranks[key[0]], key[1]))

    def _somewhere(self, key: Key) -> bool:
        """Whether it holds in a world of doubted claims (not only where an undoubted one falls)."""
        q = self.question
        return bool(self.at(key, q.of_sets).any() or self.at(key, q.of_sources).any() or self.at(key, q.worlds).any())

    def at(self, key: Key, worlds: np.ndarray) -> np.ndarray:
        """Whether it holds in each of these worlds."""
        return self.question.verdicts.holds(key, worlds)

    @cached_property
    def weights(self) -> np.ndarray:
        """How often each place of the verdicts occurs among all worlds of claims on which something rests."""
        q = self.question
        ways = counts(q.failing, q.items) if q.exact else np.ones(q.worlds.size, np.int64)
        size = max((packed.size * 8 for packed in q.verdicts.held.values()), default=8)
        total = np.zeros(size, ways.dtype)
        np.add.at(total, q.verdicts.of[q.worlds], ways)
        return total

    @cached_property
    def bearing(self) -> int:
        """How many claims in doubt bear on something."""
        return sum(len(item.claims) for item in self.question.items)

    @cached_property
    def idle(self) -> int:
        """How many claims in doubt bear on nothing; each doubles the count of worlds."""
        return len(self.order) - self.bearing

    def standings(self) -> list[Standing]:
        """How each conclusion stands."""
        rows = {int(mask): row for row, mask in enumerate(self.question.space.masks)}
        return [self._standing(key, rows.get(key[1])) for key in self.keys]

    def _standing(self, key: Key, row: int | None) -> Standing:
        q = self.question
        holds = self.at(key, q.of_sets)
        as_modelled = bool(holds[0])
        number = int(self.weights[q.verdicts.places(key)].sum())
        total = 1 << self.bearing if q.exact else q.worlds.size
        return Standing(
            conclusion=self.conclusion(key),
            state=row,
            as_modelled=as_modelled,
            share=Fraction(number, total),
            worlds_holding=number << self.idle if q.exact else number,
            flips=self._flips(key, holds != as_modelled, as_modelled),
            without_source=self._without_source(key, as_modelled),
            rests_on=self._rests_on(key, row) if as_modelled and row is not None else (),
        )

    def _without_source(self, key: Key, as_modelled: bool) -> dict[str, bool]:
        q = self.question
        nothing_rests_on = dict.fromkeys((q.case.claims[claim].source for claim in q.found.claims), as_modelled)
        return nothing_rests_on | dict(zip(q.sources, self.at(key, q.of_sources).tolist(), strict=True))

    def _rests_on(self, key: Key, row: int) -> tuple[Support, ...]:
        """The doubted assumptions that its reasons use; AssertionError if a world says otherwise."""
        q = self.question
        if self.reasons is None:
            return ()
        concept, _ = key
        if concept is not None:
            found = self.reasons.of_equilibrium(row, concept)
        else:
            found = self.reasons.of_reach(self.start, row)
        worlds = q.worlds if q.worlds.size <= MANY_WORLDS else q.of_sets
        if not agree(found, q.fell[worlds], self.at(key, worlds)):
            raise AssertionError(f"the reasons of {self.conclusion(key)} and the worlds disagree")
        alone = self.at(key, q.of_elements)
        return tuple(Support(q.elements[k].path, q.elements[k].claims, not bool(alone[k])) for k in found)

    @cached_property
    def reasons(self) -> Reasons | None:
        """What finds the assumptions behind a conclusion; None where states are too many for reasons in full."""
        q = self.question
        if self.model.n_states > LARGE:
            return None
        return Reasons(q.case, q.space, self.model, q.elements, self.rests)

    @cached_property
    def start(self) -> int:
        """The row of the status quo."""
        row, _ = status_quo_row(self.question.case, self.question.space)
        assert row is not None, "only from a status quo is anything reached"
        return row

    def conclusion(self, key: Key) -> Conclusion:
        """The conclusion in words of the model."""
        concept, mask = key
        yes = tuple(name for k, name in enumerate(self.question.space.options) if mask >> k & 1)
        return Conclusion(Kind.REACHABLE if concept is None else Kind.EQUILIBRIUM, concept, yes)

    def _flips(self, key: Key, flipped: np.ndarray, as_modelled: bool) -> tuple[Flip, ...]:
        sets = minimal(self.question.sets, flipped)
        if not sets and self.question.exact:
            sets = self._smallest(key, as_modelled)
        found = [self._flip(claims, some) for some in sets for claims in claim_sets(some, self.question.items)]
        return tuple(sorted(found, key=lambda flip: (len(flip.claims), [self.order[c] for c in flip.claims])))

    def _flip(self, claims: tuple[str, ...], some: tuple[int, ...]) -> Flip:
        return Flip(tuple(sorted(claims, key=self.order.__getitem__)), self._fallen(some))

    def _fallen(self, some: tuple[int, ...]) -> tuple[str, ...]:
        """The assumptions that fall where these items fail."""
        failing = {claim for j in some for claim in self.question.items[j].claims}
        return tuple(
            element.path
            for element, rest in zip(self.question.elements, self.rests, strict=True)
            if rest.one_of & failing or (rest.all_of and rest.all_of <= failing)
        )

    def _smallest(self, key: Key, as_modelled: bool) -> list[tuple[int, ...]]:
        """One set of items with the fewest claims that flips it, where no small one does."""
        q = self.question
        flipped = np.flatnonzero(self.at(key, q.worlds) != as_modelled)
        if flipped.size == 0:
            return []
        costs = q.failing[flipped] @ np.array([item.cost for item in q.items])
        return [tuple(map(int, np.flatnonzero(q.failing[flipped[int(costs.argmin())]])))]

    def in_doubt(self) -> list[InDoubt]:
        """Every claim in doubt, and every assumption that the user doubts."""
        q = self.question
        bearing = {claim for item in q.items for claim in item.claims}
        found = [
            InDoubt(name, q.case.claims[name].source, why, name in bearing) for name, why in q.found.claims.items()
        ]
        return [
            *found,
            *(InDoubt(path, "", "it was named as doubted", path in bearing) for path in q.found.assumptions),
        ]

    def method(self) -> Method:
        """How many worlds were looked at."""
        q = self.question
        return Method(
            kind=MethodKind.EXACT if q.exact else MethodKind.SAMPLED,
            worlds=1 << len(self.order),
            bearing=self.bearing,
            distinct=int(np.unique(q.verdicts.of[np.concatenate([q.worlds, q.of_sets])]).size),
            failures=len(self.order) if q.exact else COMPLETE_UP_TO,
            sample=0 if q.exact else q.worlds.size,
            error=0.0 if q.exact else sqrt(log(2 / UNSURE) / (2 * q.worlds.size)),
            impossible=q.verdicts.impossible,
        )

    def without_sources(self) -> list[WithoutSource]:
        """What is left without each source: where the most is lost first."""
        q = self.question
        found = []
        for world, (source, claims) in zip(q.of_sources, q.sources.items(), strict=True):
            kept, lost, gained = self._compared(int(world))
            found.append(WithoutSource(source, claims, kept, lost, gained))
        return sorted(found, key=lambda source: (-source.lost, -source.gained))

    def _compared(self, world: int) -> tuple[int, int, int]:
        """How many conclusions that hold as modelled hold in a world, or do not; and how many others hold in it."""
        before = self._holding(self.modelled)
        after = self._holding(world)
        return len(before & after), len(before - after), len(after - before)

    def _holding(self, world: int) -> set[int]:
        at = np.array([world])
        return {k for k, key in enumerate(self.keys) if self.at(key, at)[0]}

    def unevidenced(self) -> list[Unevidenced]:
        """Assumptions that cite nothing and carry a conclusion."""
        q = self.question
        found: list[Unevidenced] = []
        before = self._all_holding(self.modelled)
        for world, element in zip(q.of_elements, q.elements, strict=True):
            if element.claims or element.part in NOT_ASKED or element.path in q.found.trusted:
                continue
            after = self._all_holding(int(world))
            if before != after:
                found.append(Unevidenced(element.path, len(before - after), len(after - before)))
        return sorted(found, key=lambda one: (-one.lost, -one.gained))

    def _all_holding(self, world: int) -> set[Key]:
        at = np.array([world])
        return {key for key in self.question.verdicts.held if self.at(key, at)[0]}

    def named_worlds(self) -> list[World]:
        """The modelled world, each failure of one item, each source gone; what holds in each."""
        q = self.question
        worlds = [World(failed=(), fallen=(), holding=self._sorted_holding(self.modelled))]
        for world, some in zip(q.of_sets, q.sets, strict=True):
            if len(some) == 1:
                item = q.items[some[0]]
                any_of = item.any_fails and len(item.claims) > 1
                worlds.append(
                    World(
                        failed=item.claims,
                        any_of=any_of,
                        fallen=self._fallen(some),
                        holding=self._sorted_holding(int(world)),
                    )
                )
        for world, (source, claims) in zip(q.of_sources, q.sources.items(), strict=True):
            gone = tuple(e.path for e, fell in zip(q.elements, q.fell[world], strict=True) if fell)
            worlds.append(World(failed=claims, source=source, fallen=gone, holding=self._sorted_holding(int(world))))
        return worlds

    def _sorted_holding(self, world: int) -> tuple[int, ...]:
        return tuple(sorted(self._holding(world)))
