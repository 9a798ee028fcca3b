"""What becomes of guarantees, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from guarantees.found import GuaranteesFound


def document(analysis: Analysis, found: GuaranteesFound) -> dict[str, object]:
    """``guarantees``: the keys of those that are kept, and of the others."""
    return {"guarantees": {"kept": [g.key for g in found.kept], "called_on": [g.key for g in found.called_on]}}
