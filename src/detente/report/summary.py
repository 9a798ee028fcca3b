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

__all__ = ["Finding", "NOT_TOLD", "SHOWN", "columns", "concepts_of", "holding", "leavers", "not_holding", "question"]

SHOWN = 24  # states in a table or a list of reasons before the rest is only counted

NOT_TOLD = (
    "Not a forecast: a model says what follows from its assumptions, not what is going to happen.",
    "Not a check of the claims: a link shows where to listen, not that it was said or that it is true.",
    "Preferences are ordinal: the analysis knows what each side likes better, not by how much.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One conclusion about one state, in a few words."""

    row: int
    text: str
    detail: str


def question(analysis: Analysis) -> str:
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
    """The states that matter, at most ``limit``: the status quo, then those that hold under most concepts, by number."""
    rows = dict.fromkeys([*analysis.matter, *([] if analysis.status_quo is None else [analysis.status_quo])])
    first = sorted(rows, key=lambda row: (row != analysis.status_quo, -len(concepts_of(analysis, row)), row))
    return tuple(sorted(first[:limit]))


def holding(analysis: Analysis) -> tuple[Finding, ...]:
    """The equilibria, those under most concepts first."""
    rows = sorted(
        (row for row in columns(analysis) if concepts_of(analysis, row)),
        key=lambda row: (-len(concepts_of(analysis, row)), row),
    )
    return tuple(Finding(row, _holds(analysis, row), _where_not(analysis, row)) for row in rows)


def not_holding(analysis: Analysis) -> tuple[Finding, ...]:
    """States that matter and are an equilibrium under no concept asked for: the status quo, if anybody would leave it."""
    names = Names(analysis)
    rows = [row for row in columns(analysis) if not concepts_of(analysis, row)]
    found = []
    for row in rows:
        name = "the status quo" if row == analysis.status_quo else names.state(row)
        who = [names.dm(dm) for dm in leavers(analysis, row)]
        text = f"{name} holds under none of the concepts: {listed(who)} could gain by leaving it."
        found.append(Finding(row, text[0].upper() + text[1:], "; ".join(_ways_out(analysis, names, row))))
    return tuple(found)


def _holds(analysis: Analysis, row: int) -> str:
    concepts = concepts_of(analysis, row)
    if len(concepts) == len(analysis.concepts) > 1:
        return f"stable for all under every concept ({listed(CONCEPTS[c].short for c in concepts)})"
    return f"stable for all under {listed(CONCEPTS[c].short for c in concepts)}"


def _where_not(analysis: Analysis, row: int) -> str:
    names = Names(analysis)
    parts = [
        f"{names.dm(dm)} (under {listed(CONCEPTS[c].short for c in concepts)})"
        for dm, concepts in leavers(analysis, row).items()
    ]
    return f"Not stable for {listed(parts)}." if parts else ""


def _ways_out(analysis: Analysis, names: Names, row: int) -> list[str]:
    found = []
    for dm, concepts in leavers(analysis, row).items():
        witness = next((e for c in concepts if (e := analysis.explanation(dm, row, c)) is not None), None)
        under = listed(CONCEPTS[c].short for c in concepts)
        said = short(names, witness).removeprefix("not stable: ") if witness else f"{names.dm(dm)} could leave it"
        found.append(f"{said} (under {under})")
    return found
