"""What kind of actor a decision maker is, as the case says it."""

from __future__ import annotations

from detente.casefile.reading.context import Reading
from detente.casefile.reading.preferences import Whose, in_words, wish, words
from detente.casefile.schema import DecisionMakerShape
from detente.model.case import ActorKind, AttitudeHeld, Perceived, Unseen

__all__ = ["actor", "attitudes", "does_not_see", "perceives"]


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


def perceives(reading: Reading, dm: str, given: DecisionMakerShape) -> tuple[Perceived, ...]:
    """What a decision maker takes others, or itself, to prefer."""
    found: list[Perceived] = []
    for other, view in given.perceives.items():
        path, loc = f"{dm}.perceives.{other}", ("decision_makers", dm, "perceives", other)
        reading.known_key(other, reading.pos(*loc), reading.names.dms, "decision maker")
        preference = wish(reading, Whose(other, path, loc), view)
        if preference is None:
            message = f"{path!r} does not say what {other!r} is taken to prefer"
            reading.findings.error(
                "missing-key", reading.pos(*loc), message, "give it 'prefers', 'ranking' or 'weights'"
            )
        else:
            found.append(Perceived(dm=other, preference=preference))
    return tuple(found)


def does_not_see(reading: Reading, dm: str, given: DecisionMakerShape) -> tuple[Unseen, ...]:
    """The states that a decision maker takes for impossible, as formulas."""
    found: list[Unseen] = []
    for k, item in enumerate(given.does_not_see):
        path, text, title = f"{dm}.does_not_see[{k}]", words(item.that), in_words(item.title)
        loc = ("decision_makers", dm, "does_not_see", k)
        because = reading.cite(path, text, item.because, *loc, title=title)
        formula = reading.formula(item.that)
        found.append(Unseen(formula=formula, text=text, title=title, because=because, path=path, pos=item.that.pos))
    return tuple(found)
