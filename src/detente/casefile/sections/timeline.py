"""``timeline``: who was in contact with whom."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from detente.casefile.reading.context import CaseReading, texts
from detente.casefile.schema.base import Many, Shape, evidence
from detente.casefile.schema.scalars import Day, Said
from detente.casefile.sections.decision_makers.factions import faction_names
from detente.casefile.sections.section import CaseSection, Losses, loss
from detente.casefile.sections.terms import Terms
from detente.casefile.sections.told import OneLine, filled
from detente.casefile.source.findings import counted
from detente.model.case import Case, Contact


class ContactShape(Shape):
    """A dated contact between parties."""

    date: Day
    kind: Said = Field(description="As in message, reply, call, offer, leak, statement.")
    channel: Said | None = Field(None, description="As in formal, informal, public.")
    sender: Many = Field(default_factory=list[Said], alias="from")
    to: Many = Field(default_factory=list[Said])
    authorised: Said | None = Field(None, description="yes, no, or in words.")
    summary: Said | None = None
    terms: dict[str, Said] = Field(default_factory=dict[str, Said])
    cites: Many = evidence()


def _read(given: list[ContactShape], reading: CaseReading, case: Case) -> Case:
    terms, factions = Terms(reading.written), faction_names(reading.written)
    return replace(case, timeline=tuple(_contact(reading, k, c, terms, factions) for k, c in enumerate(given)))


def _contact(reading: CaseReading, k: int, given: ContactShape, terms: Terms, factions: dict[str, str]) -> Contact:
    """A party is a decision maker, a faction, or anyone else in words."""
    for party in (*given.sender, *given.to):
        dm, point, _ = party.text.partition(".")
        if point and dm in reading.makers:
            reading.known(party, factions, "faction")
    for issue, value in given.terms.items():
        reading.known_key(terms.titles, "term", "timeline", k, "terms", issue)
        if issue in terms.titles:
            reading.known(value, terms.of[issue], "term value")
    return Contact(
        date=given.date,
        sender=tuple(map(str, given.sender)),
        to=tuple(map(str, given.to)),
        terms=tuple((issue, str(value)) for issue, value in given.terms.items()),
        grounds=reading.grounds(given.cites, "timeline", k),
        **texts(given, "kind", "channel", "authorised", "summary"),
    )


def _write(case: Case) -> object:
    return [_told(contact) for contact in case.timeline]


def _told(contact: Contact) -> object:
    return filled(
        {
            "date": contact.date,
            "kind": contact.kind,
            "channel": contact.channel,
            "from": OneLine(contact.sender),
            "to": OneLine(contact.to),
            "authorised": contact.authorised,
            "summary": contact.summary,
            "terms": dict(contact.terms),
            "cites": OneLine(contact.cites),
        }
    )


def _losses(case: Case) -> Losses:
    if case.timeline:
        yield loss(case, f"a .gmcr file has no timeline: {counted(len(case.timeline), 'contact')} left out")


TIMELINE = CaseSection("timeline", list[ContactShape], _read, _write, "Who was in contact with whom.", _losses)
