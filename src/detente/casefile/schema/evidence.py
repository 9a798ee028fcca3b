"""Sources and claims."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.schema.base import Many, Shape
from detente.casefile.schema.scalars import (
    Credibility,
    Day,
    DependenceWord,
    Digest,
    Likelihood,
    Reliability,
    Said,
    YesNo,
)
from detente.model.evidence import Dependence

__all__ = ["ClaimShape", "DoubtShape", "SourceShape"]


class SourceShape(Shape):
    """One recording or document, however many pages quote it."""

    channel: Said | None = None
    title: Said | None = None
    speaker: Said | None = None
    reliability: Reliability = Field("F", description="Admiralty A to F; F means that it cannot be judged, not worst.")
    known_from: Day | None = Field(None, description="The day from which it was known, for its claims that name none.")
    note: Said | None = None


class DoubtShape(Shape):
    """Which claims are in doubt, by their grades; and how the claims of one source may fail."""

    reliability: list[Reliability] | None = Field(None, description="Claims of sources with these grades are in doubt.")
    credibility: list[Credibility] | None = Field(None, description="Claims with these grades are in doubt.")
    within_source: DependenceWord = Field(
        Dependence.ANY, description="How claims of one source fail, for likelihoods: independent, together or any."
    )


class ClaimShape(Shape):
    """A moment of a recording, named and graded."""

    at: Said = Field(description="page@stamp, as in calls@00:07:26")
    credibility: Credibility = Field("6", description="Admiralty 1 to 6; 6 means that it cannot be judged, not worst.")
    likelihood: Likelihood | None = Field(None, description="Words of ICD 203, or an interval as in [0.45, 0.55].")
    listened: YesNo = Field(False, description="Has an analyst listened to that moment?")
    listened_by: Said | None = None
    quote: Said | None = Field(None, description="Words that must stand in the sentence of the page.")
    hash: Digest | None = Field(None, description="Hash of the sentence; reveals a later edit of the page.")
    known_from: Day | None = Field(None, description="The day from which it was known, as in 2024-11-07.")
    confirmed_by: Many = Field(default_factory=list[Said], description="Claims that confirm this one.")
    note: Said | None = None
