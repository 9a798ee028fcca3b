from dataclasses import replace

import pytest
from builders import alone, claim, well_case

from detente.casefile.load import load_case
from detente.model.case import Assumption, Case
from detente.model.evidence import CREDIBILITY, RELIABILITY, Source
from detente.model.grounds import Grounds
from detente.report.evidence import (
    chain,
    grade_words,
    how_solid,
    likelihood_words,
    listened_words,
    moment_link,
    place,
    uncited,
    used_assumptions,
)


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
    assert likelihood_words(claim(likelihood=(0.45, 0.55))) == "between 45 and 55 %"
    assert likelihood_words(claim(likelihood=(0.995, 0.999))) == "at least 99 %"


def test_the_chain_names_every_link_and_every_gap():
    links = dict(chain(well_case(), claim()))
    assert list(links) == ["Speaker", "Recording", "Captions", "Page", "Analyst"]
    assert links["Speaker"] == "not recorded in this case"
    assert links["Recording"] == "A walk to the well, channel village_voice"
    assert links["Page"] == "notes/village.md"
    assert place(well_case(), claim()) == ("Water", 7)
    assert place(well_case(pages=()), claim()) == ("Water", None)


def test_factions_terms_and_timeline_are_recorded_and_not_used():
    used, recorded = used_assumptions(well_case())
    assert [a.path for a in used] == ["south.options.pump", "south.prefers[0]"]
    assert [a.path for a in recorded] == ["south.factions.elders", "timeline[0]"]


def test_what_cites_nothing_is_listed_by_kind():
    assert uncited(well_case()) == (
        ("Preferences of South", ("An open road (not north.close)",)),
        ("Options of North", ("Close the road",)),
        ("Preferences of North", ("not south.pump",)),
        ("Where the conflict stands", ("no option is taken",)),
    )


CASE = """\
detente: 1
title: Two towns
decision_makers:
  north:
    because: river@1:09
    options: {pause: {title: Hold a pause, because: river@1:09}, pay: Pay}
    prefers: [{that: pause, because: river@1:09}, not pay]
  south:
    options: {open: Open the river}
    ranking: [[YYY, YYN, YNY, YNN, NYY, NYN, NNY, NNN]]
  lake: {weights: {pay: 1}}
  king: {}
feasible: [pause or not pay or open, {that: pause or not pause, because: river@1:09}]
merge: [pay and open]
moves: {irreversible: [pay, {option: open, because: river@1:09}], forbid: [{dm: south, from: open, to: not open}]}
status_quo: [pause]
"""
PAGE = "---\ntitle: Talks\nvideoId: river-talks\n---\n\nThe envoy offers a pause [00:01:09].\n"


def test_every_element_that_the_analysis_reads_is_either_cited_or_listed_as_uncited(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "river.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    case = load_case(tmp_path)
    cited = [a.path for a in used_assumptions(case)[0]]
    assert cited == ["north", "north.options.pause", "north.prefers[0]", "feasible[1]", "moves.irreversible[1]"]
    assert uncited(case) == (
        ("Options of north", ("Pay",)),
        ("Preferences of north", ("not pay",)),
        ("Who decides", ("south", "lake", "king")),
        ("Options of south", ("Open the river",)),
        ("Preferences of south", ("YYY = YYN = YNY = YNN = NYY = NYN = NNY = NNN",)),
        ("Preferences of lake", ("north.pay 1",)),
        ("Preferences of king", ("no preference given: every state is equally good",)),
        ("What is feasible", ("pause or not pay or open",)),
        ("States that count as one", ("pay and open",)),
        ("Options that change one way only", ("Pay: once yes, never no",)),
        ("Moves that do not exist", ("south: no move from (open) to (not open)",)),
        ("Where the conflict stands", ("Hold a pause",)),
    )
    assert len(cited) + sum(len(texts) for _, texts in uncited(case)) == sum(a.used for a in case.assumptions)


def independent(case: Case) -> int:
    """How many independent sources are said to be behind the claims of a case."""
    return int(how_solid(case)[0].split(" independent")[0].split("(")[-1])


def test_two_pages_of_one_recording_are_one_source():
    first, *_ = how_solid(_case_with(claim("a"), claim("b", page="other")))
    assert "2 claims from 1 recording (1 independent source), as told on 2 pages of notes." in first


def test_two_recordings_of_one_channel_are_not_independent():
    two = _case_with(claim("a"), claim("b", source="second00000"))
    together = {s: Source(id=s, channel="village_voice") for s in ("abcDEF12-_x", "second00000")}
    apart = {s: Source(id=s, channel=s) for s in together}
    assert independent(replace(two, sources=together)) == 1
    assert independent(replace(two, sources=apart, pages=())) == 2


def test_upper_and_lower_case_make_no_second_source():
    two = _case_with(claim("a"), claim("b", source="second00000"))
    sources = {s: Source(id=s, channel=c) for s, c in (("abcDEF12-_x", "Radio"), ("second00000", "radio "))}
    assert independent(replace(two, sources=sources, pages=())) == 1


def test_a_recording_of_an_unknown_channel_adds_no_independent_source():
    two = _case_with(claim("a"), claim("b", source="second00000"))
    known = {"abcDEF12-_x": Source(id="abcDEF12-_x", channel="village_voice")}
    assert independent(replace(two, sources=known, pages=())) == 1
    assert independent(replace(two, sources={}, pages=())) == 1


def test_a_shared_speaker_joins_sources_that_were_apart():
    names = ("one00000000", "two00000000", "three000000")
    case = _case_with(*(claim(n, source=n) for n in names))
    sources = {
        names[0]: Source(id=names[0], channel="x"),
        names[1]: Source(id=names[1], channel="x", speaker="S"),
        names[2]: Source(id=names[2], channel="y", speaker="S"),
    }
    assert independent(replace(case, sources=sources, pages=())) == 1


def test_the_summary_says_what_nobody_has_checked():
    first, uncited_words, heard, channels, grades = how_solid(well_case())
    assert "1 claim from 1 recording (1 independent source)" in first
    assert uncited_words == "4 cite nothing and stand on the analyst's word: see the list of them."
    assert heard == "Nobody has listened to any of the cited moments yet."
    assert channels == "Reported by village_voice."
    assert grades == "Grades: 1 × F6: reliability cannot be judged; truth cannot be judged."


def test_no_claims_at_all():
    (only,) = how_solid(alone().case)
    assert only == "Nothing in this case cites evidence: all of it stands on the word of whoever wrote it."
    bare = tuple(replace(a, grounds=Grounds(a.path)) for a in well_case().assumptions)
    (only,) = how_solid(well_case(assumptions=bare))
    assert only == "No assumption of this analysis cites evidence: all 6 stand on the analyst's word."


def test_everything_cited_is_said():
    lines = how_solid(_case_with(claim("a")))
    assert "Every assumption used here cites evidence." in lines


def _case_with(*claims):
    cited = Assumption(Grounds("south.prefers[0]", tuple(c.name for c in claims)), "t")
    return well_case(claims={c.name: c for c in claims}, assumptions=(cited,))
