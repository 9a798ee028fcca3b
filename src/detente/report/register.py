"""Every cited assumption and every claim, with the anchors that lead from one to the other.

The claims of one page of notes share the way from the speaker to that page, so it is told once for all of them.
Anchors are numbers given here, never text of a case.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.case import Assumption
from detente.model.evidence import Claim, moment_url
from detente.model.results import Analysis
from detente.report.evidence import (
    FORMULAS,
    chain,
    grade_words,
    likelihood_words,
    moment_link,
    place,
    used_assumptions,
)
from detente.report.naming import plain

__all__ = ["AssumptionView", "ClaimView", "PageClaims", "Register", "register"]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its grade, its place on the page, and the link to the moment."""

    anchor: str
    name: str
    sentence: str
    stamp: str
    seconds: int
    link: str | None
    grade: str
    grade_words: str
    listened: str
    likelihood: str
    quote: str
    section: str
    line: int | None


@dataclass(frozen=True, slots=True)
class AssumptionView:
    """An element of the case and the claims it cites. ``formula`` stands beside the plain words, or instead of them."""

    anchor: str
    path: str
    words: str
    formula: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class PageClaims:
    """The claims of one page of one recording: the chain of provenance, and each claim with the assumptions it backs.

    address is the link to the recording without its second, None where the source's id has no place in an address.
    """

    chain: tuple[tuple[str, str], ...]
    address: str | None
    claims: tuple[tuple[ClaimView, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Register:
    """All claims and cited assumptions. ``by_path`` and ``by_claim`` lead to their anchors."""

    pages: tuple[PageClaims, ...]
    used: tuple[AssumptionView, ...]
    recorded: tuple[AssumptionView, ...]
    grades: tuple[tuple[str, str], ...]
    by_path: dict[str, str]
    by_claim: dict[str, str]
    claims: dict[str, ClaimView]


def register(analysis: Analysis) -> Register:
    """Views of every claim and every cited assumption, numbered in the order of the file."""
    case = analysis.case
    views = {name: _claim(analysis, claim, f"claim-{k}") for k, (name, claim) in enumerate(case.claims.items(), 1)}
    used, recorded = used_assumptions(case)
    shown = [a for a in recorded if not a.path.startswith("timeline[")]
    listed = [_assumption(a, f"assumption-{k}", views) for k, a in enumerate((*used, *shown), 1)]
    return Register(
        pages=_pages(analysis, views, listed),
        used=tuple(listed[: len(used)]),
        recorded=tuple(listed[len(used) :]),
        grades=tuple(sorted({(view.grade, view.grade_words) for view in views.values()})),
        by_path={a.path: view.anchor for a, view in zip((*used, *shown), listed, strict=True)},
        by_claim={name: view.anchor for name, view in views.items()},
        claims=views,
    )


def _users(
    analysis: Analysis, views: dict[str, ClaimView], assumptions: list[AssumptionView]
) -> dict[str, list[tuple[str, str]]]:
    """By the anchor of a claim: (anchor, path) of every element that cites it."""
    users: dict[str, list[tuple[str, str]]] = {}
    for assumption in assumptions:
        for claim in assumption.claims:
            users.setdefault(claim.anchor, []).append((assumption.anchor, assumption.path))
    for contact in analysis.case.timeline:
        for name in filter(views.__contains__, contact.cites):
            users.setdefault(views[name].anchor, []).append(("timeline", plain(contact.path)))
    return users


def _pages(
    analysis: Analysis, views: dict[str, ClaimView], assumptions: list[AssumptionView]
) -> tuple[PageClaims, ...]:
    case, users = analysis.case, _users(analysis, views, assumptions)
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in case.claims.values():
        groups.setdefault((claim.source, claim.page), []).append(claim)
    found = []
    for claims in groups.values():
        address = moment_url(claims[0].source, 0) if moment_link(claims[0]) else None
        rows = tuple((views[c.name], tuple(users.get(views[c.name].anchor, ()))) for c in claims)
        found.append(PageClaims(chain(case, claims[0]), address and address.removesuffix("0"), rows))
    return tuple(found)


def _assumption(a: Assumption, anchor: str, views: dict[str, ClaimView]) -> AssumptionView:
    formula = plain(a.text) if FORMULAS.search(a.path) else ""
    words = plain(a.title) or ("" if formula else plain(a.text))
    return AssumptionView(anchor, plain(a.path), words, formula, tuple(views[n] for n in a.claims if n in views))


def _claim(analysis: Analysis, claim: Claim, anchor: str) -> ClaimView:
    section, line = place(analysis.case, claim)
    heard = f"by {plain(claim.listened_by)}" if claim.listened_by else "yes"
    return ClaimView(
        anchor=anchor,
        name=plain(claim.name),
        sentence=plain(claim.sentence),
        stamp=plain(claim.stamp),
        seconds=claim.seconds,
        link=moment_link(claim),
        grade=plain(claim.grade),
        grade_words=grade_words(claim),
        listened=heard if claim.listened else "no",
        likelihood=likelihood_words(claim),
        quote=plain(claim.quote),
        section=section,
        line=line,
    )
