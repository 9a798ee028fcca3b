"""``sources``: the recordings and documents that claims are of. They are read with the claims."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.reading.context import texts
from detente.casefile.schema.base import Shape
from detente.casefile.schema.scalars import Day, Name, Reliability, Said
from detente.casefile.sections.section import CaseSection, unread
from detente.casefile.sections.told import filled
from detente.model.case import Case
from detente.model.evidence import Source


class SourceShape(Shape):
    """One recording or document, however many pages quote it."""

    channel: Said | None = None
    title: Said | None = None
    speaker: Said | None = None
    reliability: Reliability = Field("F", description="Admiralty A to F; F means that it cannot be judged, not worst.")
    known_from: Day | None = Field(None, description="The day from which it was known, for its claims that name none.")
    note: Said | None = None


def source(name: str, given: SourceShape) -> Source:
    """A source as the file has it."""
    said = texts(given, "title", "channel", "speaker", "known_from", "note")
    return Source(id=name, reliability=given.reliability, **said)


def _write(case: Case) -> object:
    told = ("title", "channel", "speaker", "reliability", "known_from", "note")
    return {name: filled({key: getattr(source, key) for key in told}) for name, source in case.sources.items()}


SOURCES = CaseSection("sources", dict[Name, SourceShape], unread, _write, "One recording or document is one source.")
