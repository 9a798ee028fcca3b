"""Who could act together."""

from __future__ import annotations

from detente.analysis.coalitions import coalition_analysis
from detente.model.coalitions import Coalitions
from detente.model.results import Omitted
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> Coalitions | Omitted:
    """What coalitions could gain; what would take long is left out, in part or all of it."""
    found = asked.analysis
    together, left_out = coalition_analysis(found.case, found.space, asked.model, found.table)
    if together is None:
        return Omitted(left_out)
    if left_out:
        asked.leave_out(left_out)
    return together
