"""``detente``, ``title``, ``as_of`` and ``summary``: what stands at the head of a case file."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from detente.casefile.reading.context import CaseReading, in_words
from detente.casefile.schema.scalars import Day, Said
from detente.casefile.sections.section import CaseSection, unread
from detente.casefile.source.text import Text
from detente.model.case import Case


def _title(given: Text, reading: CaseReading, case: Case) -> Case:
    return replace(case, title=given.line)


def _as_of(given: str | None, reading: CaseReading, case: Case) -> Case:
    return replace(case, as_of=given or "")


def _summary(given: Text | None, reading: CaseReading, case: Case) -> Case:
    return replace(case, summary=in_words(given))


_VERSION = Field(description="Version of the format: 1.", json_schema_extra={"enum": [1, "1"]})
_DAY = Field(None, description="The day whose knowledge the case holds.")
_PARAGRAPH = Field(None, description="One paragraph that a principal can read.")

FORMAT = CaseSection("detente", Said, unread, lambda case: 1, field=_VERSION)
TITLE = CaseSection("title", Said, _title, lambda case: case.title, field=Field())
AS_OF = CaseSection("as_of", Day | None, _as_of, lambda case: case.as_of, field=_DAY)
SUMMARY = CaseSection("summary", Said | None, _summary, lambda case: case.summary, field=_PARAGRAPH)
