"""What can go wrong, told to a person: where, what, what was expected, and what to try next.

A :class:`Problem` is one finding about one place in a file. Readers of files collect problems and go on, so that a
person sees all of them at once; only when nothing sensible can be returned do they raise an error that carries them.
This module imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from detente.frozen import frozen


class Severity(StrEnum):
    """How much a problem matters: an error stops the work, a warning may change a conclusion, a notice only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class SourcePos:
    """A place in a file. Lines and columns count from 1; a column counts characters, not bytes."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def visible(text: str) -> str:
    """The text on one line without what a terminal would obey (escapes) or turn round (bidi controls).

    Each such character becomes one space, so that columns stay.
    """
    return "".join(ch if ch.isprintable() else " " for ch in text)


@frozen(kw_only=True)
class Problem:
    """One finding: ``file:line:column: severity[code]: message, hint`` and the source line it points at.

    scenarios : the scenarios of a case in which it occurs, where the case itself has it not; the message names them
    """

    pos: SourcePos
    severity: Severity
    code: str
    message: str
    hint: str = ""
    source_line: str = ""
    scenarios: tuple[str, ...] = ()

    def headline(self) -> str:
        """The contract form on one line."""
        said = f"{self.message}; {self.hint}" if self.hint else self.message
        return visible(f"{self.pos}: {self.severity.value}[{self.code}]: {said}")

    def __str__(self) -> str:
        if not self.source_line:
            return self.headline()
        return "\n".join([self.headline(), *self.excerpt()])

    def excerpt(self, width: int = 120) -> list[str]:
        """The source line, cut to a window round the column if it is long, and a caret under the column."""
        line = visible(self.source_line)
        at = max(0, self.pos.column - 1)
        start = 0 if len(line) <= width else max(0, min(at - width // 2, len(line) - width))
        return [f"    {line[start : start + width]}", "    " + " " * (at - start) + "^"]

    def as_json(self) -> dict[str, object]:
        """A JSON-ready mapping; the same shape in every document that detente writes."""
        return {
            "file": self.pos.file,
            "line": self.pos.line,
            "column": self.pos.column,
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


class DetenteError(Exception):
    """Base of everything detente raises on purpose. Its text is a sentence for the user."""


class _ProblemsError(DetenteError):
    """An error that carries every problem found so far, errors first by position."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class CaseFileError(_ProblemsError):
    """A case file that cannot be read as a case; ``problems`` has every reason."""


def refusal(pos: SourcePos, code: str, message: str, hint: str = "", source_line: str = "") -> CaseFileError:
    """An error with a single problem, after which nothing more of the file can be read or written."""
    severity = Severity.ERROR
    problem = Problem(pos=pos, severity=severity, code=code, message=message, hint=hint, source_line=source_line)
    return CaseFileError([problem])


class InconsistentCaseError(CaseFileError):
    """A case that reads well and cannot be a conflict: no feasible state, or a ranking that misses states."""


class EvidenceError(_ProblemsError):
    """Notes that cannot be read at all (missing folder, file too large, not text)."""


class AnalysisError(DetenteError):
    """A question that cannot be answered for this model.

    mend : what would mend it, in one word; whoever talks to a person knows what that is called there (a flag, a button)
    """

    def __init__(self, message: str, mend: str = "") -> None:
        self.mend = mend
        super().__init__(message)


class NotApplicableError(AnalysisError):
    """A concept that is not defined for this model, for example SIM for a model built from moves alone."""


class TooLargeError(AnalysisError):
    """Refused beforehand, because the answer would not fit; says the size needed and the limit.

    Attributes
    ----------
    needed, limit : int
        In the unit that the message names (states or bytes).
    """

    def __init__(self, message: str, *, needed: int, limit: int) -> None:
        self.needed, self.limit = needed, limit
        super().__init__(message)


class ReportError(DetenteError):
    """A report that could not be written."""


def told_once(found: Mapping[str, Iterable[Problem]]) -> list[Problem]:
    """The problems of scenarios (by key), each once and in words that say in which scenarios it occurs."""
    where: dict[Problem, list[str]] = {}
    for key, problems in found.items():
        for problem in problems:
            where.setdefault(problem, []).append(key)
    return [
        replace(problem, message=f"{_in_which(keys)}: {problem.message}", scenarios=tuple(keys))
        for problem, keys in where.items()
    ]


def _in_which(keys: list[str]) -> str:
    if len(keys) == 1:
        return f"in the scenario {keys[0]!r}"
    shown = [repr(key) for key in keys[:5]]
    shown += [f"{len(keys) - 5} more"] if len(keys) > 5 else []
    return f"in the scenarios {', '.join(shown[:-1])} and {shown[-1]}"
