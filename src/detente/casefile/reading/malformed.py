"""What stands in elements that were cut for a mistake of shape is checked all the same: one round of mending is enough.

Problems are kept once each, so it does no harm that sound elements are looked at here as well.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from detente.casefile.reading.context import CaseReading
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Mapping, Node, TreeList

EVIDENCE = frozenset({"because", "cites", "confirmed_by"})
FORMULAS = frozenset({"that", "from", "to", "when"})


def check_the_rest(reading: CaseReading, sections: Container[str]) -> None:
    """Report claims that are not there, wherever they are cited, and formulas in some sections that cannot be read."""
    leaves = [(n, key, item) for n, entry in reading.written.entries.items() for key, item in _leaves(n, entry.value)]
    for _, key, item in leaves:
        if key in EVIDENCE:
            reading.evidence.resolve(item)
    for name, key, item in leaves:
        if key in FORMULAS and name in sections:
            reading.formula(item)


def _leaves(key: str, node: Node) -> Iterator[tuple[str, Text]]:
    """Every text of a node with the key it stands under; texts in a list stand under the key of the list."""
    pending: list[tuple[str, Node]] = [(key, node)]
    while pending:
        name, at = pending.pop()
        if isinstance(at, Mapping):
            pending += [(inner, entry.value) for inner, entry in at.entries.items()]
        elif isinstance(at, TreeList):
            pending += [(name, item) for item in at.items]
        elif not at.empty:
            yield name, at
