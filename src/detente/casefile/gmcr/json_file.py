"""JSON that a person may have got wrong."""

from __future__ import annotations

import json
from typing import cast

from detente.casefile.source.opening import SourceText
from detente.errors import refusal


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
    raise refusal(pos, "not-json", message, hint, source.line(pos.line)[:2_000])
