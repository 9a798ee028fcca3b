"""What each day's contacts changed, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.case import Case
from detente.model.conclusion import Conclusion
from detente.questions.days.found import Between, Known
from detente.questions.known.document import left_out_entry
from detente.report.evidence import moment_link

SCHEMA = "detente.between/1"


def between_document(found: Between) -> dict[str, object]:
    """The answer as one JSON document, ``detente.between/1`` (docs/how-to/what-was-known-when.md)."""
    return {
        "schema": SCHEMA,
        "title": found.case.title,
        "from": found.start,
        "to": found.end,
        "concepts": [concept.value for concept in found.concepts],
        "before": _day_entry(found.case, found.before),
        "days": [_day_entry(found.case, day) for day in found.days],
        "missing": [left_out_entry(left) for left in found.missing],
        "undated_claims": found.always,
        "version": found.version,
        "digest": found.case.digest,
    }


def _day_entry(case: Case, known: Known) -> dict[str, object]:
    told: dict[str, object] = {
        "day": known.day,
        "contacts": [
            {
                "assumption": contact.grounds.path,
                "kind": contact.kind,
                "from": list(contact.sender),
                "to": list(contact.to),
                "summary": contact.summary,
                "claims": list(contact.cites),
            }
            for contact in known.contacts
        ],
        "claims": [_claim_entry(case, name) for name in known.claims],
        "entered": [left_out_entry(left) for left in known.entered],
        "holding": _conclusions(known.holding),
        "appeared": _conclusions(known.appeared),
        "vanished": _conclusions(known.vanished),
    }
    return {**told, "problem": known.problem} if known.problem else told


def _claim_entry(case: Case, name: str) -> dict[str, object]:
    claim = case.claims[name]
    return {"claim": name, "source": claim.source, "stamp": claim.stamp, "url": moment_link(claim)}


def _conclusions(some: Iterable[Conclusion]) -> list[dict[str, object]]:
    ordered = sorted(some, key=lambda c: (c.kind, c.place, c.yes))
    return [{"kind": c.kind, "concept": c.concept.value if c.concept else None, "yes": list(c.yes)} for c in ordered]
