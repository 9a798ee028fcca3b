"""Competing readings of a question, and the evidence that is rated against them."""

from __future__ import annotations

from collections.abc import Sequence

from detente.casefile.reading.context import Reading as CaseReading
from detente.casefile.reading.preferences import in_words
from detente.casefile.schema import QuestionShape, RatedShape
from detente.casefile.source.findings import nearest
from detente.casefile.source.text import Text
from detente.model.readings import Question, Rated, Reading

__all__ = ["questions"]


def questions(reading: CaseReading) -> tuple[Question, ...]:
    """Every question of the case with its table. To be called when all other assumptions have been read."""
    paths = [assumption.path for assumption in reading.assumptions]
    return tuple(_question(reading, key, given, paths) for key, given in reading.shape.readings.items())


def _question(reading: CaseReading, key: str, given: QuestionShape, paths: list[str]) -> Question:
    names = reading.names.readings.get(key, {})
    title = in_words(given.title)
    loc = ("readings", key)
    cited = [reading.key(*loc, "evidence", claim) for claim in given.evidence]
    reading.cite(f"readings.{key}", title, cited, *loc)
    rated = [_rated(reading, key, item, given.evidence[item.text], names) for item in cited]
    _once(reading, cited, rated)
    return Question(
        key=key,
        title=title,
        readings=tuple(Reading(name, in_words(text)) for name, text in given.readings.items()),
        evidence=tuple(one for one in rated if one is not None),
        about="" if given.about is None else _about(reading, given.about, paths),
        taken="" if given.taken is None else reading.known(given.taken, names, "reading"),
        note=in_words(given.note),
        pos=reading.pos(*loc),
    )


def _once(reading: CaseReading, cited: Sequence[Text], rated: Sequence[Rated | None]) -> None:
    """A claim is rated once, whether by its name or by its moment."""
    seen: dict[str, str] = {}
    for item, one in zip(cited, rated, strict=True):
        if one is None:
            continue
        before = seen.setdefault(one.claim, item.text)
        if before != item.text:
            message = f"{item.short!r} and {before!r} are one claim, {one.claim!r}, and it is rated twice"
            reading.findings.error("duplicate-name", item.pos, message, "keep one of the two")


def _rated(reading: CaseReading, key: str, item: Text, given: RatedShape, names: dict[str, str]) -> Rated | None:
    claim = reading.evidence.resolve(item)
    ratings = given.model_extra or {}
    for name in ratings:
        reading.known_key(name, reading.pos("readings", key, "evidence", item.text, name), names, "reading")
    return None if claim is None else Rated(claim=claim, ratings=dict(ratings), note=in_words(given.note))


def _about(reading: CaseReading, text: Text, paths: list[str]) -> str:
    path = text.text.strip()
    if path not in paths:
        near = nearest(path, paths)
        hint = f"did you mean {near!r}?" if near else "write a path such as north.prefers[0] or feasible[1]"
        reading.findings.error("unknown-assumption", text.pos, f"no element of the case stands at {path[:60]!r}", hint)
    return path
