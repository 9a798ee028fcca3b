"""How the states that hold could come about from the status quo."""

from __future__ import annotations

from detente.analysis.evolution import BRIEF, evolution
from detente.analysis.limited import MAX_STATES
from detente.model.results import Omitted
from detente.questions.evolution.found import Evolution
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> Evolution | Omitted | None:
    """The ways to each; None where the case names no status quo."""
    found = asked.analysis
    if found.space.count > MAX_STATES:
        return Omitted("How the states that hold could come about is not told here.", "evolve")
    if found.status_quo is None:
        return None
    return evolution(asked.model, found.status_quo, found.table, effort=BRIEF)
