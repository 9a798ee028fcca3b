"""Where a report may be written: never over anything but an earlier report. And as what: HTML or Markdown."""

from __future__ import annotations

import stat
from pathlib import Path

from detente.atomic import replace_file
from detente.errors import ReportError

FORMS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", "": "html"}  # by the ending of a name
MARKS = (b'<meta name="generator" content="detente', b"<!-- detente")
SIGNED = {"html": "", "md": "<!-- detente -->\n"}  # a page of HTML says in its head who wrote it


def replaceable_page(path: Path, form: str | None = None) -> tuple[Path, str]:
    """The file to write (that to which a symbolic link leads), and as what: ``html`` or ``md``.

    form : the same, where somebody said so; None means what the ending of the name says

    Raises
    ------
    ReportError
        If the folder is missing, or something is there that is not a page which detente wrote: a case, a page of notes,
        a device. Nothing of a user's is ever overwritten. Or if the name ends like that of another kind of file.
    """
    wanted = form or FORMS.get(path.suffix.lower())
    if wanted is None:
        raise ReportError(
            f"{path}: a report is HTML or Markdown, and a name in {path.suffix} promises something else; "
            f"name it {path.with_suffix('.html').name} or {path.with_suffix('.md').name}."
        )
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
    return target if path.is_symlink() else path, wanted


def _is_ours(target: Path) -> bool:
    with target.open("rb") as stream:
        head = stream.read(4096)
    return not head or any(mark in head for mark in MARKS)


def write_page(target: Path, page: str, form: str) -> Path:
    """Write a page: whole, or not at all.

    Raises
    ------
    ReportError
        If the file cannot be written.
    """
    try:
        replace_file(target, (SIGNED[form] + page).encode("utf-8", "replace"))
    except OSError as error:
        raise ReportError(f"{target} could not be written: {error.strerror or error}; choose another place.") from None
    return target
