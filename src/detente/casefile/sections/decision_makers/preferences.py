"""What a decision maker, or a faction, wants or is taken to want, and what of that is known.

``prefers``, ``ranking`` and ``weights``; ``unknown`` and ``known``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Literal, Protocol

from pydantic import BeforeValidator, Field

from detente.casefile.formula.grammar import Mistake
from detente.casefile.reading.context import UNREADABLE, CaseReading
from detente.casefile.schema.base import Fallible, Many, one_or_many
from detente.casefile.schema.scalars import Number, YesNo
from detente.casefile.sections.statements import StatementShape, instead, stated
from detente.casefile.sections.told import OneLine, Tier, Told, rests, rule, short
from detente.casefile.source.places import address, find
from detente.casefile.source.text import Text
from detente.casefile.source.tree import Mapping
from detente.model.formula import Formula
from detente.model.preference import (
    Indifferent,
    Preference,
    Prioritised,
    Ranking,
    StateGroup,
    Statement,
    StateRef,
    Weight,
    Weights,
)

FORMS = ("prefers", "ranking", "weights")
GAP = ">>"
NUMBER = re.compile(r"s?([0-9]{1,18})", re.IGNORECASE)
PATTERN = re.compile(r"[YN-]+", re.IGNORECASE)


class PreferenceShape(StatementShape):
    """A statement of what is preferred, with the evidence for it."""

    strong: YesNo = Field(False, description="yes: the states it sets above others are strongly preferred to them.")


class RankingShape(Fallible):
    """States from best to worst; a list inside the list is a tie, and ">>" between two of them a gap felt strongly."""

    shorthand = "order"
    shorthand_is_list = True
    order: list[Many] = Field(min_length=1)


class OptionWeightShape(Fallible):
    """What an option is worth to a decision maker."""

    shorthand = "weight"
    weight: Number


class GroupShape(Fallible):
    """States by number or pattern, or formulas for the states in which they hold, with the evidence."""

    shorthand = "states"
    shorthand_is_list = True
    states: Many


Group = Annotated[GroupShape, BeforeValidator(one_or_many)]


class _Wishing(Protocol):
    """Any shape with the three forms of preference."""

    @property
    def prefers(self) -> list[PreferenceShape] | None: ...
    @property
    def ranking(self) -> RankingShape | None: ...
    @property
    def weights(self) -> dict[str, OptionWeightShape] | None: ...


def preference(reading: CaseReading, dm: str, given: _Wishing) -> Preference:
    """Exactly one of ``prefers``, ``ranking`` and ``weights``."""
    found = wish(reading, dm, given, "decision_makers", dm)
    if found is None and not _preferring(reading, dm):
        message = f"{dm!r} has no preferences, so every state is equally good to it"
        hint = "give it 'prefers', 'ranking' or 'weights'"
        reading.findings.warning("no-preferences", reading.pos("decision_makers", dm), message, hint)
    return found or Indifferent()


def _preferring(reading: CaseReading, dm: str) -> bool:
    """Whether the file gives a decision maker any preference, malformed or not."""
    node = find(reading.written, ("decision_makers", dm))[-1][1]
    return not isinstance(node, Mapping) or any(form in node.entries for form in (*FORMS, "known"))


def wish(reading: CaseReading, own: str, given: _Wishing, *loc: str) -> Preference | None:
    """The one of ``prefers``, ``ranking`` and ``weights`` that is given; None where none is.

    own : the decision maker whose options may be written bare
    loc : where it stands: with a decision maker, a faction of one, or a decision maker as another perceives it
    """
    forms = [form for form in FORMS if getattr(given, form) is not None]
    if len(forms) > 1:
        message = f"{address(loc[1:])!r} has both {forms[0]!r} and {forms[1]!r}; one form of preference is enough"
        reading.findings.error("several-preferences", reading.pos(*loc, forms[1]), message, "keep one")
    found: list[Preference] = []
    if given.prefers is not None:
        found.append(_prioritised(reading, given.prefers, *loc))
    if given.ranking is not None:
        found.append(_ranking(reading, given.ranking, *loc))
    if given.weights is not None:
        found.append(_weights(reading, own, given.weights, *loc))
    return found[0] if found else None


def _prioritised(reading: CaseReading, given: list[PreferenceShape], *loc: str) -> Prioritised:
    statements: list[Statement] = []
    seen: dict[Formula, int] = {}
    for k, item in enumerate(given):
        otherwise, at = instead(reading, item, has_next=k + 1 < len(given)), (*loc, "prefers", k)
        found = stated(Statement, reading, item, *at, needs=item.needs, otherwise=otherwise, strong=item.strong)
        earlier = seen.setdefault(found.formula, k)
        if earlier != k and found.formula != UNREADABLE:
            message = f"this repeats statement {earlier + 1} of {address(loc[1:])!r} and changes nothing"
            reading.findings.warning("repeated-statement", item.that.pos, message, "delete one of the two")
        statements.append(found)
    return Prioritised(statements=tuple(statements))


def _ranking(reading: CaseReading, given: RankingShape, *loc: str) -> Ranking:
    gaps = _gaps(reading, address(loc[1:]), given.order)
    items = [(k, tier) for k, tier in enumerate(given.order) if not _is_gap(tier)]
    tiers = tuple(tuple(_state_ref(reading, item) for item in tier) for _, tier in items)
    for k, tier in items:
        if not tier:
            pos = reading.pos(*loc, "ranking", "order", k)
            reading.findings.error("wrong-value", pos, "this tier of the ranking is empty", "name a state or delete it")
    marks = ["", *(f" {GAP} " if k in gaps else " > " for k in range(1, len(tiers)))]
    text = "".join(mark + " = ".join(ref.text for ref in tier) for mark, tier in zip(marks, tiers, strict=False))
    return Ranking(tiers=tiers, gaps=gaps, text=text, grounds=reading.fallible(given, *loc, "ranking"))


def _is_gap(tier: list[Text]) -> bool:
    return [item.text.strip() for item in tier] == [GAP]


def _gaps(reading: CaseReading, whose: str, order: list[list[Text]]) -> tuple[int, ...]:
    """The tiers before which the ranking has a gap that is felt strongly."""
    found: list[int] = []
    tiers = 0
    for k, tier in enumerate(order):
        if not _is_gap(tier):
            tiers += 1
        elif tiers == 0 or k + 1 == len(order) or _is_gap(order[k + 1]):
            message = f"this {GAP!r} in the ranking of {whose!r} does not stand between two states"
            hint = "it says that all states before it are strongly preferred to all after it; move or delete it"
            reading.findings.error("wrong-value", tier[0].pos, message, hint)
        else:
            found.append(tiers)
    return tuple(found)


def _state_ref(reading: CaseReading, item: Text) -> StateRef:
    """A state by its number, or states by a pattern."""
    word = item.text.strip()
    number = NUMBER.fullmatch(word)
    if number is not None and int(number[1]) > 0:
        return StateRef(text=word, number=int(number[1]), pos=item.pos)
    if PATTERN.fullmatch(word):
        count = len(reading.options.titles)
        if len(word) != count:
            message = f"the pattern {word[:70]!r} has {len(word)} letters, but the case has {count} options"
            reading.findings.error("pattern-length", item.pos, message, "one Y, N or - per option, in file order")
        return StateRef(text=word, pattern=word.upper(), pos=item.pos)
    message = f"{word[:60]!r} does not name a state"
    if word == GAP:
        message = f"{GAP!r} stands inside a tie, where nothing is preferred to anything"
    hint = "write its number, as in s3 (numbers begin at 1), or a pattern of Y, N and - over all options, as in NY-N"
    reading.findings.error("bad-state", item.pos, message, hint)
    return StateRef(text=word, pos=item.pos)


def _weights(reading: CaseReading, own: str, given: dict[str, OptionWeightShape], *loc: str) -> Weights:
    whole, found = reading.grounds([], *loc, "weights"), dict[str, Weight]()
    for key, item in given.items():
        at = (*loc, "weights", key)
        option = reading.option(reading.key(*at), own)
        if option in found:
            message = f"{key!r} gives {option!r} a second weight"
            reading.findings.error("duplicate-name", reading.pos(*at), message, "keep one of the two")
        elif option is not None:
            grounds = replace(reading.fallible(item, *at), path=f"{whole.path}.{option}")
            found[option] = Weight(option=option, weight=item.weight, grounds=grounds)
    return Weights(weights=tuple(found.values()), path=whole.path, pos=whole.pos)


def groups(
    reading: CaseReading, dm: str, key: Literal["unknown", "known"], given: Iterable[GroupShape] | None
) -> tuple[StateGroup, ...]:
    """The groups under ``unknown``, or the chains under ``known``."""
    found: list[StateGroup] = []
    for k, group in enumerate(given or ()):
        loc = ("decision_makers", dm, key, k)
        members = tuple(_member(reading, item) for item in group.states)
        needed = 2 if key == "known" else 1
        if len(members) < needed:
            message = f"{'two states' if needed == 2 else 'a state'} at least must stand here"
            reading.findings.error("wrong-value", reading.pos(*loc), message, "name them or delete the group")
        found.append(StateGroup(members=members, grounds=reading.fallible(group, *loc)))
    return tuple(found)


def _member(reading: CaseReading, item: Text) -> StateRef:
    """A state by number, states by pattern, or a formula; a word that could be either is a state."""
    word = item.text.strip()
    other_length = len(word) != len(reading.options.titles)
    names_option = other_length and not isinstance(reading.options.resolve(word), Mistake)
    if NUMBER.fullmatch(word) or (PATTERN.fullmatch(word) and not names_option):
        return _state_ref(reading, item)
    return StateRef(text=item.line, formula=reading.formula(item), pos=item.pos)


def told(preference: Preference) -> Told:
    """A preference as a file has it."""
    match preference:
        case Prioritised(statements=statements):
            return {"prefers": [rule(statement) for statement in statements]}
        case Ranking() as ranking:
            order: list[object] = []
            for k, tier in enumerate(ranking.tiers):
                order += [GAP] if k in ranking.gaps else []
                order.append(Tier(tuple(ref.text for ref in tier)))
            return {"ranking": short("order", order, rests(ranking.grounds))}
        case Weights(weights=weights):
            return {"weights": {w.option: short("weight", w.weight, rests(w.grounds)) for w in weights}}
        case Indifferent():
            return {}


def told_group(group: StateGroup) -> object:
    """A group, or a chain, as a file has it."""
    return short("states", OneLine(tuple(ref.text for ref in group.members)), rests(group.grounds))
