"""Scenarios in JSON."""

from __future__ import annotations

import json
from pathlib import Path

from told import document_of

import detente as dt
from cases import two
from detente import workbench

REST = """\
status_quo: []
scenarios:
  calm: {title: A calm year}
  turned: {title: South turns, change: {decision_makers: {south: {prefers: [not dig]}}}}
  third: {title: A third, change: {decision_makers: {east: {name: East, options: {fog: Make fog}, prefers: [fog]}}}}
  stuck: {title: Stuck, change: {feasible: [share and not share]}}
"""


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


def test_a_case_without_scenarios_has_no_key(tmp_path: Path) -> None:
    assert document_of("scenarios", dt.analyze(two(tmp_path))) == {}
