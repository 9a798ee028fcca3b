"""What either of the two YAML parsers makes of a text, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from detente.casefile.source.events import events, pure_events, quick_events
from detente.casefile.source.findings import Findings, SourceText
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Mapping, Node, tree_of
from detente.errors import CaseFileError

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "cases").rglob("case.yaml"), *(ROOT / "src/detente").rglob("case.yaml")])

needs_libyaml = pytest.mark.skipif(
    quick_events("a: b\n") is None, reason="needs PyYAML with libyaml as it was compared"
)


def row(event: Any) -> tuple[object, ...]:
    """All that is used of an event; the two write the style of plain text as None and as nothing."""
    told = [getattr(event, name, None) for name in ("anchor", "tag", "value")]
    return (
        type(event).__name__,
        event.start_mark.index,
        event.end_mark.index,
        *told,
        getattr(event, "style", "") or "",
    )


def laid_out(node: Node | None) -> object:
    """A tree with its places, as plain values."""
    if node is None or isinstance(node, Text):
        return node and (node.text, node.start, node.end, node.style)
    if isinstance(node, Mapping):
        return node.pos, [(name, laid_out(one.key), laid_out(one.value)) for name, one in node.entries.items()]
    return node.pos, [laid_out(item) for item in node.items]


def outcome(read: Callable[[str], Iterable[Any]], text: str) -> tuple[object, ...]:
    """The tree and the problems, or only these where there are too many."""
    source = SourceText("case.yaml", text)
    findings = Findings(source)
    try:
        tree = tree_of(read(text), source, findings)
    except CaseFileError as error:
        return ("too many", error.problems)
    return (laid_out(tree), findings.problems)


def assert_no_difference(text: str) -> None:
    """What is read is what ruamel.yaml alone would read."""
    assert outcome(events, text) == outcome(pure_events, text)
    quick = quick_events(text)
    if quick is not None:
        assert [row(event) for event in quick] == [row(event) for event in pure_events(text)]
