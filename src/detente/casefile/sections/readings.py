"""``readings``: competing readings of a question, and the evidence that is rated against them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from detente.casefile.reading.context import CaseReading, in_words
from detente.casefile.schema.base import Shape
from detente.casefile.schema.scalars import Name, RatingCode, Said, refuse
from detente.casefile.sections.section import CaseSection, Losses, loss
from detente.casefile.sections.told import filled
from detente.casefile.source.findings import counted, nearest
from detente.casefile.source.places import titles
from detente.casefile.source.text import Text
from detente.model.assumptions import assumptions, in_file_order
from detente.model.case import Case
from detente.model.readings import Rated, RatedQuestion, Reading


def _reading_name(word: str) -> str:
    if word == "note":
        hint = "under 'evidence' it is the key for a note; choose another name"
        raise refuse("bad-name", "'note' cannot be the name of a reading", hint)
    return word


def _two_or_more(readings: dict[str, Said]) -> dict[str, Said]:
    if len(readings) < 2:
        found = "only one reading" if readings else "no reading"
        raise refuse("wrong-value", f"there is {found} here, so nothing to compare", "write at least two")
    return readings


class RatedShape(Shape):
    """How a piece of evidence agrees with each reading; a reading that is left out is not rated."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)
    # Read by pydantic 2.6 only if it is no string: hence no "from __future__ import annotations" in this module.
    __pydantic_extra__: dict[str, RatingCode]  # pyright: ignore[reportIncompatibleVariableOverride]
    note: Said | None = Field(None, description="Why it is rated so.")


class QuestionShape(Shape):
    """A question that the evidence leaves open, with competing readings."""

    title: Said = Field(description="The question, in a sentence.")
    about: Said | None = Field(None, description="Path of the assumption that takes a reading: russia.prefers[3].")
    readings: Annotated[dict[Annotated[Name, AfterValidator(_reading_name)], Said], AfterValidator(_two_or_more)] = (
        Field(description="Each reading by a name, with a sentence that says it.")
    )
    taken: Said | None = Field(None, description="The reading that the case takes.")
    evidence: dict[str, RatedShape] = Field(
        default_factory=dict[str, RatedShape],
        description="Names of claims, or page@stamp, each with its rating per reading: CC, C, N, I, II or NA.",
    )
    note: Said | None = None


def _read(given: dict[str, QuestionShape], reading: CaseReading, case: Case) -> Case:
    """Every question with its table, when all that it may be about has been read."""
    paths = [a.path for a in in_file_order((*assumptions(case), *reading.recorded))] if given else []
    return replace(case, readings=tuple(_question(reading, key, question, paths) for key, question in given.items()))


def _question(reading: CaseReading, key: str, given: QuestionShape, paths: list[str]) -> RatedQuestion:
    names = titles(reading.written, "readings", key, "readings")
    loc = ("readings", key)
    cited = [reading.key(*loc, "evidence", claim) for claim in given.evidence]
    grounds = reading.grounds(cited, *loc)
    rated = [_rated(reading, key, item, given.evidence[item.text], names) for item in cited]
    _once(reading, cited, rated)
    return RatedQuestion(
        key=key,
        title=given.title.line,
        readings=tuple(Reading(name, text.line) for name, text in given.readings.items()),
        evidence=tuple(one for one in rated if one is not None),
        about="" if given.about is None else _about(reading, given.about, paths),
        taken="" if given.taken is None else reading.known(given.taken, names, "reading"),
        note=in_words(given.note),
        grounds=grounds,
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
        reading.known_key(names, "reading", "readings", key, "evidence", item.text, name)
    return None if claim is None else Rated(claim=claim, ratings=dict(ratings), note=in_words(given.note))


def _about(reading: CaseReading, text: Text, paths: list[str]) -> str:
    path = text.text.strip()
    if path not in paths:
        near = nearest(path, paths)
        hint = f"did you mean {near!r}?" if near else "write a path such as north.prefers[0] or feasible[1]"
        reading.findings.error("unknown-assumption", text.pos, f"no element of the case stands at {path[:60]!r}", hint)
    return path


def _told(question: RatedQuestion) -> object:
    rated = {one.claim: {**one.ratings, **filled({"note": one.note})} for one in question.evidence}
    return filled(
        {
            "title": question.title,
            "about": question.about,
            "readings": {reading.key: reading.title for reading in question.readings},
            "taken": question.taken,
            "evidence": rated,
            "note": question.note,
        }
    )


def _losses(case: Case) -> Losses:
    if case.readings:
        lost = counted(len(case.readings), "question")
        yield loss(case, f"a .gmcr file has no place for competing readings: {lost} left out")


READINGS = CaseSection(
    "readings",
    dict[Name, QuestionShape],
    _read,
    lambda case: {question.key: _told(question) for question in case.readings},
    "What the evidence leaves open: it is rated against competing readings.",
    _losses,
    field=Field(default_factory=dict, description="Questions that the evidence leaves open, each a table."),
    of_whole=True,
)
