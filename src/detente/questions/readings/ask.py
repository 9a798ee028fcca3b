"""The evidence against competing readings."""

from __future__ import annotations

from detente.analysis.readings import compare_readings
from detente.model.readings import ComparedReadings
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> tuple[ComparedReadings, ...] | None:
    """A table for each question of the case; None where it has none."""
    return compare_readings(asked.analysis.case) or None
