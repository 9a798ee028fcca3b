"""The reason of each comparison in an explanation: the statement of the case that decides it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.analysis.preferences import premise
from detente.model.case import Case
from detente.model.results import Comparison, Explanation, Premise, StateSpace

Known = dict[tuple[int, int, int], Premise | None]


def with_premises(case: Case, space: StateSpace, explanation: Explanation, known: Known) -> Explanation:
    """The explanation with the reason of each comparison; ``known`` holds those found so far."""
    return replace(explanation, comparisons=reasoned(case, space, explanation.comparisons, known))


def all_with_premises(case: Case, space: StateSpace, told: Iterable[Explanation]) -> tuple[Explanation, ...]:
    """The same for several explanations; a reason that they share is looked up once."""
    known: Known = {}
    return tuple(with_premises(case, space, explanation, known) for explanation in told)


def reasoned(case: Case, space: StateSpace, comparisons: Iterable[Comparison], known: Known) -> tuple[Comparison, ...]:
    """The same comparisons, each with its reason."""
    found: list[Comparison] = []
    for c in comparisons:
        key = (c.dm, c.left, c.right)
        if key not in known:
            known[key] = premise(case, space, *key)
        found.append(replace(c, premise=known[key]))
    return tuple(found)
