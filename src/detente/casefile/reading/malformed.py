"""What stands in elements that were cut for a mistake of shape is checked all the same: one round of mending is enough.

Problems are kept once each, so it does no harm that sound elements are looked at here as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.casefile.reading.context import Reading
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Items, Mapping, Node, Tree

__all__ = ["check_the_rest", "evidence_and_formulas"]

EVIDENCE = frozenset({"because", "cites", "confirmed_by"})
FORMULAS = frozenset({"that", "from", "to", "when"})


def evidence_and_formulas(tree: Tree) -> tuple[list[Text], list[Text]]:
    """The citations and the formulas of a tree, wherever they stand; to be taken before anything is cut."""
    cited: list[Text] = []
    formulas: list[Text] = []
    for name, entry in tree.entries.items():
        for key, item in _leaves(name, entry.value):
            if key in EVIDENCE:
                cited.append(item)
            elif key in FORMULAS and name in ("decision_makers", "feasible", "merge", "moves"):
                formulas.append(item)
    return cited, formulas


def check_the_rest(reading: Reading, cited: list[Text], formulas: list[Text]) -> None:
    """Report claims that are not there and formulas that cannot be read."""
    for item in cited:
        reading.evidence.resolve(item)
    for item in formulas:
        reading.formula(item)


def _leaves(key: str, node: Node) -> Iterator[tuple[str, Text]]:
    """Every text of a node with the key it stands under; texts in a list stand under the key of the list."""
    pending: list[tuple[str, Node]] = [(key, node)]
    while pending:
        name, at = pending.pop()
        if isinstance(at, Mapping):
            pending += [(inner, entry.value) for inner, entry in at.entries.items()]
        elif isinstance(at, Items):
            pending += [(name, item) for item in at.items]
        elif not at.empty:
            yield name, at
