"""Competing readings of a question, and the evidence rated against each."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from detente.casefile.schema.base import Shape
from detente.casefile.schema.scalars import Name, RatingCode, Said, refuse

__all__ = ["QuestionShape", "RatedShape"]


def _reading_name(word: str) -> str:
    if word == "note":
        hint = "under 'evidence' it is the key for a note; choose another name"
        raise refuse("bad-name", "'note' cannot be the name of a reading", hint)
    return word


def _two_or_more(readings: dict[str, Said]) -> dict[str, Said]:
    if len(readings) < 2:
        found = "only one reading" if readings else "no reading"
        raise refuse("wrong-value", f"there is {found} here, so nothing to compare", "write at least two")
    return readings


class RatedShape(Shape):
    """How a piece of evidence agrees with each reading; a reading that is left out is not rated."""

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)
    # Read by pydantic 2.6 only if it is no string: hence no "from __future__ import annotations" in this module.
    __pydantic_extra__: dict[str, RatingCode]  # pyright: ignore[reportIncompatibleVariableOverride]
    note: Said | None = Field(None, description="Why it is rated so.")


class QuestionShape(Shape):
    """A question that the evidence leaves open, with competing readings."""

    title: Said = Field(description="The question, in a sentence.")
    about: Said | None = Field(None, description="Path of the assumption that takes a reading: russia.prefers[3].")
    readings: Annotated[dict[Annotated[Name, AfterValidator(_reading_name)], Said], AfterValidator(_two_or_more)] = (
        Field(description="Each reading by a name, with a sentence that says it.")
    )
    taken: Said | None = Field(None, description="The reading that the case takes.")
    evidence: dict[str, RatedShape] = Field(
        default_factory=dict[str, RatedShape],
        description="Names of claims, or page@stamp, each with its rating per reading: CC, C, N, I, II or NA.",
    )
    note: Said | None = None
