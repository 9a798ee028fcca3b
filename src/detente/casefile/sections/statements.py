"""Formulas with what they rest on, as several sections have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from pydantic import Field

from detente.casefile.reading.context import Reading, in_words
from detente.casefile.schema.base import Many, Shape, evidence, needs
from detente.casefile.schema.scalars import NeedsWord, Said
from detente.casefile.source.text import Text
from detente.model.formula import Formula
from detente.model.grounds import DROP, KEEP, SWAP, Needs

Stated = TypeVar("Stated")


class StatementShape(Shape):
    """A formula over options, with the evidence for it."""

    shorthand = "that"
    that: Said
    title: Said | None = Field(None, description="The same in plain words.")
    because: Many = evidence()
    needs: NeedsWord = needs()
    otherwise: Said | None = Field(
        None, description="What holds if the claims fail: drop (the default), keep, swap or another formula."
    )


class PlainStatementShape(Shape):
    """A formula, with the evidence for it."""

    shorthand = "that"
    that: Said
    title: Said | None = Field(None, description="The same in plain words.")
    because: Many = evidence()


def instead(reading: Reading, given: StatementShape, *, has_next: bool = False) -> Formula | str | None:
    """``drop``, ``keep``, a formula, or ``swap`` where a statement follows with which it can change places."""
    if given.otherwise is None:
        return None
    word = given.otherwise.text.strip().lower()
    if word == SWAP and not has_next:
        message = "'swap' changes places with the next statement, and there is none"
        hint = "write drop, keep or a formula, or put it on an earlier statement of a preference"
        reading.findings.error("swap-without-next", given.otherwise.pos, message, hint)
        return None
    return word if word in (DROP, KEEP, SWAP) else reading.formula(given.otherwise)


class _Stating(Protocol):
    """Any shape that says a formula."""

    @property
    def that(self) -> Text: ...
    @property
    def title(self) -> Text | None: ...
    @property
    def because(self) -> list[Text]: ...


def stated(
    kind: Callable[..., Stated],
    reading: Reading,
    given: _Stating,
    *loc: int | str,
    needs: Needs = Needs.ALL,
    otherwise: Formula | str | None = None,
    **more: object,
) -> Stated:
    """An element of some kind that says a formula."""
    grounds = reading.grounds(given.because, *loc, needs=needs, otherwise=otherwise, pos=given.that.pos)
    formula, text, title = reading.formula(given.that), given.that.line, in_words(given.title)
    return kind(formula=formula, text=text, title=title, grounds=grounds, **more)
