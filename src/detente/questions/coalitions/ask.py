"""Who could act together."""

from __future__ import annotations

from detente.analysis.coalitions import coalition_analysis
from detente.model.results import Omitted
from detente.questions.coalitions.found import Coalitions
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> Coalitions | Omitted | None:
    """What coalitions could gain; None where there is nobody to act with."""
    found = asked.analysis
    together, refusal = coalition_analysis(found.case, found.space, asked.model, found.table)
    return Omitted(refusal) if refusal else together
