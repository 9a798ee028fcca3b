"""What kind of actor a decision maker is, as the case says it."""

from __future__ import annotations

from detente.casefile.reading.context import Reading
from detente.casefile.schema import DecisionMakerShape
from detente.model.case import ActorKind, AttitudeHeld

__all__ = ["actor", "attitudes"]


def actor(reading: Reading, dm: str, given: DecisionMakerShape) -> ActorKind | None:
    """The concept by which a decision maker judges whether to stay, with its evidence; None where none is given."""
    kind = given.concept
    if kind is None:
        return None
    because = reading.cite(f"{dm}.concept", kind.concept.value, kind.because, "decision_makers", dm, "concept")
    return ActorKind(concept=kind.concept, because=because)


def attitudes(reading: Reading, dm: str, given: DecisionMakerShape) -> tuple[AttitudeHeld, ...]:
    """How a decision maker is disposed towards others and itself, as far as the case says, with the evidence."""
    found: list[AttitudeHeld] = []
    for other, held in given.attitudes.items():
        loc = ("decision_makers", dm, "attitudes", other)
        reading.known_key(other, reading.pos(*loc), reading.names.dms, "decision maker")
        text = f"{held.attitude.value} towards {reading.names.dms.get(other, other)}"
        because = reading.cite(f"{dm}.attitudes.{other}", text, held.because, *loc)
        found.append(AttitudeHeld(towards=other, attitude=held.attitude, because=because))
    return tuple(found)
