"""From one kind of file to the other, and what convert refuses to touch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.casefile.convert import convert
from detente.casefile.load import load_case
from detente.errors import CaseFileError

FIXTURES = Path(__file__).parents[2] / "fixtures" / "gmcr"
FERRY = FIXTURES / "ferry.gmcr"


def refused(source: Path, target: Path) -> str:
    with pytest.raises(CaseFileError) as caught:
        convert(source, target)
    (problem,) = caught.value.problems
    return problem.code


@pytest.mark.parametrize("name", ["case.yaml", "ferry.yml", "FERRY.YAML"])
def test_a_gmcr_file_becomes_a_case_file(tmp_path, name):
    problems = convert(FERRY, tmp_path / name)
    assert [problem.code for problem in problems] == ["gmcr-repeated-statement"]
    assert load_case(tmp_path / name).title == "ferry"
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert text.startswith("# Converted from ferry.gmcr by detente.\n# Note: 'Island council' has this preference")


def test_a_gmcr_file_becomes_a_case_folder_that_is_made_for_it(tmp_path):
    convert(FERRY, tmp_path / "new" / "ferry")
    assert load_case(tmp_path / "new" / "ferry").title == "ferry"


def test_a_case_folder_becomes_a_gmcr_file_and_both_ways_lose_nothing(tmp_path):
    convert(FERRY, tmp_path / "ferry")
    problems = convert(tmp_path / "ferry", tmp_path / "ferry.gmcr")
    assert [problem.code for problem in problems] == ["no-preferences"]
    convert(tmp_path / "ferry.gmcr", tmp_path / "again")
    convert(tmp_path / "again", tmp_path / "again" / "ferry.gmcr")
    one, two = ((tmp_path / name).read_text("ascii") for name in ("ferry.gmcr", "again/ferry.gmcr"))
    assert json.loads(one) == json.loads(two)


def test_files_of_the_same_kind_are_replaced(tmp_path):
    for target in (tmp_path / "ferry", tmp_path / "ferry.yaml"):
        convert(FERRY, target)
        convert(FIXTURES / "orchard.gmcr", target)
        assert load_case(target).title == "orchard"
    for _ in range(2):
        convert(tmp_path / "ferry", tmp_path / "out.gmcr")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("case.yaml", "shopping: milk\n", "not-replaced"),
        ("case.yaml", "detente: 1\ntitle: Written by hand\n", "not-replaced"),
        ("notes.yml", "\x00\xff", "not-replaced"),
        ("case.txt", "", "unknown-kind"),
        ("notes/other.md", "text", "folder-in-use"),
    ],
)
def test_other_things_are_left_alone(tmp_path, name, content, code):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode("latin-1"))
    target = path.parent if name.endswith(".md") else path
    assert refused(FERRY, target) == code
    assert path.read_bytes() == content.encode("latin-1")


@pytest.mark.parametrize("content", ["{}", "[1]", "not json", "3"])
def test_a_gmcr_target_that_holds_something_else_is_left_alone(tmp_path, content):
    convert(FERRY, tmp_path / "ferry")
    (tmp_path / "out.gmcr").write_text(content, encoding="utf-8")
    assert refused(tmp_path / "ferry", tmp_path / "out.gmcr") == "not-replaced"
    assert (tmp_path / "out.gmcr").read_text("utf-8") == content


def test_two_files_of_one_kind_are_not_converted(tmp_path):
    assert refused(FERRY, tmp_path / "b.gmcr") == "same-kind"
    convert(FERRY, tmp_path / "a.yaml")
    assert refused(tmp_path / "a.yaml", tmp_path / "b.yaml") == "same-kind"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml"]


def test_a_source_with_mistakes_writes_nothing(tmp_path):
    with pytest.raises(CaseFileError):
        convert(FIXTURES / "twice-owned.gmcr", tmp_path / "new" / "case")
    assert list(tmp_path.iterdir()) == []


def test_a_ranking_that_misses_a_state_is_not_passed_on(tmp_path):
    text = (FIXTURES / "tollbridge-old.gmcr").read_text("utf-8").replace("[2, 4, 1, 3]", "[2, 4, 1]")
    (tmp_path / "a.gmcr").write_text(text, encoding="utf-8")
    assert refused(tmp_path / "a.gmcr", tmp_path / "b.yaml") == "gmcr-ranking"
    assert not (tmp_path / "b.yaml").exists()
