"""The first screen of an analysis, and the full reasoning on one state."""

import re
from dataclasses import replace

import numpy as np
from builders import cube, well
from told import printed

from detente.errors import Severity
from detente.model.concepts import Concept
from detente.model.results import StabilityTable
from detente.questions.overview import overview
from detente.questions.stability.summary import held_rows, unlisted


def shown(analysis, width: int = 80, **asked) -> str:
    return printed(overview(analysis, **asked), width)


def test_the_overview_tells_what_holds_why_and_on_what():
    text = shown(well())
    for heading in (
        "A state is one combination of options taken and not taken.",
        "What holds if these claims hold",
        "options taken",
        "The status quo",
        "Why",
        "How solid the evidence is",
        "What to look at again",
        "What this does not tell you",
    ):
        assert heading in text
    assert "Nobody has listened to any of the cited moments yet." in text
    assert "South could gain by moving to state 2 (under Nash)" in text
    assert "2  South: Pump at night " in text


def test_the_table_has_every_state_that_holds_and_the_status_quo():
    analysis = cube(6, 60)
    lines = shown(analysis, width=200).splitlines()
    numbers = {line.split()[0].lstrip("*") for line in lines if "●" in line}
    assert {str(row + 1) for row in held_rows(analysis)} <= numbers
    assert f"{unlisted(analysis)} further states hold under some concept" in "\n".join(lines)
    left = shown(well(concepts=(Concept.NASH,)))
    assert re.search(r"^ +\*1 +no option taken +· *$", left, re.M)


def test_one_state_is_told_in_full():
    text = " ".join(shown(well(), state=0).split())
    assert "North could then move from state 2 to 4: it chooses “Close the road”." in text
    assert "This would lead to state 3, which South finds worse than state 1." in text
    assert "[well-low]" in text
    assert "https://youtu.be/abcDEF12-_x?t=69" in text


def test_no_status_quo_and_no_equilibrium_are_said():
    none = replace(well(), status_quo=None, table=StabilityTable(stable={"nash": np.zeros((2, 4), bool)}))
    none = replace(none, concepts=(Concept.NASH,), explanations=())
    text = shown(none)
    assert "The case names no status quo." in text
    assert "No state is stable for all under Nash." in text


def test_a_status_quo_that_nobody_leaves():
    assert "Nobody has reason to leave it, if these claims hold." in shown(well(status_quo=1))


def test_a_state_without_kept_reasons_still_gets_its_verdicts():
    assert "Nash: stable." in shown(well(explanations=()), state=1)


def test_decision_makers_with_nothing_to_gain_share_a_line():
    assert "- North: no move leads to a state that it prefers" in shown(well())


def test_notices_are_counted_and_warnings_are_told():
    analysis = well()
    (notice,) = analysis.case.problems
    warning = replace(notice, severity=Severity.WARNING, code="drift", message="the sentence has changed")
    text = " ".join(shown(replace(analysis, problems=(warning, notice))).split())
    assert "warning[drift]: the sentence has changed" in text
    assert "Notices, which change no result: 1 × not-yet-used." in text
