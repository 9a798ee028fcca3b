"""Keys for the names of a ``.gmcr`` file, where names are free text and need not be unique.

The text itself stays the title, letter by letter, so that it is written back as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from detente.casefile.formula.grammar import KEYWORDS

MAX_KEY = 40


def keys_for(names: Iterable[str], *, fallback: str) -> list[str]:
    """One key per name, all different: identifiers that the formula grammar can read.

    A second ``Full`` becomes ``full_2``; a name without any Latin letter or digit becomes ``fallback`` with a number.
    """
    keys: list[str] = []
    taken: set[str] = set()
    for name in names:
        base = _identifier(name) or fallback
        key, number = base, 1
        while key in taken:
            number += 1
            key = f"{base}_{number}"
        taken.add(key)
        keys.append(key)
    return keys


def _identifier(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    key = ""
    for word in words:
        if key and len(key) + 1 + len(word) > MAX_KEY:
            break
        key = f"{key}_{word}" if key else word[:MAX_KEY]
    if key and key[0].isdigit():
        key = f"_{key}"
    return f"{key}_" if key in KEYWORDS else key
