"""Problems are collected, ordered, placed and limited."""

import pytest

from detente.casefile.source.findings import MAX_PROBLEMS, Findings, listed, nearest
from detente.casefile.source.opening import SourceText
from detente.errors import CaseFileError, Problem, Severity, SourcePos


def test_lines_end_as_editors_count_them():
    source = SourceText("x", "a\r\nbb\rc\u2028d\ne")
    assert [str(source.pos(k)) for k in (0, 3, 4, 6, 8, 10)] == ["x:1:1", "x:2:1", "x:2:2", "x:3:1", "x:3:3", "x:4:1"]
    assert [source.line(k) for k in (0, 1, 2, 3, 4, 5)] == ["", "a", "bb", "c\u2028d", "e", ""]


def test_problems_of_the_file_come_first_by_place():
    source = SourceText("m.yaml", "one\ntwo\n")
    findings = Findings(source)
    page = Problem(pos=SourcePos("a.md", 1, 1), severity=Severity.ERROR, code="p", message="m")
    notice = Problem(pos=SourcePos("a.md", 2, 1), severity=Severity.NOTICE, code="n", message="m")
    findings.adopt([page, notice])
    findings.notice("later", source.pos(5), "m")
    findings.warning("sooner", source.pos(0), "m")
    assert [(p.code, p.severity) for p in findings.problems] == [
        ("sooner", Severity.WARNING),
        ("later", Severity.NOTICE),
        ("p", Severity.WARNING),
        ("n", Severity.NOTICE),
    ]
    assert findings.problems[1].source_line == "two"
    assert not findings.failed


def test_the_same_problem_is_told_once():
    source = SourceText("x", "a")
    findings = Findings(source)
    findings.error("c", source.pos(0), "m")
    findings.error("c", source.pos(0), "m")
    assert len(findings.problems) == 1
    assert findings.failed


def test_a_file_wrong_throughout_stops_the_reading():
    source = SourceText("x", "a" * 2 * MAX_PROBLEMS)
    findings = Findings(source)
    for k in range(MAX_PROBLEMS - 1):
        findings.error("c", source.pos(k), "m")
    with pytest.raises(CaseFileError) as caught:
        findings.error("c", source.pos(MAX_PROBLEMS), "m")
    assert len(caught.value.problems) == MAX_PROBLEMS


def test_names_are_listed_in_words():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a or b"
    assert listed(["a", "b", "c"], "and") == "a, b and c"
    assert listed([f"n{k}" for k in range(10)]) == "n0, n1, n2, n3, n4, n5, n6, n7 and 2 more"


def test_only_a_near_name_is_proposed():
    assert nearest("truse", ["truce", "settle"]) == "truce"
    assert nearest("TRUCE", ["truce", "settle"]) == "truce"
    assert nearest("weather", ["truce", "settle"]) is None
