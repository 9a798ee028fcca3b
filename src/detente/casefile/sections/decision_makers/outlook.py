"""How a decision maker judges, feels and sees: ``concept``, ``attitudes``, ``perceives`` and ``does_not_see``."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Many, Shape, evidence
from detente.casefile.schema.scalars import ConceptName, Disposition
from detente.casefile.sections.decision_makers.preferences import OptionWeightShape, PreferenceShape, RankingShape, wish
from detente.casefile.sections.statements import PlainStatementShape, stated
from detente.casefile.source.places import address
from detente.model.case import ActorKind, AttitudeHeld, Perceived, Unseen


class ActorShape(Shape):
    """What kind of actor a decision maker is: the concept by which it judges whether to stay."""

    shorthand = "concept"
    concept: ConceptName
    because: Many = evidence()


class AttitudeShape(Shape):
    """How a decision maker is disposed towards another, or itself."""

    shorthand = "attitude"
    attitude: Disposition
    because: Many = evidence()


class ViewShape(Shape):
    """What a decision maker takes another to prefer: one of prefers, ranking and weights."""

    prefers: list[PreferenceShape] | None = Field(None, description="Formulas, most important first.")
    ranking: RankingShape | None = None
    weights: dict[str, OptionWeightShape] | None = None


def actor(reading: CaseReading, dm: str, given: ActorShape | None) -> ActorKind | None:
    """The concept by which a decision maker judges whether to stay; None where none is given."""
    if given is None:
        return None
    grounds = reading.grounds(given.because, "decision_makers", dm, "concept")
    return ActorKind(concept=given.concept, grounds=grounds)


def attitudes(reading: CaseReading, dm: str, given: dict[str, AttitudeShape]) -> tuple[AttitudeHeld, ...]:
    """How a decision maker is disposed towards others and itself, as far as the case says."""
    found: list[AttitudeHeld] = []
    for other, held in given.items():
        loc = ("decision_makers", dm, "attitudes", other)
        reading.known_key(reading.makers, "decision maker", *loc)
        grounds = reading.grounds(held.because, *loc)
        found.append(AttitudeHeld(towards=other, attitude=held.attitude, grounds=grounds))
    return tuple(found)


def perceives(reading: CaseReading, dm: str, given: dict[str, ViewShape]) -> tuple[Perceived, ...]:
    """What a decision maker takes others, or itself, to prefer."""
    found: list[Perceived] = []
    for other, view in given.items():
        loc = ("decision_makers", dm, "perceives", other)
        reading.known_key(reading.makers, "decision maker", *loc)
        preference = wish(reading, other, view, *loc)
        if preference is None:
            message = f"{address(loc[1:])!r} does not say what {other!r} is taken to prefer"
            hint = "give it 'prefers', 'ranking' or 'weights'"
            reading.findings.error("missing-key", reading.pos(*loc), message, hint)
        else:
            found.append(Perceived(dm=other, preference=preference))
    return tuple(found)


def does_not_see(reading: CaseReading, dm: str, given: list[PlainStatementShape]) -> tuple[Unseen, ...]:
    """The states that a decision maker takes for impossible, as formulas."""
    loc = ("decision_makers", dm, "does_not_see")
    return tuple(stated(Unseen, reading, item, *loc, k) for k, item in enumerate(given))
