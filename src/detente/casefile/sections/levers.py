"""``levers``: what one decision maker can bring to bear on another."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.reading.context import Reading
from detente.casefile.schema.base import Free, Many, Shape, evidence
from detente.casefile.schema.scalars import Name, Number, Said
from detente.casefile.sections.ratification import ratifiers
from detente.casefile.sections.section import recorded


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


def _check(given: dict[str, LeverShape], reading: Reading) -> None:
    needed = ratifiers(reading.written)
    for key, lever in given.items():
        reading.maker(lever.by)
        reading.maker(lever.on)
        for need in lever.needs:
            reading.known(need, needed, "ratifier")
        text = f"{lever.title or key}: by {lever.by} on {lever.on}"
        reading.record(text, lever.because, "levers", key)


LEVERS = recorded("levers", dict[Name, LeverShape], _check, "the analysis of levers")
