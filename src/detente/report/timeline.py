"""The contacts of a case, as the sources report them."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.case import Contact
from detente.report.evidence import moment
from detente.report.marks import Look, Mark, look, mark, plain
from detente.report.naming import CaseNames
from detente.report.page import Item, Items, Part, Say


def timeline(names: CaseNames) -> tuple[Part, ...]:
    """The timeline by date, as a part of a page; nothing where there is none."""
    told = sorted(names.case.timeline, key=lambda contact: contact.date)
    if not told:
        return ()
    contacts = Items(tuple(_contact(names, contact) for contact in told), "timeline")
    return (Part("timeline", "Contacts, as the sources report them", (contacts,), contents="Timeline"),)


def _contact(names: CaseNames, contact: Contact) -> Item:
    sender, to = (", ".join(names.party(key) for key in keys) for keys in (contact.sender, contact.to))
    who = f"{sender} to {to}" if sender and to else sender or (f"to {to}" if to else "")
    head = f"{look(Look.DATE, plain(contact.date))} {look(Look.STRONG, plain(contact.kind))}{f', {who}' if who else ''}"
    below = [Say(plain(contact.summary))] if contact.summary else []
    if contact.terms:
        below.append(Say(f"Terms: {'; '.join(f'{plain(k)} = {plain(v)}' for k, v in contact.terms)}", "quiet"))
    below.append(Say("; ".join([*_how(contact), _cited(names, contact)]), "quiet"))
    return Item(head, tuple(below))


def _how(contact: Contact) -> Iterator[str]:
    if contact.channel:
        yield f"channel: {plain(contact.channel)}"
    if contact.authorised:
        yield f"authorised: {plain(contact.authorised)}"


def _cited(names: CaseNames, contact: Contact) -> str:
    claims = [names.case.claims[name] for name in contact.cites if name in names.case.claims]
    told = (f"{moment(claim)} {mark(Mark.CLAIM, claim.name, plain(claim.name))}" for claim in claims)
    return " ".join(told) or "cites nothing"
