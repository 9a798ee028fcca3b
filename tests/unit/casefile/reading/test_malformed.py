"""An element with a mistake of shape still has its citations and formulas checked."""

from __future__ import annotations

from pathlib import Path

from detente.casefile.load import examine_case

CASE = """\
detente: 1
title: T
decision_makers:
  a: {name: A, options: {x: X}, prefers: [x]}
feasible:
  - {because: nope}
  - {that: x and yy, becaus: q}
timeline:
  - {date: yesterday, kind: k, from: a, cites: nope2}
levers:
  l: {by: a, because: nope3}
"""


def test_name_and_evidence_problems_stand_beside_those_of_shape(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE)
    _, problems = examine_case(tmp_path)
    errors = {(p.code, p.pos.line, p.pos.column) for p in problems if p.severity.value == "error"}
    assert errors == {
        ("missing-key", 6, 5),
        ("unknown-claim", 6, 15),
        ("unknown-option", 7, 18),
        ("unknown-key", 7, 22),
        ("wrong-value", 9, 12),
        ("unknown-claim", 9, 48),
        ("missing-key", 11, 3),
        ("unknown-claim", 11, 23),
    }
