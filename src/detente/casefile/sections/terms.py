"""``terms`` and ``packages``: the issues on the table, the values each may take, and which go together."""

from __future__ import annotations

from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, WithJsonSchema

from detente.casefile.formula.grammar import FormulaNames
from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Many, Shape, evidence
from detente.casefile.schema.scalars import TEXT_SCHEMA, Label, Said, refuse
from detente.casefile.sections.section import recorded
from detente.casefile.sections.statements import PlainStatementShape
from detente.casefile.source.places import find, titles
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Tree, TreeList

ANALYSIS = "the analysis of terms"


class Terms:
    """The issues of a case and their values, by name.

    titles : those of the issues; of : issue -> its values; values : in full, as in ``crimea.deferred``
    """

    def __init__(self, tree: Tree) -> None:
        self.titles = titles(tree, "terms")
        self.of = {issue: dict.fromkeys(_values(tree, issue), "") for issue in self.titles}
        full = {f"{issue}.{value}": self.titles[issue] for issue, own in self.of.items() for value in own}
        self.values = FormulaNames(full, "term value")


def _values(tree: Tree, issue: str) -> dict[str, str]:
    """Those of one issue, in a list or as a mapping under ``values``."""
    listed = isinstance(find(tree, ("terms", issue))[-1][1], TreeList)
    return titles(tree, "terms", issue) if listed else titles(tree, "terms", issue, "values")


def _titled(value: Any) -> Any:
    """A list of names as a mapping of each name to itself."""
    if not isinstance(value, list):
        return value
    items = cast(list[Any], value)
    texts = [item for item in items if isinstance(item, Text) and not item.empty]
    if len(texts) != len(items):
        raise refuse("wrong-type", "each value of an issue must be a name", "as in [russia, deferred, ukraine]")
    words = [item.text for item in texts]
    twice = next((word for k, word in enumerate(words) if word in words[:k]), None)
    if twice is not None:
        raise refuse("duplicate-name", f"the value {twice!r} is listed twice", "list each value once")
    return {item.text: item for item in texts}


class TermShape(Shape):
    """An issue on the table and the values it may take."""

    shorthand = "values"
    shorthand_is_list = True
    values: Annotated[
        dict[Label, Said],
        BeforeValidator(_titled),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "array", "items": TEXT_SCHEMA},
                    {"type": "object", "additionalProperties": TEXT_SCHEMA},
                ]
            }
        ),
    ]
    title: Said | None = None
    note: Said | None = None
    because: Many = evidence()


class PackagesShape(Shape):
    """Which values of different issues go together."""

    compatible: list[PlainStatementShape] = Field(default_factory=list[PlainStatementShape])


def _check(given: dict[str, TermShape], reading: CaseReading) -> None:
    for issue, term in given.items():
        text = f"{term.title or issue}: {', '.join(str(title) for title in term.values.values())}"
        reading.record(text, term.because, "terms", issue)


def _check_packages(given: PackagesShape, reading: CaseReading) -> None:
    values = Terms(reading.written).values
    for k, item in enumerate(given.compatible):
        reading.formula(item.that, values)
        reading.record(item.that.line, item.because, "packages", "compatible", k)


TERMS = recorded("terms", dict[Label, TermShape], _check, ANALYSIS)
PACKAGES = recorded("packages", PackagesShape, _check_packages, ANALYSIS)
