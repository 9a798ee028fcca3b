from __future__ import annotations

from dataclasses import replace

import numpy as np

from detente.model.evolution import Destination
from detente.report.evolution import document, evolution_document, section, whole_section

from builders import well
from ways import CLOSE, PUMP, STAY, TOGETHER, found, to


def told(*destinations: Destination, **changes):
    analysis = well(evolution=found(*destinations, **changes))
    return analysis, whole_section(analysis, analysis.evolution)


def test_the_lead_counts_what_it_takes():
    _, section = told(to(0, STAY), to(1, PUMP), to(2, TOGETHER, CLOSE), to(3, CLOSE))
    assert section.lead == (
        "Beginning from the status quo (state 1), could the states that hold come about, and who would have to move? "
        "Of the states that hold under some concept, 1 is where it begins, 1 could come about by moves that each gain "
        "their mover something, 1 if a coalition moved together and 1 only with a move that gains its mover "
        "nothing, if these claims hold."
    )


def test_each_way_is_told_in_one_row():
    _, section = told(to(0, STAY), to(1, PUMP), to(2, TOGETHER, CLOSE), to(3, CLOSE))
    assert [row[0] for row in section.grids[0].rows] == ["1", "2", "3", "4"]
    assert [row[2:] for row in section.grids[0].rows] == [
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
    _, section = told(to(2, twice))
    assert section.grids[0].rows[0][2] == "only by joint moves among South and North, 2 times"


def test_move_by_move_with_what_changes_and_what_it_gains():
    _, section = told(to(2, TOGETHER, CLOSE), to(3, CLOSE))
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
    _, section = told(to(3))
    assert section.grids[0].rows[0][2:] == ("by no legal moves", "")
    assert section.passages[0].sentence.endswith("no legal moves lead there.")
    assert "The one that holds under some concept could not come about by any legal moves, if" in section.lead


def test_levels_count_states_and_end_where_nothing_new_is_reached():
    _, section = told(to(1, PUMP))
    assert section.grids[1].head == ("in at most", "0 moves", "1 move", "2 moves")
    assert section.grids[1].rows == (("any legal moves", "1", "3", "4"), ("improvements alone", "1", "2", "2"))


def test_long_levels_are_shortened():
    _, section = told(to(1, PUMP), moves=np.arange(40), improvements=np.arange(40))
    assert len(section.grids[1].head) == 11
    assert section.grids[1].head[-1] == "39 moves"
    assert section.grids[1].rows[0][-2:] == ("9", "40")


def test_nothing_to_tell_but_the_status_quo_is_no_section():
    assert section(well(evolution=found(to(0, STAY)))) is None
    assert section(well(evolution=None)) is None
    assert section(well(evolution=found(to(1, PUMP)))) is not None


def test_no_equilibria_is_a_sentence():
    _, section = told()
    assert "no state holds under" in section.lead
    assert len(section.grids) == 1


def test_what_was_not_looked_for_or_not_listed_is_said():
    _, section = told(to(1, PUMP), left_out=3, coalitions=False)
    assert section.notes[0].startswith("Joint moves of coalitions were not looked for")
    assert section.notes[1].startswith("3 more of the states that hold under some concept are not listed")
    _, section = told(to(1, PUMP), to(3), left_out=4000)
    assert "Of the 4,002 states that hold under some concept 2 were looked at; of these, 1 could" in section.lead


def test_a_start_elsewhere_is_named():
    analysis = well(evolution=found(to(1, PUMP), start=2))
    assert whole_section(analysis, analysis.evolution).lead.startswith("Beginning from state 3, could")


def test_json_of_a_coalition_has_its_steps_and_the_alternative():
    analysis, _ = told(to(2, TOGETHER, CLOSE))
    (entry,) = evolution_document(analysis)["equilibria"]
    assert (entry["state"], entry["reach"], entry["movers"]) == (3, "coalition", ["south", "north"])
    assert entry["path"][1] == {
        "by": ["south", "north"],
        "from": 2,
        "to": 3,
        "improvement": True,
        "steps": [{"by": ["south"], "from": 2, "to": 1}, {"by": ["north"], "from": 1, "to": 3}],
    }
    assert entry["alternatives"] == [
        {
            "reach": "disimprovement",
            "movers": ["north"],
            "path": [
                {"by": ["south"], "from": 1, "to": 2, "improvement": True},
                {"by": ["north"], "from": 2, "to": 4, "improvement": False},
            ],
        }
    ]
    assert document(analysis)["evolution"]["levels"] == {"moves": [1, 2, 1], "improvements": [1, 1]}


def test_without_an_evolution_the_analysis_gains_no_key():
    assert document(well()) == {}


def test_unknown_preferences_are_said_to_be_taken_as_modelled():
    analysis = well(evolution=found(to(1, PUMP)))
    assert not any("as modelled" in note for note in section(analysis).notes)
    first, *others = analysis.case.decision_makers
    unsure = replace(first, unknown=("anything",))
    analysis = replace(analysis, case=replace(analysis.case, decision_makers=(unsure, *others)))
    assert "as modelled" in section(analysis).notes[0]
