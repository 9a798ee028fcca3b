"""What a case says and a ``.gmcr`` file cannot: one warning per thing, by its name, so that nothing goes in silence."""

from __future__ import annotations

from collections.abc import Iterator

from detente.casefile.source.findings import listed
from detente.errors import Problem, Severity, SourcePos
from detente.model.case import Case, DecisionMaker, Indifferent, Prioritised, Ranking

__all__ = ["loss", "losses"]


def loss(case: Case, message: str, hint: str = "", pos: SourcePos | None = None) -> Problem:
    """A warning that something of the case is not in the ``.gmcr`` file as it was."""
    where = pos or SourcePos(case.path, 1, 1)
    return Problem(pos=where, severity=Severity.WARNING, code="gmcr-loss", message=message, hint=hint)


def losses(case: Case, name: str = "") -> Iterator[Problem]:
    """Warnings for all that is left out; first what changes results, then what is only said about them.

    ``name`` is that of the file without its suffix: a title that says the same is not lost.
    """
    for merge in case.merges:
        message = f"a .gmcr file cannot merge states: those joined by '{merge.text}' stand apart in it"
        yield loss(case, message, "state numbers and equilibria can differ from those of the case", merge.pos)
    for arc in case.forbidden:
        message = f"a .gmcr file cannot forbid single moves, so this rule is not in it: {arc.text}"
        yield loss(case, message, "equilibria can differ from those of the case", arc.pos)
    if case.status_quo is not None:
        yes = listed(case.status_quo, "and") or "no option"
        yield loss(case, f"a .gmcr file has no status quo; that of the case takes {yes}", pos=case.status_quo_pos)
    yield from _about(case, name)
    for dm in case.decision_makers:
        yield from _about_decision_maker(case, dm)


def _about(case: Case, name: str) -> Iterator[Problem]:
    said = {"title": case.title if case.title != name else "", "as_of": case.as_of, "summary": case.summary}
    texts = [key for key, value in said.items() if value]
    if case.mediator is not None and "mediator" not in case.unused:
        texts.append("mediator")
    if texts:
        yield loss(case, f"a .gmcr file has no place for {listed(texts, 'and')}")
    if case.claims or case.sources:
        left_out = f"{_counted(len(case.claims), 'claim')} and {_counted(len(case.sources), 'source')} left out"
        hint = "keep the case folder; it remains the place where the assumptions are justified"
        yield loss(case, f"a .gmcr file holds no evidence: {left_out}", hint)
    if case.timeline:
        yield loss(case, f"a .gmcr file has no timeline: {_counted(len(case.timeline), 'contact')} left out")
    if case.scenarios:
        yield loss(case, f"a .gmcr file has no scenarios: {listed(s.key for s in case.scenarios)} left out")
    if case.readings:
        lost = _counted(len(case.readings), "question")
        yield loss(case, f"a .gmcr file has no place for competing readings: {lost} left out")
    if case.unused:
        yield loss(case, f"a .gmcr file has no place for {listed(case.unused, 'and')}")


def _about_decision_maker(case: Case, dm: DecisionMaker) -> Iterator[Problem]:
    if dm.factions:
        names = listed((f.title for f in dm.factions), "and")
        yield loss(case, f"a .gmcr file has no factions: {names} of {dm.name} left out")
    if dm.unknown or dm.known:
        instead = "as all equal" if isinstance(dm.preference, Indifferent) else "as if all were known"
        message = f"a .gmcr file has no unknown preferences: those of {dm.name} are written {instead}"
        yield loss(case, message, "equilibria can differ from those of the case", (*dm.unknown, *dm.known)[0].pos)
    said = {"concept": dm.actor, "attitudes": dm.attitudes, "perceives": dm.perceives, "does_not_see": dm.does_not_see}
    if any(said.values()):
        kept = listed([key for key, value in said.items() if value], "and")
        yield loss(case, f"a .gmcr file has no place for {kept} of {dm.name}")
    if dm.note:
        yield loss(case, f"a .gmcr file has no place for the note on {dm.name}")
    if isinstance(dm.preference, Ranking) and dm.preference.gaps:
        yield _strength(case, dm, dm.preference.pos)
    if isinstance(dm.preference, Prioritised):
        strong = [s for s in dm.preference.statements if s.strong]
        if strong:
            yield _strength(case, dm, strong[0].pos)
        doubted = [s for s in dm.preference.statements if s.otherwise is not None]
        if doubted:
            message = f"a .gmcr file has no 'otherwise': {_counted(len(doubted), 'statement')} of {dm.name} without it"
            yield loss(case, message, pos=doubted[0].pos)


def _strength(case: Case, dm: DecisionMaker, pos: SourcePos | None) -> Problem:
    return loss(case, f"a .gmcr file has no strength of preference: {dm.name} keeps only the order", pos=pos)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
