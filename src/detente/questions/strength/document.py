"""How strongly sanctions are felt, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.results import Analysis
from detente.questions.strength.found import READING, Strength


def document(analysis: Analysis, found: Strength) -> dict[str, object]:
    """The key ``strength`` (docs/reference/analysis-json.md)."""
    keys = [dm.key for dm in analysis.case.decision_makers]

    def by_dm(stable: Iterable[Iterable[bool]]) -> dict[str, list[int]]:
        return {key: [s + 1 for s, holds in enumerate(row) if holds] for key, row in zip(keys, stable, strict=True)}

    told: dict[str, object] = {
        "marked": [key for key, marked in zip(keys, found.marked, strict=True) if marked],
        "strongly": {c: by_dm(stable) for c, stable in found.strongly.items()},
        "weakly": {c: by_dm(stable) for c, stable in found.weakly.items()},
        "strong_equilibria": {c: [s + 1 for s in found.strong_equilibria(c)] for c in found.strongly},
        "weak_equilibria": {c: [s + 1 for s in found.weak_equilibria(c)] for c in found.strongly},
        "reading": READING,
    }
    return {"strength": told}
