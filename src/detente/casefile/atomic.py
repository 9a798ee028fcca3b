"""Write a text file whole or not at all."""

from __future__ import annotations

import os
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
    content = text.encode("utf-8")
    try:
        _replace(path, content)
    except OSError as error:
        message = f"the file cannot be written ({(error.strerror or str(error)).lower()})"
        hint = "check that its folder exists and is yours to write to"
        pos = SourcePos(str(path), 1, 1)
        raise CaseFileError(
            [Problem(pos=pos, severity=Severity.ERROR, code="cannot-write", message=message, hint=hint)]
        ) from error


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
