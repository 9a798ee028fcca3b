"""YAML that a YAML parser reads back, and that a person would have written."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from detente.casefile.sections.told import OneLine
from detente.casefile.writing.yaml_text import yaml_text


def read(text: str) -> Any:
    """All scalars as text, as detente reads them."""
    return YAML(typ="base", pure=True).load(text)


def test_layout() -> None:
    text = yaml_text(
        {
            "title": "A case",
            "as_of": "2024-11-08",
            "sure": True,
            "weights": {"a.x": 3.0, "b": -0.5},
            "rules": ["a and not b", {"that": "a: b", "because": OneLine(("c1", "page@00:01:02"))}],
            "order": [OneLine(("s1", "s2"), "NN YN"), OneLine(("s3",))],
            "none": {},
            "nothing": [],
        }
    )
    assert text == (
        "title: A case\n"
        "as_of: 2024-11-08\n"
        "sure: yes\n"
        "weights:\n"
        "  a.x: 3\n"
        "  b: -0.5\n"
        "rules:\n"
        "  - a and not b\n"
        '  - that: "a: b"\n'
        '    because: [c1, "page@00:01:02"]\n'
        "order:\n"
        "  - [s1, s2]  # NN YN\n"
        "  - [s3]\n"
        "none: {}\n"
        "nothing: []\n"
    )


def test_long_text_is_folded_and_unfolds() -> None:
    words = "Fifteen words that say little are said over and over again in this long line. " * 5
    text = yaml_text({"summary": words.strip()})
    assert text.startswith("summary: >-\n  Fifteen")
    assert max(map(len, text.splitlines())) <= 120
    assert read(text) == {"summary": words.strip()}


SCALARS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
VALUES = st.recursive(
    SCALARS | st.lists(SCALARS, max_size=3).map(lambda items: OneLine(tuple(items))),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3),
    max_leaves=8,
)


def plain(value: Any) -> Any:
    if isinstance(value, OneLine):
        return list(value.items)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


@given(st.dictionaries(SCALARS, VALUES, min_size=1, max_size=3))
def test_any_text_is_read_back(value: dict[str, Any]) -> None:
    assert read(yaml_text(value)) == plain(value)
