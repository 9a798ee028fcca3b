"""Terms, positions, ratification, the mediator and its levers, scenarios: read now, used by later versions."""

from typing import Annotated, Any, cast

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from detente.casefile.schema.base import Free, Many, Shape, evidence
from detente.casefile.schema.conflict import PlainStatementShape, WeightShape
from detente.casefile.schema.scalars import TEXT_SCHEMA, Day, Label, Number, Said, refuse
from detente.casefile.source.text import Text

__all__ = [
    "ChangeShape",
    "LeverShape",
    "MediatorShape",
    "MotiveShape",
    "PackagesShape",
    "PositionShape",
    "RatificationShape",
    "RatifierShape",
    "ScenarioShape",
    "TermShape",
    "ValueShape",
]


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


class MotiveShape(Shape):
    """What a mediator gains."""

    shorthand = "text"
    text: Said
    because: Many = evidence()


class MediatorShape(Shape):
    """The decision maker who mediates, and why."""

    shorthand = "dm"
    dm: Said
    motives: list[MotiveShape] = Field(default_factory=list[MotiveShape])
    note: Said | None = None
    because: Many = evidence()


class LeverShape(Shape):
    """What one decision maker can bring to bear on another."""

    by: Said
    on: Said
    title: Said | None = None
    effect: Free = None
    cost: Number | None = None
    needs: Many = Field(default_factory=list[Said], description="Ratifiers without whom it cannot be used.")
    note: Said | None = None
    because: Many = evidence()


class ScenarioShape(Shape):
    """The same case under another circumstance."""

    title: Said | None = None
    change: Free = None
    note: Said | None = None
    because: Many = evidence()
