"""``mediator``: the decision maker who mediates, and why."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.reading.context import Reading
from detente.casefile.schema.base import Many, Shape, evidence
from detente.casefile.schema.scalars import Said
from detente.casefile.sections.section import recorded


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


def _check(given: MediatorShape | None, reading: Reading) -> None:
    if given is None:
        return
    reading.record(str(given.dm), given.because, "mediator")
    for k, motive in enumerate(given.motives):
        reading.record(motive.text.line, motive.because, "mediator", "motives", k)
    reading.maker(given.dm)


MEDIATOR = recorded("mediator", MediatorShape | None, _check, "the analysis of levers")
