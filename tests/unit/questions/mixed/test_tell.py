"""If each side is its own kind of actor, in words and in JSON."""

from __future__ import annotations

from pathlib import Path

from told import cells, document_of, section_of

from cases import case_of
from detente import workbench
from detente.model.results import Analysis
from tests.unit.questions.mixed.test_ask import BRIDGE


def told(analysis):
    return section_of("mixed", analysis)


def test_of_whom_nothing_is_said_each_kind_is_told(tmp_path: Path) -> None:
    section = told(workbench.analyze(case_of(tmp_path, BRIDGE), ["nash", "gmr"], actors={"left": "gmr"}))
    assert section is not None
    assert cells(section.grids[0]) == (("Nash", "2 and 3"), ("GMR", "2, 3 and 4"))
    assert "Nothing is said of Right" in section.lead


def test_the_document_has_the_concept_of_each(tmp_path: Path) -> None:
    found = workbench.analyze(case_of(tmp_path, BRIDGE), actors={"left": "nash", "right": "gmr"})
    assert workbench.as_json(found)["mixed"] == {"concepts": {"left": "nash", "right": "gmr"}, "equilibria": [2, 3]}


def test_without_a_concept_there_is_neither_section_nor_key(chicken: Analysis) -> None:
    assert told(chicken) is None
    assert document_of("mixed", chicken) == {}
    assert "mixed" not in workbench.as_json(chicken)
