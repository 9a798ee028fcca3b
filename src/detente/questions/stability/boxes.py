"""The summary of a report: what holds, what does not, and what depends on which threats are believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.model.results import Analysis
from detente.questions.stability.summary import (
    Dependent,
    columns,
    dependent,
    holding,
    holding_words,
    not_holding,
    unlisted,
)
from detente.report.marks import Look, Mark, look, mark
from detente.report.naming import Names
from detente.report.page import Block, Box, Fold, Item, Items, Say, items
from detente.report.words import condition

TABLE = mark(Mark.PART, "table", "the table")
HOLDING, LEFT, DEPENDENT = 4, 3, 3  # lines of each box before the rest is folded or only named


def boxes(analysis: Analysis) -> tuple[Box, ...]:
    """The boxes, the last only where something depends on threats."""
    names, hinging = Names(analysis), dependent(analysis)
    found = (_holds(names), Box("Does not hold", items(_left(names)), "leaves"))
    return (*found, _depends(names, hinging)) if hinging else found


def _holds(names: Names) -> Box:
    rows = holding(names.analysis)
    title = f"Holds {condition(names.analysis)}"
    if not rows:
        return Box(title, (Say("No state is stable for all under every concept asked for."),), "holds")
    lines = [names.line(row) for row in rows[:HOLDING]]
    if rows[HOLDING:]:
        lines.append(f"and {names.states(rows[HOLDING:])}: see {TABLE}")
    return Box(title, (*items(lines), Say(holding_words(names.analysis), "quiet")), "holds")


def _left(names: Names) -> Iterator[str]:
    analysis, found = names.analysis, not_holding(names.analysis)
    for row in list(found)[:LEFT]:
        yield f"{names.line(row)} {look(Look.QUIET, found[row])}"
    if rest := list(found)[LEFT:]:
        yield look(Look.QUIET, f"Who could gain by leaving {names.states(rest)} is in {TABLE}.")
    if analysis.status_quo is None:
        yield "The case names no status quo."
    if more := unlisted(analysis):
        yield f"{more} further states hold under some concept; they are counted under {TABLE}."
    elif len(columns(analysis)) < analysis.space.count:
        yield "In every state not named here somebody could gain by leaving, under each concept asked for."


def _depends(names: Names, found: Sequence[Dependent]) -> Box:
    told: list[Block] = [Items(tuple(_dependence(names, found[:DEPENDENT])))]
    if rest := found[DEPENDENT:]:
        title = f"{len(rest)} more: {names.states([one.row for one in rest])}"
        told.append(Fold(title, (Items(tuple(_dependence(names, rest))),)))
    return Box("Depends on which threats are believed", tuple(told), "depends")


def _dependence(names: Names, found: Sequence[Dependent]) -> Iterator[Item]:
    """What it takes, where that differs from the line before; then the state, and who could gain by leaving it."""
    before = ""
    for one in found:
        if one.takes != before:
            yield Item(one.takes, role="takes")
        before = one.takes
        yield Item(f"{names.line(one.row)} {' '.join(look(Look.QUIET, threat) for threat in one.threats)}")
