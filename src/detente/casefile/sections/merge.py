"""``merge``: states that nobody tells apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from detente.casefile.reading.context import Reading
from detente.casefile.schema.base import Fallible
from detente.casefile.schema.scalars import Said
from detente.casefile.sections.section import Section, loss
from detente.casefile.sections.statements import stated
from detente.casefile.sections.told import rule
from detente.errors import Problem
from detente.model.case import Case, Merge


class MergeShape(Fallible):
    """A formula for states that nobody distinguishes, with the evidence for it."""

    shorthand = "that"
    that: Said
    title: Said | None = Field(None, description="The same in plain words.")


def _read(given: list[MergeShape], reading: Reading, case: Case) -> Case:
    found = (
        stated(Merge, reading, item, "merge", k, needs=item.needs, otherwise=item.otherwise)
        for k, item in enumerate(given)
    )
    return replace(case, merges=tuple(found))


def _write(case: Case) -> object:
    return [rule(merge) for merge in case.merges]


def _losses(case: Case) -> Iterator[Problem]:
    for merge in case.merges:
        message = f"a .gmcr file cannot merge states: those joined by '{merge.text}' stand apart in it"
        hint = "state numbers and equilibria can differ from those of the case"
        yield loss(case, message, hint, merge.grounds.pos)


MERGE = Section("merge", list[MergeShape], _read, _write, "States that nobody tells apart.", _losses, formulas=True)
