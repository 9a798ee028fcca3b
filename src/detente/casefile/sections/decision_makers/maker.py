"""The section itself: each decision maker with all its parts, and what it can do or not do."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from detente.casefile.reading.context import CaseReading, in_words
from detente.casefile.schema.base import Fallible, Many, Shape, evidence
from detente.casefile.schema.scalars import Label, Said, Way
from detente.casefile.sections.decision_makers import factions, outlook, preferences
from detente.casefile.sections.decision_makers.factions import FactionShape
from detente.casefile.sections.decision_makers.outlook import ActorShape, AttitudeShape, ViewShape
from detente.casefile.sections.decision_makers.preferences import (
    Group,
    OptionWeightShape,
    PreferenceShape,
    RankingShape,
)
from detente.casefile.sections.moves import WAYS, Directions, directions
from detente.casefile.sections.section import CaseSection, Losses, loss
from detente.casefile.sections.statements import PlainStatementShape
from detente.casefile.sections.told import Told, filled, rests, rule, short
from detente.casefile.source.findings import counted, listed
from detente.errors import Problem, SourcePos
from detente.model.assumptions import of_direction
from detente.model.case import Case, DecisionMaker, Direction, Option
from detente.model.grounds import CasePart
from detente.model.preference import Indifferent, Prioritised, Ranking

MAX_OPTIONS = 64


class OptionShape(Fallible):
    """Something a decision maker can do or not do."""

    shorthand = "title"
    title: Said
    not_title: Said | None = Field(None, alias="not", description="Not taking it, in words: Fight on, for Hold fire.")
    direction: Way | None = Field(None, description="yes-only: once yes, never no; no-only: once no, never yes.")
    note: Said | None = None


class DecisionMakerShape(Shape):
    """One who decides: what it can do, and exactly one of prefers, ranking and weights."""

    name: Said | None = None
    note: Said | None = None
    because: Many = evidence()
    concept: ActorShape | None = Field(None, description="What kind of actor it is: nash, gmr, smr, seq, sseq or sim.")
    attitudes: dict[str, AttitudeShape] = Field(
        default_factory=dict[str, AttitudeShape], description="Towards decision makers: positive, neutral or negative."
    )
    perceives: dict[str, ViewShape] = Field(
        default_factory=dict[str, ViewShape], description="What it takes others, or itself, to prefer."
    )
    does_not_see: list[PlainStatementShape] = Field(
        default_factory=list[PlainStatementShape], description="States that it takes for impossible."
    )
    factions: dict[Label, FactionShape] = Field(default_factory=dict[Label, FactionShape])
    options: dict[Label, OptionShape] = Field(default_factory=dict[Label, OptionShape])
    prefers: list[PreferenceShape] | None = Field(None, description="Formulas, most important first.")
    ranking: RankingShape | None = None
    weights: dict[str, OptionWeightShape] | None = None
    unknown: list[Group] | None = Field(None, description="Groups of states that nobody can say how it ranks.")
    known: list[Group] | None = Field(
        None, description="Chains of states, best first: the pairs that are known, and all others are not."
    )


def _read(given: dict[str, DecisionMakerShape], reading: CaseReading, case: Case) -> Case:
    """All decision makers in file order, with directions of options taken from wherever the file gives them."""
    elsewhere = directions(reading)
    makers = tuple(_maker(reading, dm, one, elsewhere) for dm, one in given.items())
    _check_counts(reading)
    factions.notice_idle(reading, {dm: one.factions for dm, one in given.items()})
    return replace(case, decision_makers=makers)


def _check_counts(reading: CaseReading) -> None:
    section = reading.pos("decision_makers")
    count = len(reading.options.titles)
    if not reading.makers:
        message, hint = "the case has no decision maker", "name at least one under 'decision_makers'"
        reading.findings.error("no-decision-makers", section, message, hint)
    elif count == 0:
        message, hint = "no decision maker has an option, so nothing can change", "give at least one an option"
        reading.findings.error("no-options", section, message, hint)
    elif count > MAX_OPTIONS:
        message = f"the case has {count} options; at most {MAX_OPTIONS} can be analysed, because a state is 64 bits"
        reading.findings.error("too-many-options", section, message, "join options that always go together")


def _maker(reading: CaseReading, dm: str, given: DecisionMakerShape, elsewhere: Directions) -> DecisionMaker:
    if given.known and given.unknown:
        message = f"{dm!r} has both 'unknown' and 'known'; every pair that 'known' does not give is unknown already"
        pos = reading.pos("decision_makers", dm, "known")
        reading.findings.error("known-and-unknown", pos, message, "keep one")
    return DecisionMaker(
        key=dm,
        name=str(given.name or dm),
        grounds=reading.grounds(given.because, "decision_makers", dm),
        factions=factions.factions(reading, dm, given.factions),
        options=tuple(_option(reading, dm, key, one, elsewhere) for key, one in given.options.items()),
        preference=preferences.preference(reading, dm, given),
        actor=outlook.actor(reading, dm, given.concept),
        unknown=preferences.groups(reading, dm, "unknown", given.unknown),
        known=preferences.groups(reading, dm, "known", given.known),
        attitudes=outlook.attitudes(reading, dm, given.attitudes),
        perceives=outlook.perceives(reading, dm, given.perceives),
        does_not_see=outlook.does_not_see(reading, dm, given.does_not_see),
        note=str(given.note or ""),
    )


def _option(reading: CaseReading, dm: str, key: str, given: OptionShape, directions: Directions) -> Option:
    """An option, with its direction from wherever the file gives it."""
    name, loc = f"{dm}.{key}", ("decision_makers", dm, "options", key)
    grounds = reading.fallible(given, *loc)
    elsewhere = directions.get(name, [])
    if given.direction is not None and elsewhere and elsewhere[0][0] is not given.direction:
        message = f"{name!r} is {given.direction} here and {elsewhere[0][0]} under 'moves'"
        reading.findings.error("contradictory-direction", reading.pos(*loc), message, "say it once")
    own = Option(
        name=name,
        key=key,
        dm=dm,
        title=str(given.title),
        not_title=in_words(given.not_title),
        direction=given.direction or Direction.BOTH,
        grounds=grounds,
    )
    moved = [replace(own, direction=way, direction_grounds=rests) for way, rests in elsewhere]
    used = own if given.direction or not moved else moved[0]
    for again in moved:
        if again is not used:  # it changes nothing, and is evidence all the same
            reading.recorded.append(replace(of_direction(again), part=CasePart.RECORDED, may_fall=False))
    return used


def _told_option(option: Option) -> object:
    way = None if option.direction_grounds is not None else WAYS.get(option.direction)
    more = filled({"not": option.not_title, "direction": way}) | rests(option.grounds)
    return short("title", option.title, more)


def _write(case: Case) -> object:
    return {dm.key: _told(dm) for dm in case.decision_makers}


def _told(dm: DecisionMaker) -> Told:
    head: Told = {
        "name": dm.name,
        "note": dm.note,
        **rests(dm.grounds),
        "concept": dm.actor and short("concept", dm.actor.concept.value, rests(dm.actor.grounds)),
        "attitudes": {
            held.towards: short("attitude", held.attitude.value, rests(held.grounds)) for held in dm.attitudes
        },
        "perceives": {other.dm: preferences.told(other.preference) for other in dm.perceives},
        "does_not_see": [rule(unseen) for unseen in dm.does_not_see],
        "factions": {faction.key: factions.told(faction) for faction in dm.factions},
        "options": {option.key: _told_option(option) for option in dm.options},
    }
    known: Told = {
        key: [preferences.told_group(group) for group in groups]
        for key, groups in (("unknown", dm.unknown), ("known", dm.known))
    }
    return {**filled(head), **preferences.told(dm.preference), **filled(known)}


def _losses(case: Case) -> Losses:
    for dm in case.decision_makers:
        yield from _lost(case, dm)


def _lost(case: Case, dm: DecisionMaker) -> Losses:
    if dm.factions:
        names = listed((f.title for f in dm.factions), "and")
        yield loss(case, f"a .gmcr file has no factions: {names} of {dm.name} left out")
    if dm.unknown or dm.known:
        instead = "as all equal" if isinstance(dm.preference, Indifferent) else "as if all were known"
        message = f"a .gmcr file has no unknown preferences: those of {dm.name} are written {instead}"
        pos = (*dm.unknown, *dm.known)[0].grounds.pos
        yield loss(case, message, "equilibria can differ from those of the case", pos)
    said = {"concept": dm.actor, "attitudes": dm.attitudes, "perceives": dm.perceives, "does_not_see": dm.does_not_see}
    if any(said.values()):
        kept = listed([key for key, value in said.items() if value], "and")
        yield loss(case, f"a .gmcr file has no place for {kept} of {dm.name}")
    if dm.note:
        yield loss(case, f"a .gmcr file has no place for the note on {dm.name}")
    if isinstance(dm.preference, Ranking) and dm.preference.gaps:
        yield _strength(case, dm, dm.preference.grounds.pos)
    if isinstance(dm.preference, Prioritised):
        strong = [s for s in dm.preference.statements if s.strong]
        if strong:
            yield _strength(case, dm, strong[0].grounds.pos)
        doubted = [s for s in dm.preference.statements if s.grounds.otherwise is not None]
        if doubted:
            message = f"a .gmcr file has no 'otherwise': {counted(len(doubted), 'statement')} of {dm.name} without it"
            yield loss(case, message, pos=doubted[0].grounds.pos)


def _strength(case: Case, dm: DecisionMaker, pos: SourcePos | None) -> Problem:
    return loss(case, f"a .gmcr file has no strength of preference: {dm.name} keeps only the order", pos=pos)


SHAPE, REMARK = dict[Label, DecisionMakerShape], "Who decides, what each can do, what each wants."
DECISION_MAKERS = CaseSection("decision_makers", SHAPE, _read, _write, REMARK, _losses, field=Field(), formulas=True)
