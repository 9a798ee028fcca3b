"""Decision makers and their options, what is feasible, what cannot be moved, and where the conflict stands."""

from __future__ import annotations

from detente.casefile.reading.actors import actor, attitudes, does_not_see, perceives
from detente.casefile.reading.context import Reading
from detente.casefile.reading.partial import groups
from detente.casefile.reading.preferences import Whose, in_words, otherwise, preference, wish, words
from detente.casefile.schema import DecisionMakerShape, FactionShape
from detente.model.case import Constraint, DecisionMaker, Direction, Faction, ForbiddenArc, Merge, Option, Rests
from detente.model.formula import ManyOp

__all__ = ["constraints", "decision_makers", "forbidden", "merges", "status_quo"]

MAX_OPTIONS = 64
Directions = dict[str, tuple[Direction, Rests]]  # by option: which way it changes, and what that rests on
ONCE = {
    Direction.BOTH: "can be done and undone",
    Direction.NO_TO_YES: "once yes, never no",
    Direction.YES_TO_NO: "once no, never yes",
}


def decision_makers(reading: Reading) -> tuple[DecisionMaker, ...]:
    """All decision makers in file order, with directions of options taken from wherever the file gives them."""
    directions = _irreversible(reading)
    found = tuple(
        _decision_maker(reading, dm, given, directions) for dm, given in reading.shape.decision_makers.items()
    )
    _check_counts(reading)
    return found


def _check_counts(reading: Reading) -> None:
    section = reading.pos("decision_makers")
    count = len(reading.names.options.titles)
    if not reading.names.dms:
        message, hint = "the case has no decision maker", "name at least one under 'decision_makers'"
        reading.findings.error("no-decision-makers", section, message, hint)
    elif count == 0:
        message, hint = "no decision maker has an option, so nothing can change", "give at least one an option"
        reading.findings.error("no-options", section, message, hint)
    elif count > MAX_OPTIONS:
        message = f"the case has {count} options; at most {MAX_OPTIONS} can be analysed, because a state is 64 bits"
        reading.findings.error("too-many-options", section, message, "join options that always go together")


def _decision_maker(reading: Reading, dm: str, given: DecisionMakerShape, directions: Directions) -> DecisionMaker:
    loc = ("decision_makers", dm)
    name = str(given.name or dm)
    return DecisionMaker(
        key=dm,
        name=name,
        because=reading.cite(dm, name, given.because, *loc),
        factions=tuple(_faction(reading, dm, key, given.factions) for key in given.factions),
        options=tuple(_option(reading, dm, key, given, directions) for key in given.options),
        preference=preference(reading, dm, given),
        actor=actor(reading, dm, given),
        unknown=groups(reading, dm, given, "unknown"),
        known=groups(reading, dm, given, "known"),
        attitudes=attitudes(reading, dm, given),
        perceives=perceives(reading, dm, given),
        does_not_see=does_not_see(reading, dm, given),
        note=str(given.note or ""),
    )


def _faction(reading: Reading, dm: str, key: str, others: dict[str, FactionShape]) -> Faction:
    given = others[key]
    path, loc = f"{dm}.factions.{key}", ("decision_makers", dm, "factions", key)
    because = reading.cite(path, str(given.name), given.because, *loc)
    wanted = wish(reading, Whose(dm, path, loc), given)
    if wanted is None and any(f.prefers or f.ranking or f.weights for f in others.values()):
        message = f"the faction {key!r} of {dm!r} has no preferences, so its members count for nothing"
        hint = "give it 'prefers', 'ranking' or 'weights' like the others, or leave it recorded only"
        reading.findings.notice("faction-without-preferences", reading.pos(*loc), message, hint)
    return Faction(key=key, title=str(given.name), preference=wanted, share=given.share or 1, because=because)


def _option(reading: Reading, dm: str, key: str, owner: DecisionMakerShape, directions: Directions) -> Option:
    given, name = owner.options[key], f"{dm}.{key}"
    elsewhere, rests = directions.get(name, (None, None))
    if given.direction is not None and elsewhere not in (None, given.direction):
        message = f"{name!r} is {given.direction} here and {elsewhere} under 'moves'"
        pos = reading.pos("decision_makers", dm, "options", key)
        reading.findings.error("contradictory-direction", pos, message, "say it once")
    title = str(given.title)
    return Option(
        name=name,
        key=key,
        dm=dm,
        title=title,
        not_title=in_words(given.not_title),
        direction=given.direction or elsewhere or Direction.BOTH,
        direction_rests=None if given.direction else rests,
        needs=given.needs,
        otherwise=given.otherwise,
        because=reading.cite(f"{dm}.options.{key}", title, given.because, "decision_makers", dm, "options", key),
    )


