from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from builders import cube
from pages import html
from ways import CLOSE, PUMP, STAY, TOGETHER, asked, found, to

from detente.model.graph import GraphModel
from detente.model.results import Analysis
from detente.questions.evolution.ask import evolution
from detente.questions.evolution.found import Route, WithinReach
from detente.questions.evolution.picture import WaysPicture
from detente.questions.evolution.picture import drawn as drawn_of

TOLD = 24  # as many equilibria as the section tells


def drawn(*destinations, **changes) -> WaysPicture | None:
    return picture_of(asked(*destinations, **changes))


def picture_of(analysis: Analysis) -> WaysPicture | None:
    ways = analysis.answers["evolution"]
    return drawn_of(analysis, ways, ways.first(TOLD))


def test_each_move_is_drawn_once_with_what_it_is():
    picture = drawn(to(0, STAY), to(1, PUMP), to(2, TOGETHER, CLOSE), to(3, CLOSE))
    assert [(w.kind, w.style, [line for line, _ in w.label]) for w in picture.ways] == [
        ("gain", 0, ["South"]),
        ("joint", -1, ["South", "+ North"]),
        ("against", 1, ["North"]),
    ]
    assert picture.kinds == ("gain", "joint", "against")
    assert [w.tooltip for w in picture.ways] == [
        "South from state 1 to 2: gains",
        "South and North together from state 2 to 3: each gains",
        "North from state 2 to 4: does not gain",
    ]


def test_the_status_quo_is_left_and_each_move_goes_right():
    picture = drawn(to(1, PUMP), to(2, TOGETHER), to(3, CLOSE))
    x = {n.number: n.x for n in picture.nodes}
    assert x[1] < x[2] < x[3] == x[4] <= picture.width
    assert next(n for n in picture.nodes if n.number == 1).status_quo


def test_only_what_is_drawn_stands_in_the_legend():
    assert drawn(to(1, PUMP)).kinds == ("gain",)


def test_lines_between_the_same_states_part():
    twice = replace(TOGETHER.legs[1], origin=0, to=1)
    picture = drawn(to(1, PUMP), to(3, Route(reach=WithinReach.COALITION, movers=(0, 1), legs=(twice,))))
    assert len({w.path for w in picture.ways}) == len(picture.ways) == 2


def test_long_names_are_cut_and_large_coalitions_counted():
    case = cube(5, dms=5)
    dms = tuple(
        replace(dm, name=f"The Honourable Assembly number {k}" * 2) for k, dm in enumerate(case.case.decision_makers)
    )
    leg = replace(TOGETHER.legs[1], by=(0, 1, 2, 3, 4))
    route = Route(reach=WithinReach.COALITION, movers=leg.by, legs=(replace(leg, origin=0, to=1),))
    analysis = replace(case, case=replace(case.case, decision_makers=dms), answers={"evolution": found(to(1, route))})
    (way,) = picture_of(analysis).ways
    lines = [line for line, _ in way.label]
    assert lines[0].endswith("…")
    assert len(lines[0]) < 40
    assert lines[-1] == "+ 3 others"


def test_nothing_moves_nothing_is_drawn():
    assert drawn() is None
    assert drawn(to(0, STAY), to(3)) is None


def test_labels_do_not_cover_states_or_one_another():
    picture = drawn(to(1, PUMP), to(2, TOGETHER, CLOSE), to(3, CLOSE))
    boxes = [
        (w.x - 3 * max(len(line) for line, _ in w.label), w.label[0][1] - 7, w.x + 3, w.label[-1][1] + 7)
        for w in picture.ways
    ]
    boxes += [(n.x - n.radius, n.y - n.radius, n.x + n.radius, n.y + n.radius) for n in picture.nodes]
    for k, a in enumerate(boxes):
        for b in boxes[:k]:
            assert min(a[2], b[2]) <= max(a[0], b[0]) or min(a[3], b[3]) <= max(a[1], b[1])


@pytest.mark.parametrize("seed", range(4))
def test_a_large_picture_stays_in_its_frame_and_says_what_it_leaves_out(seed):
    rng = np.random.default_rng(seed)
    base = cube(9, 60)
    model = GraphModel.from_options([k % 3 for k in range(9)], rng.integers(0, 9, (3, 512)))
    table = replace(base.table, stable={"nash": rng.random((1, 512)) < 0.3})
    picture = picture_of(replace(base, answers={"evolution": evolution(model, 0, table)}))
    assert len(picture.nodes) <= 24
    assert picture.left_out > 0
    assert all(0 < n.x < picture.width and 0 < n.y < picture.height for n in picture.nodes)
    numbers = [float(x) for w in picture.ways for x in re.findall(r"-?[\d.]+", w.path)]
    assert all(-60 <= x <= max(picture.width, picture.height) + 60 for x in numbers)


def test_the_page_has_the_picture_and_the_same_bytes_each_time():
    analysis = asked(to(1, PUMP), to(2, TOGETHER, CLOSE), to(3, CLOSE))
    page = html(analysis)
    assert page == html(analysis)
    section = page[page.index('<section id="evolution"') :]
    assert section.count('class="way gain"') == 2  # one in the legend, one in the picture
    assert section.count('class="way joint"') == 2
    assert section.count('class="core"') == 2
    assert "a coalition moves together, and each member gains" in section
    assert "Move by move" in section
    assert " style=" not in section  # the page's own policy would refuse it
