"""What holds where each decision maker is its own kind of actor, in words."""

from __future__ import annotations

from detente.model.concepts import CONCEPTS
from detente.model.mixed import MixedEquilibria
from detente.model.results import Analysis
from detente.report.naming import Names, listed, plural
from detente.report.section import Grid, Section
from detente.report.words import Passage, condition, short

__all__ = ["document", "section"]

SHOWN = 8


def section(analysis: Analysis) -> Section | None:
    """The section of the report; None where no decision maker has a concept of its own."""
    found = analysis.mixed
    if found is None:
        return None
    names = Names(analysis)
    return Section(
        anchor="kinds-of-actor",
        title="If each side is its own kind of actor",
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
    free = [names.dm(dm) for dm, c in enumerate(found.concepts) if c is None]
    if not free:
        return f"{asked} Which states hold then, {condition(names.analysis)}?"
    return f"{asked} Nothing is said of {listed(free)}: which states hold, for each concept they might share?"


def _headline(names: Names, found: MixedEquilibria) -> tuple[str, ...]:
    whatever = ", whichever of these concepts the others share" if found.if_others else ""
    if not found.equilibria:
        return (f"No state holds{whatever}.",)
    lines = [f"S{names.label(row)[1:]} holds{whatever}." for row in found.equilibria[:SHOWN]]
    more = len(found.equilibria) - SHOWN
    return (*lines, f"So do {plural(more, 'further state')}.") if more > 0 else tuple(lines)


def _grids(names: Names, found: MixedEquilibria) -> tuple[Grid, ...]:
    if not found.if_others:
        return ()
    rows = tuple(
        (CONCEPTS[c].short, names.states(rows, 12).removeprefix("states ").removeprefix("state ") if rows else "none")
        for c, rows in found.if_others
    )
    return (Grid(head=("the others", "states that hold"), rows=rows),)


def _passages(names: Names, found: MixedEquilibria) -> tuple[Passage, ...]:
    told: dict[int, list[str]] = {}
    for witness in found.explanations:
        line = f"{names.dm(witness.dm)} ({CONCEPTS[witness.concept].short}): {short(names, witness)}."
        told.setdefault(witness.state, []).append(line)
    return tuple(Passage(f"S{names.state(row)[1:]}:", tuple(lines)) for row, lines in told.items())


def document(analysis: Analysis) -> dict[str, object]:
    """``mixed``: the concept of each decision maker that has one, and the states that hold."""
    found = analysis.mixed
    if found is None:
        return {}
    keys = [dm.key for dm in analysis.case.decision_makers]
    told: dict[str, object] = {
        "concepts": {key: c.value for key, c in zip(keys, found.concepts, strict=True) if c is not None},
        "equilibria": [row + 1 for row in found.equilibria],
    }
    if found.if_others:
        told["if_others"] = {c.value: [row + 1 for row in rows] for c, rows in found.if_others}
    return {"mixed": told}
