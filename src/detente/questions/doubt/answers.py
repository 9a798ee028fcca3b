"""What is read off the worlds that were looked at: which conclusions there are, and in which worlds each holds.

So is what is left where a source or an assumption without evidence is gone, and what holds in the named worlds.
"""

from __future__ import annotations

from dataclasses import field
from functools import cached_property

import numpy as np

from detente.analysis.worlds.held import IMPOSSIBLE, Key, Verdicts
from detente.analysis.worlds.items import Rests, counts, resting
from detente.frozen import frozen
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, Conclusion
from detente.model.graph import GraphModel
from detente.model.grounds import CasePart
from detente.questions.doubt.found import Unevidenced, WithoutSource, World
from detente.questions.doubt.looked_at import LookedAt

# An option and a ranking without evidence are how the case is built; asking "what if it were not there" tells nothing.
NOT_ASKED = frozenset({CasePart.OPTION, CasePart.RANKING})


@frozen(slots=False)  # no slots: cached properties
class Answers:
    """What is read off the worlds that were looked at."""

    question: LookedAt
    model: GraphModel
    _weighed: dict[int, np.ndarray] = field(default_factory=dict[int, np.ndarray])

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
        held = {key: self.as_modelled(key) for key in self.question.verdicts.held}
        relevant = {key.about for key in held if key.kind == EQUILIBRIUM}
        keys = [key for key in held if key.about in relevant and self._somewhere(key)]
        return sorted(keys, key=lambda key: (not held[key], ranks[key.concept], key.about))

    @cached_property
    def further(self) -> dict[str, list[Key]]:
        """The same of each further question that concludes something: as modelled first, then by what it is about."""
        return {
            question: sorted(
                filter(self._somewhere, verdicts.held), key=lambda key: (not self.as_modelled(key), key[2:])
            )
            for question, verdicts in self.question.further.items()
        }

    def as_modelled(self, key: Key) -> bool:
        """Whether it holds in the modelled world."""
        return self.holds(key, self.modelled)

    def holds(self, key: Key, world: int) -> bool:
        """Whether it holds in a world."""
        return bool(self.at(key, np.array([world]))[0])

    def _somewhere(self, key: Key) -> bool:
        """Whether it holds in a world of doubted claims (not only where an undoubted one falls)."""
        q = self.question
        return bool(self.at(key, q.of_sets).any() or self.at(key, q.of_sources).any() or self.at(key, q.worlds).any())

    def at(self, key: Key, worlds: np.ndarray) -> np.ndarray:
        """Whether it holds in each of these worlds."""
        return self._verdicts(key).holds(key, worlds)

    def _verdicts(self, key: Key) -> Verdicts:
        every = (self.question.verdicts, *self.question.further.values())
        return next(verdicts for verdicts in every if key in verdicts.held)

    def holding(self, world: int) -> set[Key]:
        """What holds in a world, of all that holds in some."""
        return {key for key in self.keys if self.holds(key, world)}

    @cached_property
    def ways(self) -> np.ndarray:
        """How often each world looked at occurs among all worlds of claims on which something rests."""
        q = self.question
        return counts(q.failing, q.items) if q.exact else np.ones(q.worlds.size, np.int64)

    def _weights(self, verdicts: Verdicts) -> np.ndarray:
        """How often each place of some verdicts occurs."""
        if id(verdicts) not in self._weighed:
            total = np.zeros(verdicts.size, self.ways.dtype)
            np.add.at(total, verdicts.of[self.question.worlds], self.ways)
            self._weighed[id(verdicts)] = total
        return self._weighed[id(verdicts)]

    def count(self, key: Key) -> int:
        """In how many of these worlds it holds."""
        verdicts = self._verdicts(key)
        return int(self._weights(verdicts)[verdicts.places(key)].sum())

    @property
    def impossible(self) -> int:
        """How many of all worlds, or of those drawn, have no feasible state."""
        found = int(self._weights(self.question.verdicts)[IMPOSSIBLE])
        return found << self.idle if self.question.exact else found

    @cached_property
    def bearing(self) -> int:
        """How many claims in doubt bear on something."""
        return sum(len(item.claims) for item in self.question.items)

    @cached_property
    def idle(self) -> int:
        """How many claims in doubt bear on nothing; each doubles the count of worlds."""
        return len(self.order) - self.bearing

    def conclusion(self, key: Key) -> Conclusion:
        """The conclusion in words of the model."""
        yes = self.question.space.taken(key.about) if isinstance(key.about, int) else key.about
        return Conclusion(key.kind, key.concept, yes)

    def fallen(self, some: tuple[int, ...]) -> tuple[str, ...]:
        """The assumptions that fall where these items fail."""
        failing = {claim for j in some for claim in self.question.items[j].claims}
        return tuple(
            element.path
            for element, rest in zip(self.question.elements, self.rests, strict=True)
            if rest.one_of & failing or (rest.all_of and rest.all_of <= failing)
        )


def without_sources(answers: Answers) -> tuple[WithoutSource, ...]:
    """What is left without each source: where the most is lost first."""
    q = answers.question
    before = answers.holding(answers.modelled)
    found: list[WithoutSource] = []
    for world, (source, claims) in zip(q.of_sources, q.sources.items(), strict=True):
        after = answers.holding(int(world))
        found.append(WithoutSource(source, claims, len(before & after), len(before - after), len(after - before)))
    return tuple(sorted(found, key=lambda source: (-source.lost, -source.gained)))


def unevidenced(answers: Answers) -> tuple[Unevidenced, ...]:
    """Assumptions that cite nothing and carry a conclusion: where the most is lost first."""
    q = answers.question
    found: list[Unevidenced] = []
    before = _all_holding(answers, answers.modelled)
    for world, element in zip(q.of_elements, q.elements, strict=True):
        if element.claims or element.part in NOT_ASKED or element.path in q.found.trusted:
            continue
        after = _all_holding(answers, int(world))
        if before != after:
            found.append(Unevidenced(element.path, len(before - after), len(after - before)))
    return tuple(sorted(found, key=lambda one: (-one.lost, -one.gained)))


def _all_holding(answers: Answers, world: int) -> set[Key]:
    """What holds in a world, also where it holds in no world of doubted claims."""
    return {key for key in answers.question.verdicts.held if answers.holds(key, world)}


def named_worlds(answers: Answers) -> tuple[World, ...]:
    """The modelled world, each failure of one item, each source gone; what holds in each."""
    q = answers.question
    worlds = [World(failed=(), fallen=(), holding=_places(answers, answers.modelled))]
    for world, some in zip(q.of_sets, q.sets, strict=True):
        if len(some) == 1:
            item = q.items[some[0]]
            worlds.append(
                World(
                    failed=item.claims,
                    any_of=item.any_fails and len(item.claims) > 1,
                    fallen=answers.fallen(some),
                    holding=_places(answers, int(world)),
                )
            )
    for world, (source, claims) in zip(q.of_sources, q.sources.items(), strict=True):
        gone = tuple(e.path for e, fell in zip(q.elements, q.fell[world], strict=True) if fell)
        worlds.append(World(failed=claims, source=source, fallen=gone, holding=_places(answers, int(world))))
    return tuple(worlds)


def _places(answers: Answers, world: int) -> tuple[int, ...]:
    """The places, among the conclusions, of those that hold in a world."""
    return tuple(place for place, key in enumerate(answers.keys) if answers.holds(key, world))
