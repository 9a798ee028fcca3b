"""What holds once attitudes count, in words."""

from __future__ import annotations

from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis
from detente.questions.attitudes.found import AttitudeResults
from detente.report.marks import capital
from detente.report.naming import Names, listed
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import short

SHOWN = 10


def tell(analysis: Analysis, found: AttitudeResults) -> Section:
    """The section of the report; None where the case has no attitudes."""
    names = Names(analysis)
    rows = _rows(analysis, found)
    return Section(
        anchor="attitudes",
        title="If attitudes count",
        lead=_lead(names, found),
        headline=_headline(names, found),
        grids=_grids(names, found, rows),
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
    analysis, lines = names.analysis, []
    for name in found.table.stable:
        before = set(analysis.equilibria(name))
        after = {int(row) for row in found.table.equilibria(name)}
        if before != after:
            gained, lost = sorted(after - before), sorted(before - after)
            parts = [f"{names.states(gained, 8)} {'holds' if len(gained) == 1 else 'hold'} as well"] if gained else []
            parts += [f"{names.states(lost, 8)} no longer {'holds' if len(lost) == 1 else 'hold'}"] if lost else []
            lines.append(f"{CONCEPTS[Concept(name)].short}: {', and '.join(parts)}.")
    return tuple(lines) or ("The same states hold as without attitudes.",)


def _rows(analysis: Analysis, found: AttitudeResults) -> tuple[int, ...]:
    often: dict[int, int] = {}
    for name in found.table.stable:
        for row in (*analysis.equilibria(name), *found.table.equilibria(name).tolist()):
            often[row] = often.get(row, 0) + 1
    return tuple(sorted(sorted(often, key=lambda row: (-often[row], row))[:SHOWN]))


def _grids(names: Names, found: AttitudeResults, rows: tuple[int, ...]) -> tuple[Grid, ...]:
    if not rows:
        return ()
    with_them = {name: set(found.table.equilibria(name).tolist()) for name in found.table.stable}
    without = {name: set(names.analysis.equilibria(name)) for name in found.table.stable}
    return (
        grid(
            caption="States that hold",
            head=("state", "options taken", "without attitudes", "with them"),
            rows=tuple(
                (names.number(row), names.describe(row), _shorts(without, row), _shorts(with_them, row)) for row in rows
            ),
        ),
    )


def _passages(names: Names, found: AttitudeResults) -> tuple[Passage, ...]:
    """Why attitudes change a verdict on a state that matters."""
    lines: dict[str, None] = {}
    for witness in found.explanations:
        concept = CONCEPTS[witness.concept].short
        who = f"{capital(names.state(witness.state))}, {names.dm(witness.dm)}"
        lines[f"{who}, {concept}: {short(names, witness)}."] = None
    return (Passage("With attitudes, where that differs from without:", tuple(lines)),) if lines else ()


def _shorts(held: dict[str, set[int]], row: int) -> str:
    return ", ".join(CONCEPTS[Concept(name)].short for name, rows in held.items() if row in rows) or "-"
