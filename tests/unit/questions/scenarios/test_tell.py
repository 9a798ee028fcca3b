"""Scenarios in words and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import detente as dt
from detente import workbench
from detente.report.scenarios import document, section
from tests.unit.analysis.cases import two

REST = """\
status_quo: []
scenarios:
  calm: {title: A calm year}
  turned: {title: "South [b]turns[/b]", change: {decision_makers: {south: {prefers: [not dig]}}}}
  third: {title: A third, change: {decision_makers: {east: {name: East, options: {fog: Make fog}, prefers: [fog]}}}}
  stuck: {title: Stuck, change: {feasible: [share and not share]}}
"""


def test_what_appears_vanishes_and_stays_is_told_for_each(tmp_path: Path) -> None:
    told = section(dt.analyze(two(tmp_path, REST), ["nash", "seq"]))
    assert told is not None
    calm, turned, third, stuck = told.headline
    assert told.lead.startswith("The case names 4 scenarios")
    assert calm == "“A calm year”: all 2 states that hold stay."
    assert turned.startswith("“South [b]turns[/b]”: states 2 and 4 appear; states 6 and 8 vanish; 0 stay.")
    assert "Improvements from the status quo no longer lead to states 6 and 8." in turned
    assert "“North: Pump; South: Dig; East: Make fog”" in third
    assert stuck.startswith("“Stuck” cannot be analysed: this rule can never hold")
    grid = told.grids[0]
    assert grid.head == ("state", "as it stands", "South [b]turns[/b]", "A third")  # those in which something differs
    rows = {row[0]: row[1:] for row in grid.rows}
    assert rows["2"] == ("·", "+all", "·")
    assert rows["6"] == ("all", "-all", "-all")
    assert rows["North: Pump; South: Dig; East: Make fog"] == ("·", "no such state", "+all")


def test_many_scenarios_are_told_in_several_tables(tmp_path: Path) -> None:
    many = "".join(f"  s{k}: {{change: {{feasible: [dig]}}}}\n" for k in range(6))
    told = section(dt.analyze(two(tmp_path, f"scenarios:\n{many}", south="not south.dig"), ["nash"]))
    assert told is not None
    assert [len(grid.head) for grid in told.grids] == [6, 4]


def test_the_document_is_that_of_the_reference_page(tmp_path: Path) -> None:
    found = dt.analyze(two(tmp_path, REST), ["nash"])
    told = json.loads(json.dumps(workbench.as_json(found)["scenarios"]))
    assert [entry["scenario"] for entry in told] == ["calm", "turned", "third", "stuck"]
    assert set(told[1]) == {"scenario", "title", "note", "claims", "states", "status_quo", "equilibria", "reachable"}
    nash = told[1]["equilibria"]["nash"]
    assert nash["stays"] == []
    assert {"state": 2, "yes": ["north.pump"]} in nash["appears"]
    assert [s["state"] for s in nash["vanishes"]] == [6, 8]
    assert told[2]["equilibria"]["nash"]["appears"][0]["state"] is None
    assert set(told[3]) == {"scenario", "title", "note", "claims", "problem"}


def test_a_case_without_scenarios_has_neither_section_nor_key(tmp_path: Path) -> None:
    found = dt.analyze(two(tmp_path))
    assert section(found) is None
    assert document(found) == {}
