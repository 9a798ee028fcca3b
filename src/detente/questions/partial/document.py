"""What holds whatever the unknown preferences are, as JSON."""

from __future__ import annotations

import numpy as np

from detente.model.results import Analysis
from detente.questions.partial.found import PartialStability
from detente.report.documents import explanation_entry


def document(analysis: Analysis, found: PartialStability) -> dict[str, object]:
    """Keys beside ``stable`` and ``equilibria``, in the same shape; none where every preference is known."""
    keys = [dm.key for dm in analysis.case.decision_makers]

    def per_dm(table: np.ndarray) -> dict[str, list[int]]:
        return {key: _numbers(row) for key, row in zip(keys, table, strict=True)}

    return {
        "surely": {c: per_dm(t) for c, t in found.surely.items()},
        "possibly": {c: per_dm(t) for c, t in found.possibly.items()},
        "surely_equilibria": {c: _numbers(t) for c, t in found.surely_everybody.items()},
        "possibly_equilibria": {c: _numbers(t) for c, t in found.possibly_everybody.items()},
        "extensions": {
            letter: {c: per_dm(t) for c, t in tables.items()} for letter, tables in found.extensions.items()
        },
        "undecided": {
            "surely": {c: per_dm(t) for c, t in found.open_surely.items()},
            "possibly": {c: per_dm(t) for c, t in found.open_possibly.items()},
            "possibly_equilibria": {c: _numbers(t) for c, t in found.open_everybody.items()},
        },
        "unknown_pairs": dict(zip(keys, found.unknown, strict=True)),
        "completions": [
            {"taken": "best" if w.best else "worst", **explanation_entry(analysis, w.explanation)}
            for w in found.witnesses
        ],
    }


def _numbers(states: np.ndarray) -> list[int]:
    return [int(row) + 1 for row in np.flatnonzero(states)]
