"""The table of the states that matter: options taken, verdicts by concept, and the place each side gives a state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.model.concepts import CONCEPTS
from detente.model.results import Analysis
from detente.questions.stability.summary import columns
from detente.report.marks import Look, look
from detente.report.naming import Names
from detente.report.page import Grid, Part, Row, Say
from detente.report.words import condition

NUMBERS = 60  # state numbers in a list before the rest is only counted
STABLE = {True: look(Look.YES, "stable"), False: look(Look.NO, "not stable")}


def states_that_matter(analysis: Analysis) -> Part:
    """The part of a page: how to read the table, the table, and all equilibria by concept."""
    names, shown = Names(analysis), columns(analysis)
    free = f", {look(Look.STRONG, '-')} makes no difference" if analysis.space.merged else ""
    told = (
        "Each column is a state: the options taken in it, for whom it is stable, and how each side ranks it. "
        f"{look(Look.STRONG, 'Y')} is taken, {look(Look.STRONG, 'N')} is not taken{free}. "
        f"{STABLE[True]} stable, {STABLE[False]} not stable, {condition(analysis)}."
    )
    table = Grid(
        head=("State", *(_head(names, row) for row in shown)),
        rows=(*_options(names, shown), *_verdicts(names, shown), *_places(names, shown)),
        caption="Table of the states that matter",
        role="states",
        special=None if analysis.status_quo not in shown else 1 + shown.index(analysis.status_quo),
    )
    equal = Say("Equal places are ties. The distance between places means nothing.", "quiet")
    return Part("table", "The states that matter", (Say(told), table, equal, _equilibria(names)), "States that matter")


def _head(names: Names, row: int) -> str:
    quo = f" {look(Look.TAG, 'status quo')}" if row == names.analysis.status_quo else ""
    return f"{names.number(row)}{quo}"


def _options(names: Names, shown: Sequence[int]) -> Iterator[Row]:
    """The options by decision maker, in file order, with ``Y``, ``N`` or ``-`` for each column."""
    patterns = [names.pattern(row) for row in shown]
    k = 0
    for i, dm in enumerate(names.analysis.case.decision_makers):
        for j, option in enumerate(dm.options):
            owner = names.dm(i) if j == 0 else ""
            yield Row((names.option(option.name), *(pattern[k] for pattern in patterns)), owner)
            k += 1


def _verdicts(names: Names, shown: Sequence[int]) -> Iterator[Row]:
    """Per concept, which columns are equilibria, and for whom each is stable."""
    for concept in names.analysis.concepts:
        stable = names.analysis.table.stable[concept.value][:, list(shown)]
        everybody = (STABLE[bool(held.all())] for held in stable.T)
        yield Row(("for all: an equilibrium", *everybody), CONCEPTS[concept].short, "verdict")
        for i, verdicts in enumerate(stable):
            yield Row((names.dm(i), *(STABLE[bool(held)] for held in verdicts)))


def _places(names: Names, shown: Sequence[int]) -> Iterator[Row]:
    """The place of each column in the order of preference of each decision maker: 1 is what it likes best."""
    for i, ranks in enumerate(names.analysis.ranks):
        levels = int(ranks.max())
        told = (str(levels - int(ranks[row]) + 1) for row in shown)
        yield Row((f"{names.dm(i)} (of {levels})", *told), "Place, 1 is best" if i == 0 else "")


def _equilibria(names: Names) -> Grid:
    """Per concept, how many equilibria there are and their numbers."""
    found = []
    for concept in names.analysis.concepts:
        rows = names.analysis.equilibria(concept)
        shown = ", ".join(map(names.number, rows[:NUMBERS])) or "none"
        more = f" and {len(rows) - NUMBERS} more" if len(rows) > NUMBERS else ""
        found.append(Row((CONCEPTS[concept].short, str(len(rows)), shown + more)))
    return Grid(head=(), rows=tuple(found), caption="All equilibria, by concept", role="plain")
