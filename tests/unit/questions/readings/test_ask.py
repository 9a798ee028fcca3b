"""Evidence against competing readings: what tells them apart stands first, and counts are counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.model.case import Case
from detente.model.evidence import Claim, NotePage, Source
from detente.model.readings import Rated, RatedQuestion, Rating, Reading, Telling
from detente.questions.readings.ask import compare_readings, telling

CC, C, N, I, II, NA = Rating  # noqa: E741


def claim(name: str, source: str = "talk") -> Claim:
    return Claim(name=name, page="notes/p.md", source=source, stamp="00:00:01", seconds=1, sentence="s")


def case(rated: dict[str, list[Rating | None]], sources: dict[str, Source] | None = None, **where: str) -> Case:
    columns = max((len(r) for r in rated.values()), default=2)
    keys = [f"r{k}" for k in range(columns)]
    evidence = tuple(
        Rated(claim=name, ratings={k: r for k, r in zip(keys, given, strict=False) if r is not None})
        for name, given in rated.items()
    )
    question = RatedQuestion(
        key="q", title="Which?", readings=tuple(Reading(key, key.upper()) for key in keys), evidence=evidence
    )
    return Case(
        title="t",
        path="case.yaml",
        decision_makers=(),
        claims={name: claim(name, where.get(name, "talk")) for name in rated},
        sources=sources or {"talk": Source(id="talk", channel="radio")},
        readings=(question,),
    )


@pytest.mark.parametrize(
    ("ratings", "kind"),
    [
        ((CC, II), Telling.AGAINST_SOME),
        ((N, I), Telling.AGAINST_SOME),
        ((C, C, I), Telling.AGAINST_SOME),
        ((I, None, CC), Telling.AGAINST_SOME),
        ((I, NA, CC), Telling.AGAINST_SOME),
        ((CC, N), Telling.DEGREE),
        ((I, II), Telling.DEGREE),
        ((C, C, C), Telling.SAME),
        ((II, II), Telling.SAME),
        ((N, N, None), Telling.SAME),
        ((C, None), Telling.UNRATED),
        ((NA, NA), Telling.UNRATED),
        ((II, NA), Telling.UNRATED),
        ((None, None), Telling.UNRATED),
    ],
)
def test_what_tells_readings_apart(ratings, kind):
    assert telling(ratings) is kind
    assert telling(reversed(ratings)) is kind


def test_rows_that_tell_most_stand_first_and_equal_ones_as_in_the_file():
    rated: dict[str, list[Rating | None]] = {
        "one": [C, None],
        "same": [CC, CC],
        "degree": [CC, N],
        "small": [N, I],
        "large": [II, CC],
        "small-too": [I, N],
    }
    (table,) = compare_readings(case(rated))
    assert [row.claim for row in table.rows] == ["large", "small", "small-too", "degree", "same", "one"]


def test_counts_are_apart_and_what_is_missing_is_no_neutral():
    rated: dict[str, list[Rating | None]] = {"a": [I, CC], "b": [II, None], "c": [I, N], "d": [NA, None]}
    first, second = compare_readings(case(rated))[0].tallies
    assert (first.inconsistent, first.very_inconsistent, first.unrated) == (2, 1, 0)
    assert (second.inconsistent, second.very_inconsistent, second.unrated) == (0, 0, 2)


def test_two_recordings_of_one_channel_are_one_source_and_so_are_two_pages():
    sources = {
        "one": Source(id="one", channel="radio"),
        "two": Source(id="two", channel="Radio"),
        "hill": Source(id="hill", channel="hill"),
    }
    rated: dict[str, list[Rating | None]] = {"a": [I, C], "b": [II, C], "c": [C, NA], "d": [C, None]}
    found = case(rated, sources, a="one", b="two", c="hill", d="one")
    (table,) = compare_readings(found)
    assert table.sources == 2
    assert [(t.sources, t.sources_against) for t in table.tallies] == [(2, 1), (1, 0)]
    pages = tuple(NotePage(path=p, stem=p, title=p, source="one") for p in ("p", "q"))
    assert compare_readings(replace(found, pages=pages)) == (table,)


def test_evidence_whose_claim_is_gone_is_left_out():
    whole = case({"a": [I, C], "b": [C, I]})
    earlier = replace(whole, claims={"b": whole.claims["b"]})
    (table,) = compare_readings(earlier)
    assert [row.claim for row in table.rows] == ["b"]
    assert [t.inconsistent for t in table.tallies] == [0, 1]


def test_without_questions_there_is_no_table():
    assert compare_readings(replace(case({}), readings=())) == ()
