"""Asking JSON for what should be there: each question answers with something usable and reports what was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeGuard

from detente.casefile.gmcr.json_text import JsonFindings, JsonPath
from detente.casefile.source.findings import no_text
from detente.frozen import frozen


def kind_of(value: object) -> str:
    """What a JSON value is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    kinds: dict[type, str] = {dict: "an object", list: "a list", str: "text", int: "a number", float: "a number"}
    return kinds.get(type(value), "something else")


def is_whole(value: object) -> TypeGuard[int]:
    """A whole number; JSON's true and false are not numbers, though Python counts them as such."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_index(value: object, count: int) -> TypeGuard[int]:
    """A whole number from 0 to ``count - 1``; a negative one would count from the end, unnoticed."""
    return is_whole(value) and 0 <= value < count


@frozen
class Spot:
    """A value of the file, with the path that leads to it."""

    value: Any
    path: JsonPath
    findings: JsonFindings

    def error(self, code: str, message: str, hint: str = "") -> None:
        """Report what makes the file unreadable as a case."""
        self.findings.error(self.path, code, message, hint)

    def at(self, key: str) -> Spot:
        """What stands under a key of an object; null where nothing does."""
        return Spot(self.value.get(key), (*self.path, key), self.findings)

    def items(self) -> Iterator[Spot]:
        """What stands in a list."""
        return (Spot(value, (*self.path, k), self.findings) for k, value in enumerate(self.value))

    def entries(self, key: str, *, never_empty: str = "", code: str = "gmcr-shape") -> Iterator[Spot]:
        """What stands in the list under ``key``; nothing, and a problem, where there is no list.

        never_empty : what to say where the list is empty and must not be
        """
        found = self.at(key)
        if key not in self.value:
            self.error("gmcr-shape", f"the list '{key}' is missing", f'add "{key}": [...]')
        elif kind_of(found.value) != "a list":
            found.error("gmcr-shape", f"'{key}' should be a list, but it is {kind_of(found.value)}")
        else:
            if never_empty and not found.value:
                found.error(code, never_empty)
            yield from found.items()

    def as_object(self, what: str) -> Spot:
        """The object itself; an empty one, and a problem, where it is something else."""
        if isinstance(self.value, dict):
            return self
        self.error("gmcr-shape", f"the entry for {what} should be an object, but it is {kind_of(self.value)}")
        return replace(self, value={})

    def name(self, what: str) -> str:
        """The name of an object as it is written, letter by letter; ``what``, and a problem, where there is none."""
        found = self.at("name")
        odd = no_text(found.value) if isinstance(found.value, str) else None
        if isinstance(found.value, str) and found.value.strip() and odd is None:
            return found.value
        if odd is not None:
            found.error("gmcr-name", f"the name of {what} holds U+{ord(odd):04X}, which is no text", "type it again")
            return what
        said = "has no name" if found.value is None else f"has {found.value!r} as its name"
        found.error("gmcr-name", f"the entry for {what} {said}", 'give it a "name" that a reader knows')
        return what

    def option(self, count: int, who: str) -> int | None:
        """The number of an option; None, and a problem, where no option has it."""
        if is_index(self.value, count):
            return self.value
        numbered = f"the options are numbered 0 to {count - 1}" if count else "the file has no options"
        hint = "options are counted from 0, in the order of the list 'options'"
        self.error("gmcr-index", f"{who} option {self.value!r}, but {numbered}", hint)
        return None
