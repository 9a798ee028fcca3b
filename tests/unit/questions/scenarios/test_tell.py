"""Scenarios in words."""

from __future__ import annotations

from pathlib import Path

from told import cells, section_of

import detente as dt
from cases import two

REST = """\
status_quo: []
scenarios:
  calm: {title: A calm year}
  turned: {title: "South [b]turns[/b]", change: {decision_makers: {south: {prefers: [not dig]}}}}
  third: {title: A third, change: {decision_makers: {east: {name: East, options: {fog: Make fog}, prefers: [fog]}}}}
  stuck: {title: Stuck, change: {feasible: [share and not share]}}
"""


def told(analysis):
    return section_of("scenarios", analysis)


def test_what_appears_vanishes_and_stays_is_told_for_each(tmp_path: Path) -> None:
    section = told(dt.analyze(two(tmp_path, REST), ["nash", "seq"]))
    assert section is not None
    calm, turned, third, stuck = section.headline
    assert section.lead.startswith("The case names 4 scenarios")
    assert calm == "“A calm year”: all 2 states that hold stay."
    assert turned.startswith("“South [b]turns[/b]”: states 2 and 4 appear; states 6 and 8 vanish; 0 stay.")
    assert "Improvements from the status quo no longer lead to states 6 and 8." in turned
    assert "“North: Pump; South: Dig; East: Make fog”" in third
    assert stuck.startswith("“Stuck” cannot be analysed: this rule can never hold")
    grid = section.grids[0]
    assert grid.head == ("state", "as it stands", "South [b]turns[/b]", "A third")  # those in which something differs
    rows = {row[0]: row[1:] for row in cells(grid)}
    assert rows["2"] == ("·", "+all", "·")
    assert rows["6"] == ("all", "-all", "-all")
    assert rows["North: Pump; South: Dig; East: Make fog"] == ("·", "no such state", "+all")


def test_many_scenarios_are_told_in_several_tables(tmp_path: Path) -> None:
    many = "".join(f"  s{k}: {{change: {{feasible: [dig]}}}}\n" for k in range(6))
    section = told(dt.analyze(two(tmp_path, f"scenarios:\n{many}", south="not south.dig"), ["nash"]))
    assert section is not None
    assert [len(grid.head) for grid in section.grids] == [6, 4]


def test_a_case_without_scenarios_has_no_section(tmp_path: Path) -> None:
    assert told(dt.analyze(two(tmp_path))) is None
