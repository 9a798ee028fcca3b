"""What a case says and a ``.gmcr`` file cannot: one warning per thing, by its name, so that nothing goes in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.casefile.findings import listed
from detente.errors import Problem, Severity, SourcePos
from detente.model.case import Case, DecisionMaker, Prioritised

__all__ = ["loss", "losses"]


def loss(case: Case, message: str, hint: str = "", pos: SourcePos | None = None) -> Problem:
    """A warning that something of the case is not in the ``.gmcr`` file as it was."""
    where = pos or SourcePos(case.path, 1, 1)
    return Problem(pos=where, severity=Severity.WARNING, code="gmcr-loss", message=message, hint=hint)


def losses(case: Case) -> Iterator[Problem]:
    """Warnings for all that is left out; first what changes results, then what is only said about them."""
    for merge in case.merges:
        message = f"a .gmcr file cannot merge states: those joined by '{merge.text}' stand apart in it"
        yield loss(case, message, "state numbers and equilibria can differ from those of the case", merge.pos)
    for arc in case.forbidden:
        message = f"a .gmcr file cannot forbid single moves: '{arc.text}' of {arc.dm} is possible in it"
        yield loss(case, message, "equilibria can differ from those of the case", arc.pos)
    if case.status_quo is not None:
        yes = listed(case.status_quo, "and") or "no option"
        yield loss(case, f"a .gmcr file has no status quo; that of the case takes {yes}", pos=case.status_quo_pos)
    yield from _about(case)
    for dm in case.decision_makers:
        yield from _about_decision_maker(case, dm)


def _about(case: Case) -> Iterator[Problem]:
    said = {"title": case.title, "as_of": case.as_of, "summary": case.summary, "mediator": case.mediator}
    if case.title == Path(case.path).stem:
        del said["title"]
    texts = [name for name, value in said.items() if value]
    if texts:
        yield loss(case, f"a .gmcr file has no place for {listed(texts, 'and')}")
    if case.claims or case.sources:
        message = (
            f"a .gmcr file holds no evidence: {len(case.claims)} claims and {len(case.sources)} sources are left out"
        )
        yield loss(case, message, "keep the case folder; it remains the place where the assumptions are justified")
    if case.timeline:
        yield loss(case, f"a .gmcr file has no timeline: {len(case.timeline)} contacts are left out")
    if case.unused:
        yield loss(case, f"a .gmcr file has no place for the section {listed(case.unused, 'and')}")


def _about_decision_maker(case: Case, dm: DecisionMaker) -> Iterator[Problem]:
    if dm.factions:
        names = listed((f.title for f in dm.factions), "and")
        yield loss(case, f"a .gmcr file has no factions: {names} of {dm.name} are left out")
    if dm.note:
        yield loss(case, f"a .gmcr file has no place for the note on {dm.name}")
    if isinstance(dm.preference, Prioritised):
        doubted = [s for s in dm.preference.statements if s.otherwise is not None]
        if doubted:
            message = f"a .gmcr file has no place for 'otherwise': {len(doubted)} statements of {dm.name} lose it"
            yield loss(case, message, pos=doubted[0].pos)
