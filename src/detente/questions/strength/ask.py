"""How strongly sanctions are felt."""

from __future__ import annotations

from detente.analysis.strength import MAX_STATES, strength_analysis
from detente.model.results import Omitted
from detente.questions.question import Asked
from detente.questions.strength.found import Strength

__all__ = ["ask"]


def ask(asked: Asked) -> Strength | Omitted | None:
    """Which stable states are strongly so; None where the case marks no preference as strong."""
    found = asked.analysis
    if found.space.count > MAX_STATES:
        return Omitted(f"Strength of preference is left out beyond {MAX_STATES:,} states.")
    rows = dict.fromkeys((*found.matter, *asked.also))
    return strength_analysis(found.case, found.space, asked.model, found.table, rows)
