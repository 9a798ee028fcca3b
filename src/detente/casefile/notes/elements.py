"""Which angle brackets are HTML tags, and how raised and lowered text is written in a plain sentence.

Only the elements that notes use are tags. ``List<String>``, ``<T extends U>`` and ``a<b && c>d`` are what a page about
programming says, so they stay as text (every report escapes them).
"""

from __future__ import annotations

import re

_NAMES = frozenset(
    re.findall(
        r"\w+",
        "a abbr article aside audio b bdi bdo big blockquote br button caption center cite code col colgroup dd "
        "del details div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe "
        "img input ins kbd li mark nav noscript ol p picture pre rp rt ruby s samp script section small span "
        "strike strong style sub summary sup svg table tbody td tfoot th thead tr tt u ul video wbr",
    )
)
BLOCKS = re.compile(r"br|p|div|[uo]l|li|t[rdh]|table|h[r1-6]|details|summary|section|article|blockquote|pre")
"""Elements whose tags part lines."""

_NAME = r"[A-Za-z_:@*][\w:.@*-]*+"
SOUND_ATTRIBUTES = re.compile(rf"""(?:\s++{_NAME}(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+\s*+/?""")
_SHORT = re.compile(r"[^<>\n]{1,60}+")
_WORD = re.compile(r"[+−-]?[*_]?[\w.]+[*_]?")
_ORDINAL = re.compile(r"st|nd|rd|th|er|ère|e|o|a|TM|SM|®|™|©", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,3}|[nx]")


def is_element(name: str, attributes: str) -> bool:
    """Whether ``<name attributes>`` is a tag of a note, however it may be malformed."""
    if name not in _NAMES:
        return "data-t=" in attributes
    return SOUND_ATTRIBUTES.fullmatch(attributes) is not None or '="' in attributes or "='" in attributes


def script_mark(name: str, text: str, start: int, end: int) -> tuple[str, str]:
    """What the opening and closing tags of ``<sup>`` or ``<sub>`` become: ``10^9``, ``x^(n+1)``, ``19th``, ``H2O``.

    ``start`` and ``end`` are those of the opening tag. Raised stamps, notes and ordinals get no mark, and neither do
    counts in a formula, since without one they read the same.
    """
    found = _SHORT.match(text, end)
    inner = found[0] if found else ""
    if inner[:1] == "[" or text.startswith("<a", end) or not (inner.strip() or text.startswith("<", end)):
        return "", ""
    if not text.startswith(f"</{name}", end + len(inner)):
        return ("^" if name == "sup" else "_"), ""
    if not inner.strip() or _ORDINAL.fullmatch(inner):
        return "", ""
    after = text[end + len(inner) + len(name) + 3 :][:1]
    if name == "sub" and _COUNT.fullmatch(inner) and text[start - 1 : start].isalpha() and not after.isdigit():
        return "", ""
    mark = "^" if name == "sup" else "_"
    return (mark, "") if _WORD.fullmatch(inner) and not after.isalnum() else (mark + "(", ")")
