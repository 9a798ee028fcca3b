"""Tables of evidence and readings against a transcription of what they mean, and what must not change them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from detente.model.case import Case
from detente.model.evidence import Claim, Source
from detente.model.readings import Rated, RatedQuestion, Rating, Reading, Telling
from detente.questions.readings.ask import compare_readings

STEPS = ["CC", "C", "N", "I", "II"]


@st.composite
def tables(draw: st.DrawFn) -> Case:
    """A case with one question: 2 to 4 readings, up to 6 claims of up to 4 recordings on up to 3 channels."""
    keys = [f"r{k}" for k in range(draw(st.integers(2, 4)))]
    sources = {s: Source(id=s, channel=draw(st.sampled_from(["", "hill", "river", "River "]))) for s in "abcd"}
    rated, claims = [], {}
    for k in range(draw(st.integers(0, 6))):
        name = f"c{k}"
        given_ratings = {key: draw(st.none() | st.sampled_from(list(Rating))) for key in keys}
        rated.append(Rated(claim=name, ratings={key: r for key, r in given_ratings.items() if r is not None}))
        source = draw(st.sampled_from("abcd"))
        claims[name] = Claim(name=name, page="p", source=source, stamp="00:01", seconds=1, sentence=".")
    question = RatedQuestion(key="q", title="?", readings=tuple(Reading(k, k) for k in keys), evidence=tuple(rated))
    return Case(title="", path="", decision_makers=(), claims=claims, sources=sources, readings=(question,))


def kind_of(rated: Rated) -> str:
    told = [r.value for r in rated.ratings.values() if r.value in STEPS]
    pairs = list(combinations(told, 2))
    if not pairs:
        return "unrated"
    if any((a in "II") != (b in "II") for a, b in pairs):
        return "against-some"
    return "degree" if any(a != b for a, b in pairs) else "same"


def width_of(rated: Rated) -> int:
    told = [STEPS.index(r.value) for r in rated.ratings.values() if r.value in STEPS]
    return max((abs(a - b) for a in told for b in told), default=0)


def channels(case: Case, names: list[str]) -> int:
    """Independent sources, where nobody is named as speaker: channels, and one where no channel is known."""
    found = {case.sources[case.claims[n].source].channel.strip().casefold() for n in names}
    return max(len(found - {""}), min(1, len(names)))


@settings(max_examples=examples(200), deadline=None)
@given(tables())
def test_rows_and_counts_are_what_their_definitions_say(case):
    (table,) = compare_readings(case)
    evidence = case.readings[0].evidence
    order = ["against-some", "degree", "same", "unrated"]
    wanted = sorted(evidence, key=lambda one: (order.index(kind_of(one)), -width_of(one), evidence.index(one)))
    assert [row.claim for row in table.rows] == [one.claim for one in wanted]
    assert [row.telling.value for row in table.rows] == [kind_of(one) for one in wanted]
    for tally in table.tallies:
        column = {one.claim: one.ratings.get(tally.reading.key) for one in evidence}
        assert tally.inconsistent == sum(r == "I" for r in column.values())
        assert tally.very_inconsistent == sum(r == "II" for r in column.values())
        assert tally.unrated == sum(r is None for r in column.values())
        assert tally.sources == channels(case, [c for c, r in column.items() if r in STEPS])
        assert tally.sources_against == channels(case, [c for c, r in column.items() if r in ("I", "II")])
    assert table.sources == channels(case, list(case.claims))


@settings(max_examples=examples(100), deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_readings_changes_no_row(case, rng):
    (question,) = case.readings
    shuffled = list(question.readings)
    rng.shuffle(shuffled)
    other = replace(case, readings=(replace(question, readings=tuple(shuffled)),))
    (one,), (two,) = compare_readings(case), compare_readings(other)
    assert [(r.claim, r.telling) for r in one.rows] == [(r.claim, r.telling) for r in two.rows]
    assert {t.reading.key: t for t in one.tallies} == {t.reading.key: t for t in two.tallies}


@settings(max_examples=examples(100), deadline=None)
@given(tables())
def test_evidence_with_one_rating_for_all_never_stands_before_evidence_that_tells(case):
    (table,) = compare_readings(case)
    tells = [row.telling in (Telling.AGAINST_SOME, Telling.DEGREE) for row in table.rows]
    assert tells == sorted(tells, reverse=True)