def _irreversible(reading: Reading) -> Directions:
    found: Directions = {}
    for k, item in enumerate(reading.shape.moves.irreversible):
        option = reading.option(item.option)
        direction = item.direction or Direction.NO_TO_YES
        text = f"{option or item.option} changes {direction} only"
        title = f"{_title(reading, option)}: {ONCE[direction]}" if option else ""
        path = f"moves.irreversible[{k}]"
        because = reading.cite(path, text, item.because, "moves", "irreversible", k, title=title)
        if option is None:
            continue
        rests = Rests(path=path, because=because, needs=item.needs, otherwise=item.otherwise)
        if found.setdefault(option, (direction, rests))[0] is not direction:
            message = f"{option!r} is {found[option][0]} in one place and {direction} here, so it could never change"
            reading.findings.error("contradictory-direction", item.option.pos, message, "keep one of the two")
    return found


def _title(reading: Reading, option: str) -> str:
    """The title of an option, or its name where the file gives it none that can be read."""
    dm, _, key = option.partition(".")
    owner = reading.shape.decision_makers.get(dm)
    return str(owner.options[key].title) if owner is not None and key in owner.options else option


def constraints(reading: Reading) -> tuple[Constraint, ...]:
    """What must hold of every state."""
    return tuple(
        Constraint(
            formula=reading.formula(item.that),
            text=words(item.that),
            title=in_words(item.title),
            because=reading.cite(
                f"feasible[{k}]", words(item.that), item.because, "feasible", k, title=in_words(item.title)
            ),
            needs=item.needs,
            otherwise=otherwise(reading, item),
            path=f"feasible[{k}]",
            pos=item.that.pos,
        )
        for k, item in enumerate(reading.shape.feasible)
    )


def merges(reading: Reading) -> tuple[Merge, ...]:
    """States that nobody distinguishes."""
    return tuple(
        Merge(
            formula=reading.formula(item.that),
            text=words(item.that),
            title=in_words(item.title),
            because=reading.cite(f"merge[{k}]", words(item.that), item.because, "merge", k, title=in_words(item.title)),
            needs=item.needs,
            otherwise=item.otherwise,
            path=f"merge[{k}]",
            pos=item.that.pos,
        )
        for k, item in enumerate(reading.shape.merge)
    )


def forbidden(reading: Reading) -> tuple[ForbiddenArc, ...]:
    """Moves that do not exist. ``when`` joins ``from``: both must hold where the move starts."""
    found: list[ForbiddenArc] = []
    for k, item in enumerate(reading.shape.moves.forbid):
        source = reading.formula(item.origin)
        text = f"{item.dm}: no move from ({words(item.origin)}) to ({words(item.to)})"
        if item.when is not None:
            source = ManyOp("and", (source, reading.formula(item.when)))
            text += f" when ({words(item.when)})"
        path = f"moves.forbid[{k}]"
        found.append(
            ForbiddenArc(
                dm=reading.known(item.dm, reading.names.dms, "decision maker"),
                source=source,
                target=reading.formula(item.to),
                text=text,
                title=in_words(item.title),
                because=reading.cite(path, text, item.because, "moves", "forbid", k, title=in_words(item.title)),
                needs=item.needs,
                otherwise=item.otherwise,
                path=path,
                pos=reading.pos("moves", "forbid", k),
            )
        )
    return tuple(found)


def status_quo(reading: Reading) -> tuple[str, ...] | None:
    """The options taken today, in full and in file order; None where the file does not say."""
    given = reading.shape.status_quo
    if given is None:
        if "status_quo" not in reading.given:
            message = "the case does not say where the conflict stands, so nothing is said about moves away from it"
            reading.findings.notice("no-status-quo", reading.pos(), message, "add status_quo: {yes: [...]}")
        return None
    taken = {name for item in given.yes if (name := reading.option(item)) is not None}
    ordered = tuple(name for name in reading.names.options.titles if name in taken)
    title = ", ".join(_title(reading, name) for name in ordered) or "no option is taken"
    reading.cite("status_quo", ", ".join(ordered) or "none", given.because, "status_quo", title=title)
    return ordered
