"""What is read off the worlds that were looked at: which conclusions there are, and in which worlds each holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from detente.analysis.doubt.question import Question
from detente.analysis.doubt.verdicts import IMPOSSIBLE, Key
from detente.analysis.doubt.worlds import Rests, counts, resting
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, Conclusion
from detente.model.graph import GraphModel

__all__ = ["Answers"]


@dataclass(frozen=True)  # no slots: cached properties
class Answers:
    """What is read off the worlds that were looked at."""

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

    def holding(self, world: int) -> set[Key]:
        """What holds in a world, of all that holds in some."""
        at = np.array([world])
        return {key for key in self.keys if self.at(key, at)[0]}

    @cached_property
    def weights(self) -> np.ndarray:
        """How often each place of the verdicts occurs among all worlds of claims on which something rests."""
        q = self.question
        ways = counts(q.failing, q.items) if q.exact else np.ones(q.worlds.size, np.int64)
        places = (packed.size * 8 for packed in q.verdicts.held.values())
        total = np.zeros(max(places, default=int(q.verdicts.of.max()) + 1), ways.dtype)
        np.add.at(total, q.verdicts.of[q.worlds], ways)
        return total

    @property
    def impossible(self) -> int:
        """How many of all worlds, or of those drawn, have no feasible state."""
        found = int(self.weights[IMPOSSIBLE])
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
        concept, mask = key
        kind = REACHABLE if concept is None else EQUILIBRIUM
        return Conclusion(kind, concept, self.question.space.taken(mask))

    def fallen(self, some: tuple[int, ...]) -> tuple[str, ...]:
        """The assumptions that fall where these items fail."""
        failing = {claim for j in some for claim in self.question.items[j].claims}
        return tuple(
            element.path
            for element, rest in zip(self.question.elements, self.rests, strict=True)
            if rest.one_of & failing or (rest.all_of and rest.all_of <= failing)
        )
