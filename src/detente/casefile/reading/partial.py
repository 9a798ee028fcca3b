"""What is known, and what is not, of how a decision maker ranks states."""

from __future__ import annotations

from typing import Literal

from detente.casefile.reading.context import Reading
from detente.casefile.reading.preferences import NUMBER, PATTERN, state_ref, words
from detente.casefile.schema import DecisionMakerShape
from detente.casefile.source.text import Text
from detente.model.case import StateGroup, StateRef

__all__ = ["groups"]

SAYS = {"unknown": "nobody can say how it ranks {}", "known": "known, best first: {}"}
JOINED = {"unknown": " against ", "known": " > "}


def groups(
    reading: Reading, dm: str, given: DecisionMakerShape, key: Literal["unknown", "known"]
) -> tuple[StateGroup, ...]:
    """The groups under ``unknown``, or the chains under ``known``; not both are given."""
    listed = (given.known if key == "known" else given.unknown) or []
    if key == "known" and listed and given.unknown:
        message = f"{dm!r} has both 'unknown' and 'known'; every pair that 'known' does not give is unknown already"
        reading.findings.error("known-and-unknown", reading.pos("decision_makers", dm, key), message, "keep one")
    found: list[StateGroup] = []
    for k, group in enumerate(listed):
        loc, path = ("decision_makers", dm, key, k), f"{dm}.{key}[{k}]"
        members = tuple(_member(reading, item) for item in group.states)
        needed = 2 if key == "known" else 1
        if len(members) < needed:
            message = f"{'two states' if needed == 2 else 'a state'} at least must stand here"
            reading.findings.error("wrong-value", reading.pos(*loc), message, "name them or delete the group")
        text = SAYS[key].format(JOINED[key].join(ref.text for ref in members))
        because = reading.cite(path, text, group.because, *loc)
        found.append(
            StateGroup(
                members=members,
                because=because,
                needs=group.needs,
                otherwise=group.otherwise,
                path=path,
                pos=reading.pos(*loc),
            )
        )
    return tuple(found)


def _member(reading: Reading, item: Text) -> StateRef:
    """A state by number, states by pattern, or a formula; a word that could be either is a state."""
    word = item.text.strip()
    options = reading.names.options.titles
    names_option = PATTERN.fullmatch(word) is not None and len(word) != len(options) and reading.option_named(word)
    if NUMBER.fullmatch(word) or (PATTERN.fullmatch(word) and not names_option):
        return state_ref(reading, item)
    return StateRef(text=words(item), formula=reading.formula(item), pos=item.pos)
