"""What holds where the factions of a decision maker rank states differently, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
BY_CHARGE = (
    "Who is in charge: each column gives the concepts under which a state holds if that faction decides for the whole."
)
BY_LEVEL = (
    "The table of agreement asks for agreement instead: a divided side prefers one state to another only where more "
    "than that share of its members does. A share counts members; it is not a probability."
)


def tell(analysis: Analysis, found: FactionResults) -> Section:
    """The section of the report; None where no faction has preferences."""
    names = Names(analysis)
    agreement = _agreement(names, found.agreement)
    cases = (
        *((f"If {_faction(names, one, charge)} decides:", charge) for one in found.divided for charge in one.in_charge),
        *((f"If a move must gain {_level(level)}:", level) for level in found.agreement),
    )
    return Section(
        lead=" ".join(_lead(names, one) for one in found.divided),
        headline=tuple(line for one in found.divided for line in _headline(names, one)),
        grids=(*(_in_charge(names, one) for one in found.divided), *agreement),
        passages=tuple(_why_not(names, cases)),
        notes=(BY_CHARGE, BY_LEVEL) if agreement else (BY_CHARGE,),
    )


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
            lines.append(f"{name} holds {whose} ({names.under(common)}).")
        elif those and len(those) < len(under):
            deciders = listed((_faction(names, one, charge) for charge in those), "or")
            some = names.under([c for concepts in under for c in concepts])
            lines.append(
                f"{name} holds if {deciders} decides for {names.dm(one.dm)}, and not if another does ({some})."
            )
    lines.sort(key=lambda line: whose not in line)
    if len(one.in_charge) > 1 and not any(whose in line for line in lines):
        lines.insert(0, f"No state holds under the same concept {whose}.")
    return lines


def _concepts(charge: InCharge, row: int) -> tuple[Concept, ...]:
    return tuple(c for c, rows in charge.equilibria.items() if row in rows)


def _rows(names: Names, one: Divided) -> tuple[int, ...]:
    """States that hold under some concept for some faction, those that hold most often first; and the status quo."""
    often = Counter(row for charge in one.in_charge for rows in charge.equilibria.values() for row in rows)
    first = sorted(often, key=lambda row: (-often[row], row))[:SHOWN]
    quo = names.analysis.status_quo
    return tuple(sorted({*first, *(() if quo is None else (quo,))}))


def _in_charge(names: Names, one: Divided) -> Grid:
    rows = tuple(
        (
            names.starred(row),
            names.under(names.analysis.concepts_of(row)),
            *(names.under(_concepts(charge, row)) for charge in one.in_charge),
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


def _why_not(names: Names, cases: Iterable[tuple[str, InCharge | Agreement]]) -> Iterator[Passage]:
    """Why a state does not hold with one faction, or at one level, where it does with another."""
    for so, found in cases:
        unstable = (e for e in found.explanations if not e.stable)
        if lines := dict.fromkeys(f"{capital(names.state(e.state))} is {short(names, e)}." for e in unstable):
            yield Passage(so, tuple(lines))
