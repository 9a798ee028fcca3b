"""What holds once attitudes count."""

from __future__ import annotations

from detente.analysis.attitudes import ASKED_STATES, attitude_analysis
from detente.model.results import Omitted
from detente.questions.attitudes.found import AttitudeResults
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> AttitudeResults | Omitted | None:
    """The relational verdicts; None where the case has no attitudes."""
    found = asked.analysis
    answer = attitude_analysis(found.case, asked.model, found.table, found.matter)
    if answer is None and found.space.count > ASKED_STATES and any(dm.attitudes for dm in found.case.decision_makers):
        return Omitted(f"Attitudes were left aside: they are asked about for up to {ASKED_STATES:,} states.")
    return answer
