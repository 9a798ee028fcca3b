"""A file is written whole or not at all."""

from __future__ import annotations

import stat

import pytest

from detente.casefile.writing.whole import write_atomically
from detente.errors import CaseFileError


def test_the_old_file_is_replaced_and_nothing_else_is_left(tmp_path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", encoding="utf-8")
    write_atomically(target, "new: é\n")
    assert target.read_bytes() == "new: é\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_the_file_is_as_readable_as_any_other(tmp_path) -> None:
    (tmp_path / "plain.txt").write_text("x", encoding="utf-8")
    write_atomically(tmp_path / "a.txt", "x")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path) -> None:
    with pytest.raises(CaseFileError, match="cannot be written") as caught:
        write_atomically(tmp_path / "none" / "a.txt", "x")
    assert caught.value.problems[0].code == "cannot-write"


def test_a_text_that_cannot_be_encoded_leaves_nothing(tmp_path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_atomically(tmp_path / "a.txt", "\ud800")
    assert list(tmp_path.iterdir()) == []
