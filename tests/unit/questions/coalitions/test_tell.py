"""Coalitions in words."""

from __future__ import annotations

from told import section_of

import detente as dt
from cases import HEAD, case_of


def told(analysis):
    return section_of("coalitions", analysis)


def test_the_section_names_the_coalition_its_moves_and_its_reasons(elmira):
    section = told(elmira)
    assert "from 2 of the 5 states that hold one could" in section.lead
    assert "State 6 " in section.headline[0]
    assert "by Ministry of the Environment and Uniroyal together" in section.headline[0]
    assert section.headline[0].endswith("Moves: Uniroyal from 6 to 8, then Ministry of the Environment from 8 to 9.")
    assert section.headline[-1] == "From states 4, 5 and 9 no coalition could gain."
    (passage,) = section.passages
    assert len(passage.steps) == 2
    assert passage.closing == "They both prefer state 9 to state 6."
    assert {reason.split(" finds ")[0] for reason in passage.reasons} == {"Ministry of the Environment", "Uniroyal"}


def test_a_state_that_one_side_could_leave_alone_is_told_apart(elmira):
    assert told(elmira).headline[1].startswith("State 1 holds only because answers deter a side")


def test_one_decision_maker_has_nothing_to_tell(tmp_path):
    found = dt.analyze(case_of(tmp_path, HEAD + "decision_makers:\n  me: {options: {a: A}, ranking: [Y, N]}\n"))
    assert told(found) is None


def test_where_nobody_could_gain_one_line_says_so(tmp_path):
    text = HEAD + (
        "decision_makers:\n  left: {options: {a: A}, ranking: [YY, YN, NY, NN]}\n"
        "  right: {options: {b: B}, ranking: [YY, NY, YN, NN]}\n"
    )
    section = told(dt.analyze(case_of(tmp_path, text)))
    assert "from none of the 1 state that hold could one" not in section.lead
    assert section.headline == ("From state 4 (left: A; right: B) no coalition could gain.",)
    assert section.grids == ()
