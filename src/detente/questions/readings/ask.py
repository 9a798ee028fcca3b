"""How evidence stands to competing readings of a question: what tells them apart, how much speaks against each.

Evidence that agrees equally with every reading tells nothing between them, however solid it is; evidence that speaks
against one reading and not against another tells most (Heuer 1999, chapter 8). So rows stand in this order:

1. evidence against some of the readings and not against others,
2. evidence whose ratings differ in degree only (all of them against, or none),
3. evidence with one rating for all,
4. evidence rated against fewer than two readings;

within each, those with the larger distance between its best and its worst rating first (CC, C, N, I, II are one step
apart each), then as in the file. The distance orders rows and is shown nowhere. Nothing is weighted by grades.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from detente.model.case import Case
from detente.model.evidence import independent_sources
from detente.model.readings import (
    ComparedEvidence,
    ComparedReadings,
    Rated,
    RatedQuestion,
    Rating,
    RatingTally,
    Telling,
)
from detente.questions.question import Asked

_SCALE = {rating: step for step, rating in enumerate((Rating.CC, Rating.C, Rating.N, Rating.I, Rating.II))}
_ORDER = {kind: place for place, kind in enumerate(Telling)}


def compare_readings(case: Case) -> tuple[ComparedReadings, ...]:
    """The table of every question of a case, in file order.

    Evidence whose claim the case does not have (any more) is left out. Cost: linear in the number of ratings.
    """
    return tuple(_compared(case, question) for question in case.readings)


def _compared(case: Case, question: RatedQuestion) -> ComparedReadings:
    known = [rated for rated in question.evidence if rated.claim in case.claims]
    rows = sorted((_row(question, rated) for rated in known), key=_place)
    return ComparedReadings(
        question=question,
        rows=tuple(rows),
        tallies=tuple(_tally(case, question, k, rows) for k in range(len(question.readings))),
        sources=_sources(case, rows),
    )


def _row(question: RatedQuestion, rated: Rated) -> ComparedEvidence:
    ratings = tuple(rated.ratings.get(reading.key) for reading in question.readings)
    return ComparedEvidence(claim=rated.claim, ratings=ratings, telling=telling(ratings), note=rated.note)


def telling(ratings: Iterable[Rating | None]) -> Telling:
    """How well evidence with these ratings, one per reading, tells the readings apart."""
    told = [rating for rating in ratings if rating is not None and rating in _SCALE]
    if len(told) < 2:
        return Telling.UNRATED
    if any(one.against != other.against for one, other in pairwise(told)):
        return Telling.AGAINST_SOME
    return Telling.SAME if len(set(told)) == 1 else Telling.DEGREE


def _place(row: ComparedEvidence) -> tuple[int, int]:
    steps = [_SCALE[rating] for rating in row.ratings if rating is not None and rating in _SCALE]
    return _ORDER[row.telling], min(steps, default=0) - max(steps, default=0)


def _tally(case: Case, question: RatedQuestion, column: int, rows: list[ComparedEvidence]) -> RatingTally:
    given = [(row, row.ratings[column]) for row in rows]
    told = [rating for _, rating in given]
    return RatingTally(
        reading=question.readings[column],
        inconsistent=told.count(Rating.I),
        very_inconsistent=told.count(Rating.II),
        unrated=told.count(None),
        sources=_sources(case, (row for row, rating in given if rating in _SCALE)),
        sources_against=_sources(case, (row for row, rating in given if rating is not None and rating.against)),
    )


def _sources(case: Case, rows: Iterable[ComparedEvidence]) -> int:
    return independent_sources({case.claims[row.claim].source for row in rows}, case.sources, case.pages)


def ask(asked: Asked) -> tuple[ComparedReadings, ...] | None:
    """A table for each question of the case; None where it has none."""
    return compare_readings(asked.analysis.case) or None
