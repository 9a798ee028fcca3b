"""What a section is: one key of a case file, with all that has to be known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import KW_ONLY, replace
from typing import Any, Generic, TypeVar

from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import as_plain
from detente.errors import Problem, SourcePos
from detente.frozen import frozen
from detente.model.case import Case

Given = TypeVar("Given")
Losses = Iterator[Problem]
WAITING = "Read and checked, not used yet."


def unread(given: Any, reading: CaseReading, case: Case) -> Case:
    """For a section that says nothing of the case by itself."""
    return case


@frozen(eq=False)
class CaseSection(Generic[Given]):
    """One key of a case file.

    shape : what may stand under it, as a type
    read : the case as read so far, with what this section says in it
    write : what stands under the key in a file; nothing (empty) where the case says nothing of it
    remark : the comment above it; those at the head of the file have none
    losses : what of it a .gmcr file cannot say and must not lose in silence
    field : how pydantic takes it, where a section that is left out is not just empty, or is described
    formulas : whether ``that``, ``from``, ``to`` and ``when`` in it are formulas over options
    of_whole : whether it speaks of the case as it is, so that no scenario has or changes it
    """

    key: str
    shape: Any
    read: Callable[[Given, CaseReading, Case], Case]
    write: Callable[[Case], object]
    remark: str = ""
    losses: Callable[[Case], Iterable[Problem]] = lambda case: ()
    _: KW_ONLY
    field: Any = None
    formulas: bool = False
    of_whole: bool = False


def recorded(key: str, shape: Any, check: Callable[[Given, CaseReading], None], waits_for: str) -> CaseSection[Given]:
    """A section that no analysis of this version uses: read, checked and kept as plain data (:attr:`Case.extra`).

    Its names are resolved and its evidence is cited like everyone's, so that a case is sound on the day it is used.
    """

    def read(given: Given, reading: CaseReading, case: Case) -> Case:
        check(given, reading)
        if not reading.has(key):
            return case
        message = f"{key!r} is read and checked, but not used yet: it changes no result of this version"
        reading.findings.notice("not-yet-used", reading.pos(key), message, f"it is for {waits_for}")
        return case if given is None else replace(case, extra={**case.extra, key: as_plain(given)})

    return CaseSection(key, shape, read, lambda case: case.extra.get(key), WAITING)


def loss(case: Case, message: str, hint: str = "", pos: SourcePos | None = None) -> Problem:
    """A warning that something of the case is not in the ``.gmcr`` file as it was."""
    return case.warning(pos, "gmcr-loss", message, hint)
