"""A report is written over an earlier report, and over nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente import atomic
from detente.errors import ReportError
from detente.report.target import replaceable_page, write_page

OURS = '<!doctype html><meta name="generator" content="detente 0.1.0">'


def test_a_new_file_and_an_earlier_report(tmp_path: Path) -> None:
    assert replaceable_page(tmp_path / "new.html") == (tmp_path / "new.html", "html")
    (tmp_path / "old.html").write_text(OURS)
    assert replaceable_page(tmp_path / "old.html")
    (tmp_path / "link.html").symlink_to(tmp_path / "old.html")
    assert replaceable_page(tmp_path / "link.html") == ((tmp_path / "old.html").resolve(), "html")


def test_a_name_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert replaceable_page(Path("r.html"))[0] == Path("r.html")


@pytest.mark.parametrize(
    ("name", "form"),
    [("r.html", "html"), ("r.HTM", "html"), ("r.md", "md"), ("r.markdown", "md"), ("report", "html")],
)
def test_the_name_says_what_is_written(tmp_path: Path, name: str, form: str) -> None:
    assert replaceable_page(tmp_path / name) == (tmp_path / name, form)
    assert replaceable_page(tmp_path / name, "md") == (tmp_path / name, "md")  # unless somebody says so


def test_a_name_that_promises_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"a report is HTML or Markdown.*name it r\.html or r\.md"):
        replaceable_page(tmp_path / "r.pdf")


@pytest.mark.parametrize(("form", "text"), [("html", OURS), ("md", "# The well\n")])
def test_a_page_may_be_replaced_by_a_later_one(tmp_path: Path, form: str, text: str) -> None:
    target, _ = replaceable_page(tmp_path / f"r.{form}")
    assert write_page(target, text, form) == target
    assert target.read_text(encoding="utf-8").endswith(text)
    assert replaceable_page(target) == (target, form)
    assert os.listdir(tmp_path) == [target.name]


def test_a_failed_write_leaves_the_old_page_and_no_debris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = write_page(tmp_path / "report.html", OURS, "html")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "replace", refuse)
    with pytest.raises(ReportError, match=r"could not be written: No space left on device"):
        write_page(target, OURS * 2, "html")
    assert target.read_text(encoding="utf-8") == OURS
    assert os.listdir(tmp_path) == ["report.html"]


@pytest.mark.parametrize("content", ["detente: 1\n", "---\ntitle: A page of notes\n---\n", "<!doctype html><p>mine"])
def test_nothing_of_a_user_is_overwritten(tmp_path: Path, content: str) -> None:
    (tmp_path / "mine").write_text(content)
    with pytest.raises(ReportError, match="no report that detente wrote"):
        replaceable_page(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == content


def test_folders_devices_loops_and_names_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="is a folder; name a file in it"):
        replaceable_page(tmp_path)
    with pytest.raises(ReportError, match=r"the folder .* does not exist; create it first"):
        replaceable_page(tmp_path / "missing" / "r.html")
    with pytest.raises(ReportError, match="cannot be written"):
        replaceable_page(tmp_path / ("a" * 300))
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(ReportError, match=r"cannot be written|no report"):
        replaceable_page(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReportError, match="no report that detente wrote"):
        replaceable_page(tmp_path / "pipe")
