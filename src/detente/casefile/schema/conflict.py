"""Decision makers, options and preferences; what is feasible and what can be changed; who was in contact."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from detente.casefile.schema.base import Fallible, Many, Shape, evidence, needs, one_or_many
from detente.casefile.schema.scalars import (
    ConceptName,
    Count,
    Day,
    Disposition,
    Label,
    NeedsWord,
    Number,
    Said,
    Way,
    YesNo,
)

__all__ = [
    "ActorShape",
    "AttitudeShape",
    "ContactShape",
    "DecisionMakerShape",
    "FactionShape",
    "ForbidShape",
    "GroupShape",
    "IrreversibleShape",
    "MergeShape",
    "MovesShape",
    "OptionShape",
    "OptionWeightShape",
    "PlainStatementShape",
    "PreferenceShape",
    "RankingShape",
    "StatementShape",
    "StatusQuoShape",
    "ViewShape",
    "WeightShape",
]


class OptionShape(Fallible):
    """Something a decision maker can do or not do."""

    shorthand = "title"
    title: Said
    not_title: Said | None = Field(None, alias="not", description="Not taking it, in words: Fight on, for Hold fire.")
    direction: Way | None = Field(None, description="yes-only: once yes, never no; no-only: once no, never yes.")
    note: Said | None = None


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


class PreferenceShape(StatementShape):
    """A statement of what is preferred, with the evidence for it."""

    strong: YesNo = Field(False, description="yes: the states it sets above others are strongly preferred to them.")


class PlainStatementShape(Shape):
    """A formula, with the evidence for it."""

    shorthand = "that"
    that: Said
    title: Said | None = Field(None, description="The same in plain words.")
    because: Many = evidence()


class MergeShape(Fallible):
    """A formula for states that nobody distinguishes, with the evidence for it."""

    shorthand = "that"
    that: Said
    title: Said | None = Field(None, description="The same in plain words.")


class RankingShape(Fallible):
    """States from best to worst; a list inside the list is a tie, and ">>" between two of them a gap felt strongly."""

    shorthand = "order"
    shorthand_is_list = True
    order: list[Many] = Field(min_length=1)


class WeightShape(Shape):
    """What an issue is worth to a party."""

    shorthand = "weight"
    weight: Number
    because: Many = evidence()


class OptionWeightShape(Fallible):
    """What an option is worth to a decision maker."""

    shorthand = "weight"
    weight: Number


class FactionShape(Shape):
    """A group inside a decision maker; with prefers, ranking or weights, where it ranks states itself."""

    shorthand = "name"
    name: Said
    note: Said | None = None
    because: Many = evidence()
    share: Count | None = Field(None, description="How many members it counts for, a whole number; 1 if not given.")
    prefers: list[PreferenceShape] | None = Field(None, description="Formulas, most important first.")
    ranking: RankingShape | None = None
    weights: dict[str, OptionWeightShape] | None = None


class ActorShape(Shape):
    """What kind of actor a decision maker is: the concept by which it judges whether to stay."""

    shorthand = "concept"
    concept: ConceptName
    because: Many = evidence()


class GroupShape(Fallible):
    """States by number or pattern, or formulas for the states in which they hold, with the evidence."""

    shorthand = "states"
    shorthand_is_list = True
    states: Many


Group = Annotated[GroupShape, BeforeValidator(one_or_many)]


class AttitudeShape(Shape):
    """How a decision maker is disposed towards another, or itself."""

    shorthand = "attitude"
    attitude: Disposition
    because: Many = evidence()


class ViewShape(Shape):
    """What a decision maker takes another to prefer: one of prefers, ranking and weights."""

    prefers: list[PreferenceShape] | None = Field(None, description="Formulas, most important first.")
    ranking: RankingShape | None = None
    weights: dict[str, OptionWeightShape] | None = None


class DecisionMakerShape(Shape):
    """One who decides: what it can do, and exactly one of prefers, ranking and weights."""

    name: Said | None = None
    note: Said | None = None
    because: Many = evidence()
    concept: ActorShape | None = Field(None, description="What kind of actor it is: nash, gmr, smr, seq, sseq or sim.")
    attitudes: dict[str, AttitudeShape] = Field(
        default_factory=dict[str, AttitudeShape], description="Towards decision makers: positive, neutral or negative."
    )
    perceives: dict[str, ViewShape] = Field(
        default_factory=dict[str, ViewShape], description="What it takes others, or itself, to prefer."
    )
    does_not_see: list[PlainStatementShape] = Field(
        default_factory=list[PlainStatementShape], description="States that it takes for impossible."
    )
    factions: dict[Label, FactionShape] = Field(default_factory=dict[Label, FactionShape])
    options: dict[Label, OptionShape] = Field(default_factory=dict[Label, OptionShape])
    prefers: list[PreferenceShape] | None = Field(None, description="Formulas, most important first.")
    ranking: RankingShape | None = None
    weights: dict[str, OptionWeightShape] | None = None
    unknown: list[Group] | None = Field(None, description="Groups of states that nobody can say how it ranks.")
    known: list[Group] | None = Field(
        None, description="Chains of states, best first: the pairs that are known, and all others are not."
    )


class IrreversibleShape(Fallible):
    """An option that changes one way only."""

    shorthand = "option"
    option: Said
    direction: Way | None = None


class ForbidShape(Fallible):
    """Moves that do not exist, from states where one formula holds to states where another does."""

    dm: Said
    title: Said | None = Field(None, description="The same in plain words.")
    origin: Said = Field(alias="from")
    to: Said
    when: Said | None = Field(None, description="Must hold, too, where the move starts.")


class MovesShape(Shape):
    """Limits on what can be changed."""

    irreversible: list[IrreversibleShape] = Field(default_factory=list[IrreversibleShape])
    forbid: list[ForbidShape] = Field(default_factory=list[ForbidShape])


class StatusQuoShape(Shape):
    """Where the conflict stands: the options taken; every other is not."""

    shorthand = "yes"
    shorthand_is_list = True
    yes: Many
    because: Many = evidence()


class ContactShape(Shape):
    """A dated contact between parties."""

    date: Day
    kind: Said = Field(description="As in message, reply, call, offer, leak, statement.")
    channel: Said | None = Field(None, description="As in formal, informal, public.")
    sender: Many = Field(default_factory=list[Said], alias="from")
    to: Many = Field(default_factory=list[Said])
    authorised: Said | None = Field(None, description="yes, no, or in words.")
    summary: Said | None = None
    terms: dict[str, Said] = Field(default_factory=dict[str, Said])
    cites: Many = evidence()
