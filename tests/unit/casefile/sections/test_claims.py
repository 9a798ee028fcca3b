"""Citations: what they resolve to, and what is said when they do not."""

import pytest

from detente.errors import Severity

PLAIN = PAGE_WITHOUT_VIDEO = "---\ntitle: Plain\n---\n\nA word [00:00:10].\n"
LINKED = "---\ntitle: Linked\n---\n\n## Talks\nA word [00:00:10](https://youtu.be/other-talks?t=10).\n"


def cited(because: str) -> str:
    return f"feasible:\n  - that: pay implies pause_open\n    because: {because}\n".replace("pause_open", "south.pause")


@pytest.mark.parametrize("stamp", ["00:01:09", "1:09", "01:09", "0:01:09", "000:01:09"])
def test_a_stamp_is_found_by_its_second_however_written(examine, stamp):
    case = examine(cited(f"river@{stamp}")).sound
    (name,) = case.feasible[0].grounds.claims
    claim = case.claims[name]
    assert name == f"river@{stamp}"
    assert (claim.seconds, claim.stamp, claim.source) == (69, "00:01:09", "river-talks")
    assert claim.sentence == "The envoy offers a pause in the dispute."
    assert (claim.grade, claim.likelihood, claim.listened) == ("F6", None, False)
    assert claim.url == "https://youtu.be/river-talks?t=69"
    assert claim.section == "Morning"
    assert claim.hash


def test_a_named_claim_carries_what_the_analyst_judged(examine):
    case = examine(
        "claims:\n  offer: {at: river@1:09, credibility: 3, likelihood: [0.2, 0.4], listened: yes, listened_by: MK}\n"
        + cited("offer")
    ).sound
    claim = case.claims["offer"]
    assert (claim.grade, claim.likelihood, claim.listened, claim.listened_by) == ("F3", (0.2, 0.4), True, "MK")
    assert case.feasible[0].grounds.claims == ("offer",)


def test_a_quote_picks_the_sentence_and_folds_quotation_marks(examine):
    extra = "claims:\n  again: {at: river@1:09, quote: repeats the  offer}\n"
    assert examine(extra).sound.claims["again"].sentence.startswith("A second voice")
    extra = "claims:\n  witness: {at: river@2:30, quote: 'a \"pause\" needs'}\n"
    assert "witness" in examine(extra).sound.claims["witness"].sentence


def test_a_hash_picks_the_sentence_it_belongs_to(examine):
    wanted = examine("claims:\n  again: {at: river@1:09, quote: repeats}\n").sound.claims["again"]
    found = examine(f"claims:\n  c: {{at: river@1:09, hash: {wanted.hash}}}\n")
    assert found.sound.claims["c"].sentence == wanted.sentence
    assert found.problems == ()


def test_a_changed_sentence_is_evidence_drift(examine):
    found = examine("claims:\n  c: {at: »river@2:30, hash: 0123456789abcdef}\n")
    problem = found.at_mark("evidence-drift")
    assert problem.severity is Severity.WARNING
    assert "was 0123456789abcdef and is now " + found.sound.claims["c"].hash in problem.message
    assert "needs a witness" in problem.hint


