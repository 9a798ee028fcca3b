"""What a principal reads first: what holds if the claims hold, what does not and who would leave it.

A state *holds* under a concept if no decision maker has reason to leave it there (an equilibrium). How many concepts
agree is told, never added up to a score.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis
from detente.report.naming import Names, listed, plural
from detente.report.words import short

__all__ = [
    "NOT_TOLD",
    "SHOWN",
    "Finding",
    "Held",
    "columns",
    "concepts_of",
    "held_rows",
    "holding",
    "leavers",
    "not_holding",
    "question",
    "unlisted",
]

SHOWN = 24  # states in a table or a list of reasons before the rest is only counted

NOT_TOLD = (
    "Not a forecast: a model says what follows from its assumptions, not what is going to happen.",
    "Not a check of the claims: a link shows where to listen, not that it was said or that it is true.",
    "Preferences are ordinal: the analysis knows what each side likes better, not by how much.",
)


@dataclass(frozen=True, slots=True)
class Held:
    """States that hold under the same concepts, with what that takes, in words."""

    concepts: tuple[Concept, ...]
    text: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A state that does not hold, or not under every concept: who could gain by leaving it."""

    row: int
    text: str


def question(analysis: Analysis) -> str:
    """What the analysis asks, with the size of the case."""
    names = Names(analysis)
    dms = [names.dm(i) for i in range(len(analysis.case.decision_makers))]
    who = f"{listed(dms)} have" if len(dms) > 1 else f"{listed(dms)} has"
    return (
        f"{who} {plural(len(analysis.space.options), 'option')}, which make "
        f"{plural(analysis.space.count, 'feasible state')}. Which of these states would hold, for whom, and why?"
    )


def concepts_of(analysis: Analysis, row: int) -> tuple[Concept, ...]:
    """The concepts, of those asked for, under which a state is an equilibrium."""
    return tuple(c for c in analysis.concepts if bool(analysis.table.stable[c.value][:, row].all()))


def leavers(analysis: Analysis, row: int) -> dict[int, tuple[Concept, ...]]:
    """Each decision maker for whom the state is not stable, with the concepts under which it is not."""
    found: dict[int, tuple[Concept, ...]] = {}
    for dm in range(len(analysis.case.decision_makers)):
        concepts = tuple(c for c in analysis.concepts if not analysis.table.stable[c.value][dm, row])
        if concepts:
            found[dm] = concepts
    return found


def columns(analysis: Analysis, limit: int = SHOWN) -> tuple[int, ...]:
    """The states that matter, at most ``limit``: the status quo first, then those that hold under most concepts."""
    rows = set(analysis.matter)
    if analysis.status_quo is not None:
        rows.add(analysis.status_quo)
    first = sorted(rows, key=lambda row: (row != analysis.status_quo, -len(concepts_of(analysis, row)), row))
    return tuple(sorted(first[:limit]))


def held_rows(analysis: Analysis) -> tuple[int, ...]:
    """The states of :func:`columns` that are an equilibrium under some concept, those under most concepts first."""
    rows = (row for row in columns(analysis) if concepts_of(analysis, row))
    return tuple(sorted(rows, key=lambda row: (-len(concepts_of(analysis, row)), row)))


def holding(analysis: Analysis) -> tuple[Held, ...]:
    """The equilibria, grouped by the concepts under which they are equilibria; most concepts first."""
    groups: dict[tuple[Concept, ...], list[int]] = {}
    for row in held_rows(analysis):
        groups.setdefault(concepts_of(analysis, row), []).append(row)
    return tuple(Held(concepts, _takes(analysis, concepts), tuple(rows)) for concepts, rows in groups.items())


def not_holding(analysis: Analysis) -> tuple[Finding, ...]:
    """States that matter and that somebody could gain by leaving: the status quo, then those nobody would defend."""
    names = Names(analysis)
    rows = [row for row in columns(analysis) if leavers(analysis, row)]
    rows.sort(key=lambda row: (row != analysis.status_quo, bool(concepts_of(analysis, row)), row))
    return tuple(Finding(row, _leaves(analysis, names, row)) for row in rows)


def unlisted(analysis: Analysis) -> int:
    """How many states hold under some concept and are not among :func:`columns`."""
    held = {row for c in analysis.concepts for row in analysis.equilibria(c)}
    return len(held - set(columns(analysis)))


def _takes(analysis: Analysis, concepts: tuple[Concept, ...]) -> str:
    """What it takes for a state to hold: a word on the actors that these concepts describe."""
    shorts = listed(CONCEPTS[c].short for c in concepts)
    if len(concepts) == len(analysis.concepts) > 1:
        return f"Under every concept asked for ({shorts}), however bold or cautious each side is"
    if len(concepts) > 2:
        return f"Under {shorts}"
    only = "Only under" if len(concepts) < len(analysis.concepts) else "Under"
    return f"{only} {shorts}: if each side {listed((CONCEPTS[c].actor for c in concepts), 'or')}"


def _leaves(analysis: Analysis, names: Names, row: int) -> str:
    name = f"State {row + 1}, the status quo," if row == analysis.status_quo else f"State {row + 1}"
    leaving = leavers(analysis, row)
    failing = dict.fromkeys(c for c in analysis.concepts for dm in leaving if c in leaving[dm])
    if concepts_of(analysis, row):
        return (
            f"{name} does not hold under {listed(CONCEPTS[c].short for c in failing)}: "
            f"{listed(names.dm(dm) for dm in leaving)} could gain by leaving it."
        )
    ways = [_way_out(analysis, names, dm, row, concepts) for dm, concepts in leaving.items()]
    return f"{name} holds under none of the concepts asked for: {'; '.join(ways)}."


def _way_out(analysis: Analysis, names: Names, dm: int, row: int, concepts: tuple[Concept, ...]) -> str:
    witness = next((e for c in concepts if (e := analysis.explanation(dm, row, c)) is not None), None)
    said = short(names, witness).removeprefix("not stable: ") if witness else f"{names.dm(dm)} could gain by leaving it"
    every = len(concepts) == len(analysis.concepts)
    return said if every else f"{said} (under {listed(CONCEPTS[c].short for c in concepts)})"
