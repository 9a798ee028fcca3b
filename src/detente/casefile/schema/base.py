"""What all shapes of a case file share: known keys, two shorthands, and how a value's text is taken."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema

from detente.casefile.schema.scalars import TEXT_SCHEMA, Fate, NeedsWord, Said
from detente.casefile.source.text import Text
from detente.model.grounds import Needs


class Shape(BaseModel):
    """A mapping with known keys. ``shorthand`` names the key that a bare text (or list) stands for."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
    shorthand: ClassVar[str] = ""
    shorthand_is_list: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, data: Any) -> Any:
        short = isinstance(data, list) if cls.shorthand_is_list else isinstance(data, Text) and not data.empty
        return {cls.shorthand: data} if cls.shorthand and short else data

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        full = handler.resolve_ref_schema(handler(schema))
        if not cls.shorthand:
            return full
        return {"anyOf": [full["properties"][cls.shorthand], full]}


def as_plain(value: Any) -> Any:
    """Free content, or the content of shapes, as dicts and lists of texts and numbers."""
    if isinstance(value, Shape):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, dict):
        return {key: as_plain(inner) for key, inner in cast(dict[str, Any], value).items()}
    if isinstance(value, list):
        return [as_plain(inner) for inner in cast(list[Any], value)]
    return value if isinstance(value, float) else str(value)


def one_or_many(value: Any) -> Any:
    """A single text as a list of one."""
    return [value] if isinstance(value, Text) and not value.empty else value


_MANY_SCHEMA = {"anyOf": [TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA}]}
Many = Annotated[list[Said], BeforeValidator(one_or_many), WithJsonSchema(_MANY_SCHEMA)]
Free = Annotated[Any, PlainSerializer(as_plain), WithJsonSchema({})]


def evidence() -> Any:
    """The field that every element with evidence has."""
    return Field(default_factory=list[Said], description="The claims this rests on: names of claims, or page@stamp.")


def needs() -> Any:
    """The field that says how many of its claims an element needs."""
    return Field(Needs.ALL, description="all: it falls if one of its claims fails; any: only if all of them do.")


class Fallible(Shape):
    """Something from which conclusions are computed, which falls if its claims fail."""

    because: Many = evidence()
    needs: NeedsWord = needs()
    otherwise: Fate | None = Field(None, description="What if its claims fail: drop (the default) or keep.")
