"""What the conclusions hinge on, as a page of its own and as a part of a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from builders import well
from doubts import doubted_case, doubtful, doubtless, hostile_doubt, large_doubt, sampled
from pages import html
from told import printed, sentences, text_of

from detente.questions.doubt.found import Flip
from detente.questions.doubt.tell import doubt_page, listening_page, part
from detente.report.marks import Mark, Span, bare, spans
from detente.report.page import Bars, Box, Group, Part, every_block

EVERY = {
    "doubtful": doubtful,
    "sampled": sampled,
    "doubtless": doubtless,
    "hostile": hostile_doubt,
    "large": large_doubt,
}


def shown(doubt, width: int = 80, page=doubt_page) -> str:
    return printed(page(doubt), width)


def flat(doubt, **how) -> str:
    return " ".join(shown(doubt, **how).split())


def html_of(doubt) -> str:
    return html(well(case=doubt.case), doubt)


@pytest.mark.parametrize("name", EVERY)
def test_the_first_screen_has_32_lines_of_80_columns(name):
    text = shown(EVERY[name]())
    first = text.split("\n\n")[0].splitlines() if name != "hostile" else []
    assert len(first) <= 32
    assert all(len(line) <= 80 for line in text.splitlines())


def test_the_first_screen_says_what_not_to_believe():
    text = " ".join(shown(doubtful()).split("\n\n")[0].split())
    for said in (
        "2 of 4 conclusions (that a state is stable under a concept, or within reach) hinge on claims in doubt; "
        "1 of them falls if a single claim fails. 2 hold whichever of them fail. 1 more would hold only if some fail.",
        "graded F: reliability cannot be judged. If it is worthless, 2 of 4 conclusions are left (on state 2).",
        "Do not rely on:",
        "State 2 (South: Pump at night), stable under Nash: falls if either well-low (00:01:09) or well-deep",
        "What does not hinge on any claim in doubt:",
        "Nobody has listened to these; listen to them first (--listen has all): - well-low (00:01:09) and well-deep "
        "(00:02:00): if any of them fails, 1 of 4 conclusions falls",
    ):
        assert said in text


def test_without_claims_the_answer_is_the_analysts_word():
    text = flat(doubtless())
    assert "The case cites no claims, so none of its 4 conclusions hinges on one." in text
    assert "“not south.pump” (north.prefers[0]) 2 1" in text
    assert "Do not rely on" not in text
    doubt = doubtful(in_doubt=(), case=doubted_case())
    assert "The case doubts none of its claims" in flat(doubt)


def test_a_share_of_worlds_is_a_count_and_never_a_probability():
    assert "holds in 4 of 16 worlds (a count, not a probability)" in flat(doubtful())
    text = flat(sampled())
    assert "holds in about 25 % of the worlds (a count, not a probability; give or take 0.4 %)" in text
    assert "30 claims" not in text or "drawn by chance" in text
    assert "What holds in every world that was looked at, which are not all" in text
    for forbidden in ("likely", "probably", "will ", "chance that"):
        assert forbidden not in text


def test_how_the_worlds_were_counted_is_said():
    assert "All 16 worlds were looked at" in flat(doubtful())
    text = flat(sampled())
    assert "1,073,741,824 worlds, too many to look at each" in text
    assert "all with up to 3 failed claims, and 100,000 drawn by chance" in text
    assert "complete up to three claims" in text


def test_claims_in_doubt_on_which_nothing_rests_are_told():
    idle = tuple(replace(entry, bears=entry.claim != "road-old") for entry in doubtful().in_doubt)
    assert "1 claim in doubt can change nothing" in flat(doubtful(in_doubt=idle))


def test_flips_name_the_moments_and_what_falls():
    text = flat(doubtful())
    assert (
        "Falls if road-old (00:00:30) fails together with either well-low (00:01:09) or well-deep (00:02:00): "
        "then “Water at night” (south.prefers[0]) and “An open road” (south.prefers[1]) fall."
    ) in text
    assert "1 conclusion would hold only if some claims fail" in text


def test_an_assumption_can_be_in_doubt_itself():
    first, *rest = doubtful().conclusions
    doubt = doubtful(conclusions=(replace(first, flips=(Flip(("south.prefers[0]",), ("south.prefers[0]",)),)), *rest))
    assert "Falls if “Water at night” (south.prefers[0]) fails." in flat(doubt)


def test_the_listening_list_in_a_terminal():
    text = flat(doubtful(), page=listening_page)
    assert "1. 00:01:09 F6 well-low “The well is said to run low.” https://youtu.be/abcDEF12-_x?t=69" in text
    assert "in doubt; nobody has listened to this moment yet" in text


def test_the_box_stands_before_what_holds():
    page = html_of(doubtful())
    assert page.index("What this hinges on") < page.index("Holds if these claims hold")
    assert "2 of 4 conclusions (that a state is stable under a concept, or within reach) hinge" in page
    assert 'href="#doubt"' in page


def test_each_conclusion_has_a_box_with_the_moments_and_the_assumptions_that_it_rests_on():
    boxes = list(conclusion_boxes(doubtful()))
    assert [bare(box.title)[:7] for box in boxes] == ["State 2", "State 4", "A state"]
    flips = " ".join(sentences(boxes[1].inside))
    assert [key for kind, key in named(flips) if kind == Mark.CLAIM] == ["road-old", "well-low", "well-deep"]
    assert [key for kind, key in named(flips) if kind == Mark.MOMENT] == ["road-old", "well-low", "well-deep"]
    assert doubt_page(doubtful()).moments["well-low"] == "https://youtu.be/abcDEF12-_x?t=69"
    (uses,) = (words for words in sentences(boxes[0].inside) if "The reasons given for it use" in words)
    assert bare(uses) == "The reasons given for it use: “Water at night” (south.prefers[0])"
    assert named(uses) == [(Mark.ASSUMPTION, "south.prefers[0]")]


def conclusion_boxes(doubt) -> Iterator[Box]:
    return (block for block in every_block([part(doubt)]) if isinstance(block, Box) and block.role == "rests")


def named(sentence: str) -> list[tuple[str, str]]:
    """What is marked in a sentence: kind and key, outer marks first."""
    found, todo = [], list(spans(sentence))
    while todo:
        span = todo.pop(0)
        if isinstance(span, Span):
            found += [(span.kind, span.key)] if span.key else []
            todo[:0] = span.inside
    return found


def test_beyond_a_few_states_the_boxes_are_folded():
    (told,) = (p for p in part(large_doubt()).inside if isinstance(p, Part) and p.title.startswith("What each"))
    shown, *folds = told.inside
    assert isinstance(shown, Group)
    assert len(shown.inside) == 6
    assert sum(isinstance(block, Box) for block in every_block(folds)) == 94


def test_claims_that_make_the_same_difference_share_a_bar():
    (chart,) = charts(doubtful())
    assert [(b.label, b.lost, b.gained) for b in chart.bars] == [
        ("well-low, well-deep", 1, 0),
        ("village@00:05:00", 0, 1),
    ]
    assert "well-low (00:01:09) and well-deep (00:02:00): 1 lost, 0 new" in bare(chart.description)


def test_shorter_bars_are_counted():
    (chart,) = charts(large_doubt())
    assert len(chart.bars) == 20
    assert "20 shorter bars not drawn: see the JSON document." in text_of([part(large_doubt())])


def test_without_linchpins_there_is_no_chart():
    assert charts(doubtless()) == []
    assert "The claims that carry most" not in text_of([part(doubtless())])


def charts(doubt) -> list[Bars]:
    return [block for block in every_block([part(doubt)]) if isinstance(block, Bars)]


@pytest.mark.parametrize("make", [doubtful, large_doubt, hostile_doubt])
def test_the_same_doubt_gives_the_same_bytes(make):
    assert html_of(make()) == html_of(make())
