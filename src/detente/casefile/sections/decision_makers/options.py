"""``options`` of a decision maker: what it can do or not do."""

from __future__ import annotations

from dataclasses import replace

from pydantic import Field

from detente.casefile.reading.context import Reading, in_words
from detente.casefile.schema.base import Fallible
from detente.casefile.schema.scalars import Said, Way
from detente.casefile.sections.moves import WAYS, Directions
from detente.casefile.sections.told import filled, rests, short
from detente.model.assumptions import of_direction
from detente.model.case import Direction, Option
from detente.model.grounds import Part


class OptionShape(Fallible):
    """Something a decision maker can do or not do."""

    shorthand = "title"
    title: Said
    not_title: Said | None = Field(None, alias="not", description="Not taking it, in words: Fight on, for Hold fire.")
    direction: Way | None = Field(None, description="yes-only: once yes, never no; no-only: once no, never yes.")
    note: Said | None = None


def option(reading: Reading, dm: str, key: str, given: OptionShape, directions: Directions) -> Option:
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
            reading.recorded.append(replace(of_direction(again), part=Part.RECORDED, may_fall=False))
    return used


def told(option: Option) -> object:
    """An option as a file has it."""
    way = None if option.direction_grounds is not None else WAYS.get(option.direction)
    more = filled({"not": option.not_title, "direction": way}) | rests(option.grounds)
    return short("title", option.title, more)
