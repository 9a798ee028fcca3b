"""What holds once attitudes count, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.attitudes.found import AttitudeResults
from detente.report.documents import explanation_entry

WORDS = {1: "positive", 0: "neutral", -1: "negative"}


def document(analysis: Analysis, found: AttitudeResults) -> dict[str, object]:
    """``attitudes``: who is how disposed to whom, and the relational verdicts."""
    keys = [dm.key for dm in analysis.case.decision_makers]
    stable = found.table.stable
    return {
        "attitudes": {
            "towards": {
                key: {other: WORDS[int(sign)] for other, sign in zip(keys, row, strict=True)}
                for key, row in zip(keys, found.attitudes, strict=True)
            },
            "stable": {
                name: {key: (row.nonzero()[0] + 1).tolist() for key, row in zip(keys, verdicts, strict=True)}
                for name, verdicts in stable.items()
            },
            "equilibria": {name: (found.table.equilibria(name) + 1).tolist() for name in stable},
            "explanations": [explanation_entry(analysis, witness) for witness in found.explanations],
        }
    }
