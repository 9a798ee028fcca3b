"""What GMCR+ would silently misread, and what detente does not use, in a ``.gmcr`` file whose shape is right."""

from __future__ import annotations

from collections import Counter
from typing import cast

from detente.casefile.gmcr.document import FileConflict
from detente.casefile.gmcr.json_text import JsonFindings
from detente.casefile.gmcr.shape import is_index
from detente.casefile.source.findings import listed


def check_owners(document: FileConflict, findings: JsonFindings) -> None:
    """Every option stands once, in the list of one decision maker."""
    owners: dict[int, str] = {}
    for i, dm in enumerate(document.decision_makers):
        for index, times in Counter(dm.options).items():
            name, path = document.options[index].name, ("decisionMakers", i, "options")
            if times > 1:
                findings.error(path, "gmcr-shared-option", f"'{dm.name}' lists option {index} ('{name}') twice")
            if index in owners:
                owned = f"option {index} ('{name}') belongs to '{owners[index]}' and to '{dm.name}'"
                hint = "leave the option with the one who controls it, and give the other an option of its own"
                findings.error(path, "gmcr-shared-option", f"{owned}, which gives GMCR+ moves that do not exist", hint)
            owners.setdefault(index, dm.name)
    for index, option in enumerate(document.options):
        if index not in owners and document.decision_makers:
            said = f"option {index} ('{option.name}') belongs to nobody, so its place in the state numbers is arbitrary"
            hint = "list it under the decision maker who controls it, or delete it"
            findings.error(("options", index), "gmcr-unowned-option", said, hint)


def warn_of_coalitions(document: FileConflict, findings: JsonFindings) -> None:
    """Name the coalitions of several; one of a single decision maker says nothing.

    GMCR+ itself drops all coalitions of a file, in silence, unless they cover everybody.
    """
    names = [dm.name for dm in document.decision_makers]
    coalitions = [_members(entry, len(names)) for entry in document.coalitions]
    everybody = {member for members in coalitions for member in members} == set(range(len(names)))
    for k, members in enumerate(coalitions):
        if len(members) < 2:
            continue
        together = listed([f"'{names[member]}'" for member in members], "and")
        if everybody:
            message = (
                f"GMCR+ lets the coalition of {together} move as one, but detente reads each of them as a "
                "decision maker of its own, with its own moves and preferences"
            )
        else:
            message = (
                f"the coalition of {together} is not used: detente reads each of them as a decision maker of its own, "
                "and so does GMCR+ here, because the coalitions of the file do not cover everybody"
            )
        findings.warning(("coalitions", k), "gmcr-coalition", message)


def _members(entry: object, n_dms: int) -> list[int]:
    numbers = cast("list[object]", entry) if isinstance(entry, list) else [entry]
    return [number for number in numbers if is_index(number, n_dms)]


def warn_of_misperceptions(document: FileConflict, findings: JsonFindings) -> None:
    """Name every decision maker that does not see all states."""
    for i, dm in enumerate(document.decision_makers):
        if dm.misperceptions:
            message = (
                f"'{dm.name}' has {dm.misperceptions} misperception(s), which are not used: detente lets every "
                "decision maker see every feasible state, so results can differ from those of GMCR+"
            )
            findings.warning(("decisionMakers", i, "misperceptions"), "gmcr-misperception", message)
