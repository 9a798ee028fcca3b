"""What GMCR+ would silently misread, and what detente does not use, in a ``.gmcr`` file whose shape is right."""

from __future__ import annotations

from collections import Counter
from typing import cast

from detente.casefile.findings import listed
from detente.casefile.gmcr.document import FileConflict
from detente.casefile.gmcr.json_findings import JsonFindings
from detente.casefile.gmcr.shape import is_whole

__all__ = ["check_owners", "warn_of_coalitions", "warn_of_misperceptions"]


def check_owners(document: FileConflict, findings: JsonFindings) -> None:
    """Every option stands once, in the list of one decision maker."""
    owners: dict[int, str] = {}
    for i, dm in enumerate(document.decision_makers):
        for index, times in Counter(dm.options).items():
            name, path = document.options[index].name, ("decisionMakers", i, "options")
            if times > 1:
                findings.error(path, "gmcr-shared-option", f"'{dm.name}' lists option {index} ('{name}') twice")
            if index in owners:
                findings.error(
                    path,
                    "gmcr-shared-option",
                    f"option {index} ('{name}') belongs to '{owners[index]}' and to '{dm.name}', which gives GMCR+ "
                    "moves that do not exist",
                    "leave the option with the one who controls it, and give the other an option of its own",
                )
            owners.setdefault(index, dm.name)
    for index, option in enumerate(document.options):
        if index not in owners and document.decision_makers:
            findings.error(
                ("options", index),
                "gmcr-unowned-option",
                f"option {index} ('{option.name}') belongs to nobody, so its place in the state numbers is arbitrary",
                "list it under the decision maker who controls it, or delete it",
            )


def warn_of_coalitions(document: FileConflict, findings: JsonFindings) -> None:
    """A coalition of one is silent: it says nothing."""
    names = [dm.name for dm in document.decision_makers]
    for k, members in enumerate(document.coalitions):
        if not isinstance(members, list):
            continue
        together = [f"'{names[m]}'" for m in cast("list[object]", members) if is_whole(m) and 0 <= m < len(names)]
        if len(together) > 1:
            findings.warning(
                ("coalitions", k),
                "gmcr-coalition",
                f"GMCR+ lets the coalition of {listed(together, 'and')} move as one, but detente reads each of them as "
                "a decision maker of its own, with its own moves and preferences",
            )


def warn_of_misperceptions(document: FileConflict, findings: JsonFindings) -> None:
    """Name every decision maker that does not see all states."""
    for i, dm in enumerate(document.decision_makers):
        if dm.misperceptions:
            findings.warning(
                ("decisionMakers", i, "misperceptions"),
                "gmcr-misperception",
                f"'{dm.name}' has {dm.misperceptions} misperception(s), which are not used: detente lets every "
                "decision maker see every feasible state, so results can differ from those of GMCR+",
            )
