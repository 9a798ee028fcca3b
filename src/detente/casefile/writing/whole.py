"""Write a text file whole or not at all, and say in a sentence why it could not be written."""

from __future__ import annotations

from pathlib import Path

from detente.atomic import replace_file
from detente.casefile.source.opening import refused


def write_atomically(path: Path, text: str) -> None:
    """Write a text in UTF-8.

    Raises
    ------
    CaseFileError
        With a sentence, if the folder cannot be written to.
    """
    try:
        replace_file(path, text.encode("utf-8"))
    except OSError as error:
        message = f"the file cannot be written ({(error.strerror or str(error)).lower()})"
        hint = "check that its folder exists and is yours to write to"
        raise refused(path, "cannot-write", message, hint) from error
