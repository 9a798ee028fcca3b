"""``positions``: what each value of each issue is worth to a party, what no deal is, and how that changed."""

from pydantic import ConfigDict, Field

from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Many, Shape, evidence
from detente.casefile.schema.scalars import Day, Number, Said
from detente.casefile.sections.section import recorded
from detente.casefile.sections.terms import ANALYSIS, Terms
from detente.frozen import frozen


class WeightShape(Shape):
    """What an issue is worth to a party."""

    shorthand = "weight"
    weight: Number
    because: Many = evidence()


class ValueShape(Shape):
    """What one outcome is worth to a party."""

    shorthand = "value"
    value: Number
    note: Said | None = None
    because: Many = evidence()


class ChangeShape(Shape):
    """A concession: a position that changed on a date."""

    date: Day | None = None
    term: Said
    origin: Said | None = Field(None, alias="from")
    to: Said
    note: Said | None = None
    because: Many = evidence()


class PositionShape(Shape):
    """A party's position: under each issue, the worth of each of its values."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)
    # Read by pydantic 2.6 only if it is no string: hence no "from __future__ import annotations" in this module.
    __pydantic_extra__: dict[str, dict[str, ValueShape]]  # pyright: ignore[reportIncompatibleVariableOverride]
    weights: dict[str, WeightShape] = Field(default_factory=dict[str, WeightShape])
    no_deal: ValueShape | None = None
    changes: list[ChangeShape] = Field(default_factory=list[ChangeShape])
    note: Said | None = None
    because: Many = evidence()


@frozen(slots=False)
class _Position:
    """The position of one party on its way through the checks."""

    reading: CaseReading
    terms: Terms
    party: str
    given: PositionShape

    def check(self) -> None:
        reading, given = self.reading, self.given
        reading.known_key(reading.makers, "decision maker", "positions", self.party)
        self._record(f"the position of {reading.makers.get(self.party, self.party)}", given.because)
        self._values()
        for issue, weight in given.weights.items():
            reading.known_key(self.terms.titles, "term", "positions", self.party, "weights", issue)
            self._record(f"{issue} weighs {weight.weight:g}", weight.because, "weights", issue)
        if given.no_deal is not None:
            self._record(f"no deal is worth {given.no_deal.value:g}", given.no_deal.because, "no_deal")
        for k, change in enumerate(given.changes):
            self._change(k, change)

    def _record(self, text: str, because: Many, *loc: int | str) -> None:
        self.reading.record(text, because, "positions", self.party, *loc)

    def _values(self) -> None:
        known = {**self.terms.titles, **dict.fromkeys(PositionShape.model_fields, "")}
        for issue, values in (self.given.model_extra or {}).items():
            self.reading.known_key(known, "term", "positions", self.party, issue)
            own = self.terms.of.get(issue, {})
            for value, worth in values.items() if issue in self.terms.of else ():
                self.reading.known_key(own, "term value", "positions", self.party, issue, value)
                self._record(f"{issue}: {value} is worth {worth.value:g}", worth.because, issue, value)

    def _change(self, k: int, change: ChangeShape) -> None:
        issue = self.reading.known(change.term, self.terms.titles, "term")
        for value in (change.origin, change.to):
            if value is not None and issue in self.terms.of:
                self.reading.known(value, self.terms.of[issue], "term value")
        before = f" from {change.origin}" if change.origin is not None else ""
        when = f" ({change.date})" if change.date is not None else ""
        self._record(f"{issue} changes{before} to {change.to}{when}", change.because, "changes", k)


def _check(given: dict[str, PositionShape], reading: CaseReading) -> None:
    terms = Terms(reading.written)
    for party, position in given.items():
        _Position(reading, terms, party, position).check()


POSITIONS = recorded("positions", dict[str, PositionShape], _check, ANALYSIS)
