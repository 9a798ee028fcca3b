"""What kind of actor a decision maker is, as the case says it."""

from __future__ import annotations

from detente.casefile.reading.context import Reading
from detente.casefile.schema import DecisionMakerShape
from detente.model.case import ActorKind

__all__ = ["actor"]


def actor(reading: Reading, dm: str, given: DecisionMakerShape) -> ActorKind | None:
    """The concept by which a decision maker judges whether to stay, with its evidence; None where none is given."""
    kind = given.concept
    if kind is None:
        return None
    because = reading.cite(f"{dm}.concept", kind.concept.value, kind.because, "decision_makers", dm, "concept")
    return ActorKind(concept=kind.concept, because=because)
