"""What holds in each scenario, beside what holds in the case."""

from __future__ import annotations

from detente.analysis.conclusions import MAX_STATES
from detente.analysis.scenarios import compare_scenarios
from detente.model.results import Omitted
from detente.model.scenarios import Scenarios
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> Scenarios | Omitted | None:
    """The case beside its scenarios; None where it names none."""
    found = asked.analysis
    if not found.case.scenarios:
        return None
    if found.space.count > MAX_STATES:
        return Omitted(f"Scenarios are compared up to {MAX_STATES:,} states.", "scenario")
    return compare_scenarios(found, asked.progress)
