"""``feasible``: what must hold of every state."""

from __future__ import annotations

from dataclasses import replace

from detente.casefile.reading.context import Reading
from detente.casefile.sections.section import Section
from detente.casefile.sections.statements import StatementShape, instead, stated
from detente.casefile.sections.told import rule
from detente.model.case import Case, Constraint


def _read(given: list[StatementShape], reading: Reading, case: Case) -> Case:
    return replace(case, feasible=tuple(_constraint(reading, item, k) for k, item in enumerate(given)))


def _constraint(reading: Reading, item: StatementShape, k: int) -> Constraint:
    otherwise = instead(reading, item)
    return stated(Constraint, reading, item, "feasible", k, needs=item.needs, otherwise=otherwise)


def _write(case: Case) -> object:
    return [rule(constraint) for constraint in case.feasible]


FEASIBLE = Section("feasible", list[StatementShape], _read, _write, "What must hold of every state.", formulas=True)
