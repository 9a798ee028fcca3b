"""``detente new`` writes a case that checks clean, whole or not at all."""

from pathlib import Path

import pytest

from detente.casefile import starter
from detente.casefile.load import load_case
from detente.casefile.starter import write_starter
from detente.errors import CaseFileError


def test_the_starter_has_no_problem_and_shows_the_main_sections(tmp_path):
    written = write_starter(tmp_path / "new" / "case")
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "new/case/case.yaml",
        "new/case/notes/example.md",
    ]
    case = load_case(tmp_path / "new" / "case")
    assert case.problems == ()
    assert case.feasible
    assert case.status_quo == ()
    assert case.assumptions
    assert all(dm.options and dm.preference for dm in case.decision_makers)


def test_every_section_of_the_starter_is_explained_by_a_comment(tmp_path):
    write_starter(tmp_path / "case")
    assert (tmp_path / "case" / "case.yaml").read_text(encoding="utf-8").count("#") > 10


def test_an_empty_folder_is_filled(tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    write_starter(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["case.yaml", "notes"]
    assert folder.stat().st_mode & 0o500 == 0o500


def test_the_folder_one_stands_in_is_filled(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_starter(".")
    assert Path("case.yaml").is_file()


def test_what_stands_there_is_kept(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CaseFileError, match="is not empty; nothing was written"):
        write_starter(tmp_path)
    with pytest.raises(CaseFileError, match="is a file; nothing was written"):
        write_starter(tmp_path / "mine.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_failure_half_way_leaves_nothing(tmp_path, monkeypatch):
    def fail(folder):
        (folder / "case.yaml").write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(starter, "_fill", fail)
    with pytest.raises(CaseFileError, match="no space left on device"):
        write_starter(tmp_path / "case")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_below_a_file_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CaseFileError, match="cannot be written"):
        write_starter(tmp_path / "file" / "case")
