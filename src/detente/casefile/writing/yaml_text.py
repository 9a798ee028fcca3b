"""Plain data as YAML that a person would have written: blocks, few quotation marks, comments where they help.

A case file is read with every value as text, so nothing needs quotation marks to stay a text; they are used where YAML
itself would read something else, or nothing at all.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from detente.casefile.sections.told import OneLine

WIDTH = 120
PLAIN = re.compile(r"[A-Za-z0-9_(](?:[A-Za-z0-9_ ().,\[\]'/;?+-]*[A-Za-z0-9_).\]?])?", re.ASCII)
PLAIN_IN_LIST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_ ./-]*[A-Za-z0-9_])?", re.ASCII)
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def yaml_text(value: Mapping[str, object], indent: int = 0) -> str:
    """A mapping as YAML. Values are texts, numbers, truth values, ``None``, :class:`OneLine`, lists or mappings."""
    return "".join(f"{line}\n" for line in _mapping(value, " " * indent))


def _mapping(value: Mapping[str, object], pad: str) -> Iterator[str]:
    for key, inner in value.items():
        yield from _entry(f"{pad}{_scalar(key, PLAIN_IN_LIST)}:", inner, f"{pad}  ")


def _entry(head: str, value: object, pad: str) -> Iterator[str]:
    """``head`` and what follows it, on the same line where it is one value and below where it is several."""
    match value:
        case OneLine(items=items, comment=comment):
            listed = ", ".join(_scalar(item, PLAIN_IN_LIST) for item in items)
            yield f"{head} [{listed}]" + (f"  # {comment}" if comment else "")
        case Mapping() if value:
            yield head
            yield from _mapping(cast("Mapping[str, object]", value), pad)
        case list() if value:
            yield head
            yield from _items(cast("list[object]", value), pad)
        case Mapping():
            yield f"{head} {{}}"
        case list():
            yield f"{head} []"
        case str() if _is_paragraph(value, len(head)):
            yield f"{head} >-"
            yield from (pad + line for line in _wrapped(value, len(pad)))
        case _:
            yield f"{head} {_shown(value)}"


def _items(values: Sequence[object], pad: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping) and value:
            first, *rest = _mapping(cast("Mapping[str, object]", value), f"{pad}  ")
            yield f"{pad}- {first[len(pad) + 2 :]}"
            yield from rest
        else:
            yield from _entry(f"{pad}-", cast("object", value), f"{pad}  ")


def _shown(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return _scalar(str(value), PLAIN)


def _scalar(text: str, plain: re.Pattern[str]) -> str:
    if plain.fullmatch(text) and text.lower() != "null":
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _is_paragraph(text: str, before: int) -> bool:
    """Long text that folds and unfolds to itself: single spaces, no line ends, nothing that cannot be seen."""
    long = before + len(text) + 3 > WIDTH
    return long and text == " ".join(text.split()) and text.isprintable()


def _wrapped(text: str, indent: int) -> list[str]:
    width = max(WIDTH - indent, 40)
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
