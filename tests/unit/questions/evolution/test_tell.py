from __future__ import annotations

from dataclasses import replace

import numpy as np
from builders import well
from told import cells, section_of, unmarked
from ways import CLOSE, PUMP, STAY, TOGETHER, asked, to

from detente.model.results import Analysis, Step
from detente.questions.evolution.found import Destination, Leg, Route, WithinReach
from detente.questions.evolution.tell import whole
from detente.report.section import Section


def told(*destinations: Destination, **changes) -> Section:
    return all_of(asked(*destinations, **changes))


def all_of(analysis: Analysis) -> Section:
    """What the page of its own tells, also where a report says nothing."""
    return unmarked(whole(analysis, analysis.answers["evolution"]))


def of_report(analysis: Analysis) -> Section | None:
    return section_of("evolution", analysis)


def test_the_lead_counts_what_it_takes():
    section = told(to(0, STAY), to(1, PUMP), to(2, TOGETHER, CLOSE), to(3, CLOSE))
    assert section.lead == (
        "Beginning from the status quo (state 1), could the states that hold come about, and who would have to move? "
        "Of the states that hold under some concept, 1 is where it begins, 1 could come about by moves that each gain "
        "their mover something, 1 if a coalition moved together and 1 only with a move that gains its mover "
        "nothing, if these claims hold."
    )


def test_each_way_is_told_in_one_row():
    section = told(to(0, STAY), to(1, PUMP), to(2, TOGETHER, CLOSE), to(3, CLOSE))
    assert [row[0] for row in cells(section.grids[0])] == ["1", "2", "3", "4"]
    assert [row[2:] for row in cells(section.grids[0])] == [
        ("it begins there", ""),
        ("by improvements alone", "1 → 2 (South)"),
        (
            "if South and North move together, or if North moves without gain",
            "1 → 2 (South) → 3 (South and North together)",
        ),
        ("only if North moves without gain", "1 → 2 (South) → 4 (North, without gain)"),
    ]


def test_several_joint_moves_are_counted():
    twice = replace(TOGETHER, legs=(*TOGETHER.legs, *TOGETHER.legs))
    section = told(to(2, twice))
    assert cells(section.grids[0])[0][2] == "only by joint moves among South and North, 2 times"


def test_move_by_move_with_what_changes_and_what_it_gains():
    section = told(to(2, TOGETHER, CLOSE), to(3, CLOSE))
    together, close = section.passages
    assert together.sentence == "State 3 (North: Close the road), if South and North moved together:"
    assert together.steps == (
        "1 → 2: South could gain by it: it chooses “Pump at night”.",
        "2 → 3: South and North could gain by moving together: South gives up “Pump at night” (2 → 1), then North "
        "chooses “Close the road” (1 → 3).",
    )
    assert together.closing == (
        "Without a coalition it would take a move without gain of North: 1 → 2 (South) → 4 (North, without gain)."
    )
    assert close.steps[1].startswith("2 → 4: North would")


def test_a_state_that_no_moves_lead_to():
    section = told(to(3))
    assert cells(section.grids[0])[0][2:] == ("by no legal moves", "")
    assert section.passages[0].sentence.endswith("no legal moves lead there.")
    assert "The one that holds under some concept could not come about by any legal moves, if" in section.lead


def test_levels_count_states_and_end_where_nothing_new_is_reached():
    section = told(to(1, PUMP))
    assert section.grids[1].head == ("in at most", "0 moves", "1 move", "2 moves")
    assert cells(section.grids[1]) == (("any legal moves", "1", "3", "4"), ("improvements alone", "1", "2", "2"))


def test_long_levels_are_shortened():
    section = told(to(1, PUMP), moves=np.arange(40), improvements=np.arange(40))
    assert len(section.grids[1].head) == 11
    assert section.grids[1].head[-1] == "39 moves"
    assert cells(section.grids[1])[0][-2:] == ("9", "40")


def test_nothing_to_tell_but_the_status_quo_is_no_section():
    assert of_report(asked(to(0, STAY))) is None
    assert of_report(well(answers={})) is None
    assert of_report(asked(to(1, PUMP))) is not None


def test_no_equilibria_is_a_sentence():
    section = told()
    assert "no state holds under" in section.lead
    assert len(section.grids) == 1


def test_what_was_not_looked_for_or_not_listed_is_said():
    section = told(to(1, PUMP), left_out=3, coalitions=False)
    assert section.notes[0].startswith("Joint moves of coalitions were not looked for")
    assert section.notes[1].startswith("3 more of the states that hold under some concept are not listed")
    section = told(to(1, PUMP), to(3), left_out=4000)
    assert "Of the 4,002 states that hold under some concept 2 were looked at; of these, 1 could" in section.lead


def test_a_start_elsewhere_is_named():
    pump = Leg(by=(0,), origin=2, to=3, improves=True, steps=(Step(0, 2, 3),))
    way = Route(reach=WithinReach.IMPROVEMENTS, movers=(0,), legs=(pump,))
    assert told(to(3, way), start=2).lead.startswith("Beginning from state 3, could")


def test_unknown_preferences_are_said_to_be_taken_as_modelled():
    analysis = asked(to(1, PUMP))
    assert not any("as modelled" in note for note in of_report(analysis).notes)
    first, *others = analysis.case.decision_makers
    unsure = replace(first, unknown=("anything",))
    analysis = replace(analysis, case=replace(analysis.case, decision_makers=(unsure, *others)))
    assert "as modelled" in of_report(analysis).notes[0]
