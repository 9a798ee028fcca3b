"""From a case to what becomes of its guarantees."""

from __future__ import annotations

from detente.kernels.expressions import evaluate
from detente.model.case import Case
from detente.model.formula import compile_formula
from detente.model.results import StabilityTable, StateSpace
from detente.questions.question import Asked
from guarantees.found import Guarantee, GuaranteesFound, GuaranteesGiven


def ask(asked: Asked) -> GuaranteesFound | None:
    """None where nobody vouches for anything."""
    analysis = asked.analysis
    found = given(analysis.case)
    if not found:
        return None
    kept = tuple(g for g in found if holds(g, analysis.case, analysis.space, analysis.table))
    return GuaranteesFound(kept, tuple(g for g in found if g not in kept))


def given(case: Case) -> tuple[Guarantee, ...]:
    """The guarantees of a case."""
    content = case.extra.get("guarantees")
    return content.given if isinstance(content, GuaranteesGiven) else ()


def holds(guarantee: Guarantee, case: Case, space: StateSpace, table: StabilityTable) -> bool:
    """Whether what is vouched for holds in every state that is stable for all, whatever the concept."""
    truth = evaluate(compile_formula(guarantee.formula, case.option_index), space.masks)
    return all(truth[stable.all(axis=0)].all() for stable in table.stable.values())
