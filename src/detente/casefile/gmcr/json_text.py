"""JSON that a person may have got wrong: its value, and problems addressed by the path of what they are about.

``json`` forgets positions, so they are looked up only when there is something to report, by walking the tokens of a
text that is already known to be valid.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import cast

from detente.casefile.source.findings import Findings
from detente.casefile.source.opening import SourceText
from detente.errors import Problem, SourcePos, refusal

JsonPath = tuple[str | int, ...]

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
LONGEST_SHOWN_LINE = 2_000
MAX_PROBLEMS = 100


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
    raise refusal(pos, "not-json", message, hint, source.line(pos.line)[:LONGEST_SHOWN_LINE])


class JsonFindings:
    """Collects problems. A file that is wrong throughout is not a list to read: the first 100 of a kind are kept."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._errors, self._warnings = Findings(self.source), Findings(self.source)
        self._counts = [0, 0]

    def error(self, path: JsonPath, code: str, message: str, hint: str = "") -> None:
        """Report what makes the file unreadable as a case."""
        self._counts[0] += 1
        if self._counts[0] <= MAX_PROBLEMS:
            self._errors.error(code, self.position(path), message, hint)

    def warning(self, path: JsonPath, code: str, message: str, hint: str = "") -> None:
        """Report what was read otherwise than its writer may expect."""
        self._counts[1] += 1
        if self._counts[1] <= MAX_PROBLEMS:
            self._warnings.warning(code, self.position(path), message, hint)

    @property
    def failed(self) -> bool:
        """Whether any error was reported."""
        return self._errors.failed

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors, then warnings. Programs write a whole file on one endless line; such a line is not shown."""
        found = (*self._errors.problems, *self._warnings.problems)
        return tuple(replace(p, source_line="") if len(p.source_line) > LONGEST_SHOWN_LINE else p for p in found)

    def position(self, path: JsonPath) -> SourcePos:
        """Line and column of the value at ``path``, or of the nearest thing around it that exists."""
        while path and path not in self._offsets:
            path = path[:-1]
        return self.source.pos(self._offsets.get(path, 0))

    @cached_property
    def _offsets(self) -> dict[JsonPath, int]:
        return dict(_value_offsets(self.source.text))


def _value_offsets(text: str) -> Iterator[tuple[JsonPath, int]]:
    """The path and the offset of every value of a valid JSON text.

    ``path`` holds, for each open container, the index in a list, or the key in an object (None while it is awaited).
    """
    path: list[str | int | None] = []
    for token in TOKEN.finditer(text):
        word = token[0]
        if word in ("}", "]"):
            path.pop()
        elif word == ",":
            last = path[-1]
            path[-1] = last + 1 if isinstance(last, int) else None
        elif word != ":" and path and path[-1] is None:
            path[-1] = str(json.loads(word))
        elif word != ":":
            yield tuple(step for step in path if step is not None), token.start()
            if word in ("{", "["):
                path.append(None if word == "{" else 0)
