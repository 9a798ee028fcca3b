"""Every cited assumption and every claim, each with what leads from one to the other; and the contacts of a case.

The claims of one page of notes share the way from the speaker to that page, so it is told once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.model.case import Assumption, Case, Contact
from detente.model.evidence import Claim, moment_url
from detente.report.evidence import (
    FORMULAS,
    chain,
    grade,
    grade_words,
    likelihood_words,
    moment,
    moment_link,
    place,
    uncited,
    used_assumptions,
)
from detente.report.marks import Look, Mark, clean, look, mark, plain
from detente.report.naming import CaseNames, plural
from detente.report.page import Block, Definitions, Fold, Grid, Item, Items, Part, Row, Say

GRADES = (
    "A link opens the recording at the second that the page cites. It shows where to listen; it does not show that the "
    "sentence was said, or that it is true. Grades follow the Admiralty scale, a letter for the source and a figure "
    "for the content; F and 6 mean “cannot be judged”, not “worst”."
)
Users = Mapping[str, Sequence[str]]


def assumptions(case: Case) -> Part:
    """What it rests on: assumptions that cite evidence, those that cite nothing, and those that are only recorded."""
    used, recorded = _listed(case)
    told: list[Block] = [Part("", "Assumptions that cite evidence", (_cited(case, used),))]
    if bare_ones := uncited(case):
        pairs = tuple((kind, "; ".join(texts)) for kind, texts in bare_ones)
        said = Say("These stand on the analyst's word.")
        told.append(Part("", "Assumptions that cite nothing", (said, Definitions(pairs, "uncited"))))
    if recorded:
        title = f"{plural(len(recorded), 'entry', 'entries')}: factions, terms, ratifiers, levers and the like"
        title += look(Look.PAPER, "; they are in the file of this report")
        entries = Items(tuple(_assumption(case, a) for a in recorded), "assumptions", start=len(used) + 1)
        told.append(Part("", "Recorded with evidence, not used by this analysis", (Fold(title, (entries,)),)))
    return Part("assumptions", "What it rests on", tuple(told), contents="Assumptions")


def _listed(case: Case) -> tuple[tuple[Assumption, ...], tuple[Assumption, ...]]:
    """Those used, and those only recorded; contacts have a part of their own."""
    used, recorded = used_assumptions(case)
    return used, tuple(a for a in recorded if not a.path.startswith("timeline["))


def _cited(case: Case, used: Sequence[Assumption]) -> Block:
    if not used:
        return Say("None of the assumptions that the analysis uses cites evidence.")
    return Items(tuple(_assumption(case, a) for a in used), "assumptions", start=1)


def _assumption(case: Case, a: Assumption) -> Item:
    """Plain words, where the case has them, before the formula; then each claim."""
    formula = plain(a.text) if FORMULAS.search(a.path) else ""
    words = plain(a.title) or ("" if formula else plain(a.text))
    parts = (look(Look.STRONG, words), look(Look.CODE, formula), look(Look.PATH, plain(a.path)))
    cited = [case.claims[name] for name in a.claims if name in case.claims]
    below = Items(tuple(Item(_told(claim)) for claim in cited), "claims")
    return Item(" ".join(filter(None, parts)), (below,), place=(Mark.ASSUMPTION, clean(a.path)))


def _told(claim: Claim) -> str:
    name = mark(Mark.CLAIM, claim.name, plain(claim.name))
    return f"{moment(claim)} {grade(claim)} {name} {look(Look.SCREEN, look(Look.QUOTE, plain(claim.sentence)))}"


def claims(case: Case) -> Part:
    """The claims, one by one, by page of notes."""
    told: list[Block] = [Say(GRADES), _grades(case)] if case.claims else [Say("This case cites no claims.")]
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in case.claims.values():
        groups.setdefault((claim.source, claim.page), []).append(claim)
    users = _users(case)
    told += [Part("", "From the speaker to this page", tuple(_page(case, group, users))) for group in groups.values()]
    return Part("claims", "The claims, one by one", tuple(told), contents="Claims")


def _grades(case: Case) -> Items:
    found = {grade_words(claim): claim for claim in case.claims.values()}
    told = (f"{grade(claim)} {words.removeprefix(f'{plain(claim.grade)}: ')}" for words, claim in sorted(found.items()))
    return Items(tuple(map(Item, told)), "grades")


def _users(case: Case) -> Users:
    """By claim: what cites it, each with a mark that leads there."""
    used, recorded = _listed(case)
    users: dict[str, list[str]] = {}
    for a in (*used, *recorded):
        for name in a.claims:
            users.setdefault(name, []).append(mark(Mark.ASSUMPTION, a.path, plain(a.path)))
    for contact in case.timeline:
        for name in contact.cites:
            users.setdefault(name, []).append(mark(Mark.PART, "timeline", plain(contact.grounds.path)))
    return users


def _page(case: Case, group: Sequence[Claim], users: Users) -> Iterator[Block]:
    first = group[0]
    links = (Item(f"{look(Look.STRONG, f'{link}:')} {text}") for link, text in chain(case, first))
    yield Items(tuple(links), "chain", start=1)
    if moment_link(first):
        address = str(moment_url(first.source, 0)).removesuffix("0")
        yield Say(f"Address of a moment: {address}SECONDS", "paper")
    yield Grid(
        head=("Moment", "Claim", "Grade", "On the page", "Listened", "Cited by"),
        rows=tuple(_row(case, claim, users) for claim in group),
        role="plain claims",
    )


def _row(case: Case, claim: Claim, users: Users) -> Row:
    section, line = place(case, claim)
    heard = f"by {plain(claim.listened_by)}" if claim.listened_by else "yes"
    where = f"{section}, line {line}" if section and line else section or (f"line {line}" if line else "")
    second = look(Look.PAPER, f" t={claim.seconds}") if moment_link(claim) else ""
    cells = (
        moment(claim) + second,
        _said(claim),
        grade(claim),
        where,
        heard if claim.listened else "no",
        ", ".join(users.get(claim.name, ())) or "nothing",
    )
    return Row(cells, role="claim", place=(Mark.CLAIM, clean(claim.name)))


def _said(claim: Claim) -> str:
    told = f"{look(Look.STRONG, plain(claim.name))} {look(Look.QUOTE, plain(claim.sentence))}"
    if claim.quote and claim.quote != claim.sentence:
        told += " " + look(Look.QUIET, f"Quoted words: {look(Look.QUOTE, plain(claim.quote))}")
    if likelihood := likelihood_words(claim):
        told += " " + look(Look.QUIET, f"Likelihood given by the analyst: {likelihood}")
    return told


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
    below.append(Say("; ".join([*_how(contact), _claimed(names, contact)]), "quiet"))
    return Item(head, tuple(below))


def _how(contact: Contact) -> Iterator[str]:
    if contact.channel:
        yield f"channel: {plain(contact.channel)}"
    if contact.authorised:
        yield f"authorised: {plain(contact.authorised)}"


def _claimed(names: CaseNames, contact: Contact) -> str:
    claims = [names.case.claims[name] for name in contact.cites if name in names.case.claims]
    told = (f"{moment(claim)} {mark(Mark.CLAIM, claim.name, plain(claim.name))}" for claim in claims)
    return " ".join(told) or "cites nothing"
