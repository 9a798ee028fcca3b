"""Asking JSON for what should be there: each question answers with something usable and reports what was wrong."""

from __future__ import annotations

from typing import Any, TypeGuard, cast

from detente.casefile.gmcr.json_findings import JsonFindings, JsonPath
from detente.casefile.source.findings import no_text


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    kinds: dict[type, str] = {dict: "an object", list: "a list", str: "text", int: "a number", float: "a number"}
    return kinds.get(type(value), "something else")


def object_at(value: object, path: JsonPath, what: str, findings: JsonFindings) -> dict[str, Any]:
    """The object itself; an empty one, and a problem, where it is something else."""
    if isinstance(value, dict):
        return cast("dict[str, Any]", value)
    findings.error(path, "gmcr-shape", f"the entry for {what} should be an object, but it is {kind_of(value)}")
    return {}


def list_at(item: dict[str, Any], path: JsonPath, key: str, findings: JsonFindings) -> list[Any] | None:
    """The list under ``key``; None, and a problem, where there is none."""
    if key not in item:
        findings.error(path, "gmcr-shape", f"the list '{key}' is missing", f'add "{key}": [...]')
        return None
    if not isinstance(item[key], list):
        findings.error((*path, key), "gmcr-shape", f"'{key}' should be a list, but it is {kind_of(item[key])}")
        return None
    return cast("list[Any]", item[key])


def name_at(item: dict[str, Any], path: JsonPath, what: str, findings: JsonFindings) -> str:
    """The name as it is written, letter by letter; ``what``, and a problem, where there is none."""
    name = item.get("name")
    odd = no_text(name) if isinstance(name, str) else None
    if isinstance(name, str) and name.strip() and odd is None:
        return name
    if odd is not None:
        message = f"the name of {what} holds U+{ord(odd):04X}, which is no text"
        findings.error((*path, "name"), "gmcr-name", message, "type it again")
        return what
    said = "has no name" if name is None else f"has {name!r} as its name"
    findings.error((*path, "name"), "gmcr-name", f"the entry for {what} {said}", 'give it a "name" that a reader knows')
    return what


def count_of(value: object) -> int:
    """How long a list is; 0 for anything else."""
    return len(cast("list[object]", value)) if isinstance(value, list) else 0


def is_whole(value: object) -> TypeGuard[int]:
    """A whole number; JSON's true and false are not numbers, though Python counts them as such."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_index(value: object, count: int) -> TypeGuard[int]:
    """A whole number from 0 to ``count - 1``; a negative one would count from the end, unnoticed."""
    return is_whole(value) and 0 <= value < count


def bad_index(path: JsonPath, index: object, count: int, who: str, findings: JsonFindings) -> None:
    """Report an option number that no option has."""
    findings.error(
        path,
        "gmcr-index",
        f"{who} option {index!r}, but the options are numbered 0 to {count - 1}"
        if count
        else f"{who} option {index!r}, but the file has no options",
        "options are counted from 0, in the order of the list 'options'",
    )
