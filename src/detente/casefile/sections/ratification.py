"""``ratification``: whose consent a party needs at home, and how it comes about."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.formula.grammar import FormulaNames
from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Many, Shape, evidence
from detente.casefile.schema.scalars import Label, Said
from detente.casefile.sections.section import recorded
from detente.casefile.sections.terms import Terms
from detente.casefile.source.places import titles
from detente.casefile.source.tree import Tree


class RatifierShape(Shape):
    """One whose consent a party needs at home."""

    name: Said | None = None
    accepts: Said | None = Field(None, description="A formula over terms, as in crimea.deferred or corridor.none.")
    note: Said | None = None
    because: Many = evidence()


class RatificationShape(Shape):
    """How a party's consent comes about: a rule over its ratifiers."""

    rule: Said
    ratifiers: dict[Label, RatifierShape]
    note: Said | None = None
    because: Many = evidence()


def ratifiers(tree: Tree) -> dict[str, str]:
    """Those of all parties, with their titles."""
    found: dict[str, str] = {}
    for party in titles(tree, "ratification"):
        found |= titles(tree, "ratification", party, "ratifiers")
    return found


def _check(given: dict[str, RatificationShape], reading: CaseReading) -> None:
    values = Terms(reading.written).values
    for party, consent in given.items():
        loc = ("ratification", party)
        reading.known_key(reading.makers, "decision maker", *loc)
        reading.formula(
            consent.rule, FormulaNames({key: str(r.name or "") for key, r in consent.ratifiers.items()}, "ratifier")
        )
        reading.record(consent.rule.line, consent.because, *loc)
        for key, ratifier in consent.ratifiers.items():
            if ratifier.accepts is not None:
                reading.formula(ratifier.accepts, values)
            text = f"{ratifier.name or key} accepts {ratifier.accepts.line if ratifier.accepts else 'nothing stated'}"
            reading.record(text, ratifier.because, *loc, "ratifiers", key)


RATIFICATION = recorded("ratification", dict[str, RatificationShape], _check, "the analysis of ratification")
