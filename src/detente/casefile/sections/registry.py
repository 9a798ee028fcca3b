"""Every section of a case file, and the shape of the whole.

To add one, write its file and list it here; a section from elsewhere is appended. Everything else (what is read and in
which order, what stands in a written file, the JSON Schema, what .gmcr loses) is taken from the list.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_origin

from pydantic import Field, create_model

from detente.casefile.schema.base import Shape
from detente.casefile.sections.claims import CLAIMS
from detente.casefile.sections.decision_makers.maker import DECISION_MAKERS
from detente.casefile.sections.doubt import DOUBT
from detente.casefile.sections.head import AS_OF, FORMAT, SUMMARY, TITLE
from detente.casefile.sections.levers import LEVERS, MEDIATOR
from detente.casefile.sections.moves import MOVES
from detente.casefile.sections.positions import POSITIONS
from detente.casefile.sections.ratification import RATIFICATION
from detente.casefile.sections.readings import READINGS
from detente.casefile.sections.scenarios import SCENARIOS
from detente.casefile.sections.section import CaseSection
from detente.casefile.sections.sources import SOURCES
from detente.casefile.sections.statements import FEASIBLE, MERGE
from detente.casefile.sections.status_quo import STATUS_QUO
from detente.casefile.sections.terms import PACKAGES, TERMS
from detente.casefile.sections.timeline import TIMELINE

SECTIONS: list[CaseSection[Any]] = [
    FORMAT,
    TITLE,
    AS_OF,
    SUMMARY,
    SOURCES,
    CLAIMS,
    DOUBT,
    DECISION_MAKERS,
    FEASIBLE,
    MERGE,
    MOVES,
    STATUS_QUO,
    TERMS,
    PACKAGES,
    POSITIONS,
    RATIFICATION,
    MEDIATOR,
    LEVERS,
    TIMELINE,
    SCENARIOS,
    READINGS,
]
# Moments without a name become claims as they are read, and results tell claims in that order: so it must stay.
READ_LAST = (MEDIATOR, TERMS, PACKAGES, POSITIONS, RATIFICATION, LEVERS, SCENARIOS, READINGS)
# What changes no result yet stands at the end of a file.
WRITTEN_LAST = (TERMS, PACKAGES, POSITIONS, RATIFICATION, MEDIATOR, LEVERS)
MAY_BE_EMPTY: tuple[Any, ...] = (list, dict, Shape)


def as_read() -> tuple[CaseSection[Any], ...]:
    """The sections in the order in which they are read; each knows the case as those before it left it."""
    return _with_last(READ_LAST)


def as_written() -> tuple[CaseSection[Any], ...]:
    """The sections in the order in which a written file has them."""
    return _with_last(WRITTEN_LAST)


def _with_last(last: tuple[CaseSection[Any], ...]) -> tuple[CaseSection[Any], ...]:
    return (*(section for section in SECTIONS if section not in last), *last)


def case_shape() -> type[Shape]:
    """The shape of a whole case file: its keys are the sections. Cost: about 20 ms for the first call."""
    return _shape_of(tuple(SECTIONS))


@cache
def _shape_of(sections: tuple[CaseSection[Any], ...]) -> type[Shape]:
    fields: dict[str, Any] = {s.key: (s.shape, s.field or _left_out(s.shape)) for s in sections}
    made = create_model("CaseShape", __base__=Shape, **fields)
    made.__doc__ = "A case file of detente."
    return made


def _left_out(shape: Any) -> Any:
    """How a section is read that the file does not have: as an empty one, or as None."""
    kind: Any = get_origin(shape) or shape
    return Field(default_factory=kind) if isinstance(kind, type) and issubclass(kind, MAY_BE_EMPTY) else Field(None)
