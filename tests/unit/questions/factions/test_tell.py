"""What holds if one faction or another decides, in words."""

from __future__ import annotations

from told import cells, section_of

from detente.model.results import Analysis


def told(analysis):
    return section_of("factions", analysis)


def test_the_section_says_who_must_decide(divided: Analysis) -> None:
    section = told(divided)
    assert section is not None
    assert "The elders (3 of 5 members) and The young (2 of 5 members)" in section.lead
    assert section.headline[0] == "State 1 (no option taken) holds whoever decides for North (GMR, SMR)."
    assert any("holds if The elders decides for" in line for line in section.headline)
    levels = [row[0] for row in cells(section.grids[1])]
    assert levels == ["any member", "more than 2/5 (a majority)", "more than 3/5 (all)"]
    assert any("North could gain by moving to state 4" in step for p in section.passages for step in p.steps)
    assert "not a probability" in section.notes[1]


def test_the_reasons_say_how_many_must_gain(divided: Analysis) -> None:
    section = told(divided)
    assert section is not None
    assert any(p.sentence == "If a move must gain any member:" for p in section.passages)


def test_factions_that_only_have_names_have_no_section(chicken: Analysis) -> None:
    assert told(chicken) is None
