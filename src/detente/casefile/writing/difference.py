"""What changes one case file into another, as a JSON merge patch (RFC 7396)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast


def merge_patch(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object]:
    """The smallest patch that turns one mapping into the other; ``None`` removes a key.

    Neither may hold ``None`` itself. Lists are compared as wholes. New keys come last, as in a merged mapping.
    """
    patch: dict[str, object] = {}
    for key, value in after.items():
        old = before.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            inner = merge_patch(cast("Mapping[str, object]", old), cast("Mapping[str, object]", value))
            if inner:
                patch[key] = inner
        elif key not in before or old != value:
            patch[key] = value
    return patch | {key: None for key in before if key not in after}
