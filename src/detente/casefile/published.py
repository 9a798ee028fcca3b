"""The published JSON Schema of a case file, for editors that complete and check while one writes.

It is generated from :mod:`detente.casefile.sections` and kept as ``schema/case.schema.json``; a test compares the two.
Editors resolve YAML values themselves (``1`` is a number to them), so it accepts a number or yes/no wherever a text is
read. It knows shapes only; ``detente check`` also knows names, evidence and formulas.
"""

from __future__ import annotations

from typing import Any, cast

from detente.casefile.sections.registry import case_shape


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of ``case.yaml``."""
    schema = case_shape().model_json_schema(by_alias=True, mode="validation")
    found: dict[str, Any] = _without_titles(schema)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "detente case file, version 1",
        **found,
    }


def _without_titles(node: Any, *, names: bool = False) -> Any:
    """Drop pydantic's titles (they repeat the key), and the class names of the models with them.

    ``names`` says that the keys of ``node`` are names of properties, where ``title`` is one like any other.
    """
    if isinstance(node, list):
        return [_without_titles(item) for item in cast(list[Any], node)]
    if not isinstance(node, dict):
        return node
    kept = {key: value for key, value in cast(dict[str, Any], node).items() if names or key != "title"}
    return {
        key: _without_titles(value, names=key in ("properties", "$defs") and not names) for key, value in kept.items()
    }
