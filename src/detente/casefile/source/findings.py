"""Collecting problems while reading goes on, so that a person sees all of a file's mistakes at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from detente.casefile.source.opening import SourceText
from detente.errors import CaseFileError, Problem, Severity, SourcePos

MAX_PROBLEMS = 500
MAX_CANDIDATES = 500


def no_text(value: str) -> str | None:
    """The first character that no text has: a control character that is no white space, or half a surrogate pair."""
    odd = (char for char in value if (ord(char) < 32 and char not in "\t\n\r") or "\ud800" <= char <= "\udfff")
    return next(odd, None)


class Findings:
    """The problems found so far in one file.

    Reading stops with a :class:`~detente.errors.CaseFileError` at ``MAX_PROBLEMS``: a file that is wrong throughout is
    not a list to read, and looking for suggestions takes time for each.
    """

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._found: dict[Problem, None] = {}
        self._stop_at = MAX_PROBLEMS

    def error(self, code: str, pos: SourcePos, message: str, hint: str = "") -> None:
        """Something without which there is no case."""
        self._add(Severity.ERROR, code, pos, message, hint)

    def warning(self, code: str, pos: SourcePos, message: str, hint: str = "") -> None:
        """Something that may change a conclusion."""
        self._add(Severity.WARNING, code, pos, message, hint)

    def notice(self, code: str, pos: SourcePos, message: str, hint: str = "") -> None:
        """Something worth knowing."""
        self._add(Severity.NOTICE, code, pos, message, hint)

    def adopt(self, problems: Iterable[Problem]) -> None:
        """Take over what another reader found in a page of notes.

        Its errors become warnings: a flawed stamp stops nobody but those who cite it, and for them it is an error.
        """
        before = len(self._found)
        for problem in problems:
            mild = replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem
            self._found[mild] = None
        self._stop_at += len(self._found) - before

    def take(self, problems: Iterable[Problem]) -> None:
        """Take over what was found elsewhere in the same file, as it is."""
        for problem in problems:
            self._enter(problem)

    def anew(self) -> Findings:
        """An empty list of problems of the same file."""
        return Findings(self._source)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, those of the file itself first, by place."""
        own = self._source.file
        return tuple(sorted(self._found, key=lambda p: (p.pos.file != own, p.pos, p.code)))

    @property
    def failed(self) -> bool:
        """Whether any of them is an error."""
        return any(p.severity is Severity.ERROR for p in self._found)

    def _add(self, severity: Severity, code: str, pos: SourcePos, message: str, hint: str) -> None:
        line = self._source.line(pos.line) if pos.file == self._source.file else ""
        problem = Problem(pos=pos, severity=severity, code=code, message=message, hint=hint, source_line=line)
        self._enter(problem)

    def _enter(self, problem: Problem) -> None:
        self._found[problem] = None
        if len(self._found) >= self._stop_at and self.failed:
            raise CaseFileError(self.problems)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that is most like ``word``, or None where nothing is near enough to be worth proposing.

    Only the first ``MAX_CANDIDATES`` are compared: about 10 microseconds each.
    """
    by_fold = {name.casefold(): name for name in islice(known, MAX_CANDIDATES)}
    found = difflib.get_close_matches(word.casefold()[:60], by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def listed(names: Iterable[str], last: str = "or") -> str:
    """``a``, ``a or b``, ``a, b or c``; no more than eight are written out."""
    words = list(names)
    if len(words) > 8:
        words = [*words[:8], f"{len(words) - 8} more"]
        last = "and"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, what: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
