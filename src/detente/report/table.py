"""The table of the states that matter: options taken, verdicts by concept, and the place each side gives a state."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.concepts import CONCEPTS
from detente.model.results import Analysis
from detente.report.naming import Names
from detente.report.summary import columns

__all__ = [
    "Column",
    "OptionRow",
    "Places",
    "VerdictRows",
    "equilibria_rows",
    "option_rows",
    "places",
    "table_columns",
    "verdict_rows",
]

NUMBERS = 60  # state numbers in a list before the rest is only counted


@dataclass(frozen=True, slots=True)
class Column:
    """A state at the head of the option table."""

    number: int
    row: int
    status_quo: bool
    label: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option with its mark in each column. ``owner`` is empty but for the first option of a decision maker."""

    owner: str
    span: int
    title: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictRows:
    """One concept: whether each column is an equilibrium, and for whom it is stable."""

    concept: str
    name: str
    equilibrium: tuple[bool, ...]
    dms: tuple[tuple[str, tuple[bool, ...]], ...]


@dataclass(frozen=True, slots=True)
class Places:
    """How one decision maker ranks the columns: place 1 is what it likes best of ``levels``."""

    dm: str
    levels: int
    places: tuple[int, ...]


def table_columns(analysis: Analysis) -> tuple[Column, ...]:
    """The states that matter, as heads of the option table."""
    names = Names(analysis)
    return tuple(Column(r + 1, r, r == analysis.status_quo, names.describe(r)) for r in columns(analysis))


def option_rows(analysis: Analysis, shown: tuple[Column, ...]) -> tuple[OptionRow, ...]:
    """The options by decision maker, in file order, with ``Y``, ``N`` or ``-`` for each column."""
    names, found, k = Names(analysis), [], 0
    patterns = [names.pattern(column.row) for column in shown]
    for i, dm in enumerate(analysis.case.decision_makers):
        for j, option in enumerate(dm.options):
            marks = tuple(pattern[k] for pattern in patterns)
            found.append(OptionRow(names.dm(i) if j == 0 else "", len(dm.options), names.option(option.name), marks))
            k += 1
    return tuple(found)


def verdict_rows(analysis: Analysis, shown: tuple[Column, ...]) -> tuple[VerdictRows, ...]:
    """Per concept and decision maker, whether each column is stable."""
    names, found = Names(analysis), []
    for concept in analysis.concepts:
        stable = analysis.table.stable[concept.value]
        dms = tuple(
            (names.dm(i), tuple(bool(stable[i, column.row]) for column in shown)) for i in range(stable.shape[0])
        )
        equilibrium = tuple(bool(stable[:, column.row].all()) for column in shown)
        found.append(VerdictRows(CONCEPTS[concept].short, CONCEPTS[concept].name, equilibrium, dms))
    return tuple(found)


def places(analysis: Analysis, shown: tuple[Column, ...]) -> tuple[Places, ...]:
    """The place of each column in the order of preference of each decision maker."""
    names, found = Names(analysis), []
    for i, ranks in enumerate(analysis.ranks):
        levels = int(ranks.max())
        found.append(Places(names.dm(i), levels, tuple(levels - int(ranks[c.row]) + 1 for c in shown)))
    return tuple(found)


def equilibria_rows(analysis: Analysis) -> tuple[tuple[str, int, str], ...]:
    """Per concept, how many equilibria there are and their numbers."""
    found = []
    for concept in analysis.concepts:
        rows = analysis.equilibria(concept)
        shown = ", ".join(str(row + 1) for row in rows[:NUMBERS]) or "none"
        more = f" and {len(rows) - NUMBERS} more" if len(rows) > NUMBERS else ""
        found.append((CONCEPTS[concept].short, len(rows), shown + more))
    return tuple(found)
