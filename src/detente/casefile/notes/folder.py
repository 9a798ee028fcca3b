"""Pages of files and folders, one at a time: a folder of any size is read in the memory of its largest page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.casefile.notes.page import read_page
from detente.errors import EvidenceError, Problem, Severity, SourcePos
from detente.model.evidence import NotePage


def page_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The Markdown pages that ``paths`` name: files as given, folders with all they hold, in order of name.

    Hidden folders and files are skipped. Links to folders inside a folder are not followed, so that a loop cannot hang.

    Raises
    ------
    EvidenceError
        With every path that does not exist, before the first page is given.
    """
    paths = list(paths)
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise EvidenceError([_missing(path) for path in missing])
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        else:
            yield path


def _in_folder(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(".md") and not name.startswith("."):
                yield Path(here, name)


def _missing(path: Path) -> Problem:
    return Problem(
        pos=SourcePos(path.as_posix(), 1, 1),
        severity=Severity.ERROR,
        code="missing-page",
        message=f"there is no file or folder '{path.as_posix()}'",
        hint="check the path",
    )


def count_pages(paths: Iterable[Path]) -> int:
    """How many pages ``iter_pages`` will give."""
    return sum(1 for _ in page_files(paths))


def iter_pages(paths: Iterable[Path], *, known_duration: int | None = None) -> Iterator[NotePage]:
    """The pages of files and folders. A page of a folder that cannot be read is an empty page with that problem.

    known_duration : length of the recordings in seconds; later moments are reported as impossible
    """
    for path in page_files(paths):
        try:
            yield read_page(path, known_duration=known_duration)
        except EvidenceError as error:
            yield NotePage(path=path.as_posix(), stem=path.stem, title=path.stem, source=None, problems=error.problems)
