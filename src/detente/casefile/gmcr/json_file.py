"""Open a JSON file that a person may have got wrong."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import cast

from detente.casefile.findings import SourceText
from detente.errors import CaseFileError, Problem, Severity, SourcePos

__all__ = ["MAX_BYTES", "parsed_json", "read_bytes", "utf8_text"]

MAX_BYTES = 5_000_000


def read_bytes(file: Path) -> bytes:
    """The content, refused by its size before it is read.

    Raises
    ------
    CaseFileError
        If there is no such file, it cannot be opened, or it has more than :data:`MAX_BYTES`.
    """
    try:
        status = file.stat()
        size = status.st_size
        plain = stat.S_ISREG(status.st_mode)
        content = file.read_bytes() if plain and size <= MAX_BYTES else b""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _refusal(file, "cannot-open", f"the file cannot be opened ({reason})", "check the path") from error
    if not plain:
        raise _refusal(file, "cannot-open", "this is a folder or a device, not a file", "check the path")
    if size > MAX_BYTES:
        message = f"the file has {size:,} bytes; a .gmcr file may have at most {MAX_BYTES:,}"
        raise _refusal(file, "file-too-large", message, "is it a .gmcr file?")
    return content


def utf8_text(file: Path, content: bytes) -> str:
    """The content as text, a byte order mark left out; a CaseFileError at the first byte that is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        pos = SourceText(str(file), before).pos(len(before))
        message = f"the byte 0x{content[error.start]:02x} here is not UTF-8 text, as JSON must be"
        raise _refusal(file, "not-utf-8", message, "save the file with the encoding UTF-8", pos) from error


def parsed_json(source: SourceText) -> object:
    """The value of a JSON text; a CaseFileError at the place where it stops being JSON."""
    try:
        return cast("object", json.loads(source.text))
    except json.JSONDecodeError as error:
        pos = source.pos(error.pos)
        message = f"this is not JSON, which a .gmcr file must be ({error.msg[:1].lower()}{error.msg[1:]})"
    except (RecursionError, ValueError):
        pos = source.pos(0)
        message = "this JSON is nested too deeply, or has a number with too many digits, for a .gmcr file"
    hint = "a file written by GMCR+ begins with '{'; do not edit it in a word processor"
    raise _refusal(Path(source.file), "not-json", message, hint, pos, source.line(pos.line))


def _refusal(
    file: Path, code: str, message: str, hint: str, pos: SourcePos | None = None, line: str = ""
) -> CaseFileError:
    where = pos or SourcePos(str(file), 1, 1)
    problem = Problem(
        pos=where, severity=Severity.ERROR, code=code, message=message, hint=hint, source_line=line[:2_000]
    )
    return CaseFileError([problem])
