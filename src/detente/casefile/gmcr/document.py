"""The shape of a ``.gmcr`` file, checked by hand because its mistakes need sentences of their own.

GMCR+ reads such a file without asking: an option in two lists lets its owners make moves that do not exist, a negative
index counts from the end, a ranking that names a state twice keeps one of the two. Here each of these is an error.
Unknown keys are ignored, as GMCR+ ignores them (``payoffs`` among them: payoffs are computed again).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from detente.casefile.gmcr.json_findings import JsonFindings, JsonPath
from detente.casefile.gmcr.shape import (
    bad_index,
    count_of,
    is_index,
    is_whole,
    kind_of,
    list_at,
    name_at,
    object_at,
)
from detente.model.case import Direction

IndexCondition = tuple[tuple[int, bool], ...]

DIRECTIONS = {"both": Direction.BOTH, "fwd": Direction.NO_TO_YES, "back": Direction.YES_TO_NO}
MANUAL_FLAGS = ("useManualPreferenceRanking", "useManualPreferenceVectors")
RANKINGS = ("preferenceRanking", "preferenceVector")


@dataclass(frozen=True, slots=True)
class FileOption:
    """An option as the file names it."""

    name: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class FileStatement:
    """A preference statement: at least one of its conditions holds. ``path`` is where it stands."""

    conditions: tuple[IndexCondition, ...]
    path: JsonPath


@dataclass(frozen=True, slots=True)
class FileDecisionMaker:
    """A decision maker with the indices of its options; ``ranking`` only where the file ranks by hand."""

    name: str
    options: tuple[int, ...]
    statements: tuple[FileStatement, ...]
    ranking: tuple[tuple[int, ...], ...] | None
    ranking_path: JsonPath
    misperceptions: int


@dataclass(frozen=True, slots=True)
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
    data = cast("dict[str, Any]", raw)
    options = tuple(_options(data, findings))
    n_options = len(options)
    coalitions = data.get("coalitions")
    manual = _manual(data, findings)
    return FileConflict(
        options=options,
        decision_makers=tuple(_decision_makers(data, n_options, manual, findings)),
        infeasibles=tuple(_infeasibles(data, n_options, findings)),
        coalitions=tuple(cast("list[object]", coalitions)) if isinstance(coalitions, list) else (),
    )


def _options(data: dict[str, Any], findings: JsonFindings) -> Iterator[FileOption]:
    entries = list_at(data, (), "options", findings)
    if entries == []:
        findings.error(("options",), "gmcr-shape", "the file has no options, so there is nothing to decide")
    for k, entry in enumerate(entries or []):
        path: JsonPath = ("options", k)
        item = object_at(entry, path, f"option {k}", findings)
        name = name_at(item, path, f"option {k}", findings)
        word = item.get("permittedDirection")
        if not isinstance(word, str) or word not in DIRECTIONS:
            findings.warning(
                (*path, "permittedDirection"),
                "gmcr-direction",
                f"option {k} ('{name}') has {_said(word)}; it is read as 'both', as GMCR+ does",
                "the directions are both, fwd (no to yes only) and back (yes to no only)",
            )
            word = "both"
        yield FileOption(name, DIRECTIONS[word])


def _said(word: object) -> str:
    return "no direction" if word is None else f"the direction {word!r}"


def _manual(data: dict[str, Any], findings: JsonFindings) -> bool:
    """Whether decision makers are ranked by hand; one flag for all of them."""
    for flag in MANUAL_FLAGS:
        if flag in data:
            if not isinstance(data[flag], bool):
                findings.error((flag,), "gmcr-shape", f"{flag} is true or false, not {kind_of(data[flag])}")
            return data[flag] is True
    findings.error(
        (),
        "gmcr-shape",
        "the file does not say whether preferences are statements or rankings made by hand",
        f'add "{MANUAL_FLAGS[0]}": false for statements, or true for rankings',
    )
    return False


def _decision_makers(
    data: dict[str, Any], n_options: int, manual: bool, findings: JsonFindings
) -> Iterator[FileDecisionMaker]:
    entries = list_at(data, (), "decisionMakers", findings)
    if entries == []:
        findings.error(("decisionMakers",), "gmcr-shape", "the file has no decision makers")
    for i, entry in enumerate(entries or []):
        path: JsonPath = ("decisionMakers", i)
        item = object_at(entry, path, f"decision maker {i}", findings)
        name = name_at(item, path, f"decision maker {i}", findings)
        key = next((word for word in RANKINGS if word in item), RANKINGS[0])
        yield FileDecisionMaker(
            name=name,
            options=tuple(_owned(item, path, name, n_options, findings)),
            statements=() if manual else tuple(_statements(item, path, n_options, findings)),
            ranking=tuple(_ranking(item, path, key, name, findings)) if manual else None,
            ranking_path=(*path, key),
            misperceptions=count_of(item.get("misperceptions")),
        )


def _owned(item: dict[str, Any], path: JsonPath, name: str, n_options: int, findings: JsonFindings) -> Iterator[int]:
    for j, index in enumerate(list_at(item, path, "options", findings) or []):
        if is_index(index, n_options):
            yield index
        else:
            bad_index((*path, "options", j), index, n_options, f"'{name}' lists", findings)


def _statements(
    item: dict[str, Any], path: JsonPath, n_options: int, findings: JsonFindings
) -> Iterator[FileStatement]:
    for j, entry in enumerate(list_at(item, path, "preferences", findings) or []):
        at: JsonPath = (*path, "preferences", j)
        if not isinstance(entry, dict):
            yield FileStatement((_condition(entry, at, n_options, findings),), at)
            continue
        members = list_at(cast("dict[str, Any]", entry), at, "members", findings) or []
        read = (_condition(member, (*at, "members", k), n_options, findings) for k, member in enumerate(members))
        yield FileStatement(tuple(read), at)


def _infeasibles(data: dict[str, Any], n_options: int, findings: JsonFindings) -> Iterator[FileStatement]:
    for j, entry in enumerate(list_at(data, (), "infeasibles", findings) or []):
        at: JsonPath = ("infeasibles", j)
        if isinstance(entry, dict):
            findings.error(
                at,
                "gmcr-infeasible",
                "this infeasible condition is compound, which GMCR+ cannot read",
                "write each of its members as an infeasible condition of its own; they mean the same",
            )
        elif entry == []:
            findings.error(
                at,
                "gmcr-infeasible",
                "this infeasible condition names no option, so it would remove every state",
                "delete it, or name the options that cannot go together",
            )
        else:
            yield FileStatement((_condition(entry, at, n_options, findings),), at)


def _condition(entry: object, path: JsonPath, n_options: int, findings: JsonFindings) -> IndexCondition:
    if not isinstance(entry, list):
        findings.error(path, "gmcr-shape", f'a condition is a list like [[0, "Y"], [1, "N"]], not {kind_of(entry)}')
        return ()
    literals: dict[tuple[int, bool], None] = {}
    for k, pair in enumerate(cast("list[object]", entry)):
        literal = _literal(pair, (*path, k), n_options, findings)
        if literal is not None:
            literals[literal] = None
    return tuple(literals)


def _literal(pair: object, path: JsonPath, n_options: int, findings: JsonFindings) -> tuple[int, bool] | None:
    items = cast("list[Any]", pair) if isinstance(pair, list) else []
    if len(items) != 2:
        findings.error(path, "gmcr-shape", 'a condition consists of pairs like [0, "Y"]: an option and its letter')
        return None
    index, letter = items
    if not is_index(index, n_options):
        bad_index((*path, 0), index, n_options, "a condition names", findings)
        return None
    if letter not in ("Y", "N"):
        findings.error(
            (*path, 1), "gmcr-letter", f"the letter of option {index} is {letter!r}", 'write "Y" (taken) or "N" (not)'
        )
        return None
    return index, letter == "Y"


def _ranking(
    item: dict[str, Any], path: JsonPath, key: str, name: str, findings: JsonFindings
) -> Iterator[tuple[int, ...]]:
    entries = list_at(item, path, key, findings)
    if entries == []:
        findings.error((*path, key), "gmcr-ranking", f"the ranking of '{name}' names no state")
    seen: set[int] = set()
    for j, entry in enumerate(entries or []):
        tier = cast("list[object]", entry) if isinstance(entry, list) else [entry]
        if not tier:
            findings.error((*path, key, j), "gmcr-ranking", f"the ranking of '{name}' has a tie of no states")
        for number in tier:
            _ranked(number, (*path, key, j), name, seen, findings)
        yield tuple(number for number in tier if is_whole(number))


def _ranked(number: object, path: JsonPath, name: str, seen: set[int], findings: JsonFindings) -> None:
    if not is_whole(number) or number < 1:
        findings.error(
            path, "gmcr-ranking", f"the ranking of '{name}' names {number!r}, but states are numbered from 1"
        )
        return
    if number in seen:
        findings.error(
            path,
            "gmcr-ranking",
            f"the ranking of '{name}' names state {number} twice, of which GMCR+ would keep one in silence",
            "leave it at the one place where it belongs",
        )
    seen.add(number)
