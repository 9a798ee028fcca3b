"""The summary of a report: what holds, what does not, and what depends on threats."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from builders import cube, well
from told import text_of, unmarked

from detente.model.concepts import Concept
from detente.model.results import StabilityTable
from detente.questions.stability.boxes import boxes
from detente.report.page import Box, Fold


def titled(analysis) -> dict[str, str]:
    """What each box tells, by its title."""
    return {box.title: text_of(box.inside) for box in unmarked(boxes(analysis))}


def test_states_stand_in_the_box_of_what_becomes_of_them():
    told = titled(well())
    assert list(told) == ["Holds if these claims hold", "Does not hold", "Depends on which threats are believed"]
    assert told["Holds if these claims hold"].startswith("2 South: Pump at night 4 South: Pump at night; North:")
    assert "Holds if each side fears any answer" in told["Depends on which threats are believed"]
    assert "1 no option taken (status quo) South could gain by moving" in told["Depends on which threats are believed"]


def test_under_one_concept_nothing_depends():
    assert list(titled(well(concepts=(Concept.NASH,)))) == ["Holds if these claims hold", "Does not hold"]


def test_nothing_that_holds_is_said():
    none = replace(well(), table=StabilityTable(stable={"nash": np.zeros((2, 4), bool)}), concepts=(Concept.NASH,))
    told = titled(none)
    assert told["Holds if these claims hold"] == "No state is stable for all under every concept asked for."
    assert "South could gain by moving to state 2" in told["Does not hold"]


def test_of_many_the_first_are_told_and_the_others_named():
    depends = boxes(cube(9, 60))[-1]
    assert isinstance(depends, Box)
    (fold,) = (block for block in depends.inside if isinstance(block, Fold))
    assert unmarked(fold.title).startswith("21 more: states ")
    assert (
        "further states hold under some concept; they are counted under the table."
        in titled(cube(9, 60))["Does not hold"]
    )


def test_without_a_status_quo_that_is_said():
    assert "The case names no status quo." in titled(well(status_quo=None))["Does not hold"]
