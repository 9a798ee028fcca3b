"""The table over horizons in words."""

from __future__ import annotations

from told import cells, section_of


def told(analysis):
    return section_of("limited_moves", analysis)


def test_a_cycle_is_said_first(syria_iraq):
    section = told(syria_iraq)
    assert "No state holds at every h from 1 to 8" in section.lead
    assert "repeat every 4 horizons" in section.headline[0]
    assert cells(section.grids[0])[2] == ("3", "none", "1, 3", "2, 4, 6")


def test_equal_horizons_share_a_row(elmira):
    assert [row[0] for row in cells(told(elmira).grids[0])] == ["1", "2 to 8"]


def test_maximin_is_labelled_pessimistic_everywhere(elmira):
    section = told(elmira)
    assert section.lead.startswith("A pessimistic bound")
    assert section.notes[0].startswith("Pessimistic: maximin")


def test_the_play_is_told_as_moves(syria_iraq):
    passages = told(syria_iraq).passages
    moving = [p for p in passages if p.steps]
    assert moving
    assert all(p.sentence.startswith("At state 3, looking") for p in passages)
    assert "Play would end in state" in moving[0].closing
    assert "could move from state 3 to" in moving[0].steps[0]
    assert "finds state 1 better than state 3" in moving[0].reasons[0]
