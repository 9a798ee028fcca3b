"""What holds once attitudes count, in words."""

from __future__ import annotations

from collections import Counter

from detente.model.results import Analysis
from detente.questions.attitudes.found import AttitudeResults
from detente.report.marks import capital
from detente.report.naming import Names, hold, in_short, listed
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import short

SHOWN = 10


def tell(analysis: Analysis, found: AttitudeResults) -> Section:
    """The section of the report; None where the case has no attitudes."""
    names = Names(analysis)
    return Section(
        lead=_lead(names, found),
        headline=_headline(names, found),
        grids=_grids(names, found),
        passages=_passages(names, found),
        notes=(
            "Relational stability after Inohara, Hipel & Walker (2007). A side only moves to what all like better "
            "to whom it is well disposed (itself, as a rule), and all like less to whom it is ill disposed. The "
            "attitudes are the analyst's judgement.",
        ),
    )


def _lead(names: Names, found: AttitudeResults) -> str:
    told = []
    for i in range(len(found.attitudes)):
        for sign, words in ((1, "well disposed to"), (-1, "ill disposed to"), (0, "indifferent to")):
            usual = {1: [i], 0: [j for j in range(len(found.attitudes)) if j != i], -1: []}[sign]
            to = [j for j, held in enumerate(found.attitudes[i]) if held == sign and j not in usual]
            if to:
                towards = listed("itself" if j == i else names.dm(j) for j in to)
                told.append(f"{names.dm(i)} is {words} {towards}")
    if not told:
        return "Each side is taken to be well disposed to itself and neutral to the others, which changes nothing."
    return f"Suppose that {listed(told)}. Which states hold then?"


def _headline(names: Names, found: AttitudeResults) -> tuple[str, ...]:
    lines = []
    for name in found.table.stable:
        before, after = set(names.analysis.equilibria(name)), set(found.table.equilibria(name).tolist())
        gained, lost = sorted(after - before), sorted(before - after)
        parts = [f"{names.states(gained, 8)} {hold(gained)} as well"] if gained else []
        parts += [f"{names.states(lost, 8)} no longer {hold(lost)}"] if lost else []
        if parts:
            lines.append(f"{in_short([name])}: {', and '.join(parts)}.")
    return tuple(lines) or ("The same states hold as without attitudes.",)


def _rows(analysis: Analysis, found: AttitudeResults) -> tuple[int, ...]:
    """The states that hold most often, with attitudes or without."""
    tables = (analysis.table, found.table)
    often = Counter(row for name in found.table.stable for table in tables for row in table.equilibria(name).tolist())
    return tuple(sorted(sorted(often, key=lambda row: (-often[row], row))[:SHOWN]))


def _grids(names: Names, found: AttitudeResults) -> tuple[Grid, ...]:
    def cells(row: int) -> tuple[str, ...]:
        held = ([name for name in table if table[name][:, row].all()] for table in (usual, found.table.stable))
        return names.number(row), names.describe(row), *(in_short(under) or "-" for under in held)

    usual = {name: names.analysis.table.stable[name] for name in found.table.stable}
    rows = tuple(map(cells, _rows(names.analysis, found)))
    head = ("state", "options taken", "without attitudes", "with them")
    return (grid(caption="States that hold", head=head, rows=rows),) if rows else ()


def _passages(names: Names, found: AttitudeResults) -> tuple[Passage, ...]:
    """Why attitudes change a verdict on a state that matters."""
    lines = dict.fromkeys(
        f"{capital(names.state(e.state))}, {names.dm(e.dm)}, {in_short([e.concept])}: {short(names, e)}."
        for e in found.explanations
    )
    return (Passage("With attitudes, where that differs from without:", tuple(lines)),) if lines else ()
