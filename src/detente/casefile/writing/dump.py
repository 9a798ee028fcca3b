"""A case as the text of a ``case.yaml``: one canonical layout that ``load_case`` reads back to the same case.

What a :class:`~detente.model.case.Case` does not hold cannot be written: comments, and notes on options and factions.
``because`` of a status quo is found in its assumption.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from detente.casefile.formula.wording import formula_text
from detente.casefile.writing.difference import merge_patch
from detente.casefile.writing.numbering import patterns
from detente.casefile.writing.yaml_text import Line, yaml_text
from detente.model.case import (
    ActorKind,
    AttitudeHeld,
    Case,
    Constraint,
    Contact,
    DecisionMaker,
    Direction,
    Faction,
    ForbiddenArc,
    Indifferent,
    Merge,
    Needs,
    Option,
    Preference,
    Prioritised,
    Ranking,
    Rests,
    Scenario,
    StateGroup,
    Statement,
    Unseen,
    Weight,
    Weights,
)
from detente.model.evidence import Claim, DoubtRule, Source
from detente.model.readings import Question

__all__ = ["dump_case"]

WAYS = {Direction.NO_TO_YES: "yes-only", Direction.YES_TO_NO: "no-only"}

Section = dict[str, object]


def dump_case(case: Case, remarks: Sequence[str] = ()) -> str:
    """The text of a ``case.yaml``. ``remarks`` stand at its top as comments.

    Rankings by state number get the state as a comment, because a number alone says nothing to a reader.
    Cost: linear in the size of the case, and the enumeration of its states where a ranking is by number.
    """
    parts = ["".join(f"# {' '.join(remark.split())}\n" for remark in remarks)]
    parts += [yaml_text(_head(case))]
    for comment, key, content in _sections(case):
        if content:
            parts.append(f"# {comment}\n{yaml_text({key: content})}")
    if case.scenarios:
        told = {"scenarios": {scenario.key: _scenario(case, scenario) for scenario in case.scenarios}}
        parts.append(f"# The same case under other circumstances.\n{yaml_text(told)}")
    return "\n".join(part for part in parts if part)


def _head(case: Case) -> Section:
    return _filled({"detente": 1, "title": case.title, "as_of": case.as_of, "summary": case.summary})


def _scenario(case: Case, scenario: Scenario) -> Section:
    """A change is written as what differs in this layout, in which a change as it was written could mean another."""
    cases = (replace(case, readings=()), scenario.case)  # tables are about the case as it is, and no scenario's
    before, after = (_head(c) | {key: content for _, key, content in _sections(c)} for c in cases)
    return _filled(
        {
            "title": scenario.title if scenario.title != scenario.key else "",
            "change": merge_patch(_filled(before), _filled(after)),
            "note": scenario.note,
            "because": Line(scenario.because),
        }
    )


def _sections(case: Case) -> Iterator[tuple[str, str, object]]:
    shown = patterns(case)
    yield "One recording or document is one source.", "sources", {k: _source(s) for k, s in case.sources.items()}
    named = {name: _claim(case, claim) for name, claim in case.claims.items() if "@" not in name}
    yield "The moments that the case rests on, with their grades.", "claims", named
    yield "By which rule claims are in doubt.", "doubt", None if case.doubt is None else _doubt(case.doubt)
    dms: Section = {dm.key: _decision_maker(dm, shown) for dm in case.decision_makers}
    yield "Who decides, what each can do, what each wants.", "decision_makers", dms
    yield "What must hold of every state.", "feasible", [_rule(rule) for rule in case.feasible]
    yield "States that nobody tells apart.", "merge", [_rule(merge) for merge in case.merges]
    moves: Section = {"irreversible": _irreversible(case), "forbid": [_forbidden(arc) for arc in case.forbidden]}
    yield "Options that change one way only, and moves that do not exist.", "moves", _filled(moves)
    yield "Where the conflict stands.", "status_quo", _status_quo(case)
    yield "Who was in contact with whom.", "timeline", [_contact(contact) for contact in case.timeline]
    yield "What the evidence leaves open: it is rated against competing readings.", "readings", _readings(case)
    waiting = {key: value for key, value in case.unused.items() if "." not in key}
    if case.mediator is not None:
        waiting.setdefault("mediator", case.mediator)
    for key, value in waiting.items():
        yield "Read and checked, not used yet.", key, value


def _filled(section: Section) -> Section:
    """The entries that say something."""
    return {key: value for key, value in section.items() if value not in ("", None, (), [], {}) and value != Line(())}


def _source(source: Source) -> Section:
    return _filled(
        {
            "title": source.title,
            "channel": source.channel,
            "speaker": source.speaker,
            "reliability": source.reliability,
            "known_from": source.known_from,
            "note": source.note,
        }
    )


def _page(case: Case, path: str) -> str:
    """How a page is cited: by its path in ``notes``, since several may have one name."""
    notes, page = PurePath(case.path).parent / "notes", PurePath(path)
    return (page.relative_to(notes) if page.is_relative_to(notes) else PurePath(page.name)).with_suffix("").as_posix()


def _claim(case: Case, claim: Claim) -> Section:
    likelihood = claim.likelihood
    return _filled(
        {
            "at": f"{_page(case, claim.page)}@{claim.stamp}",
            "credibility": claim.credibility,
            "likelihood": Line(tuple(map(repr, likelihood))) if isinstance(likelihood, tuple) else likelihood,
            "listened": "yes" if claim.listened else "no",
            "listened_by": claim.listened_by,
            "quote": claim.quote,
            "hash": claim.hash,
            "known_from": claim.known_from,
            "confirmed_by": Line(claim.independent),
        }
    )


def _decision_maker(dm: DecisionMaker, shown: Sequence[str]) -> Section:
    head: Section = {
        "name": dm.name,
        "note": dm.note,
        "because": Line(dm.because),
        "concept": None if dm.actor is None else _actor(dm.actor),
        "attitudes": {held.towards: _attitude(held) for held in dm.attitudes},
        "perceives": {other.dm: _preference(other.preference, shown) for other in dm.perceives},
        "does_not_see": [_rule(rule) for rule in dm.does_not_see],
        "factions": {faction.key: _faction(faction, shown) for faction in dm.factions},
        "options": {option.key: _option(option) for option in dm.options},
    }
    partial: Section = {"unknown": list(map(_group, dm.unknown)), "known": list(map(_group, dm.known))}
    return {**_filled(head), **_preference(dm.preference, shown), **_filled(partial)}


def _group(group: StateGroup) -> object:
    states = Line(tuple(ref.text for ref in group.members))
    rests = _rests(group)
    return {"states": states, **rests} if rests else states


def _actor(actor: ActorKind) -> object:
    name = actor.concept.value
    return {"concept": name, "because": Line(actor.because)} if actor.because else name


def _attitude(held: AttitudeHeld) -> object:
    name = held.attitude.value
    return {"attitude": name, "because": Line(held.because)} if held.because else name


def _faction(faction: Faction, shown: Sequence[str]) -> object:
    told = _filled({"because": Line(faction.because), "share": faction.share if faction.share != 1 else None})
    told |= {} if faction.preference is None else _preference(faction.preference, shown)
    return {"name": faction.title, **told} if told else faction.title


def _option(option: Option) -> object:
    way = None if option.direction_rests is not None else WAYS.get(option.direction)
    told = _filled({"not": option.not_title, "direction": way}) | _rests(option)
    return {"title": option.title, **told} if told else option.title


def _preference(preference: Preference, shown: Sequence[str]) -> Section:
    match preference:
        case Prioritised(statements=statements):
            return {"prefers": [_rule(statement) for statement in statements]}
        case Ranking() as ranking:
            order: list[object] = []
            for k, tier in enumerate(ranking.tiers):
                order += [">>"] if k in ranking.gaps else []
                order.append(_tier(tuple(ref.text for ref in tier), shown))
            rests = _rests(ranking)
            return {"ranking": {"order": order, **rests} if rests else order}
        case Weights(weights=weights):
            return {"weights": {weight.option: _weight(weight) for weight in weights}}
        case Indifferent():
            return {}


def _weight(weight: Weight) -> object:
    rests = _rests(weight)
    return {"weight": weight.weight, **rests} if rests else weight.weight


def _rests(
    thing: Statement | Constraint | Merge | ForbiddenArc | Option | Rests | Ranking | Weight | StateGroup,
) -> Section:
    """What something rests on, how much of it it needs, and what holds otherwise."""
    instead = thing.otherwise
    return _filled(
        {
            "because": Line(thing.because),
            "needs": thing.needs.value if thing.needs is not Needs.ALL else "",
            "otherwise": instead if instead is None or isinstance(instead, str) else formula_text(instead),
        }
    )


def _tier(refs: tuple[str, ...], shown: Sequence[str]) -> Line:
    """One tier of a ranking; the states behind the numbers as a comment."""
    numbers = [ref.lower().removeprefix("s") for ref in refs]
    known = [shown[int(n) - 1] for n in numbers if n.isascii() and n.isdigit() and 1 <= int(n) <= len(shown)]
    comment = " ".join(known[:8]) + (" ..." if len(known) > 8 else "")
    return Line(refs, comment if len(known) == len(refs) else "")


def _rule(rule: Statement | Constraint | Merge | Unseen) -> object:
    """A formula with what it rests on; a formula alone where it rests on nothing."""
    text = rule.text or formula_text(rule.formula)
    strong = "yes" if isinstance(rule, Statement) and rule.strong else ""
    rests = _filled({"because": Line(rule.because)}) if isinstance(rule, Unseen) else _rests(rule)
    told = _filled({"title": rule.title, "strong": strong}) | rests
    return {"that": text, **told} if told else text


def _doubt(rule: DoubtRule) -> Section:
    return {
        "reliability": Line(rule.reliability),
        "credibility": Line(rule.credibility),
        "within_source": rule.within_source.value,
    }


def _irreversible(case: Case) -> list[object]:
    """Options whose direction stands under ``moves``, in the order in which they stood there."""
    given = [(option.direction_rests, option) for option in case.options if option.direction_rests is not None]
    given.sort(key=lambda pair: (len(pair[0].path), pair[0].path))
    return [
        _filled({"option": option.name, "direction": WAYS[option.direction]}) | _rests(rests) for rests, option in given
    ]


def _forbidden(arc: ForbiddenArc) -> Section:
    return _filled(
        {
            "dm": arc.dm,
            "title": arc.title,
            "from": formula_text(arc.source),
            "to": formula_text(arc.target),
        }
    ) | _rests(arc)


def _status_quo(case: Case) -> object:
    if case.status_quo is None:
        return None
    because = next((a.claims for a in case.assumptions if a.path == "status_quo"), ())
    return _filled({"because": Line(because)}) | {"yes": Line(case.status_quo)}


def _readings(case: Case) -> Section:
    return {question.key: _question(question) for question in case.readings}


def _question(question: Question) -> Section:
    rated = {one.claim: {**one.ratings, **_filled({"note": one.note})} for one in question.evidence}
    return _filled(
        {
            "title": question.title,
            "about": question.about,
            "readings": {reading.key: reading.title for reading in question.readings},
            "taken": question.taken,
            "evidence": rated,
            "note": question.note,
        }
    )


def _contact(contact: Contact) -> Section:
    return _filled(
        {
            "date": contact.date,
            "kind": contact.kind,
            "channel": contact.channel,
            "from": Line(contact.sender),
            "to": Line(contact.to),
            "authorised": contact.authorised,
            "summary": contact.summary,
            "terms": dict(contact.terms),
            "cites": Line(contact.cites),
        }
    )
