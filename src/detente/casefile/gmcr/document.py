"""The shape of a ``.gmcr`` file, checked by hand because its mistakes need sentences of their own.

GMCR+ reads such a file without asking: an option in two lists lets its owners make moves that do not exist, a negative
index counts from the end, a ranking that names a state twice keeps one of the two. Here each of these is an error.
Unknown keys are ignored, as GMCR+ ignores them (``payoffs`` among them: payoffs are computed again).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from detente.casefile.gmcr.json_text import JsonFindings, JsonPath
from detente.casefile.gmcr.shape import Spot, is_whole, kind_of
from detente.frozen import frozen
from detente.model.case import Direction

IndexCondition = tuple[tuple[int, bool], ...]

DIRECTIONS = {"both": Direction.BOTH, "fwd": Direction.NO_TO_YES, "back": Direction.YES_TO_NO}
MANUAL_FLAGS = ("useManualPreferenceRanking", "useManualPreferenceVectors")
RANKINGS = ("preferenceRanking", "preferenceVector")


@frozen
class FileOption:
    """An option as the file names it."""

    name: str
    direction: Direction


@frozen
class FileStatement:
    """A preference statement: at least one of its conditions holds. ``path`` is where it stands."""

    conditions: tuple[IndexCondition, ...]
    path: JsonPath


@frozen
class FileDecisionMaker:
    """A decision maker with the indices of its options; ``ranking`` only where the file ranks by hand."""

    name: str
    options: tuple[int, ...]
    statements: tuple[FileStatement, ...]
    ranking: tuple[tuple[int, ...], ...] | None
    ranking_path: JsonPath
    misperceptions: int


@frozen
class FileConflict:
    """A ``.gmcr`` file, its shape checked."""

    options: tuple[FileOption, ...]
    decision_makers: tuple[FileDecisionMaker, ...]
    infeasibles: tuple[FileStatement, ...]
    coalitions: tuple[object, ...]


def read_document(raw: object, findings: JsonFindings) -> FileConflict:
    """Check the parsed JSON; what is wrong goes to ``findings`` and is replaced by something harmless."""
    if not isinstance(raw, dict):
        findings.error((), "gmcr-shape", f"a .gmcr file holds a JSON object, but this is {kind_of(raw)}")
        return FileConflict((), (), (), ())
    whole = Spot(cast("dict[str, Any]", raw), (), findings)
    options = tuple(_options(whole))
    manual = _manual(whole)
    return FileConflict(
        options=options,
        decision_makers=tuple(_decision_makers(whole, len(options), manual)),
        infeasibles=tuple(_infeasibles(whole, len(options))),
        coalitions=tuple(_list(whole.value.get("coalitions"))),
    )


def _list(value: object) -> list[object]:
    """A list that may be missing, or something else, which is as good."""
    return cast("list[object]", value) if isinstance(value, list) else []


def _options(whole: Spot) -> Iterator[FileOption]:
    empty = "the file has no options, so there is nothing to decide"
    for k, entry in enumerate(whole.entries("options", never_empty=empty)):
        item = entry.as_object(f"option {k}")
        name, direction = item.name(f"option {k}"), item.at("permittedDirection")
        word = direction.value
        if not isinstance(word, str) or word not in DIRECTIONS:
            said = "no direction" if word is None else f"the direction {word!r}"
            message = f"option {k} ('{name}') has {said}; it is read as 'both', as GMCR+ does"
            hint = "the directions are both, fwd (no to yes only) and back (yes to no only)"
            whole.findings.warning(direction.path, "gmcr-direction", message, hint)
            word = "both"
        yield FileOption(name, DIRECTIONS[word])


def _manual(whole: Spot) -> bool:
    """Whether decision makers are ranked by hand; one flag for all of them."""
    for flag in (whole.at(key) for key in MANUAL_FLAGS if key in whole.value):
        if not isinstance(flag.value, bool):
            flag.error("gmcr-shape", f"{flag.path[0]} is true or false, not {kind_of(flag.value)}")
        return flag.value is True
    message = "the file does not say whether preferences are statements or rankings made by hand"
    whole.error("gmcr-shape", message, f'add "{MANUAL_FLAGS[0]}": false for statements, or true for rankings')
    return False


def _decision_makers(whole: Spot, n_options: int, manual: bool) -> Iterator[FileDecisionMaker]:
    for i, entry in enumerate(whole.entries("decisionMakers", never_empty="the file has no decision makers")):
        item = entry.as_object(f"decision maker {i}")
        name = item.name(f"decision maker {i}")
        owned = [index.option(n_options, f"'{name}' lists") for index in item.entries("options")]
        key = next((word for word in RANKINGS if word in item.value), RANKINGS[0])
        yield FileDecisionMaker(
            name=name,
            options=tuple(index for index in owned if index is not None),
            statements=() if manual else tuple(_statements(item, n_options)),
            ranking=tuple(_ranking(item, key, name)) if manual else None,
            ranking_path=(*item.path, key),
            misperceptions=len(_list(item.value.get("misperceptions"))),
        )


def _statements(item: Spot, n_options: int) -> Iterator[FileStatement]:
    for entry in item.entries("preferences"):
        members = entry.entries("members") if isinstance(entry.value, dict) else (entry,)
        yield FileStatement(tuple(_condition(member, n_options) for member in members), entry.path)


def _infeasibles(whole: Spot, n_options: int) -> Iterator[FileStatement]:
    for entry in whole.entries("infeasibles"):
        if isinstance(entry.value, dict):
            message = "this infeasible condition is compound, which GMCR+ cannot read"
            hint = "write each of its members as an infeasible condition of its own; they mean the same"
            entry.error("gmcr-infeasible", message, hint)
        elif entry.value == []:
            message = "this infeasible condition names no option, so it would remove every state"
            entry.error("gmcr-infeasible", message, "delete it, or name the options that cannot go together")
        else:
            yield FileStatement((_condition(entry, n_options),), entry.path)


def _condition(entry: Spot, n_options: int) -> IndexCondition:
    if not isinstance(entry.value, list):
        message = f'a condition is a list like [[0, "Y"], [1, "N"]], not {kind_of(entry.value)}'
        entry.error("gmcr-shape", message)
        return ()
    literals = (_literal(pair, n_options) for pair in entry.items())
    return tuple(dict.fromkeys(literal for literal in literals if literal is not None))


def _literal(pair: Spot, n_options: int) -> tuple[int, bool] | None:
    if len(_list(pair.value)) != 2:
        pair.error("gmcr-shape", 'a condition consists of pairs like [0, "Y"]: an option and its letter')
        return None
    option, letter = pair.items()
    index = option.option(n_options, "a condition names")
    if index is not None and letter.value not in ("Y", "N"):
        message = f"the letter of option {index} is {letter.value!r}"
        letter.error("gmcr-letter", message, 'write "Y" (taken) or "N" (not)')
        return None
    return None if index is None else (index, letter.value == "Y")


def _ranking(item: Spot, key: str, name: str) -> Iterator[tuple[int, ...]]:
    seen: set[int] = set()
    for entry in item.entries(key, never_empty=f"the ranking of '{name}' names no state", code="gmcr-ranking"):
        tier = _list(entry.value) if kind_of(entry.value) == "a list" else [entry.value]
        if not tier:
            entry.error("gmcr-ranking", f"the ranking of '{name}' has a tie of no states")
        for number in tier:
            _ranked(entry, number, name, seen)
        yield tuple(number for number in tier if is_whole(number))


def _ranked(entry: Spot, number: object, name: str, seen: set[int]) -> None:
    if not is_whole(number) or number < 1:
        message = f"the ranking of '{name}' names {number!r}, but states are numbered from 1"
        entry.error("gmcr-ranking", message)
        return
    if number in seen:
        message = f"the ranking of '{name}' names state {number} twice, of which GMCR+ would keep one in silence"
        entry.error("gmcr-ranking", message, "leave it at the one place where it belongs")
    seen.add(number)
