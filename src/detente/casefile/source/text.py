"""One value of a case file: text that remembers where each of its characters stood."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from detente.casefile.source.opening import SourceText
from detente.errors import SourcePos
from detente.frozen import frozen


@frozen(eq=False, repr=False)
class Text:
    """A scalar as written. ``style`` is YAML's: empty (plain), ``'``, ``"``, ``|`` or ``>``."""

    text: str
    source: SourceText
    start: int
    end: int
    style: str = ""

    @property
    def empty(self) -> bool:
        """True for a key without a value; False for ``""``, which says that it is empty."""
        return not self.text and not self.style

    @property
    def pos(self) -> SourcePos:
        """Where it begins; at the quotation mark, if there is one."""
        return self.source.pos(self.start)

    @property
    def line(self) -> str:
        """It on one line."""
        return " ".join(self.text.split())

    @property
    def short(self) -> str:
        """It on one line, cut for use in a sentence."""
        return self.line if len(self.line) <= 40 else self.line[:37] + "..."

    def place(self, offset: int) -> SourcePos:
        """Where character ``offset`` of the value stands in the file.

        The value is laid along its source; quotes, folded line ends and indentation have no counterpart and are passed
        over. Where that fails (an escape in double quotes), the beginning of the value is given.
        """
        raw = self.source.text
        at = raw.find("\n", self.start) if self.style in ("|", ">") else self.start
        last = at
        for char in self.text[: offset + 1]:
            if char.isspace():
                continue
            at = raw.find(char, at, self.end)
            if at < 0:
                return self.pos
            last, at = at, at + 1
        beyond = offset >= len(self.text) or self.text[offset].isspace()
        return self.source.pos(last + 1 if beyond and self.text.strip() else last)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Text({self.text!r} at {self.pos})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(cls, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        # Editors resolve YAML scalars; detente reads all of them as text.
        return {"type": ["string", "number", "boolean"]}
