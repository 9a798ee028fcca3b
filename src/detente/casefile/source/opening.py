"""Open a file that a person named: refused by its size before it is read, and by its first byte that is not UTF-8.

Its text knows the way from a character to its line and column.
"""

from __future__ import annotations

import re
import stat
from bisect import bisect_right
from pathlib import Path

from detente.errors import CaseFileError, SourcePos, refusal

_LINE_END = re.compile(r"\r\n|\n|\r")


class SourceText:
    """The text of one file and the way from a character's index to its line and column (both from 1)."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self.lines = _LINE_END.split(text)

    def pos(self, index: int) -> SourcePos:
        """Line and column of the character at an index."""
        line = bisect_right(self._starts, index, lo=1)
        return SourcePos(self.file, line, index - self._starts[line - 1] + 1)

    def index(self, line: int, column: int) -> int:
        """The index of the character at a line and column, both counted from 1."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Line ``number``, counted from 1, without its end; empty beyond the file."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def refused(file: str | Path, code: str, message: str, hint: str) -> CaseFileError:
    """An error about a file as a whole."""
    return refusal(SourcePos(str(file), 1, 1), code, message, hint)


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
            raise refused(shown_as, "cannot-open", f"{shown_as!r} is not a file", "name a case file")
        if status.st_size > most:
            message = f"the file has {status.st_size:,} bytes; it may have at most {most:,}"
            raise refused(shown_as, "file-too-large", message, advice)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = f"the file cannot be opened ({reason})"
        raise refused(shown_as, "cannot-open", message, "check the path") from error


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
