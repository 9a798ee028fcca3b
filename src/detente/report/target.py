"""Where a report may be written: never over anything but an earlier report."""

from __future__ import annotations

import stat
from pathlib import Path

from detente.errors import ReportError

__all__ = ["replaceable_page"]

MARK = b'<meta name="generator" content="detente'


def replaceable_page(path: Path) -> Path:
    """The file to write: the path as given, or the file that it leads to where it is a symbolic link.

    Raises
    ------
    ReportError
        If the folder is missing, or something is there that is not a page which detente wrote: a case, a page of notes,
        a device. Nothing of a user's is ever overwritten.
    """
    try:
        target = path.resolve()
        if target.is_symlink():  # what still is a link when links are followed; before Python 3.13 that raised
            raise RuntimeError
        if not target.parent.is_dir():
            raise ReportError(
                f"{path}: the folder {path.parent} does not exist; create it first, or choose another place."
            )
        if target.is_dir():
            raise ReportError(f"{path} is a folder; name a file in it, for example {path / 'report.html'}.")
        if target.exists() and not (stat.S_ISREG(target.stat().st_mode) and _is_ours(target)):
            raise ReportError(f"{path} is there already and is no report that detente wrote; name another file.")
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "the links in it lead round in a circle"
        raise ReportError(f"{path} cannot be written: {reason}; choose another place.") from None
    return target if path.is_symlink() else path


def _is_ours(target: Path) -> bool:
    with target.open("rb") as stream:
        head = stream.read(4096)
    return not head or MARK in head
