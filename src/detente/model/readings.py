"""Competing readings of a question, and the evidence rated against each (analysis of competing hypotheses).

The ratings are those of the method (Heuer 1999), judged by the analyst and never by detente. Counts over them are
counts: not scores, not probabilities, and not weighted by the grades of the evidence.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from detente.frozen import frozen
from detente.model.grounds import Grounds


class Rating(StrEnum):
    """How a piece of evidence agrees with a reading: what one would expect to find if the reading were right."""

    CC = "CC"
    C = "C"
    N = "N"
    I = "I"  # noqa: E741 - the letter that the method uses
    II = "II"
    NA = "NA"

    @property
    def words(self) -> str:
        """The rating in full."""
        return _WORDS[self]

    @property
    def against(self) -> bool:
        """Whether it speaks against the reading."""
        return self in (Rating.I, Rating.II)


_WORDS = {
    Rating.CC: "very consistent",
    Rating.C: "consistent",
    Rating.N: "neutral",
    Rating.I: "inconsistent",
    Rating.II: "very inconsistent",
    Rating.NA: "not applicable",
}


@frozen
class Reading:
    """One answer to a question; ``title`` says it in a sentence."""

    key: str
    title: str


@frozen(kw_only=True)
class Rated:
    """A claim (by its name) and its rating against each reading (by its key); a reading left out is not rated."""

    claim: str
    ratings: dict[str, Rating] = field(default_factory=dict[str, Rating])
    note: str = ""


@frozen(kw_only=True)
class RatedQuestion:
    """A question that the evidence leaves open, its competing readings, and the evidence rated against them.

    about : path of the assumption that takes one of the readings, as in ``russia.prefers[3]``; empty if none is named
    taken : key of the reading that the case takes; empty if none is named
    """

    key: str
    title: str
    readings: tuple[Reading, ...]
    evidence: tuple[Rated, ...] = ()
    about: str = ""
    taken: str = ""
    note: str = ""
    grounds: Grounds = field(default_factory=Grounds)


class Telling(StrEnum):
    """How well a piece of evidence tells the readings apart. Ratings NA, and those not given, say nothing here."""

    AGAINST_SOME = "against-some"  # it speaks against one reading and not against another
    DEGREE = "degree"  # its ratings differ, all of them against or none
    SAME = "same"  # the same rating for every reading that is rated: it tells nothing
    UNRATED = "unrated"  # fewer than two readings are rated


@frozen(kw_only=True)
class ComparedEvidence:
    """One row of the table. ``ratings`` stand in the order of the readings; None is not rated."""

    claim: str
    ratings: tuple[Rating | None, ...]
    telling: Telling
    note: str = ""


@frozen(kw_only=True)
class RatingTally:
    """What stands below one column. Counts of evidence; nothing is added up or weighted.

    inconsistent, very_inconsistent : ratings I and II
    unrated : evidence not rated against this reading
    sources : how many independent sources the evidence rated against it (NA aside) comes from
    sources_against : the same for the evidence rated I or II
    """

    reading: Reading
    inconsistent: int
    very_inconsistent: int
    unrated: int
    sources: int
    sources_against: int


@frozen(kw_only=True)
class ComparedReadings:
    """The table of one question: rows that tell most first, and a tally per reading in the order of the readings.

    sources : how many independent sources all of the evidence comes from
    """

    question: RatedQuestion
    rows: tuple[ComparedEvidence, ...]
    tallies: tuple[RatingTally, ...]
    sources: int
