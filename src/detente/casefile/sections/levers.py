"""``mediator`` and ``levers``: who mediates, and what one decision maker can bring to bear on another."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Free, Many, Shape, evidence
from detente.casefile.schema.scalars import Name, Number, Said
from detente.casefile.sections.ratification import ratifiers
from detente.casefile.sections.section import recorded

ANALYSIS = "the analysis of levers"


class MotiveShape(Shape):
    """What a mediator gains."""

    shorthand = "text"
    text: Said
    because: Many = evidence()


class MediatorShape(Shape):
    """The decision maker who mediates, and why."""

    shorthand = "dm"
    dm: Said
    motives: list[MotiveShape] = Field(default_factory=list[MotiveShape])
    note: Said | None = None
    because: Many = evidence()


class LeverShape(Shape):
    """What one decision maker can bring to bear on another."""

    by: Said
    on: Said
    title: Said | None = None
    effect: Free = None
    cost: Number | None = None
    needs: Many = Field(default_factory=list[Said], description="Ratifiers without whom it cannot be used.")
    note: Said | None = None
    because: Many = evidence()


def _check_mediator(given: MediatorShape | None, reading: CaseReading) -> None:
    if given is None:
        return
    reading.record(str(given.dm), given.because, "mediator")
    for k, motive in enumerate(given.motives):
        reading.record(motive.text.line, motive.because, "mediator", "motives", k)
    reading.maker(given.dm)


def _check_levers(given: dict[str, LeverShape], reading: CaseReading) -> None:
    needed = ratifiers(reading.written)
    for key, lever in given.items():
        reading.maker(lever.by)
        reading.maker(lever.on)
        for need in lever.needs:
            reading.known(need, needed, "ratifier")
        text = f"{lever.title or key}: by {lever.by} on {lever.on}"
        reading.record(text, lever.because, "levers", key)


MEDIATOR = recorded("mediator", MediatorShape | None, _check_mediator, ANALYSIS)
LEVERS = recorded("levers", dict[Name, LeverShape], _check_levers, ANALYSIS)
