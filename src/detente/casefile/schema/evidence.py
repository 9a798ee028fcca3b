"""Sources and claims."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.schema.base import Many, Shape
from detente.casefile.schema.scalars import Credibility, Digest, Likelihood, Reliability, Said, YesNo

__all__ = ["ClaimShape", "SourceShape"]


class SourceShape(Shape):
    """One recording or document, however many pages quote it."""

    channel: Said | None = None
    title: Said | None = None
    speaker: Said | None = None
    reliability: Reliability = Field("F", description="Admiralty A to F; F means that it cannot be judged, not worst.")
    note: Said | None = None


class ClaimShape(Shape):
    """A moment of a recording, named and graded."""

    at: Said = Field(description="page@stamp, as in calls@00:07:26")
    credibility: Credibility = Field("6", description="Admiralty 1 to 6; 6 means that it cannot be judged, not worst.")
    likelihood: Likelihood | None = Field(None, description="Words of ICD 203, or an interval as in [0.45, 0.55].")
    listened: YesNo = Field(False, description="Has an analyst listened to that moment?")
    listened_by: Said | None = None
    quote: Said | None = Field(None, description="Words that must stand in the sentence of the page.")
    hash: Digest | None = Field(None, description="Hash of the sentence; reveals a later edit of the page.")
    confirmed_by: Many = Field(default_factory=list[Said], description="Claims that confirm this one.")
    note: Said | None = None
