from dataclasses import replace

import pytest

from detente.model.case import Assumption, Constraint, DecisionMaker, Option, Ranking, Weights
from detente.model.evidence import CREDIBILITY, RELIABILITY, Source
from detente.model.formula import Constant
from detente.report.evidence import (
    chain,
    grade_words,
    likelihood_words,
    listened_words,
    moment_link,
    summarise,
    uncited,
    used_assumptions,
)

from .builders import alone, claim, well_case


def test_grades_are_told_in_words():
    assert grade_words(claim()) == "F6: reliability cannot be judged; truth cannot be judged"
    assert grade_words(claim(reliability="B", credibility="2")) == "B2: source usually reliable; probably true"
    for letter in RELIABILITY:
        for figure in CREDIBILITY:
            assert CREDIBILITY[figure] in grade_words(claim(reliability=letter, credibility=figure))


@pytest.mark.parametrize("source", ["-abc_DEF123", "abcDEF12345", "x"])
def test_a_recording_is_linked_to_its_second(source):
    assert moment_link(claim(source=source)) == f"https://youtu.be/{source}?t=69"


@pytest.mark.parametrize("source", ["", "javascript:alert(1)", "a/../b", 'x" onclick="y', "a?t=1&u=2", "a\n", "ä" * 11])
def test_an_id_that_is_no_id_gets_no_link(source):
    assert moment_link(claim(source=source)) is None


def test_whether_somebody_listened():
    assert listened_words(claim()) == "nobody has listened to this moment yet"
    assert listened_words(claim(listened=True, listened_by="M. K.")) == "listened to by M. K."


def test_likelihood_is_told_and_never_invented():
    assert likelihood_words(claim()) == ""
    assert likelihood_words(claim(likelihood="roughly even")) == "roughly even"
    assert likelihood_words(claim(likelihood=(0.45, 0.55))) == "between 45% and 55%"


def test_the_chain_names_every_link_and_every_gap():
    links = dict(chain(well_case(), claim()))
    assert list(links) == ["Speaker", "Recording", "Captions", "Page", "Analyst"]
    assert links["Speaker"] == "not recorded in this case"
    assert links["Recording"] == "A walk to the well, channel village_voice"
    assert links["Page"] == "notes/village.md, section “Water”, line 7"
    assert "nobody has listened" in links["Analyst"]


def test_factions_terms_and_timeline_are_recorded_and_not_used():
    used, recorded = used_assumptions(well_case())
    assert [a.path for a in used] == ["south.prefers[0]"]
    assert [a.path for a in recorded] == ["south.factions.elders", "timeline[0]"]


def test_what_cites_nothing_is_listed():
    found = uncited(well_case())
    assert ("Preference of South", "not north.close") in found
    assert ("Option of North", "Close the road") in found
    assert ("Preference of South", "south.pump") not in found


def test_every_kind_of_uncited_assumption_is_listed():
    option = Option(name="a.o", key="o", dm="a", title="O", because=("c",))
    makers = (
        DecisionMaker(key="a", name="A", options=(option,), preference=Ranking(tiers=())),
        DecisionMaker(key="b", name="B", options=(), preference=Weights(weights=())),
        DecisionMaker(key="c", name="C", options=()),
    )
    rule = Constraint(formula=Constant(True), text="true")
    found = dict(uncited(well_case(decision_makers=makers, feasible=(rule,))))
    assert found == {
        "Preference of A": "a ranking of the states",
        "Preference of B": "weights of the options",
        "Preference of C": "none given: every state counts as equally good",
        "What is feasible": "true",
    }


def test_two_pages_of_one_recording_are_one_source():
    summary = summarise(_case_with(claim("a"), claim("b", page="other")))
    assert (summary.claims, summary.recordings, summary.independent, summary.pages) == (2, 1, 1, 2)


def test_two_recordings_of_one_channel_are_not_independent():
    two = _case_with(claim("a"), claim("b", source="second00000"))
    together = {s: Source(id=s, channel="village_voice") for s in ("abcDEF12-_x", "second00000")}
    apart = {s: Source(id=s, channel=s) for s in together}
    assert summarise(replace(two, sources=together)).independent == 1
    assert summarise(replace(two, sources=apart, pages=())).independent == 2


def test_a_shared_speaker_joins_sources_that_were_apart():
    names = ("one00000000", "two00000000", "three000000")
    case = _case_with(*(claim(n, source=n) for n in names))
    sources = {
        names[0]: Source(id=names[0], channel="x"),
        names[1]: Source(id=names[1], channel="x", speaker="S"),
        names[2]: Source(id=names[2], channel="y", speaker="S"),
    }
    assert summarise(replace(case, sources=sources, pages=())).independent == 1


def test_the_summary_says_what_nobody_has_checked():
    first, uncited_words, heard, channels, grades = summarise(well_case()).sentences()
    assert "1 claim from 1 recording (1 independent source)" in first
    assert uncited_words == "3 more rest on the analyst's word alone and cite no evidence."
    assert heard == "Nobody has listened to any of the cited moments yet."
    assert channels == "Reported by village_voice."
    assert grades == "Grades: 1 × F6: reliability cannot be judged; truth cannot be judged."


def test_no_claims_at_all():
    (only,) = summarise(alone().case).sentences()
    assert only == "No assumption of this analysis cites evidence; 1 rests on the analyst's word alone."


def _case_with(*claims):
    cited = Assumption(path="south.prefers[0]", text="t", claims=tuple(c.name for c in claims))
    return well_case(claims={c.name: c for c in claims}, assumptions=(cited,))
