"""The way in: what a path may be, what comes back, and what is raised."""

import hashlib
from pathlib import Path

import pytest

from detente.casefile.load import examine_case, load_case
from detente.errors import CaseFileError, Severity


def test_a_folder_and_its_file_give_the_same_case(examine):
    examine()
    folder, file = load_case("talks"), load_case(Path("talks") / "case.yaml")
    assert folder == file
    assert folder.path == str(Path("talks") / "case.yaml")
    assert [page.stem for page in folder.pages] == ["other", "river"]


def test_the_path_in_problems_is_the_one_the_user_gave(examine, monkeypatch):
    examine("typo: 1\n")
    assert examine_case("talks")[1][0].pos.file == "talks/case.yaml"
    assert examine_case(Path("talks").absolute())[1][0].pos.file == str(Path("talks").absolute() / "case.yaml")
    monkeypatch.chdir("talks")
    assert examine_case(".")[1][0].pos.file == "case.yaml"
    assert examine_case("case.yaml")[1][0].pos.file == "case.yaml"


def test_notes_are_named_beside_the_case(examine, monkeypatch):
    examine()
    assert load_case("talks").pages[0].path == "talks/notes/other.md"
    monkeypatch.chdir("talks")
    assert load_case(".").pages[0].path == "notes/other.md"


def test_errors_are_raised_with_warnings_and_notices(examine):
    examine("typo: 1\nmediator: north\n")
    with pytest.raises(CaseFileError) as caught:
        load_case("talks")
    assert [p.code for p in caught.value.problems] == ["unknown-key", "not-yet-used"]
    assert "talks/case.yaml:15:1: error[unknown-key]: 'typo' is not a key here" in str(caught.value)
    assert "\n    typo: 1\n    ^" in str(caught.value)


def test_a_case_without_errors_carries_its_notices(examine):
    examine("mediator: north\n")
    assert [p.severity for p in load_case("talks").problems] == [Severity.NOTICE]


def test_a_folder_without_a_case_says_what_it_has(tmp_path):
    (problem,) = examine_case(tmp_path)[1]
    assert (problem.code, "detente new" in problem.hint) == ("no-case-file", True)
    (tmp_path / "case.yml").write_text("detente: 1")
    assert "case.yml" in examine_case(tmp_path)[1][0].hint


def test_the_title_and_summary_are_one_line_each(examine):
    case = examine(
        text="detente: 1\ntitle: >-\n  Two\n  towns\nas_of: 2024-11-08\nsummary: |\n  One.\n  Two.\n"
        "decision_makers: {a: {options: {x: X}, prefers: [x]}}\n"
    ).sound
    assert (case.title, case.as_of, case.summary) == ("Two towns", "2024-11-08", "One. Two.")


def test_the_digest_is_the_one_of_sha256sum_over_the_files(examine):
    first = examine().sound.digest
    names = ["case.yaml", "notes/other.md", "notes/river.md"]
    lines = [f"{hashlib.sha256((Path('talks') / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    assert first == hashlib.sha256("".join(lines).encode()).hexdigest()
    page = Path("talks/notes/river.md")
    page.write_text(page.read_text() + "\nMore.\n")
    assert load_case("talks").digest != first


def test_a_file_wrong_throughout_ends_with_a_limited_list(examine):
    found = examine("feasible:\n" + "".join(f"  - zork{k}\n" for k in range(2_000)))
    assert found.case is None
    assert len(found.problems) == 500
