"""How strongly sanctions are felt, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.strength.found import READING, Strength
from detente.report.documents import numbers, numbers_by_dm


def document(analysis: Analysis, found: Strength) -> dict[str, object]:
    """The key ``strength`` (docs/reference/analysis-json.md)."""
    case = analysis.case
    told: dict[str, object] = {
        "marked": [dm.key for dm, marked in zip(case.decision_makers, found.marked, strict=True) if marked],
        "strongly": {c: numbers_by_dm(case, stable) for c, stable in found.strongly.items()},
        "weakly": {c: numbers_by_dm(case, stable) for c, stable in found.weakly.items()},
        "strong_equilibria": {c: numbers(found.strong_equilibria(c)) for c in found.strongly},
        "weak_equilibria": {c: numbers(found.weak_equilibria(c)) for c in found.strongly},
        "reading": READING,
    }
    return {"strength": told}
