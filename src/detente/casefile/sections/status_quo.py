"""``status_quo``: where the conflict stands."""

from __future__ import annotations

from dataclasses import replace

from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Many, Shape, evidence
from detente.casefile.sections.section import CaseSection, Losses, loss
from detente.casefile.sections.told import OneLine, rests
from detente.casefile.source.findings import listed
from detente.model.case import Case


class StatusQuoShape(Shape):
    """Where the conflict stands: the options taken; every other is not."""

    shorthand = "yes"
    shorthand_is_list = True
    yes: Many
    because: Many = evidence()


def _read(given: StatusQuoShape | None, reading: CaseReading, case: Case) -> Case:
    """The options taken today, in full and in file order; None where the file does not say."""
    if given is None:
        if not reading.has("status_quo"):
            message = "the case does not say where the conflict stands, so nothing is said about moves away from it"
            reading.findings.notice("no-status-quo", reading.pos(), message, "add status_quo: {yes: [...]}")
        return case
    taken = {name for item in given.yes if (name := reading.option(item)) is not None}
    ordered = tuple(name for name in reading.options.titles if name in taken)
    grounds = reading.grounds(given.because, "status_quo")
    return replace(case, status_quo=ordered, status_quo_grounds=grounds)


def _write(case: Case) -> object:
    if case.status_quo is None:
        return None
    return {**rests(case.status_quo_grounds), "yes": OneLine(case.status_quo)}


def _losses(case: Case) -> Losses:
    if case.status_quo is not None:
        yes = listed(case.status_quo, "and") or "no option"
        message = f"a .gmcr file has no status quo; that of the case takes {yes}"
        yield loss(case, message, pos=case.status_quo_grounds.pos)


STATUS_QUO = CaseSection("status_quo", StatusQuoShape | None, _read, _write, "Where the conflict stands.", _losses)
