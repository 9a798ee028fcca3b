"""What holds where each decision maker is its own kind of actor, in words."""

from __future__ import annotations

from detente.model.concepts import CONCEPTS
from detente.model.results import Analysis
from detente.questions.mixed.found import MixedEquilibria
from detente.report.marks import capital
from detente.report.naming import Names, grouped, in_short, listed, plural
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import condition, short

SHOWN = 8


def tell(analysis: Analysis, found: MixedEquilibria) -> Section:
    """The section of the report; None where no decision maker has a concept of its own."""
    names = Names(analysis)
    return Section(
        anchor="kinds-of-actor",
        lead=_lead(names, found),
        headline=_headline(names, found),
        grids=_grids(names, found),
        passages=_passages(names, found),
        notes=(
            "A state holds here if it is stable for each side under the concept named for that side. "
            "The concepts are the analyst's judgement of what kind of actor each side is.",
        ),
    )


def _lead(names: Names, found: MixedEquilibria) -> str:
    kinds = listed(
        f"{names.dm(dm)} {CONCEPTS[c].actor} ({CONCEPTS[c].short})"
        for dm, c in enumerate(found.concepts)
        if c is not None
    )
    asked = f"Suppose that {kinds}."
    free = [dm for dm, c in enumerate(found.concepts) if c is None]
    if not free:
        return f"{asked} Which states hold then, {condition(names.analysis)}?"
    return f"{asked} Nothing is said of {names.dms(free)}: which states hold, for each concept they might share?"


def _headline(names: Names, found: MixedEquilibria) -> tuple[str, ...]:
    whatever = ", whichever of these concepts the others share" if found.if_others else ""
    if not found.equilibria:
        return (f"No state holds{whatever}.",)
    lines = [f"{capital(names.label(row))} holds{whatever}." for row in found.equilibria[:SHOWN]]
    more = len(found.equilibria) - SHOWN
    return (*lines, f"So do {plural(more, 'further state')}.") if more > 0 else tuple(lines)


def _grids(names: Names, found: MixedEquilibria) -> tuple[Grid, ...]:
    if not found.if_others:
        return ()
    rows = tuple((in_short([c]), names.numbers(rows)) for c, rows in found.if_others)
    return (grid(head=("the others", "states that hold"), rows=rows),)


def _passages(names: Names, found: MixedEquilibria) -> tuple[Passage, ...]:
    told = grouped(
        (e.state, f"{names.dm(e.dm)} ({in_short([e.concept])}): {short(names, e)}.") for e in found.explanations
    )
    return tuple(Passage(f"{capital(names.state(row))}:", tuple(lines)) for row, lines in told.items())
