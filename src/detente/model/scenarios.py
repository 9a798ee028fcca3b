"""A case beside its scenarios, as data: what holds in each, and how problems of scenarios are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from detente.errors import Problem
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, Conclusion

__all__ = ["Branch", "Fate", "Scenarios", "told_once"]

Yes = tuple[str, ...]  # a state, by the options taken in it


class Fate(StrEnum):
    """What becomes of a conclusion in a scenario; ABSENT: it holds neither there nor in the case as it stands."""

    STAYS = "stays"
    APPEARS = "appears"
    VANISHES = "vanishes"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What holds in one version of the case. key is empty for the case as it stands.

    states : how many there are
    conclusions : equilibria under each concept, and which of their states improvements lead to from the status quo
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
    def reachable(self) -> tuple[Yes, ...]:
        """The states told of to which improvements lead from the status quo."""
        return tuple(sorted(c.yes for c in self.conclusions if c.kind == REACHABLE))


@dataclass(frozen=True, slots=True, kw_only=True)
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


def told_once(found: Mapping[str, Iterable[Problem]]) -> list[Problem]:
    """The problems of scenarios (by key), each once and in words that say in which scenarios it occurs."""
    where: dict[Problem, list[str]] = {}
    for key, problems in found.items():
        for problem in problems:
            where.setdefault(problem, []).append(key)
    return [
        replace(problem, message=f"{_in_which(keys)}: {problem.message}", scenarios=tuple(keys))
        for problem, keys in where.items()
    ]


def _in_which(keys: list[str]) -> str:
    if len(keys) == 1:
        return f"in the scenario {keys[0]!r}"
    shown = [repr(key) for key in keys[:5]]
    shown += [f"{len(keys) - 5} more"] if len(keys) > 5 else []
    return f"in the scenarios {', '.join(shown[:-1])} and {shown[-1]}"
