from dataclasses import replace

from detente.errors import Problem, Severity, SourcePos
from detente.report.problems import every_problem

from .builders import well


def test_a_problem_told_twice_counts_once_and_keeps_its_source_line():
    analysis = well()
    (bare,) = analysis.case.problems
    lined = replace(bare, source_line="terms: {}")
    assert every_problem(replace(analysis, problems=(lined,))) == (lined,)


def test_errors_come_first():
    error = Problem(pos=SourcePos("z.yaml", 99, 1), severity=Severity.ERROR, code="x", message="broken")
    assert [p.severity for p in every_problem(replace(well(), problems=(error,)))] == ["error", "notice"]
