"""The reason of each comparison in an explanation: the statement of the case that decides it."""

from __future__ import annotations

from dataclasses import replace

from detente.analysis.preferences import premise
from detente.model.case import Case
from detente.model.results import Comparison, Explanation, Premise, StateSpace

__all__ = ["Known", "with_premises"]

Known = dict[tuple[int, int, int], Premise | None]


def with_premises(case: Case, space: StateSpace, explanation: Explanation, known: Known) -> Explanation:
    """The explanation with the reason of each comparison; ``known`` holds those found so far."""
    comparisons: list[Comparison] = []
    for c in explanation.comparisons:
        key = (c.dm, c.left, c.right)
        if key not in known:
            known[key] = premise(case, space, *key)
        comparisons.append(replace(c, premise=known[key]))
    return replace(explanation, comparisons=tuple(comparisons))
