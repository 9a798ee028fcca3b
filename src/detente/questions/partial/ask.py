"""What holds whatever the unknown preferences are."""

from __future__ import annotations

from detente.analysis.partial_case import partial_refusal, partial_result
from detente.model.results import Omitted
from detente.questions.partial.found import PartialStability
from detente.questions.question import Asked

__all__ = ["ask"]


def ask(asked: Asked) -> PartialStability | Omitted | None:
    """Verdicts over all completions; None where every preference is known."""
    found = asked.analysis
    if refusal := partial_refusal(found.case, asked.model):
        return Omitted(f"Unknown preferences were taken as modelled, because {refusal}")
    return partial_result(found.case, found.space, asked.model, found.concepts, found.explanations)
