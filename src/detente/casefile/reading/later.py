"""Sections that are read and checked now, and that no analysis of this version uses yet.

Their names are resolved and their evidence is cited like everyone's, so that a case is sound on the day they are used.
``check`` says of each section, once, that it changes no result.
"""

from __future__ import annotations

from detente.casefile.formula.grammar import Names
from detente.casefile.reading.context import Reading
from detente.casefile.reading.preferences import words
from detente.casefile.schema import DecisionMakerShape, PositionShape, RatificationShape, as_plain
from detente.model.case import Contact

__all__ = ["mediator", "timeline", "unused"]

_WAITING = {
    "terms": "the analysis of terms",
    "packages": "the analysis of terms",
    "positions": "the analysis of terms",
    "ratification": "the analysis of ratification",
    "mediator": "the analysis of levers",
    "levers": "the analysis of levers",
}


def unused(reading: Reading) -> dict[str, object]:
    """The content of these sections as plain data, after their names were checked; and one notice for each."""
    _terms(reading)
    _positions(reading)
    _ratification(reading)
    _levers(reading)
    _scenarios(reading)
    found: dict[str, object] = {}
    for section, waits_for in _WAITING.items():
        if section in reading.given:
            found[section] = as_plain(getattr(reading.shape, section))
            message = f"{section!r} is read and checked, but not used yet: it changes no result of this version"
            hint = f"it is for {waits_for}"
            reading.findings.notice("not-yet-used", reading.pos(section), message, hint)
    _notice_inside(reading)
    return found


def _notice_inside(reading: Reading) -> None:
    """Keys inside used sections that wait for later versions: one notice per kind, at its first place."""
    hints = {"factions": "a decision maker is analysed as one, unless its factions have preferences of their own"}
    first: dict[str, tuple[str | int, ...]] = {}
    for dm, given in reading.shape.decision_makers.items():
        if given.factions and not _ranking_factions(given):
            first.setdefault("factions", ("decision_makers", dm, "factions"))
    for key, loc in first.items():
        message = f"{key!r} is read and checked, but not used yet: it changes no result of this version"
        reading.findings.notice("not-yet-used", reading.pos(*loc), message, hints[key])


def _ranking_factions(given: DecisionMakerShape) -> list[str]:
    """The factions that rank states themselves."""
    forms = ("prefers", "ranking", "weights")
    return [key for key, faction in given.factions.items() if any(getattr(faction, f) is not None for f in forms)]


def mediator(reading: Reading) -> str | None:
    """The key of the decision maker who mediates."""
    given = reading.shape.mediator
    if given is None:
        return None
    reading.cite("mediator", str(given.dm), given.because, "mediator")
    for k, motive in enumerate(given.motives):
        reading.cite(f"mediator.motives[{k}]", words(motive.text), motive.because, "mediator", "motives", k)
    return reading.known(given.dm, reading.names.dms, "decision maker")


def _terms(reading: Reading) -> None:
    for issue, given in reading.shape.terms.items():
        text = f"{given.title or issue}: {', '.join(str(title) for title in given.values.values())}"
        reading.cite(f"terms.{issue}", text, given.because, "terms", issue)
    for k, item in enumerate(reading.shape.packages.compatible):
        reading.formula(item.that, reading.names.values)
        reading.cite(f"packages.compatible[{k}]", words(item.that), item.because, "packages", "compatible", k)


def _positions(reading: Reading) -> None:
    for party, given in reading.shape.positions.items():
        reading.known_key(party, reading.pos("positions", party), reading.names.dms, "decision maker")
        path = f"positions.{party}"
        reading.cite(path, f"the position of {reading.names.dms.get(party, party)}", given.because, "positions", party)
        _position_values(reading, party, given)
        for issue, weight in given.weights.items():
            reading.known_key(issue, reading.pos("positions", party, "weights", issue), reading.names.terms, "term")
            text = f"{issue} weighs {weight.weight:g}"
            reading.cite(f"{path}.weights.{issue}", text, weight.because, "positions", party, "weights", issue)
        if given.no_deal is not None:
            text = f"no deal is worth {given.no_deal.value:g}"
            reading.cite(f"{path}.no_deal", text, given.no_deal.because, "positions", party, "no_deal")
        _changes(reading, party, given)


