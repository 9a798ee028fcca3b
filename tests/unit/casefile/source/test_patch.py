"""JSON merge patch over trees with places: the examples of RFC 7396, and where things stand afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from detente.casefile.source.findings import Findings
from detente.casefile.source.opening import SourceText
from detente.casefile.source.patch import Patched, patched, size
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Mapping, Node, TreeList, read_tree


def tree_of(text: str) -> Mapping:
    source = SourceText("f", text)
    tree = read_tree(source, Findings(source))
    assert tree is not None
    return tree


def content(node: Node) -> Any:
    if isinstance(node, Text):
        return node.text
    return [content(i) for i in node.items] if isinstance(node, TreeList) else {
        name: content(entry.value) for name, entry in node.entries.items()
    }  # fmt: skip


def both(text: str) -> Patched:
    """``base`` and ``patch`` of one text, so that places differ."""
    entries = tree_of(text).entries
    base, patch = entries["base"].value, entries["patch"].value
    assert isinstance(base, Mapping)
    assert isinstance(patch, Mapping)
    return patched(base, patch)


# RFC 7396, appendix A: those in which the target and the patch are objects (null inside a list is kept there, too)
@pytest.mark.parametrize(
    ("base", "patch", "result"),
    [
        ("{a: b}", "{a: c}", {"a": "c"}),
        ("{a: b}", "{b: c}", {"a": "b", "b": "c"}),
        ("{a: b}", "{a: null}", {}),
        ("{a: b, b: c}", "{a: null}", {"b": "c"}),
        ("{a: [b]}", "{a: c}", {"a": "c"}),
        ("{a: c}", "{a: [b]}", {"a": ["b"]}),
        ("{a: {b: c}}", "{a: {b: d, c: null}}", {"a": {"b": "d"}}),
        ("{a: [{b: c}]}", "{a: [1]}", {"a": ["1"]}),
        ("{e: null}", "{a: 1}", {"e": "null", "a": "1"}),
        ("{}", "{a: {bb: {ccc: null}}}", {"a": {"bb": {}}}),
        ("{a: foo}", "{a: {b: c}}", {"a": {"b": "c"}}),
        ("{a: b}", "{a: }", {}),
        ("{a: b}", "{a: ~}", {}),
        ("{a: b}", "{a: 'null'}", {"a": "null"}),
        ("{a: b}", "{a: ''}", {"a": ""}),
        ("{a: b}", "{a: [null]}", {"a": ["null"]}),
        ("{a: {b: {c: d}}, z: 1}", "{a: {b: {e: f}}}", {"a": {"b": {"c": "d", "e": "f"}}, "z": "1"}),
    ],
)
def test_it_merges_as_the_rfc_says(base: str, patch: str, result: object) -> None:
    assert content(both(f"base: {base}\npatch: {patch}\n").tree) == result


def test_what_comes_from_the_patch_stands_in_the_patch() -> None:
    found = both("base: {a: {b: c}, d: e}\npatch: {a: {b: x}}\n")
    a = found.tree.entries["a"]
    assert (a.key.pos.line, found.tree.entries["d"].key.pos.line) == (2, 1)
    assert isinstance(a.value, Mapping)
    assert (a.value.pos.line, a.value.entries["b"].value.pos.line) == (2, 2)
    assert found.moved[a.key.pos].line == 1
    assert found.moved[found.tree.pos].line == 1


def test_keys_to_remove_that_are_not_there_are_named() -> None:
    found = both("base: {a: {b: c}}\npatch: {a: {bb: }, z: null}\n")
    assert [(key.text, there) for key, there in found.idle] == [("bb", ("b",)), ("z", ("a",))]


def test_neither_tree_is_touched_and_nothing_is_shared() -> None:
    base, patch = tree_of("{a: {b: [c]}, d: [e]}"), tree_of("{a: {x: [y]}}")
    found = patched(base, patch)

    def containers(node: Node) -> list[int]:
        inner = [e.value for e in node.entries.values()] if isinstance(node, Mapping) else []
        inner += node.items if isinstance(node, TreeList) else []
        return ([] if isinstance(node, Text) else [id(node)]) + [i for n in inner for i in containers(n)]

    assert not set(containers(found.tree)) & {*containers(base), *containers(patch)}
    assert content(base) == {"a": {"b": ["c"]}, "d": ["e"]}
    assert content(patch) == {"a": {"x": ["y"]}}
    assert size(base) == 6
