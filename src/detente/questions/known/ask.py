"""What the case leaves out, where it was cut down to what was known on an earlier day."""

from __future__ import annotations

from detente.model.as_of import AsOf
from detente.questions.question import Asked


def ask(asked: Asked) -> AsOf | None:
    """What was left out when the case was cut down; None where it was not."""
    return asked.analysis.case.known
