"""A tree changed by another, as a JSON merge patch says (RFC 7396): mappings merge, everything else is replaced.

Where the patch has ``null`` (or nothing) the key is removed. What comes from the patch keeps its place in the file, and
so do the keys of mappings that it changes: what is wrong with them is wrong there.
"""

from __future__ import annotations

from dataclasses import field

from detente.casefile.source.text import Text
from detente.casefile.source.tree import Entry, Mapping, Node, Tree, TreeList
from detente.errors import SourcePos
from detente.frozen import frozen

NULL = frozenset({"null", "Null", "NULL", "~"})


@frozen
class Patched:
    """The changed tree; it shares no container with the tree it was made from, nor with the patch.

    moved : place of a key of the patch -> place of the key that it stands for now
    idle : keys to remove that are not there
    """

    tree: Tree
    moved: dict[SourcePos, SourcePos] = field(default_factory=dict[SourcePos, SourcePos])
    idle: list[tuple[Text, tuple[str, ...]]] = field(default_factory=list[tuple[Text, tuple[str, ...]]])


def is_removal(node: Node) -> bool:
    """Whether a value of a patch says that its key goes."""
    return isinstance(node, Text) and (node.empty or (not node.style and node.text.strip() in NULL))


def patched(tree: Tree, patch: Mapping) -> Patched:
    """The tree with the changes of the patch. Cost: linear in the size of both."""
    found = Patched(Mapping(patch.pos))
    found.moved[patch.pos] = tree.pos
    found.tree.entries = _merged(tree, patch, found)
    return found


def _merged(old: Mapping, patch: Mapping, found: Patched) -> dict[str, Entry]:
    entries = {name: Entry(entry.key, entry.value) for name, entry in old.entries.items()}
    for name, change in patch.entries.items():
        before = entries.get(name)
        if is_removal(change.value):
            if entries.pop(name, None) is None:
                found.idle.append((change.key, tuple(old.entries)))
            continue
        if before is not None:
            found.moved[change.key.pos] = before.key.pos
        if isinstance(change.value, Mapping):
            under = before.value if before is not None and isinstance(before.value, Mapping) else Mapping(old.pos)
            value: Node = Mapping(change.value.pos, _merged(under, change.value, found))
            if under.entries:
                found.moved[change.value.pos] = under.pos
        else:
            value = _copy(change.value)
        entries[name] = Entry(change.key, value)
    return {
        name: entry if name in patch.entries else Entry(entry.key, _copy(entry.value))
        for name, entry in entries.items()
    }


def copied(tree: Tree) -> Tree:
    """The same content in containers of its own."""
    return Mapping(tree.pos, {name: Entry(entry.key, _copy(entry.value)) for name, entry in tree.entries.items()})


def _copy(node: Node) -> Node:
    if isinstance(node, Mapping):
        return copied(node)
    return TreeList(node.pos, [_copy(item) for item in node.items]) if isinstance(node, TreeList) else node


def size(node: Node) -> int:
    """How many values a tree has."""
    if isinstance(node, Mapping):
        return 1 + sum(size(entry.value) for entry in node.entries.values())
    return 1 + sum(map(size, node.items)) if isinstance(node, TreeList) else 1