def _position_values(reading: Reading, party: str, given: PositionShape) -> None:
    for issue, values in (given.model_extra or {}).items():
        known = {**reading.names.terms, **dict.fromkeys(PositionShape.model_fields, "")}
        reading.known_key(issue, reading.pos("positions", party, issue), known, "term")
        if issue not in reading.names.terms:
            continue
        own = _values_of(reading, issue)
        for value, worth in values.items():
            loc = ("positions", party, issue, value)
            reading.known_key(value, reading.pos(*loc), own, "term value")
            text = f"{issue}: {value} is worth {worth.value:g}"
            reading.cite(f"positions.{party}.{issue}.{value}", text, worth.because, *loc)


def _changes(reading: Reading, party: str, given: PositionShape) -> None:
    for k, change in enumerate(given.changes):
        loc = ("positions", party, "changes", k)
        issue = reading.known(change.term, reading.names.terms, "term")
        own = _values_of(reading, issue)
        for value in (change.origin, change.to):
            if value is not None and issue in reading.names.terms:
                reading.known(value, own, "term value")
        before = f" from {change.origin}" if change.origin is not None else ""
        when = f" ({change.date})" if change.date is not None else ""
        text = f"{issue} changes{before} to {change.to}{when}"
        reading.cite(f"positions.{party}.changes[{k}]", text, change.because, *loc)


def _values_of(reading: Reading, issue: str) -> dict[str, str]:
    prefix = f"{issue}."
    return {name.removeprefix(prefix): "" for name in reading.names.values.titles if name.startswith(prefix)}


def _ratification(reading: Reading) -> None:
    for party, given in reading.shape.ratification.items():
        reading.known_key(party, reading.pos("ratification", party), reading.names.dms, "decision maker")
        reading.formula(given.rule, _ratifier_names(given))
        path = f"ratification.{party}"
        reading.cite(path, words(given.rule), given.because, "ratification", party)
        for key, ratifier in given.ratifiers.items():
            if ratifier.accepts is not None:
                reading.formula(ratifier.accepts, reading.names.values)
            text = f"{ratifier.name or key} accepts {words(ratifier.accepts) if ratifier.accepts else 'nothing stated'}"
            loc = ("ratification", party, "ratifiers", key)
            reading.cite(f"{path}.ratifiers.{key}", text, ratifier.because, *loc)


def _ratifier_names(given: RatificationShape) -> Names:
    return Names({key: str(ratifier.name or "") for key, ratifier in given.ratifiers.items()}, "ratifier")


def _levers(reading: Reading) -> None:
    for key, given in reading.shape.levers.items():
        reading.known(given.by, reading.names.dms, "decision maker")
        reading.known(given.on, reading.names.dms, "decision maker")
        for need in given.needs:
            reading.known(need, reading.names.ratifiers, "ratifier")
        text = f"{given.title or key}: by {given.by} on {given.on}"
        reading.cite(f"levers.{key}", text, given.because, "levers", key)


def _scenarios(reading: Reading) -> None:
    for key, given in reading.shape.scenarios.items():
        reading.cite(f"scenarios.{key}", str(given.title or key), given.because, "scenarios", key)


def timeline(reading: Reading) -> tuple[Contact, ...]:
    """Who was in contact with whom, in file order. A party is a decision maker, a faction, or anyone else in words."""
    found: list[Contact] = []
    for k, given in enumerate(reading.shape.timeline):
        for party in (*given.sender, *given.to):
            dm, point, _ = party.text.partition(".")
            if point and dm in reading.names.dms:
                reading.known(party, reading.names.factions, "faction")
        for issue, value in given.terms.items():
            pos = reading.pos("timeline", k, "terms", issue)
            reading.known_key(issue, pos, reading.names.terms, "term")
            if issue in reading.names.terms:
                reading.known(value, _values_of(reading, issue), "term value")
        sender, to = tuple(map(str, given.sender)), tuple(map(str, given.to))
        summary = str(given.summary or "")
        text = f"{given.date} {given.kind}: {' and '.join(sender) or 'unnamed'} to {' and '.join(to) or 'unnamed'}"
        path = f"timeline[{k}]"
        found.append(
            Contact(
                date=given.date,
                kind=str(given.kind),
                sender=sender,
                to=to,
                channel=str(given.channel or ""),
                authorised=str(given.authorised or ""),
                summary=summary,
                cites=reading.cite(path, f"{text}. {summary}".strip(" ."), given.cites, "timeline", k),
                terms=tuple((issue, str(value)) for issue, value in given.terms.items()),
                path=path,
            )
        )
    return tuple(found)
