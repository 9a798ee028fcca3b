"""A report is written over an earlier report, and over nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.errors import ReportError
from detente.report.target import MARK, replaceable_page


def test_a_new_file_and_an_earlier_report(tmp_path: Path) -> None:
    assert replaceable_page(tmp_path / "new.html") == tmp_path / "new.html"
    (tmp_path / "old.html").write_bytes(b"<!doctype html>" + MARK + b' 0.1.0">')
    assert replaceable_page(tmp_path / "old.html")
    (tmp_path / "link.html").symlink_to(tmp_path / "old.html")
    assert replaceable_page(tmp_path / "link.html") == (tmp_path / "old.html").resolve()


def test_a_name_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert replaceable_page(Path("r.html")) == Path("r.html")


@pytest.mark.parametrize("content", ["detente: 1\n", "---\ntitle: A page of notes\n---\n", "<!doctype html><p>mine"])
def test_nothing_of_a_user_is_overwritten(tmp_path: Path, content: str) -> None:
    (tmp_path / "mine").write_text(content)
    with pytest.raises(ReportError, match="no report that detente wrote"):
        replaceable_page(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == content


def test_folders_devices_loops_and_names_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="is a folder"):
        replaceable_page(tmp_path)
    with pytest.raises(ReportError, match="does not exist"):
        replaceable_page(tmp_path / "missing" / "r.html")
    with pytest.raises(ReportError, match="cannot be written"):
        replaceable_page(tmp_path / ("a" * 300))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(ReportError, match=r"cannot be written|no report"):
        replaceable_page(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReportError, match="no report that detente wrote"):
        replaceable_page(tmp_path / "pipe")
