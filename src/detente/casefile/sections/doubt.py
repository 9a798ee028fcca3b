"""``doubt``: by which rule claims are in doubt."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Shape
from detente.casefile.schema.scalars import Credibility, DependenceWord, Reliability
from detente.casefile.sections.section import CaseSection
from detente.casefile.sections.told import OneLine
from detente.model.case import Case
from detente.model.evidence import Dependence, DoubtRule


class DoubtShape(Shape):
    """Which claims are in doubt, by their grades; and how the claims of one source may fail."""

    reliability: list[Reliability] | None = Field(None, description="Claims of sources with these grades are in doubt.")
    credibility: list[Credibility] | None = Field(None, description="Claims with these grades are in doubt.")
    within_source: DependenceWord = Field(
        Dependence.ANY, description="How claims of one source fail, for likelihoods: independent, together or any."
    )


def _read(given: DoubtShape | None, reading: CaseReading, case: Case) -> Case:
    """A key left out is as in the default."""
    if given is None:
        return case
    default = DoubtRule()
    rule = DoubtRule(
        reliability=default.reliability if given.reliability is None else tuple(given.reliability),
        credibility=default.credibility if given.credibility is None else tuple(given.credibility),
        within_source=given.within_source,
        pos=reading.pos("doubt"),
    )
    return replace(case, doubt=rule)


def _write(case: Case) -> object:
    rule = case.doubt
    if rule is None:
        return None
    return {
        "reliability": OneLine(rule.reliability),
        "credibility": OneLine(rule.credibility),
        "within_source": rule.within_source.value,
    }


DOUBT = CaseSection("doubt", DoubtShape | None, _read, _write, "By which rule claims are in doubt.")
