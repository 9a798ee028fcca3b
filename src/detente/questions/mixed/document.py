"""What holds where each decision maker is its own kind of actor, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.mixed.found import MixedEquilibria
from detente.report.documents import numbers


def document(analysis: Analysis, found: MixedEquilibria) -> dict[str, object]:
    """``mixed``: the concept of each decision maker that has one, and the states that hold."""
    keys = [dm.key for dm in analysis.case.decision_makers]
    told: dict[str, object] = {
        "concepts": {key: c.value for key, c in zip(keys, found.concepts, strict=True) if c is not None},
        "equilibria": numbers(found.equilibria),
    }
    if found.if_others:
        told["if_others"] = {c.value: numbers(rows) for c, rows in found.if_others}
    return {"mixed": told}
