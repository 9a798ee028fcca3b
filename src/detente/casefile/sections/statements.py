"""Formulas with what they rest on, as several sections have them: ``feasible`` and ``merge`` are nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from pydantic import Field

from detente.casefile.reading.context import CaseReading, in_words
from detente.casefile.schema.base import Fallible, Many, Shape, evidence, needs
from detente.casefile.schema.scalars import NeedsWord, Said
from detente.casefile.sections.section import CaseSection, Losses, loss
from detente.casefile.sections.told import rule
from detente.model.case import Case, Constraint, Merge
from detente.model.formula import Formula
from detente.model.grounds import DROP, KEEP, SWAP, Needs

Stated = TypeVar("Stated")


class PlainStatementShape(Shape):
    """A formula, with the evidence for it."""

    shorthand = "that"
    that: Said
    title: Said | None = Field(None, description="The same in plain words.")
    because: Many = evidence()


class StatementShape(PlainStatementShape):
    """A formula over options, with the evidence for it."""

    needs: NeedsWord = needs()
    otherwise: Said | None = Field(
        None, description="What holds if the claims fail: drop (the default), keep, swap or another formula."
    )


class MergeShape(Fallible):
    """A formula for states that nobody distinguishes, with the evidence for it."""

    shorthand = "that"
    that: Said
    title: Said | None = Field(None, description="The same in plain words.")


def instead(reading: CaseReading, given: StatementShape, *, has_next: bool = False) -> Formula | str | None:
    """``drop``, ``keep``, a formula, or ``swap`` where a statement follows with which it can change places."""
    if given.otherwise is None:
        return None
    word = given.otherwise.text.strip().lower()
    if word == SWAP and not has_next:
        message = "'swap' changes places with the next statement, and there is none"
        hint = "write drop, keep or a formula, or put it on an earlier statement of a preference"
        reading.findings.error("swap-without-next", given.otherwise.pos, message, hint)
        return None
    return word if word in (DROP, KEEP, SWAP) else reading.formula(given.otherwise)


def stated(
    kind: Callable[..., Stated],
    reading: CaseReading,
    given: PlainStatementShape | MergeShape,
    *loc: int | str,
    needs: Needs = Needs.ALL,
    otherwise: Formula | str | None = None,
    **more: object,
) -> Stated:
    """An element of some kind that says a formula."""
    grounds = reading.grounds(given.because, *loc, needs=needs, otherwise=otherwise, pos=given.that.pos)
    formula, text, title = reading.formula(given.that), given.that.line, in_words(given.title)
    return kind(formula=formula, text=text, title=title, grounds=grounds, **more)


def _feasible(given: list[StatementShape], reading: CaseReading, case: Case) -> Case:
    found = [
        stated(Constraint, reading, item, "feasible", k, needs=item.needs, otherwise=instead(reading, item))
        for k, item in enumerate(given)
    ]
    return replace(case, feasible=tuple(found))


def _merges(given: list[MergeShape], reading: CaseReading, case: Case) -> Case:
    found = [
        stated(Merge, reading, item, "merge", k, needs=item.needs, otherwise=item.otherwise)
        for k, item in enumerate(given)
    ]
    return replace(case, merges=tuple(found))


def _lost_merges(case: Case) -> Losses:
    for merge in case.merges:
        message = f"a .gmcr file cannot merge states: those joined by '{merge.text}' stand apart in it"
        hint = "state numbers and equilibria can differ from those of the case"
        yield loss(case, message, hint, merge.grounds.pos)


FEASIBLE = CaseSection(
    "feasible",
    list[StatementShape],
    _feasible,
    lambda case: [rule(constraint) for constraint in case.feasible],
    "What must hold of every state.",
    formulas=True,
)
MERGE = CaseSection(
    "merge",
    list[MergeShape],
    _merges,
    lambda case: [rule(merge) for merge in case.merges],
    "States that nobody tells apart.",
    _lost_merges,
    formulas=True,
)
