"""The case that ``detente new`` writes: small, peaceful, commented, and without a problem."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib import resources
from pathlib import Path

from detente.casefile.source.opening import refused

_FILES = ("case.yaml", "notes/example.md")


def write_starter(directory: str | Path) -> list[Path]:
    """Write the starter case into a new or empty folder.

    It is written under another name first and then renamed, so that a half-written case never stands there.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    CaseFileError
        If something stands there already, or the folder cannot be written.
    """
    target = Path(directory)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            what = "is a file" if not target.is_dir() else "is not empty"
            raise refused(target, "folder-in-use", f"{str(target)!r} {what}; nothing was written", "name a new folder")
        new = not target.exists()
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".detente-new-", dir=target.absolute().parent if new else target))
        try:
            _fill(beside)
            _put(beside, target, new=new)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"the case cannot be written to {str(target)!r} ({reason})"
        raise refused(target, "cannot-write", message, "choose another folder") from error
    return [target / name for name in _FILES]


def _fill(folder: Path) -> None:
    masters = resources.files("detente.casefile").joinpath("starter_case")
    for name in _FILES:
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(masters.joinpath(name).read_bytes())


def _put(folder: Path, target: Path, *, new: bool) -> None:
    if not new:
        for name in ("notes", "case.yaml"):  # case.yaml last: it makes it a case
            (folder / name).rename(target / name)
        return
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)  # mkdtemp makes it private
    folder.rename(target)