@pytest.mark.parametrize(
    ("code", "extra", "said"),
    [
        ("unknown-claim", "claims: {offer: {at: river@1:09}}\n" + cited("»ofer"), "did you mean 'offer'?"),
        ("unknown-claim", cited("[»nothing]"), "write page@stamp"),
        ("unknown-claim", cited("»river"), "cite a moment of it"),
        ("unknown-page", cited("»rivre@1:09"), "did you mean 'river'?"),
        ("unknown-page", cited("»river.md@1:09"), "did you mean 'river'?"),
        ("unknown-page", cited("»zzzz@1:09"), "the pages are other and river"),
        ("unknown-stamp", cited("river@»1:10"), "the nearest are 00:01:09 and 00:02:30"),
        ("unknown-stamp", cited("'river@»2:31'"), "no sentence of 'river' cites 2:31"),
        ("unknown-stamp", cited("other@»1:10"), "the only moment it cites is 00:00:40"),
        ("bad-citation", cited("»river@soon"), "page@stamp"),
        ("bad-citation", cited("»river@1:60"), "page@stamp"),
        ("bad-citation", cited("'»@1:10'").replace("'»", "»'"), "page@stamp"),
        ("quote-not-found", "claims: {c: {at: river@1:09, quote: »an ultimatum}}\n", "The envoy offers"),
    ],
)
def test_a_citation_that_leads_nowhere(examine, code, extra, said):
    found = examine(extra)
    assert found.case is None
    assert said in found.at_mark(code).headline()


def test_a_citation_repeated_is_reported_at_its_first_place_only(examine):
    found = examine("merge:\n  - {that: pay, because: river@»9:09}\n  - {that: not pay, because: river@9:09}\n")
    assert found.codes.count("unknown-stamp") == 1
    assert found.at_mark("unknown-stamp")


def test_without_notes_the_message_says_where_a_page_belongs(examine):
    found = examine(cited("»talk@1:09"), notes={})
    assert "as talk.md" in found.at_mark("unknown-page").hint


def test_a_page_without_a_recording_cannot_be_cited(examine):
    found = examine(cited("»plain@0:10"), notes={"plain": PAGE_WITHOUT_VIDEO})
    assert "no videoId" in found.at_mark("page-without-video").message


def test_a_link_names_its_own_recording(examine):
    case = examine(cited("linked@0:10"), notes={"linked": LINKED}).sound
    assert case.claims["linked@0:10"].source == "other-talks"


def test_a_moment_that_the_page_doubts_is_a_warning(examine):
    page = "---\ntitle: T\nvideoId: river-talks\n---\n\n"
    page += 'One <a class="yt-timestamp" data-t="27:14:00">[27:14:00]</a>.\n'
    found = examine(cited("odd@»27:14:00"), notes={"odd": page})
    assert found.at_mark("suspect-moment").severity is Severity.WARNING
    assert found.case is not None


def test_pages_in_folders_are_found_by_stem_or_path(examine):
    page = PLAIN.replace("title: Plain", "title: Plain\nvideoId: river-talks")
    notes = {"a/day": page, "b/day": page, "b/night": page}
    assert examine(cited("night@0:10"), notes=notes).sound
    assert examine(cited("b/day@0:10"), notes=notes).sound
    found = examine(cited("»day@0:10"), notes=notes)
    assert found.at_mark("ambiguous-page").hint == "write a/day or b/day"


def test_an_unlisted_source_is_noticed_once(examine):
    page = PLAIN.replace("title: Plain", "title: Plain\nvideoId: third-talk")
    extra = "claims: {a: {at: »third@0:10}, b: {at: third@0:10}}\n"
    found = examine(extra, notes={"third": page})
    assert found.at_mark("unlisted-source").severity is Severity.NOTICE
    assert found.codes.count("unlisted-source") == 1
    assert found.sound.claims["a"].reliability == "F"


def test_reliability_is_that_of_the_source(examine):
    text_extra = cited("river@1:09")
    found = examine(text_extra)
    assert found.sound.claims["river@1:09"].reliability == "F"
    assert found.sound.sources["river-talks"].channel == "river_radio"


CONFIRMED = (
    "claims:\n"
    "  offer: {at: »river@1:09, credibility: 1, confirmed_by: %s}\n"
    "  other: {at: other@0:40}\n"
    "  same: {at: river@2:30}\n"
)


def test_grade_1_with_an_independent_source_stands(examine):
    case = examine((CONFIRMED % "other").replace("»", "")).sound
    assert case.claims["offer"].independent == ("other",)


