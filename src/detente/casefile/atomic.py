"""Write a text file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from detente.errors import CaseFileError, Problem, Severity, SourcePos

__all__ = ["write_atomically"]


def write_atomically(path: Path, text: str) -> None:
    """Write beside the target, then rename: a reader sees the old file or the new one, never a part.

    Raises
    ------
    CaseFileError
        With a sentence, if the folder cannot be written to.
    """
    beside = ""
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        message = f"the file cannot be written ({reason})"
        pos = SourcePos(str(path), 1, 1)
        raise CaseFileError(
            [
                Problem(
                    pos=pos,
                    severity=Severity.ERROR,
                    code="cannot-write",
                    message=message,
                    hint="check that its folder exists and is yours to write to",
                )
            ]
        ) from error


def _umask() -> int:
    """The permissions that new files do not get; the temporary file is private, the final one is like any other."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
