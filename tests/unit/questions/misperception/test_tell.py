"""Who could be surprised, in words."""

from __future__ import annotations

from pathlib import Path

from told import cells, section_of

import detente as dt
from cases import case_of
from detente.model.results import Analysis
from tests.unit.questions.misperception.test_ask import BLIND, FORD


def told(analysis):
    return section_of("misperception", analysis)


def test_who_is_surprised_where_and_what_each_sees(tmp_path: Path) -> None:
    section = told(dt.analyze(case_of(tmp_path, FORD)))
    assert section is not None
    assert section.headline[0].startswith(
        "Left bank at state 1 (no option taken): it takes Right bank to stay, and Right"
    )
    assert section.grids[0].head[-1] == "as Left bank sees it"
    assert ("*1", "GMR, SMR", "GMR, SMR", "all") in cells(section.grids[0])


def test_a_move_to_what_the_other_takes_for_impossible(tmp_path: Path) -> None:
    section = told(dt.analyze(case_of(tmp_path, BLIND)))
    assert section is not None
    assert section.lead.startswith("Left bank takes states 3 and 4 for impossible.")
    assert "by moving to state 3, which Left bank takes for impossible" in section.headline[0]


def test_without_views_there_is_nothing_to_tell(chicken: Analysis) -> None:
    assert told(chicken) is None
