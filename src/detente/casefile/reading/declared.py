"""The names a case declares, read from the tree itself.

They are taken before the schema has its say, so that an option with a mistake in its title is still an option, and
formulas that use it are not reported as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.casefile.formula.grammar import Names
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Items, Mapping, Node, Tree

__all__ = ["Declared", "declared"]


@dataclass(frozen=True, slots=True)
class Declared:
    """Names in file order, with the title of each where it has one."""

    dms: dict[str, str]
    factions: dict[str, str]
    options: Names
    sources: dict[str, str]
    claims: dict[str, str]
    terms: dict[str, str]
    values: Names
    ratifiers: dict[str, str]
    readings: dict[str, dict[str, str]]


def declared(tree: Tree) -> Declared:
    """Collect the names of a case. Full names join those of the levels above with a point."""
    dms = _titles(tree, "decision_makers")
    options: dict[str, str] = {}
    factions: dict[str, str] = {}
    for dm, title in dms.items():
        options |= {f"{dm}.{key}": title for key in _titles(tree, "decision_makers", dm, "options")}
        factions |= {f"{dm}.{key}": name for key, name in _titles(tree, "decision_makers", dm, "factions").items()}
    terms = _titles(tree, "terms")
    values: dict[str, str] = {}
    for term, title in terms.items():
        listed = isinstance(_node(tree, "terms", term), Items)
        under = _titles(tree, "terms", term) if listed else _titles(tree, "terms", term, "values")
        values |= {f"{term}.{value}": title for value in under}
    ratifiers: dict[str, str] = {}
    for party in _titles(tree, "ratification"):
        ratifiers |= _titles(tree, "ratification", party, "ratifiers")
    return Declared(
        dms=dms,
        factions=factions,
        options=Names(options),
        sources=_titles(tree, "sources"),
        claims=_titles(tree, "claims"),
        terms=terms,
        values=Names(values, "term value"),
        ratifiers=ratifiers,
        readings={key: _titles(tree, "readings", key, "readings") for key in _titles(tree, "readings")},
    )


def _titles(tree: Tree, *path: str) -> dict[str, str]:
    """Each name under a path with its title; a list of names counts as names without titles."""
    node = _node(tree, *path)
    if isinstance(node, Items):
        return {item.text: "" for item in node.items if isinstance(item, Text)}
    if not isinstance(node, Mapping):
        return {}
    return {name: _title(entry.value) or name for name, entry in node.entries.items()}


def _node(tree: Tree, *path: str) -> Node | None:
    node: Node = tree
    for step in path:
        if not isinstance(node, Mapping) or step not in node.entries:
            return None
        node = node.entries[step].value
    return node


def _title(node: Node) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Mapping):
        for key in ("title", "name"):
            entry = node.entries.get(key)
            if entry is not None and isinstance(entry.value, Text):
                return entry.value.text
    return ""
