"""Open a file that a person named: refused by its size before it is read, and by its first byte that is not UTF-8."""

from __future__ import annotations

import stat
from pathlib import Path

from detente.casefile.source.findings import SourceText
from detente.errors import SourcePos, refusal


def read_bytes(path: Path, shown_as: str, *, most: int, advice: str) -> bytes:
    """The content of a plain file of at most ``most`` bytes; ``advice`` is the hint for a larger one.

    Raises
    ------
    CaseFileError
        If there is no such file, it is a folder, pipe or device, it cannot be opened, or it is too large.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise refusal(SourcePos(shown_as, 1, 1), "cannot-open", f"{shown_as!r} is not a file", "name a case file")
        if status.st_size > most:
            message = f"the file has {status.st_size:,} bytes; it may have at most {most:,}"
            raise refusal(SourcePos(shown_as, 1, 1), "file-too-large", message, advice)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"the file cannot be opened ({reason})"
        raise refusal(SourcePos(shown_as, 1, 1), "cannot-open", message, "check the path") from error


def decoded(data: bytes, shown_as: str) -> SourceText:
    """UTF-8 bytes as text, a byte order mark left out.

    Raises
    ------
    CaseFileError
        At the first byte that is not UTF-8.
    """
    try:
        return SourceText(shown_as, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        pos = SourceText(shown_as, before).pos(len(before))
        message = f"the byte 0x{data[error.start]:02x} here is not UTF-8 text"
        raise refusal(pos, "not-utf-8", message, "save the file with the encoding UTF-8") from error
