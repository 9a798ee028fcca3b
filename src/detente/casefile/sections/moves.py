"""``moves``: options that change one way only, and moves that do not exist.

Directions are read with the options that they are of; here, who says so where.
"""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from detente.casefile.formula.wording import formula_text
from detente.casefile.reading.context import CaseReading, in_words
from detente.casefile.schema.base import Fallible, Shape
from detente.casefile.schema.scalars import Said, Way
from detente.casefile.sections.section import CaseSection, Losses, loss
from detente.casefile.sections.told import filled, rests
from detente.model.case import Case, Direction, ForbiddenArc
from detente.model.formula import ManyOp
from detente.model.grounds import Grounds

WAYS = {Direction.NO_TO_YES: "yes-only", Direction.YES_TO_NO: "no-only"}
Directions = dict[str, list[tuple[Direction, Grounds]]]  # by option: which way it changes, and what that rests on


class IrreversibleShape(Fallible):
    """An option that changes one way only."""

    shorthand = "option"
    option: Said
    direction: Way | None = None


class ForbidShape(Fallible):
    """Moves that do not exist, from states where one formula holds to states where another does."""

    dm: Said
    title: Said | None = Field(None, description="The same in plain words.")
    origin: Said = Field(alias="from")
    to: Said
    when: Said | None = Field(None, description="Must hold, too, where the move starts.")


class MovesShape(Shape):
    """Limits on what can be changed."""

    irreversible: list[IrreversibleShape] = Field(default_factory=list[IrreversibleShape])
    forbid: list[ForbidShape] = Field(default_factory=list[ForbidShape])


def directions(reading: CaseReading) -> Directions:
    """What stands under ``irreversible``, in file order; one option cannot change one way only in both ways."""
    given: MovesShape = getattr(reading.shape, MOVES.key)
    found: Directions = {}
    for k, item in enumerate(given.irreversible):
        option = reading.option(item.option)
        direction = item.direction or Direction.NO_TO_YES
        grounds = reading.fallible(item, "moves", "irreversible", k)
        if option is None:
            continue
        told = found.setdefault(option, [])
        told.append((direction, grounds))
        if told[0][0] is not direction:
            message = f"{option!r} is {told[0][0]} in one place and {direction} here, so it could never change"
            reading.findings.error("contradictory-direction", item.option.pos, message, "keep one of the two")
    return found


def _read(given: MovesShape, reading: CaseReading, case: Case) -> Case:
    return replace(case, forbidden=tuple(_forbidden(reading, k, item) for k, item in enumerate(given.forbid)))


def _forbidden(reading: CaseReading, k: int, item: ForbidShape) -> ForbiddenArc:
    """``when`` joins ``from``: both must hold where the move starts."""
    source = reading.formula(item.origin)
    text = f"{item.dm}: no move from ({item.origin.line}) to ({item.to.line})"
    if item.when is not None:
        source = ManyOp("and", (source, reading.formula(item.when)))
        text += f" when ({item.when.line})"
    return ForbiddenArc(
        dm=reading.maker(item.dm),
        source=source,
        target=reading.formula(item.to),
        text=text,
        title=in_words(item.title),
        grounds=reading.fallible(item, "moves", "forbid", k),
    )


def _write(case: Case) -> object:
    return filled({"irreversible": _irreversible(case), "forbid": [_arc(arc) for arc in case.forbidden]})


def _irreversible(case: Case) -> list[object]:
    """In the order in which they stood there."""
    given = [(option.direction_grounds, option) for option in case.options if option.direction_grounds is not None]
    given.sort(key=lambda pair: (len(pair[0].path), pair[0].path))
    return [
        filled({"option": option.name, "direction": WAYS[option.direction]}) | rests(grounds)
        for grounds, option in given
    ]


def _arc(arc: ForbiddenArc) -> object:
    ends = {"from": formula_text(arc.source), "to": formula_text(arc.target)}
    return filled({"dm": arc.dm, "title": arc.title, **ends}) | rests(arc.grounds)


def _losses(case: Case) -> Losses:
    for arc in case.forbidden:
        message = f"a .gmcr file cannot forbid single moves, so this rule is not in it: {arc.text}"
        yield loss(case, message, "equilibria can differ from those of the case", arc.grounds.pos)


REMARK = "Options that change one way only, and moves that do not exist."
MOVES = CaseSection("moves", MovesShape, _read, _write, REMARK, _losses, formulas=True)
