"""Strength of preference in words."""

from __future__ import annotations

from told import cells, section_of


def told(analysis):
    return section_of("strength", analysis)


def test_strong_and_weak_equilibria_are_told_by_concept(truce):
    section = told(truce)
    assert "SEQ: strong: state 1; weak: state 4." in section.headline
    assert section.headline[-1].startswith("Nothing is marked as strong for The lake")
    assert cells(section.grids[0])[0] == ("4", *["weak, for The east"] * 3)  # the status quo first


def test_the_reason_of_each_verdict_is_told(truce):
    passages = {p.sentence: p for p in told(truce).passages}
    strong = passages["SEQ: state 4 is strongly stable for The west:"]
    assert strong.steps == (
        "after a move to state 3, The east could move to state 1, which The west finds much worse than state 4.",
    )
    assert any(reason.startswith("The west finds state 1 much worse than state 4") for reason in strong.reasons)
    assert "SEQ: state 4 is only weakly stable for The east: after a move to state 2 the others can bring about " \
        "nothing that it finds much worse." in passages  # fmt: skip


def test_a_case_without_strength_has_no_section(chicken):
    assert told(chicken) is None
