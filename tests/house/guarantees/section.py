"""``guarantees``: who vouches for what."""

from __future__ import annotations

from dataclasses import replace

from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Fallible
from detente.casefile.schema.scalars import Label, Said
from detente.casefile.sections.section import CaseSection
from detente.casefile.sections.told import rests
from detente.model.case import Case
from guarantees.found import Guarantee, GuaranteesGiven


class GuaranteeShape(Fallible):
    """What one guarantor vouches for."""

    by: Said
    that: Said


def _read(given: dict[str, GuaranteeShape], reading: CaseReading, case: Case) -> Case:
    found = tuple(
        Guarantee(
            key=key,
            by=reading.maker(item.by),
            formula=reading.formula(item.that),
            text=item.that.line,
            grounds=reading.fallible(item, "guarantees", key),
        )
        for key, item in given.items()
    )
    return replace(case, extra={**case.extra, "guarantees": GuaranteesGiven(found)}) if found else case


def _write(case: Case) -> object:
    content = case.extra.get("guarantees", GuaranteesGiven(()))
    assert isinstance(content, GuaranteesGiven)
    return {g.key: {"by": g.by, "that": g.text} | rests(g.grounds) for g in content.given}


GUARANTEES = CaseSection(
    "guarantees", dict[Label, GuaranteeShape], _read, _write, "Who vouches for what.", formulas=True
)
