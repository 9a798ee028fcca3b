"""The contacts of a case, as the sources report them."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.results import Analysis
from detente.report.naming import Names, plain
from detente.report.register import ClaimView, Register

__all__ = ["ContactView", "contacts"]


@dataclass(frozen=True, slots=True)
class ContactView:
    """A dated contact of the timeline, as plain text, with the claims it cites."""

    date: str
    kind: str
    who: str
    how: tuple[str, ...]
    summary: str
    terms: tuple[tuple[str, str], ...]
    claims: tuple[ClaimView, ...]


def contacts(analysis: Analysis, claims: Register) -> tuple[ContactView, ...]:
    """The timeline, by date."""
    names, found = Names(analysis), []
    for contact in sorted(analysis.case.timeline, key=lambda c: c.date):
        sender, to = (", ".join(names.party(k) for k in keys) for keys in (contact.sender, contact.to))
        how = [f"channel: {plain(contact.channel)}"] if contact.channel else []
        how += [f"authorised: {plain(contact.authorised)}"] if contact.authorised else []
        found.append(
            ContactView(
                date=plain(contact.date),
                kind=plain(contact.kind),
                who=f"{sender} to {to}" if sender and to else sender or (f"to {to}" if to else ""),
                how=tuple(how),
                summary=plain(contact.summary),
                terms=tuple((plain(k), plain(v)) for k, v in contact.terms),
                claims=tuple(claims.claims[n] for n in contact.cites if n in claims.claims),
            )
        )
    return tuple(found)