@pytest.mark.parametrize("confirming", ["[]", "same", "[same, offer]"])
def test_grade_1_demands_an_independent_source(examine, confirming):
    problem = examine(CONFIRMED % confirming).at_mark("grade-1-not-independent")
    assert problem.severity is Severity.ERROR
    assert "6 means that it cannot be judged" in problem.hint


@pytest.mark.parametrize(
    ("sources", "independent"),
    [
        ("river-talks: {channel: a}\n  other-talks: {channel: b}", True),
        ("river-talks: {channel: a}\n  other-talks: {channel: A}", False),
        ("river-talks: {channel: a, speaker: K}\n  other-talks: {channel: b, speaker: k}", False),
        ("river-talks: {channel: a, speaker: K}\n  other-talks: {channel: b, speaker: L}", True),
        ("river-talks: {}\n  other-talks: {channel: b}", True),
    ],
)
def test_independence_is_another_channel_and_another_speaker(examine, sources, independent):
    text = f"detente: 1\ntitle: t\nsources:\n  {sources}\ndecision_makers: {{a: {{options: {{x: X}}, prefers: [x]}}}}\n"
    found = examine(text=text + CONFIRMED.replace("»", "") % "other")
    assert ("grade-1-not-independent" not in found.codes) is independent


def test_an_unknown_channel_proves_no_independence(examine):
    bare = PLAIN.replace("title: Plain", "title: Plain\nvideoId: %s")
    text = "detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X}, prefers: [x]}}\n"
    text += "claims:\n  c: {at: p@0:10, credibility: 1, confirmed_by: d}\n  d: {at: q@0:10}\n"
    found = examine(text=text, notes={"p": bare % "aaaaaaaaaaa", "q": bare % "bbbbbbbbbbb"})
    assert "grade-1-not-independent" in found.codes


def test_a_confirmation_must_exist(examine):
    found = examine("claims: {offer: {at: river@1:09, confirmed_by: »ofer}}\n")
    assert "did you mean 'offer'?" in found.at_mark("unknown-claim").hint


def test_terms_of_the_two_rows_of_icd_203_do_not_mix(examine):
    found = examine("claims: {a: {at: river@1:09, likelihood: likely}, b: {at: »river@2:30, likelihood: remote}}\n")
    assert found.at_mark("mixed-likelihood-terms").severity is Severity.WARNING
    same = examine("claims: {a: {at: river@1:09, likelihood: likely}, b: {at: river@2:30, likelihood: roughly even}}\n")
    assert same.problems == ()


def test_problems_of_pages_are_shown_after_those_of_the_case(examine):
    page = "---\ntitle: T\nvideoId: river-talks\n---\n\n"
    page += 'One <a class="yt-timestamp" data-t="00:99:00">[00:99:00]</a>.\n'
    found = examine("as_of: nonsense\n", notes={"odd": page})
    assert [problem.pos.file.rsplit(".")[-1] for problem in found.problems] == ["yaml", "md"]


def test_a_page_that_cannot_be_read_fails_only_those_who_cite_it(examine, monkeypatch):
    from detente.casefile.reading import notebook
    from detente.errors import EvidenceError, Problem, SourcePos

    def refuse(path, *, shown_as):
        pos = SourcePos(shown_as, 1, 1)
        raise EvidenceError([Problem(pos=pos, severity=Severity.ERROR, code="unreadable-page", message="m")])

    monkeypatch.setattr(notebook, "read_page", refuse)
    assert examine().case is not None
    found = examine(cited("»river@1:09"))
    assert found.case is None
    assert found.at_mark("unreadable-page")


def test_of_many_pages_only_the_cited_are_read(examine, monkeypatch):
    from detente.casefile.reading import notebook

    monkeypatch.setattr(notebook, "READ_ALL_UP_TO", 1)
    assert [page.stem for page in examine(cited("river@1:09")).sound.pages] == ["river"]
    monkeypatch.undo()
