"""Where things stand in a tree: by a location, the keys and the indices that lead to them."""

from __future__ import annotations

from detente.casefile.source.text import Text
from detente.casefile.source.tree import Mapping, Node, Tree, TreeList
from detente.errors import SourcePos

Loc = tuple[int | str, ...]


def address(loc: Loc) -> str:
    """A location as people write it: ``moves.forbid[2]``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc).removeprefix(".")


def find(tree: Tree, loc: Loc) -> list[tuple[Text | None, Node]]:
    """The nodes along a location, outermost first, each with its key; it ends where the tree does.

    A step that a node has no room for belongs to a shorthand (``that`` of a bare text) and is passed over.
    """
    trail: list[tuple[Text | None, Node]] = [(None, tree)]
    for step in loc:
        node = trail[-1][1]
        if isinstance(node, Mapping):
            entry = node.entries.get(str(step))
            if entry is None:
                break
            trail.append((entry.key, entry.value))
        elif isinstance(node, TreeList) and isinstance(step, int):
            if step >= len(node.items):
                break
            trail.append((None, node.items[step]))
    return trail


def key_pos(tree: Tree, *loc: int | str) -> SourcePos:
    """Where an element begins: its key, or itself where it stands in a list."""
    key, node = find(tree, loc)[-1]
    return node.pos if key is None else key.pos


def titles(tree: Tree, *path: str) -> dict[str, str]:
    """Each name under a path with its title, however broken the rest is; names in a list are without titles."""
    node: Node = tree
    for step in path:
        if not isinstance(node, Mapping) or step not in node.entries:
            return {}
        node = node.entries[step].value
    if isinstance(node, TreeList):
        return {item.text: "" for item in node.items if isinstance(item, Text)}
    return (
        {name: _title(entry.value) or name for name, entry in node.entries.items()} if isinstance(node, Mapping) else {}
    )


def _title(node: Node) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Mapping):
        for key in ("title", "name"):
            entry = node.entries.get(key)
            if entry is not None and isinstance(entry.value, Text):
                return entry.value.text
    return ""
