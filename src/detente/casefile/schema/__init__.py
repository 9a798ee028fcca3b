"""The shape of a case file: which keys there are, and what stands under each.

The models below are also the source of the published JSON Schema, so a field's description is what an editor shows.
They check shape only, and know nothing of other parts of the file; names and evidence are resolved afterwards. Every
value is a :class:`~detente.casefile.source.text.Text` that remembers its place, or was read from one.

Two shorthands are used throughout: a text may stand for a mapping with one key (``- a or b`` for ``- that: a or b``),
and a single item for a list of one.
"""

from __future__ import annotations

from pydantic import Field

from detente.casefile.schema.base import Shape, as_plain
from detente.casefile.schema.conflict import (
    ContactShape,
    DecisionMakerShape,
    FactionShape,
    MergeShape,
    MovesShape,
    OptionWeightShape,
    PreferenceShape,
    RankingShape,
    StatementShape,
    StatusQuoShape,
    ViewShape,
)
from detente.casefile.schema.evidence import ClaimShape, DoubtShape, SourceShape
from detente.casefile.schema.readings import QuestionShape, RatedShape
from detente.casefile.schema.scalars import Day, Label, Name, Said
from detente.casefile.schema.settlement import (
    LeverShape,
    MediatorShape,
    PackagesShape,
    PositionShape,
    RatificationShape,
    ScenarioShape,
    TermShape,
)

__all__ = [
    "CaseShape",
    "ClaimShape",
    "DecisionMakerShape",
    "FactionShape",
    "OptionWeightShape",
    "PositionShape",
    "PreferenceShape",
    "QuestionShape",
    "RankingShape",
    "RatedShape",
    "RatificationShape",
    "Shape",
    "StatementShape",
    "ViewShape",
    "as_plain",
]


class CaseShape(Shape):
    """A case file of detente."""

    detente: Said = Field(description="Version of the format: 1.", json_schema_extra={"enum": [1, "1"]})
    title: Said
    as_of: Day | None = Field(None, description="The day whose knowledge the case holds.")
    summary: Said | None = Field(None, description="One paragraph that a principal can read.")
    sources: dict[Name, SourceShape] = Field(default_factory=dict[Name, SourceShape])
    claims: dict[Name, ClaimShape] = Field(default_factory=dict[Name, ClaimShape])
    doubt: DoubtShape | None = None
    decision_makers: dict[Label, DecisionMakerShape]
    feasible: list[StatementShape] = Field(default_factory=list[StatementShape])
    merge: list[MergeShape] = Field(default_factory=list[MergeShape])
    moves: MovesShape = Field(default_factory=MovesShape)
    status_quo: StatusQuoShape | None = None
    terms: dict[Label, TermShape] = Field(default_factory=dict[Label, TermShape])
    packages: PackagesShape = Field(default_factory=PackagesShape)
    positions: dict[str, PositionShape] = Field(default_factory=dict[str, PositionShape])
    ratification: dict[str, RatificationShape] = Field(default_factory=dict[str, RatificationShape])
    mediator: MediatorShape | None = None
    levers: dict[Name, LeverShape] = Field(default_factory=dict[Name, LeverShape])
    timeline: list[ContactShape] = Field(default_factory=list[ContactShape])
    scenarios: dict[Name, ScenarioShape] = Field(default_factory=dict[Name, ScenarioShape])
    readings: dict[Name, QuestionShape] = Field(
        default_factory=dict[Name, QuestionShape], description="Questions that the evidence leaves open, each a table."
    )
