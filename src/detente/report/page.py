"""The contents of the report, in the order in which they are read; the templates only set them in type.

Every member is plain text, a number, or a tuple of these. Anchors are numbers given here, never text of a case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.model.case import Assumption
from detente.model.concepts import CONCEPTS
from detente.model.evidence import Claim
from detente.model.results import Analysis
from detente.report.evidence import (
    chain,
    grade_words,
    likelihood_words,
    listened_words,
    moment_link,
    used_assumptions,
)
from detente.report.naming import Names, plain
from detente.report.summary import columns, concepts_of, leavers
from detente.report.words import Account, accounts

__all__ = [
    "AssumptionView",
    "ClaimView",
    "Column",
    "ContactView",
    "OptionRow",
    "Register",
    "StateReasons",
    "VerdictRows",
    "contacts",
    "option_rows",
    "reasons",
    "register",
    "table_columns",
    "verdict_rows",
]

FORMULAS = re.compile(r"\.prefers\[|^(feasible|merge)\[|^moves\.")


@dataclass(frozen=True, slots=True)
class Column:
    """A state at the head of the option table."""

    number: int
    row: int
    status_quo: bool
    label: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option with its mark in each column. ``owner`` is empty but for the first option of a decision maker."""

    owner: str
    span: int
    title: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictRows:
    """One concept: whether each column is an equilibrium, and for whom it is stable."""

    concept: str
    name: str
    equilibrium: tuple[bool, ...]
    dms: tuple[tuple[str, tuple[bool, ...]], ...]


@dataclass(frozen=True, slots=True)
class StateReasons:
    """The reasoning on one state: per decision maker, the accounts."""

    number: int
    status_quo: bool
    description: str
    headline: str
    dms: tuple[tuple[str, tuple[Account, ...]], ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its grade in words, its chain of provenance and the link to the moment."""

    anchor: str
    name: str
    sentence: str
    stamp: str
    link: str | None
    grade: str
    grade_words: str
    listened: str
    likelihood: str
    quote: str
    chain: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AssumptionView:
    """An element of the case and the claims it cites."""

    anchor: str
    path: str
    text: str
    formula: bool
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All claims and cited assumptions, with the anchors that the reasoning links to."""

    claims: tuple[ClaimView, ...]
    used: tuple[AssumptionView, ...]
    recorded: tuple[AssumptionView, ...]
    by_path: dict[str, str]
    by_claim: dict[str, str]


@dataclass(frozen=True, slots=True)
class ContactView:
    """A dated contact of the timeline."""

    date: str
    kind: str
    who: str
    how: tuple[str, ...]
    summary: str
    terms: tuple[tuple[str, str], ...]
    claims: tuple[ClaimView, ...]


def table_columns(analysis: Analysis) -> tuple[Column, ...]:
    """The states that matter, as heads of the option table."""
    names = Names(analysis)
    return tuple(Column(r + 1, r, r == analysis.status_quo, names.describe(r)) for r in columns(analysis))


def option_rows(analysis: Analysis, shown: tuple[Column, ...]) -> tuple[OptionRow, ...]:
    """The options by decision maker, in file order, with ``Y``, ``N`` or ``-`` for each column."""
    names, found, k = Names(analysis), [], 0
    patterns = [names.pattern(column.row) for column in shown]
    for i, dm in enumerate(analysis.case.decision_makers):
        for j, option in enumerate(dm.options):
            marks = tuple(pattern[k] for pattern in patterns)
            found.append(OptionRow(names.dm(i) if j == 0 else "", len(dm.options), names.option(option.name), marks))
            k += 1
    return tuple(found)


def verdict_rows(analysis: Analysis, shown: tuple[Column, ...]) -> tuple[VerdictRows, ...]:
    """Per concept and decision maker, whether each column is stable."""
    names, found = Names(analysis), []
    for concept in analysis.concepts:
        stable = analysis.table.stable[concept.value]
        dms = tuple(
            (names.dm(i), tuple(bool(stable[i, column.row]) for column in shown)) for i in range(stable.shape[0])
        )
        equilibrium = tuple(bool(stable[:, column.row].all()) for column in shown)
        found.append(VerdictRows(CONCEPTS[concept].short, CONCEPTS[concept].name, equilibrium, dms))
    return tuple(found)


def reasons(analysis: Analysis, shown: tuple[Column, ...]) -> tuple[StateReasons, ...]:
    """The reasoning on each column that the analysis explained."""
    names, found = Names(analysis), []
    explained = {e.state for e in analysis.explanations}
    rows = dict.fromkeys([*(c.row for c in shown), *sorted(explained - set(c.row for c in shown))])
    for row in (r for r in rows if r in explained):
        dms = tuple(
            (names.dm(i), accounts(names, i, row, analysis.concepts)) for i in range(len(analysis.case.decision_makers))
        )
        headline = _headline(analysis, names, row)
        found.append(StateReasons(row + 1, row == analysis.status_quo, names.describe(row), headline, dms))
    return tuple(found)


def _headline(analysis: Analysis, names: Names, row: int) -> str:
    held = concepts_of(analysis, row)
    if len(held) == len(analysis.concepts):
        return "stable for all under every concept asked for"
    who = ", ".join(names.dm(dm) for dm in leavers(analysis, row))
    if held:
        return f"stable for all under {', '.join(CONCEPTS[c].short for c in held)}; not for {who} otherwise"
    return f"not an equilibrium; could be left by {who}"


def register(analysis: Analysis) -> Register:
    """Views of every claim and every cited assumption, numbered in the order of the file."""
    case = analysis.case
    views = {name: _claim(analysis, claim, f"claim-{k}") for k, (name, claim) in enumerate(case.claims.items(), 1)}
    used, recorded = used_assumptions(case)
    anchors = {id(a): f"assumption-{k}" for k, a in enumerate((*used, *recorded), 1)}

    def view(a: Assumption) -> AssumptionView:
        cited = tuple(views[name] for name in a.claims if name in views)
        return AssumptionView(anchors[id(a)], plain(a.path), plain(a.text), bool(FORMULAS.search(a.path)), cited)

    return Register(
        claims=tuple(views.values()),
        used=tuple(view(a) for a in used),
        recorded=tuple(view(a) for a in recorded if not a.path.startswith("timeline[")),
        by_path={a.path: anchors[id(a)] for a in (*used, *recorded)},
        by_claim={name: view.anchor for name, view in views.items()},
    )


def _claim(analysis: Analysis, claim: Claim, anchor: str) -> ClaimView:
    return ClaimView(
        anchor=anchor,
        name=plain(claim.name),
        sentence=plain(claim.sentence),
        stamp=plain(claim.stamp),
        link=moment_link(claim),
        grade=plain(claim.grade),
        grade_words=grade_words(claim),
        listened=listened_words(claim),
        likelihood=likelihood_words(claim),
        quote=plain(claim.quote),
        chain=chain(analysis.case, claim),
    )


def contacts(analysis: Analysis, claims: Register) -> tuple[ContactView, ...]:
    """The timeline, by date."""
    names, views = Names(analysis), {c.anchor: c for c in claims.claims}
    found = []
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
                claims=tuple(views[claims.by_claim[n]] for n in contact.cites if n in claims.by_claim),
            )
        )
    return tuple(found)
