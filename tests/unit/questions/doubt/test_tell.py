import re

import pytest
from builders import EVIL, well
from detente.report.doubt_page import doubt_page
from detente.report.doubt_picture import tornado
from detente.report.html import render_report
from doubts import doubtful, doubtless, hostile_doubt, large_doubt, sampled

from detente.report.register import register


def page(doubt) -> str:
    return render_report(well(case=doubt.case), doubt)


def test_without_a_doubt_the_page_says_nothing_of_it():
    assert "What this hinges on" not in render_report(well())


def test_the_box_stands_before_what_holds():
    text = page(doubtful())
    assert text.index("What this hinges on") < text.index("Holds if these claims hold")
    assert "2 of 4 conclusions (that a state is stable under a concept, or within reach) hinge" in text
    assert 'href="#doubt"' in text


def test_each_conclusion_has_a_box_with_links_to_the_moments_it_rests_on():
    doubt = doubtful()
    boxes = doubt_page(doubt, register(well(case=doubt.case))).shown
    assert [(b.state, len(b.accounts)) for b in boxes] == [(1, 1), (3, 1), (None, 1)]
    (line,) = boxes[1].accounts[0].flips
    assert [[c.name for c in claims] for claims, _ in line.parts] == [["well-low", "well-deep"], ["road-old"]]
    assert line.parts[0][0][0].link == "https://youtu.be/abcDEF12-_x?t=69"
    assert boxes[0].accounts[0].uses == (("“Water at night” (south.prefers[0])", "assumption-2"),)


def test_every_link_into_the_page_has_its_end():
    for doubt in (doubtful(), sampled(), large_doubt(), doubtless()):
        text = page(doubt)
        anchors = set(re.findall(r'id="([^"]+)"', text))
        assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors
        assert len(re.findall(r'id="([^"]+)"', text)) == len(anchors)


def test_beyond_a_few_states_the_boxes_are_folded():
    doubt = large_doubt()
    told = doubt_page(doubt, register(well(case=doubt.case)))
    assert (len(told.shown), len(told.folded)) == (6, 94)


def test_text_of_a_case_stays_text():
    text = page(hostile_doubt())
    assert EVIL not in text
    assert "<img" not in text
    assert 'href="javascript' not in text


def test_bars_are_as_long_as_their_numbers():
    drawn = tornado(large_doubt())
    unit = {round(bar.lost_width / bar.lost, 3) for bar in drawn.bars if bar.lost}
    unit |= {round(bar.gained_width / bar.gained, 3) for bar in drawn.bars if bar.gained}
    assert max(unit) - min(unit) < 0.05
    assert len(drawn.bars) == 20
    assert drawn.left_out == 20
    assert all(bar.left >= 0 and bar.left + bar.lost_width <= drawn.axis + 0.1 for bar in drawn.bars)
    assert all(drawn.axis + bar.gained_width <= drawn.width for bar in drawn.bars)


def test_claims_that_make_the_same_difference_share_a_bar():
    drawn = tornado(doubtful())
    assert [(b.label, b.lost, b.gained) for b in drawn.bars] == [
        ("well-low, well-deep", 1, 0),
        ("village@00:05:00", 0, 1),
    ]
    assert "well-low (00:01:09) and well-deep (00:02:00): 1 lost, 0 new" in drawn.description


def test_without_linchpins_there_is_no_chart():
    assert tornado(doubtless()) is None
    assert "<h3>The claims that carry most" not in page(doubtless())


@pytest.mark.parametrize("make", [doubtful, large_doubt, hostile_doubt])
def test_the_same_doubt_gives_the_same_bytes(make):
    assert page(make()) == page(make())
