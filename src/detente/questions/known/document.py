"""What a case leaves out because it was not known yet, as JSON."""

from __future__ import annotations

from detente.model.as_of import AsOf, LeftOut
from detente.model.results import Analysis
from detente.report.documents import fields


def left_out_entry(left: LeftOut) -> dict[str, object]:
    """An assumption that could not be made yet, for JSON."""
    return {
        "assumption": left.path,
        **fields(left, "text", "title"),
        "waits_for": [{"claim": name, "known_from": day} for name, day in left.waits_for],
    }


def document(analysis: Analysis, found: AsOf) -> dict[str, object]:
    """The key ``known`` (docs/reference/analysis-json.md)."""
    told: dict[str, object] = {
        "day": found.day,
        "left_out": [left_out_entry(left) for left in found.left_out],
        "unknown": [{"claim": name, "known_from": day} for name, day in found.unknown],
        "contacts_left_out": found.contacts,
    }
    return {"known": told}
