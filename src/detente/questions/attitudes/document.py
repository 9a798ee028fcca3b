"""What holds once attitudes count, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.attitudes.found import AttitudeResults
from detente.report.documents import explanation_entry, numbers, numbers_by_dm

WORDS = {1: "positive", 0: "neutral", -1: "negative"}


def document(analysis: Analysis, found: AttitudeResults) -> dict[str, object]:
    """``attitudes``: who is how disposed to whom, and the relational verdicts."""
    keys = [dm.key for dm in analysis.case.decision_makers]
    table = found.table
    return {
        "attitudes": {
            "towards": {
                key: {other: WORDS[int(sign)] for other, sign in zip(keys, row, strict=True)}
                for key, row in zip(keys, found.attitudes, strict=True)
            },
            "stable": {name: numbers_by_dm(analysis.case, verdicts) for name, verdicts in table.stable.items()},
            "equilibria": {name: numbers(table.equilibria(name)) for name in table.stable},
            "explanations": [explanation_entry(analysis, witness) for witness in found.explanations],
        }
    }
