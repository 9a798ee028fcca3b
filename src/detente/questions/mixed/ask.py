"""What holds where each decision maker is its own kind of actor."""

from __future__ import annotations

from detente.analysis.mixed import mixed_analysis
from detente.questions.mixed.found import MixedEquilibria
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> MixedEquilibria | None:
    """What holds then; None where the case says nothing of that."""
    found = asked.analysis
    return mixed_analysis(found.case, found.space, asked.model, found.table)
