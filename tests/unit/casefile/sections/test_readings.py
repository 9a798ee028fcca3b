"""Competing readings: every name is resolved, every rating is known, and mistakes have their place."""

from __future__ import annotations

import pytest

from detente.model.readings import Rated, Rating, Reading

CASE = """\
readings:
  why:
    title: Why does the north offer a pause?
    about: north.prefers[0]
    readings:
      rest: It wants quiet.
      more-time: It wants time.
    taken: rest
    evidence:
      river@1:09: {rest: cc, more-time: Ii, note: Said first.}
      river@2:30: {rest: na}
    note: Asked by the mayor.
"""


def test_a_question_is_read_with_its_evidence(examine):
    found = examine(CASE)
    (question,) = found.sound.readings
    assert (question.key, question.about, question.taken) == ("why", "north.prefers[0]", "rest")
    assert question.note == "Asked by the mayor."
    assert question.readings == (Reading("rest", "It wants quiet."), Reading("more-time", "It wants time."))
    assert question.evidence == (
        Rated(claim="river@1:09", ratings={"rest": Rating.CC, "more-time": Rating.II}, note="Said first."),
        Rated(claim="river@2:30", ratings={"rest": Rating.NA}),
    )
    cited = [(a.claims, a.used) for a in found.case.assumptions if a.path == "readings.why"]
    assert cited == [(("river@1:09", "river@2:30"), False)]
    assert found.problems == ()


@pytest.mark.parametrize("code", [*Rating, *(rating.lower() for rating in Rating)])
def test_every_rating_is_read_in_any_case(examine, code):
    (question,) = examine(CASE.replace("rest: cc", f"rest: {code}")).sound.readings
    assert question.evidence[0].ratings["rest"] is Rating(code.upper())


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("rest: cc", "rest: »5", "wrong-value", "CC very consistent"),
        ("rest: cc", "rest: »likely", "wrong-value", "NA not applicable"),
        ("rest: cc", "»rst: cc", "unknown-reading", "did you mean 'rest'"),
        ("taken: rest", "taken: »time", "unknown-reading", "more-time"),
        ("about: north.prefers[0]", "about: »north.prefers[3]", "unknown-assumption", "north.prefers[0]"),
        ("about: north.prefers[0]", "about: »readings.why", "unknown-assumption", ""),
        ("river@2:30: {rest: na}", "»pause: {rest: na}", "unknown-claim", "page@stamp"),
        ("river@2:30: {rest: na}", "river@»2:31: {rest: na}", "unknown-stamp", "00:02:30"),
        ("rest: It wants quiet.", "»note: It wants quiet.", "bad-name", "another name"),
        ("rest: It wants quiet.", "»a b: It wants quiet.", "bad-name", "no spaces"),
        ("      more-time: It wants time.\n", "", "wrong-value", "at least two"),
        ("readings:\n      rest", "readingz:\n      rest", "missing-key", ""),
        ("title: Why", "titel: Why", "unknown-key", "'title'"),
        ("river@2:30: {rest: na}", "river@2:30: »[na]", "wrong-type", ""),
    ],
)
def test_mistakes_have_their_place(examine, old, new, code, hint):
    assert old in CASE
    found = examine(CASE.replace(old, new))
    problem = found.at_mark(code) if "»" in new else found.only(code)
    assert hint in problem.hint
    assert found.case is None


def test_a_mistake_in_one_reading_is_told_once(examine):
    """Its name is known all the same: what is rated against it is no mistake of its own."""
    found = examine(CASE.replace("rest: It wants quiet.", "rest:"))
    assert found.codes == ["empty-value"]


def test_all_mistakes_of_a_table_come_at_once(examine):
    text = CASE.replace("rest: cc", "rest: x").replace("more-time: Ii", "late: C").replace("river@2:30", "rivr@2:30")
    assert sorted(examine(text).codes) == ["unknown-page", "unknown-reading", "wrong-value"]


def test_a_table_may_wait_for_its_evidence(examine):
    text = CASE[: CASE.index("    evidence:")]
    (question,) = examine(text).sound.readings
    assert question.evidence == ()


def test_a_scenario_has_no_tables_so_it_may_do_without_what_they_are_about(examine):
    """They change no result, and are about the case as it is."""
    scenario = (
        "scenarios: {other: {change: {decision_makers: {north: {prefers: [pay, north.pause]}}}}, bare: {change: %s}}\n"
    )
    bare = "{decision_makers: {north: {prefers: null, weights: {pay: 1}}}}"
    case = examine(CASE + scenario % bare).sound
    assert [s.case.readings for s in case.scenarios] == [(), ()]
    assert len(case.readings) == 1
