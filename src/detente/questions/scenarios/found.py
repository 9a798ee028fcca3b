"""A case beside its scenarios, as data: what holds in each."""

from __future__ import annotations

from enum import StrEnum

from detente.frozen import frozen
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, STATES, Conclusion

Yes = tuple[str, ...]  # a state, by the options taken in it


class Fate(StrEnum):
    """What becomes of a conclusion in a scenario; ABSENT: it holds neither there nor in the case as it stands."""

    STAYS = "stays"
    APPEARS = "appears"
    VANISHES = "vanishes"
    ABSENT = "absent"


@frozen(kw_only=True)
class Branch:
    """What holds in one version of the case. key is empty for the case as it stands.

    states : how many there are
    conclusions : equilibria under each concept, which of their states improvements lead to from the status quo, and
        what further questions conclude
    impossible : states told of in another version that do not exist in this one
    problem : why this version has no answer, as a sentence; empty where it has one
    """

    key: str
    title: str
    note: str = ""
    because: tuple[str, ...] = ()
    states: int = 0
    status_quo: Yes | None = None
    conclusions: frozenset[Conclusion] = frozenset()
    impossible: frozenset[Yes] = frozenset()
    problem: str = ""

    def concepts_of(self, yes: Yes) -> tuple[Concept, ...]:
        """The concepts under which a state is an equilibrium."""
        return tuple(c for c in Concept if Conclusion(EQUILIBRIUM, c, yes) in self.conclusions)

    def equilibria(self, concept: Concept) -> tuple[Yes, ...]:
        """The equilibria under a concept."""
        found = (c.yes for c in self.conclusions if c.kind == EQUILIBRIUM and c.concept is concept)
        return tuple(sorted(found))

    @property
    def further(self) -> frozenset[Conclusion]:
        """What is not about a state: conclusions of the questions beside the first."""
        return frozenset(c for c in self.conclusions if c.kind not in STATES)

    @property
    def reachable(self) -> tuple[Yes, ...]:
        """The states told of to which improvements lead from the status quo."""
        return tuple(sorted(c.yes for c in self.conclusions if c.kind == REACHABLE))


@frozen(kw_only=True)
class Scenarios:
    """The case as it stands beside each scenario. states : equilibria of some version, those that differ first."""

    concepts: tuple[Concept, ...]
    base: Branch
    others: tuple[Branch, ...]
    states: tuple[Yes, ...]

    def fate(self, conclusion: Conclusion, other: Branch) -> Fate:
        """What becomes of a conclusion in a scenario."""
        before, after = conclusion in self.base.conclusions, conclusion in other.conclusions
        if before:
            return Fate.STAYS if after else Fate.VANISHES
        return Fate.APPEARS if after else Fate.ABSENT
