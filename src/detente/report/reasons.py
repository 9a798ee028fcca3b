"""The reasoning on each state that the analysis explained, the states to read first marked for print."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.concepts import CONCEPTS
from detente.model.results import Analysis
from detente.report.naming import Names
from detente.report.summary import concepts_of, leavers
from detente.report.table import Column
from detente.report.words import Reasoning, reasoning

__all__ = ["StateReasons", "reasons"]

PRINTED = 3  # equilibria whose reasoning is printed, besides the status quo; a screen has all


@dataclass(frozen=True, slots=True)
class StateReasons:
    """The reasoning on one state, by decision maker. ``printed`` is False where paper gets the headline only."""

    number: int
    status_quo: bool
    description: str
    headline: str
    dms: tuple[tuple[str, Reasoning], ...]
    printed: bool


def reasons(analysis: Analysis, shown: tuple[Column, ...]) -> tuple[StateReasons, ...]:
    """The status quo first, then the states that hold under most concepts, then the others."""
    names, explained = Names(analysis), {e.state for e in analysis.explanations}
    rows = dict.fromkeys([*(c.row for c in shown if c.row in explained), *sorted(explained)])
    order = sorted(rows, key=lambda r: (r != analysis.status_quo, -len(concepts_of(analysis, r)), r))
    first = [row for row in order if row != analysis.status_quo][:PRINTED]
    dms = range(len(analysis.case.decision_makers))
    return tuple(
        StateReasons(
            number=row + 1,
            status_quo=row == analysis.status_quo,
            description=names.describe(row),
            headline=_headline(analysis, names, row),
            dms=tuple((names.dm(i), reasoning(names, i, row, analysis.concepts)) for i in dms),
            printed=row == analysis.status_quo or row in first,
        )
        for row in order
    )


def _headline(analysis: Analysis, names: Names, row: int) -> str:
    held = concepts_of(analysis, row)
    if len(held) == len(analysis.concepts):
        return "stable for all under every concept asked for"
    who = ", ".join(names.dm(dm) for dm in leavers(analysis, row))
    if held:
        return f"stable for all under {', '.join(CONCEPTS[c].short for c in held)}; not for {who} otherwise"
    return f"not an equilibrium; could be left by {who}"
