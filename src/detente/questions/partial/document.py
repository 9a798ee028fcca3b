"""What holds whatever the unknown preferences are, as JSON."""

from __future__ import annotations

from detente.model.graph import BoolArray
from detente.model.results import Analysis
from detente.questions.partial.found import PartialStability
from detente.report.documents import explanation_entry, numbers_by_dm, numbers_where


def document(analysis: Analysis, found: PartialStability) -> dict[str, object]:
    """Keys beside ``stable`` and ``equilibria``, in the same shape; none where every preference is known."""
    keys = [dm.key for dm in analysis.case.decision_makers]

    def by_dm(tables: dict[str, BoolArray]) -> dict[str, dict[str, list[int]]]:
        return {c: numbers_by_dm(analysis.case, table) for c, table in tables.items()}

    def of_all(tables: dict[str, BoolArray]) -> dict[str, list[int]]:
        return {c: numbers_where(states) for c, states in tables.items()}

    return {
        "surely": by_dm(found.surely),
        "possibly": by_dm(found.possibly),
        "surely_equilibria": of_all(found.surely_everybody),
        "possibly_equilibria": of_all(found.possibly_everybody),
        "extensions": {letter: by_dm(tables) for letter, tables in found.extensions.items()},
        "undecided": {
            "surely": by_dm(found.open_surely),
            "possibly": by_dm(found.open_possibly),
            "possibly_equilibria": of_all(found.open_everybody),
        },
        "unknown_pairs": dict(zip(keys, found.unknown, strict=True)),
        "completions": [
            {"taken": "best" if w.best else "worst", **explanation_entry(analysis, w.explanation)}
            for w in found.witnesses
        ],
    }
