"""What an aide must know first."""

from dataclasses import replace

from builders import VIDEO
from doubts import doubtful
from told import blocks_of, text_of, unmarked

from detente.questions.doubt.found import Linchpin
from detente.questions.doubt.summary import DoubtSummary, doubt_summary
from detente.questions.doubt.tell import doubt_page


def summary(doubt) -> DoubtSummary:
    return unmarked(doubt_summary(doubt))


def text(doubt) -> str:
    """The whole page."""
    return text_of(blocks_of(doubt_page(doubt)))


def test_what_nothing_is_left_of_stands_before_what_falls_in_part():
    assert [line[:7] for line in summary(doubtful()).fragile] == ["State 4", "State 2"]


def test_a_case_with_one_source_says_so_first():
    doubt = doubtful(sources=doubtful().sources[:1])
    assert summary(doubt).paragraphs[0].startswith(f"Every claim used is from one source, {VIDEO} (village_voice)")


def test_a_case_whose_doubted_claims_are_all_trusted_is_not_said_to_doubt_none():
    names = tuple(entry.claim for entry in doubtful().in_doubt)
    lead = summary(doubtful(in_doubt=(), linchpins=(), spared=names)).paragraphs[0]
    assert lead.startswith("The case puts 4 claims in doubt, and you trusted every one, so none of its 4 conclusions")
    assert "They hinge on the claims that you trust and on what the analyst assumes." in lead


def test_what_holds_without_the_only_source_is_no_finding():
    left = summary(doubtful(sources=doubtful().sources[:1])).paragraphs[0]
    assert left.endswith("What then holds rests on the analyst's assumptions alone: it is no finding.")
    gone = tuple(replace(s, without_source={VIDEO: False}) for s in doubtful().conclusions)
    nothing = summary(doubtful(sources=doubtful().sources[:1], conclusions=gone)).paragraphs[0]
    assert "no finding" not in nothing
    assert "no finding" not in text(doubtful())  # here a second source is left


def test_what_was_trusted_is_said_where_the_source_is_worthless():
    doubt = doubtful(sources=doubtful().sources[:1], trusted=("road-old",), spared=("road-old",))
    assert "If it is worthless but for what you trusted (road-old (00:00:30)), " in summary(doubt).paragraphs[0]
    assert "Trusted because you said so: 1 claim that this rule puts in doubt (road-old (00:00:30))." in text(doubt)


def test_what_was_listened_to_comes_last_on_the_first_screen():
    doubt = doubtful()
    first = Linchpin("road-old", 2, 1, 0)
    claims = [pin.claims for pin, _ in summary(replace(doubt, linchpins=(first, *doubt.linchpins))).claims]
    assert claims == [("well-low", "well-deep"), ("village@00:05:00",), ("road-old",)]
    page = text(replace(doubt, linchpins=(first, *doubt.linchpins)))
    assert "Listen to these first" in page
    assert "road-old (00:00:30), “" in page
    assert ", listened to: if it fails, 2 of 4 conclusions fall and 1 other holds" in page
    assert summary(replace(doubt, linchpins=(first,))).first == "On these hinges most"


def test_what_carries_as_much_as_the_last_one_told_is_named():
    pins = tuple(Linchpin(name, 5 - k, 0, k) for k, name in enumerate(("well-low", "well-deep", "road-old")))
    assert summary(doubtful(linchpins=pins)).tied == ""
    alike = (*pins[:2], Linchpin("village@00:05:00", 3, 0, 0), Linchpin("north.prefers[0]", 3, 0, 9))
    assert summary(doubtful(linchpins=alike)).tied == "As much hinges on “not south.pump” (north.prefers[0])"
