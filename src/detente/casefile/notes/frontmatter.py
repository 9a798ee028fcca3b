"""Front matter: the YAML between the first two ``---`` lines of a page, every value read as text.

A ``videoId`` may look like a number, a date, ``no`` or an option of a command (``-abc``): it is always text. Nearly all
pages have plain ``key: value`` lines, read here directly; anything richer goes to a YAML parser without types, within
limits, and without anchors and aliases, which can make a small file unfold into a huge one. That parser is imported
where such a page is met, because loading it takes longer than reading a folder of notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from detente.casefile.notes.stamps import Fault
from detente.errors import Severity

_LIMIT = 64_000
_DEEPEST = 20
_PLAIN = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+([^\s\"'\[\]{}>|&*!%@`#?,-].*?|-[^\s\-].*?|))?[ \t]*")
_LOOSE = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+(.*?))?[ \t]*")


@dataclass(slots=True)
class FrontMatter:
    """The values of a page's front matter, the line that its body begins at, and what is wrong with it (by line)."""

    values: dict[str, object] = field(default_factory=dict[str, object])
    body_line: int = 0
    faults: list[tuple[int, int, Fault]] = field(default_factory=list[tuple[int, int, Fault]])

    def text(self, key: str) -> str | None:
        """A value that must be text; None if it is missing, empty or something else."""
        value = self.values.get(key)
        return value.strip() or None if isinstance(value, str) else None


def read_front_matter(lines: list[str]) -> FrontMatter:
    """The front matter of a page, from its lines. A broken one is reported, and read line by line as far as it goes."""
    if not lines or lines[0].rstrip() != "---":
        return FrontMatter()
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        end = next((n for n, line in enumerate(lines[1:], 1) if not _LOOSE.fullmatch(line)), len(lines))
        if end == 1:
            return FrontMatter()
        faults = [(1, 1, _broken("the front matter has no closing ---"))]
        return FrontMatter(_line_by_line(lines[1:end]), end, faults)
    inner = lines[1:end]
    values = _plain(inner)
    if values is not None:
        return FrontMatter(values, end + 1)
    return _yaml(inner, end + 1)


def _plain(lines: list[str]) -> dict[str, object] | None:
    """The values, if every line is ``key: value`` that YAML too would read as text; else None."""
    values: dict[str, object] = {}
    for line in lines:
        if not line.strip():
            continue
        found = _PLAIN.fullmatch(line)
        if found is None or found[1] in values:
            return None
        value = found[2] or ""
        if ": " in value or " #" in value or value.endswith(":"):
            return None
        values[found[1]] = value
    return values


def _line_by_line(lines: list[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for line in lines:
        found = _LOOSE.fullmatch(line)
        if found:
            values.setdefault(found[1], (found[2] or "").strip("\"'"))
    return values


def _yaml(lines: list[str], body_line: int) -> FrontMatter:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    text = "\n".join(lines)
    try:
        refused = _refused(text)
        loaded: object = None if refused else _parser().load(text)
    except MarkedYAMLError as error:
        return FrontMatter(_line_by_line(lines), body_line, [_mistake(error)])
    except (YAMLError, RecursionError, ValueError):
        refused, loaded = "the front matter is not valid YAML", None
    if refused:
        return FrontMatter(_line_by_line(lines), body_line, [(1, 1, _broken(refused))])
    values = _as_plain({} if loaded is None else loaded)
    if not isinstance(values, dict):
        return FrontMatter({}, body_line, [(2, 1, _broken("the front matter is not a list of 'key: value' lines"))])
    return FrontMatter(cast("dict[str, object]", values), body_line)


def _parser() -> Any:
    from ruamel.yaml import YAML

    return YAML(typ="base", pure=True)


def _mistake(error: Any) -> tuple[int, int, Fault]:
    mark = error.problem_mark or error.context_mark
    line, column = (int(mark.line) + 2, int(mark.column) + 1) if mark else (1, 1)
    said = str(error.problem or "").replace("\n", " ")
    return line, column, _broken(f"the front matter is not valid YAML ({said})")


def _refused(text: str) -> str:
    """Why a text may not be loaded as YAML, found by walking its events without building anything."""
    if len(text) > _LIMIT:
        return f"the front matter has more than {_LIMIT} characters"
    depth = 0
    for event in cast("Iterator[object]", _parser().parse(text)):
        kind = type(event).__name__
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            return "the front matter has YAML anchors or aliases, which are refused"
        depth += kind in ("MappingStartEvent", "SequenceStartEvent")
        depth -= kind in ("MappingEndEvent", "SequenceEndEvent")
        if depth > _DEEPEST:
            return "the front matter is nested too deeply"
    return ""


def _as_plain(value: object) -> object:
    """Plain containers of text: nothing of the parser leaves this module."""
    if isinstance(value, Mapping):
        return {str(key): _as_plain(one) for key, one in cast("Mapping[object, object]", value).items()}
    if isinstance(value, list | tuple):
        return [_as_plain(one) for one in cast("list[object]", value)]
    return "" if value is None else str(value)


def _broken(message: str) -> Fault:
    hint = "write 'title: ...' and 'videoId: ...' between two --- lines, in quotation marks if they contain ': '"
    return Fault(Severity.WARNING, "front-matter", message, hint)
