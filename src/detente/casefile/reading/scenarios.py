"""The same case under other circumstances: each change is merged into the tree of the case, and the whole read again.

So a scenario is checked like any case. A mistake inside a change is reported at its place there; whatever is wrong with
the case itself is reported once, and not again for each scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace

from detente.casefile.source.findings import Findings, nearest
from detente.casefile.source.patch import Patched, is_removal, patched, size
from detente.casefile.source.tree import MAX_NODES, Entry, Mapping, Node, Tree, describe
from detente.errors import CaseFileError, Problem, Severity, told_once
from detente.frozen import frozen
from detente.model.case import Case, Scenario

SECTION, CHANGE = "scenarios", "change"
MAX_VALUES = MAX_NODES  # of all changed cases together; a case of some hundred values may have hundreds of scenarios

ReadCase = Callable[[Tree, Findings], Case]


@frozen
class Changed:
    """The tree of the case in one scenario. findings : what is wrong with the change itself."""

    patched: Patched
    findings: Findings


def changed_trees(tree: Tree, of_whole: Collection[str], findings: Findings) -> dict[str, Changed]:
    """The tree in each scenario. The changes are taken out of ``tree``: what stands in them is not part of the case.

    of_whole : the sections that speak of the case as it is, and are no scenario's
    """
    section = tree.entries.get(SECTION)
    if section is None or not isinstance(section.value, Mapping):
        return {}
    changes = section.value.entries
    base = Mapping(tree.pos, {name: entry for name, entry in tree.entries.items() if name not in of_whole})
    values = size(base) * len(changes)
    if values > MAX_VALUES:
        message = f"{len(changes):,} scenarios of a case of this size have {values:,} values; at most {MAX_VALUES:,}"
        findings.error(
            "too-many-values", section.key.pos, message, "drop scenarios, or keep them in cases of their own"
        )
        return {}
    return {name: _changed(base, entry, of_whole, findings.anew()) for name, entry in changes.items()}


def _changed(base: Tree, scenario: Entry, of_whole: Collection[str], findings: Findings) -> Changed:
    found = patched(base, _change(scenario.value, of_whole, findings) or Mapping(scenario.key.pos))
    for key, there in found.idle:
        near = nearest(key.text, there)
        hint = f"did you mean {near!r}?" if near is not None else "delete the line"
        findings.warning(
            "nothing-to-remove", key.pos, f"there is no {key.text[:60]!r} here that could be removed", hint
        )
    return Changed(found, findings)


def _change(scenario: Node, of_whole: Collection[str], findings: Findings) -> Mapping | None:
    """The change of one scenario, taken out of it; None where there is none that could be made."""
    if not isinstance(scenario, Mapping):
        return None
    entry = scenario.entries.pop(CHANGE, None)
    if entry is None or is_removal(entry.value):
        return None
    if not isinstance(entry.value, Mapping):
        hint = "write the keys of the case that differ, as in {status_quo: {yes: [...]}}"
        message = f"a change is a mapping (key: value), not {describe(entry.value)}"
        findings.error("wrong-type", entry.value.pos, message, hint)
        return None
    kept = dict(entry.value.entries)
    for key in ("detente", *of_whole):
        if key in kept:
            hint = "a scenario changes the case, not other scenarios" if key == SECTION else "delete the line"
            findings.error("unchangeable-key", kept.pop(key).key.pos, f"{key!r} cannot be changed by a scenario", hint)
    return Mapping(entry.value.pos, kept)


def read_scenarios(
    given: tuple[Scenario, ...], changed: dict[str, Changed], findings: Findings, read: ReadCase
) -> tuple[Scenario, ...]:
    """The scenarios with their whole cases, as far as they can be read; what is wrong goes to ``findings``, each once.

    One scenario is read after the other: the cost is that of so many cases, without the pages, which are read once.
    """
    known = {(problem.pos, problem.code) for problem in findings.problems}
    noticed = {problem.message for problem in findings.problems if problem.severity is Severity.NOTICE}
    cases: dict[str, Case] = {}
    told: dict[str, list[Problem]] = {}
    for name, other in changed.items():
        own, moved = other.findings, other.patched.moved
        with suppress(CaseFileError):  # too many problems
            cases[name] = read(other.patched.tree, own)
        told[name] = [
            p for p in own.problems if (moved.get(p.pos, p.pos), p.code) not in known and p.message not in noticed
        ]
    findings.take(told_once(told))
    return tuple(replace(scenario, case=cases[scenario.key]) for scenario in given if scenario.key in cases)
