"""Problems as they are shown: in order, each with the line of the file that it points at."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from detente.errors import Problem, Severity

LARGEST_QUOTED = 5_000_000  # bytes; a source line is not worth reading more


def as_shown(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors, then warnings, then notices, by place within each.

    Those that were found after reading know their place but not its text; it is filled in.
    """
    texts: dict[str, list[str]] = {}
    filled: list[Problem] = []
    for problem in problems:
        lines = texts.setdefault(problem.pos.file, _lines(problem.pos.file)) if not problem.source_line else []
        inside = 0 < problem.pos.line <= len(lines)
        filled.append(replace(problem, source_line=lines[problem.pos.line - 1]) if inside else problem)
    rank = {severity: k for k, severity in enumerate(Severity)}
    return tuple(sorted(filled, key=lambda p: (rank[p.severity], p.pos)))


def _lines(file: str) -> list[str]:
    path = Path(file)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_QUOTED:
            return []
        return path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except (OSError, ValueError):
        return []
