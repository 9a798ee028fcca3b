"""``factions`` of a decision maker: groups inside it, which may rank states otherwise."""

from __future__ import annotations

from pydantic import Field

from detente.casefile.reading.context import CaseReading
from detente.casefile.schema.base import Many, Shape, evidence
from detente.casefile.schema.scalars import Count, Said
from detente.casefile.sections.decision_makers.preferences import OptionWeightShape, PreferenceShape, RankingShape, wish
from detente.casefile.sections.decision_makers.preferences import told as told_preference
from detente.casefile.sections.told import filled, rests, short
from detente.casefile.source.places import titles
from detente.casefile.source.tree import Tree
from detente.model.case import Faction


class FactionShape(Shape):
    """A group inside a decision maker; with prefers, ranking or weights, where it ranks states itself."""

    shorthand = "name"
    name: Said
    note: Said | None = None
    because: Many = evidence()
    share: Count | None = Field(None, description="How many members it counts for, a whole number; 1 if not given.")
    prefers: list[PreferenceShape] | None = Field(None, description="Formulas, most important first.")
    ranking: RankingShape | None = None
    weights: dict[str, OptionWeightShape] | None = None


def faction_names(tree: Tree) -> dict[str, str]:
    """The factions of all decision makers, in full, with their titles."""
    found = {dm: titles(tree, "decision_makers", dm, "factions") for dm in titles(tree, "decision_makers")}
    return {f"{dm}.{key}": title for dm, own in found.items() for key, title in own.items()}


def factions(reading: CaseReading, dm: str, given: dict[str, FactionShape]) -> tuple[Faction, ...]:
    """All factions of a decision maker, in file order."""
    ranking = any(faction.prefers or faction.ranking or faction.weights for faction in given.values())
    found: list[Faction] = []
    for key, faction in given.items():
        loc = ("decision_makers", dm, "factions", key)
        grounds = reading.grounds(faction.because, *loc)
        wanted = wish(reading, dm, faction, *loc)
        if wanted is None and ranking:
            message = f"the faction {key!r} of {dm!r} has no preferences, so its members count for nothing"
            hint = "give it 'prefers', 'ranking' or 'weights' like the others, or leave it recorded only"
            reading.findings.notice("faction-without-preferences", reading.pos(*loc), message, hint)
        title, share = str(faction.name), faction.share or 1
        found.append(Faction(key=key, title=title, preference=wanted, share=share, grounds=grounds))
    return tuple(found)


def notice_idle(reading: CaseReading, given: dict[str, dict[str, FactionShape]]) -> None:
    """Say, once, that factions without any preferences change no result. given : decision maker -> its factions."""
    idle = (dm for dm, some in given.items() if some and not any(_ranks(faction) for faction in some.values()))
    dm = next(idle, None)
    if dm is not None:
        message = "'factions' is read and checked, but not used yet: it changes no result of this version"
        hint = "a decision maker is analysed as one, unless its factions have preferences of their own"
        reading.findings.notice("not-yet-used", reading.pos("decision_makers", dm, "factions"), message, hint)


def _ranks(faction: FactionShape) -> bool:
    return any(form is not None for form in (faction.prefers, faction.ranking, faction.weights))


def told(faction: Faction) -> object:
    """A faction as a file has it."""
    more = rests(faction.grounds) | filled({"share": faction.share if faction.share != 1 else None})
    wish = {} if faction.preference is None else told_preference(faction.preference)
    return short("name", faction.title, more | wish)
