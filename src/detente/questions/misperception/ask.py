"""What holds where sides see the conflict differently, and who could be surprised."""

from __future__ import annotations

from detente.analysis.factions import MAX_STATES
from detente.analysis.misperception import misperception_analysis
from detente.model.results import Omitted
from detente.questions.misperception.found import HypergameResults
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> HypergameResults | Omitted | None:
    """What holds by what each side sees; None where all see the conflict as the case has it."""
    found = asked.analysis
    answer = misperception_analysis(found.case, found.space, asked.model, found.table, found.status_quo)
    if answer is None and any(dm.perceives or dm.does_not_see for dm in found.case.decision_makers):
        return Omitted(f"What each side sees was not compared: that is done for up to {MAX_STATES:,} states.")
    return answer
