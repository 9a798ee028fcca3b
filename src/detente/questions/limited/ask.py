"""What holds if decision makers look several moves ahead."""

from __future__ import annotations

from detente.analysis.limited import MAX_STATES, limited_analysis
from detente.model.results import Omitted
from detente.questions.limited.found import LimitedMoves
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> LimitedMoves | Omitted | None:
    """Verdicts by horizon; None where nobody can answer a move."""
    found = asked.analysis
    if found.space.count > MAX_STATES:
        return Omitted(f"Looking several moves ahead is left out beyond {MAX_STATES:,} states.")
    rows = (found.status_quo, *asked.also)
    return limited_analysis(found.case, found.space, asked.model, asked.horizon, rows)
