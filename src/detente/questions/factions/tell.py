"""What holds where the factions of a decision maker rank states differently, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis
from detente.questions.factions.found import Agreement, Divided, FactionResults, InCharge
from detente.report.marks import capital, plain
from detente.report.naming import Names, listed
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import short

SHOWN = 8
HALF = Fraction(1, 2)


def tell(analysis: Analysis, found: FactionResults) -> Section:
    """The section of the report; None where no faction has preferences."""
    names = Names(analysis)
    agreement = _agreement(names, found.agreement)
    return Section(
        anchor="factions",
        title="If the factions decide",
        lead=" ".join(_lead(names, one) for one in found.divided),
        headline=tuple(line for one in found.divided for line in _headline(names, one)),
        grids=(*(_in_charge(names, one) for one in found.divided), *agreement),
        passages=(
            *(p for one in found.divided for p in _passages(names, one)),
            *_agreement_passages(names, found.agreement),
        ),
        notes=_notes(bool(agreement)),
    )


def _notes(levels: bool) -> tuple[str, ...]:
    first = (
        "Who is in charge: each column gives the concepts under which a state holds if that faction decides for the "
        "whole."
    )
    second = (
        "The table of agreement asks for agreement instead: a divided side prefers one state to another only where "
        "more than that share of its members does. A share counts members; it is not a probability."
    )
    return (first, second) if levels else (first,)


def _faction(names: Names, one: Divided, charge: InCharge) -> str:
    faction = names.analysis.case.decision_makers[one.dm].factions[charge.faction]
    return plain(faction.title or faction.key)


def _lead(names: Names, one: Divided) -> str:
    alike = len({charge.share for charge in one.in_charge}) == 1
    told = listed(
        _faction(names, one, charge) + ("" if alike else f" ({charge.share} of {one.members} members)")
        for charge in one.in_charge
    )
    rank = "rank states in ways of their own" if len(one.in_charge) > 1 else "ranks states in a way of its own"
    counted = ", and count alike" if alike and len(one.in_charge) > 1 else ""
    each = "each of them" if len(one.in_charge) > 1 else "it"
    return f"Inside {names.dm(one.dm)}, {told} {rank}{counted}. What would hold if {each} decided for the whole?"


def _headline(names: Names, one: Divided) -> list[str]:
    """Which states hold whoever decides, and which only if the right one does."""
    lines: list[str] = []
    whose = f"whoever decides for {names.dm(one.dm)}"
    for row in _rows(names, one):
        under = [_concepts(charge, row) for charge in one.in_charge]
        common = tuple(c for c in names.analysis.concepts if all(c in concepts for concepts in under))
        those = [charge for charge, concepts in zip(one.in_charge, under, strict=True) if concepts]
        name = capital(names.label(row))
        if common and len(under) > 1:
            lines.append(f"{name} holds {whose} ({_shorts(names, common)}).")
        elif those and len(those) < len(under):
            deciders = listed((_faction(names, one, charge) for charge in those), "or")
            some = _shorts(names, tuple(c for concepts in under for c in concepts))
            lines.append(
                f"{name} holds if {deciders} decides for {names.dm(one.dm)}, and not if another does ({some})."
            )
    lines.sort(key=lambda line: whose not in line)
    if len(one.in_charge) > 1 and not any(whose in line for line in lines):
        lines.insert(0, f"No state holds under the same concept {whose}.")
    return lines


def _concepts(charge: InCharge, row: int) -> tuple[Concept, ...]:
    return tuple(c for c, rows in charge.equilibria.items() if row in rows)


def _shorts(names: Names, concepts: tuple[Concept, ...]) -> str:
    """The concepts in short; "all" for all that were asked for."""
    asked = [c for c in names.analysis.concepts if c in concepts]
    if not asked:
        return "-"
    return "all" if len(asked) == len(names.analysis.concepts) > 1 else ", ".join(CONCEPTS[c].short for c in asked)


def _rows(names: Names, one: Divided) -> tuple[int, ...]:
    """States that hold under some concept for some faction, those that hold most often first; and the status quo."""
    often: dict[int, int] = {}
    for charge in one.in_charge:
        for rows in charge.equilibria.values():
            for row in rows:
                often[row] = often.get(row, 0) + 1
    first = sorted(often, key=lambda row: (-often[row], row))[:SHOWN]
    quo = names.analysis.status_quo
    return tuple(sorted({*first, *(() if quo is None else (quo,))}))


def _in_charge(names: Names, one: Divided) -> Grid:
    own = {c: set(names.analysis.equilibria(c)) for c in names.analysis.concepts}
    rows = tuple(
        (
            f"{'*' if row == names.analysis.status_quo else ''}{names.number(row)}",
            _shorts(names, tuple(c for c, held in own.items() if row in held)),
            *(_shorts(names, _concepts(charge, row)) for charge in one.in_charge),
        )
        for row in _rows(names, one)
    )
    return grid(
        caption=f"States that hold, by who decides for {names.dm(one.dm)}",
        head=("state", "as modelled as one", *(_faction(names, one, charge) for charge in one.in_charge)),
        rows=rows,
    )


def _agreement(names: Names, levels: tuple[Agreement, ...]) -> tuple[Grid, ...]:
    if len(levels) < 2:
        return ()
    concepts = [c for c in names.analysis.concepts if c in levels[0].stable]
    rows = tuple(
        (_level(level), *(names.numbers(level.equilibria(concept)) for concept in concepts)) for level in levels
    )
    caption = "States that hold, by how many members must gain from a move"
    return (grid(caption=caption, head=("who must gain", *(CONCEPTS[c].short for c in concepts)), rows=rows),)


def _level(level: Agreement) -> str:
    told = "any member" if level.more_than == 0 else f"more than {level.more_than}"
    marks = ["a majority"] if level.more_than <= HALF < level.up_to else []
    marks += ["all"] if level.up_to == 1 else []
    return f"{told} ({listed(marks, 'or')})" if marks else told


def _passages(names: Names, one: Divided) -> list[Passage]:
    """Why a state does not hold for a faction in charge, where it does for another."""
    told: list[Passage] = []
    for charge in one.in_charge:
        lines: dict[str, None] = {}
        for witness in charge.explanations:
            if not witness.stable:
                lines[f"{capital(names.state(witness.state))} is {short(names, witness)}."] = None
        if lines:
            told.append(Passage(f"If {_faction(names, one, charge)} decides:", tuple(lines)))
    return told


def _agreement_passages(names: Names, levels: tuple[Agreement, ...]) -> Iterator[Passage]:
    """Why a state does not hold for a side at one level of agreement, where it does at another."""
    for level in levels:
        lines: dict[str, None] = {}
        for witness in level.explanations:
            if not witness.stable:
                lines[f"{capital(names.state(witness.state))} is {short(names, witness)}."] = None
        if lines:
            yield Passage(f"If a move must gain {_level(level)}:", tuple(lines))
