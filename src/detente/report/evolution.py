"""How each equilibrium could come about, in words and as JSON (docs/reference/evolution-json.md).

Nothing here looks for a way; every sentence restates a :class:`~detente.model.evolution.Route`. Sentences say what
parties *could* do, and what a move would gain them, never what they will do.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from detente.model.concepts import CONCEPTS
from detente.model.evolution import Destination, Evolution, Leg, Reach, Route
from detente.model.graph import IntArray
from detente.model.results import Analysis
from detente.report.naming import Names, listed, plural
from detente.report.section import Grid, Section
from detente.report.summary import SHOWN
from detente.report.words import Passage, condition

__all__ = ["ANCHOR", "document", "evolution_document", "section", "told_first", "whole_section"]

ANCHOR = "evolution"
SCHEMA = "detente.evolution/1"
LEVELS = 10  # columns of the table of levels; the last one tells the end
READING = (
    "A move improves if its mover strictly prefers the state it leads to; any other move, also one to a state that it "
    "likes just as much, does not. Nobody moves twice in a row, nor does a coalition. A coalition moves together if "
    "its members can reach, in turns, a state that each of them strictly prefers to the one where they began."
)
SOURCES = "Li, Kilgour & Hipel 2005; Xu, Li, Kilgour, Hipel & Kemkes 2010; joint moves: Inohara & Hipel 2008."
MODELLED = (
    "Where the case leaves a preference unknown, it is taken as modelled; another completion may open or close a way."
)
NO_COALITIONS = "Joint moves of coalitions were not looked for: the conflict is too large for that."


def section(analysis: Analysis) -> Section | None:
    """The section of a whole analysis; None where there is nothing to come about but the status quo itself."""
    found = analysis.evolution
    if found is None or all(destination.state == found.start for destination in found.destinations):
        return None
    return whole_section(analysis, found)


def whole_section(analysis: Analysis, found: Evolution) -> Section:
    """All that there is to tell, also where no equilibrium is elsewhere. ``passages`` go move by move."""
    names, told = Names(analysis), told_first(found)
    left = len(found.destinations) - len(told) + found.left_out
    notes = [READING, SOURCES]
    if left:
        verb = "is" if left == 1 else "are"
        notes.insert(0, f"{left:,} more of the states that hold under some concept {verb} not listed here.")
    if any(dm.unknown or dm.known for dm in analysis.case.decision_makers):
        notes.insert(0, MODELLED)
    if not found.coalitions:
        notes.insert(0, NO_COALITIONS)
    start = "the status quo" if found.start == analysis.status_quo else names.state(found.start)
    ways = Grid(
        head=("state", "holds under", "could come about", "shortest way"),
        rows=tuple(
            (str(d.state + 1), _under(analysis, d), _how(names, d), _way(names, d.routes[0]) if d.routes else "")
            for d in told
        ),
    )
    return Section(
        anchor=ANCHOR,
        title="How it could get there",
        lead=_lead(analysis, names, found, start),
        grids=((ways,) if told else ()) + (_levels(found, start),),
        passages=tuple(_move_by_move(names, d) for d in told if d.state != found.start),
        notes=tuple(notes),
        fold="Move by move",
    )


def told_first(found: Evolution) -> tuple[Destination, ...]:
    """The equilibria to tell, those that hold under most concepts first."""
    return tuple(sorted(found.destinations, key=lambda d: (-len(d.concepts), d.state))[:SHOWN])


def _lead(analysis: Analysis, names: Names, found: Evolution, start: str) -> str:
    where = f"{start} ({names.state(found.start)})" if found.start == analysis.status_quo else start
    asked = f"Beginning from {where}, could the states that hold come about, and who would have to move?"
    if not found.destinations:
        shorts = listed((CONCEPTS[c].short for c in analysis.concepts), "or")
        return f"Beginning from {where}: no state holds under {shorts}, so there is none to come to."
    counts = Counter(d.reach for d in found.destinations if d.state != found.start)
    here = sum(d.state == found.start for d in found.destinations)
    words = {
        Reach.IMPROVEMENTS: "by moves that each gain their mover something",
        Reach.COALITION: "if a coalition moved together",
        Reach.DISIMPROVEMENT: "only with a move that gains its mover nothing",
    }
    parts = [f"{counts[reach]:,} {said}" for reach, said in words.items() if counts[reach]]
    if parts:
        parts[0] = parts[0].replace(" ", " could come about ", 1)
    if here:
        parts.insert(0, f"{here} is where it begins")
    if counts[Reach.NONE]:
        parts.append(f"{counts[Reach.NONE]:,} could not come about by any legal moves")
    if len(found.destinations) == 1:
        return f"{asked} The one that holds under some concept{parts[0][1:]}, {condition(analysis)}."
    of = "the states that hold under some concept"
    if found.left_out:
        told = len(found.destinations)
        of = f"the {told + found.left_out:,} states that hold under some concept {told:,} were looked at; of these"
    return f"{asked} Of {of}, {listed(parts)}, {condition(analysis)}."


def _under(analysis: Analysis, destination: Destination) -> str:
    every = len(destination.concepts) == len(analysis.concepts) > 1
    return (
        "every concept"
        if every
        else ", ".join(CONCEPTS[c].short for c in analysis.concepts if c in destination.concepts)
    )


def _how(names: Names, destination: Destination) -> str:
    if not destination.routes:
        return "by no legal moves"
    first = destination.routes[0]
    if first.reach is Reach.IMPROVEMENTS:
        return "by improvements alone" if first.legs else "it begins there"
    ways = [_asks(names, route) for route in destination.routes]
    return f"only {ways[0]}" if len(ways) == 1 else ", or ".join(ways)


def _asks(names: Names, route: Route) -> str:
    """What a way asks for beyond improvements."""
    who, several = listed(names.dm(dm) for dm in route.movers), len(route.movers) > 1
    if route.reach is Reach.COALITION:
        count = sum(len(leg.by) > 1 for leg in route.legs)
        said = f"if {who} move together" if count == 1 else f"by joint moves among {who}"
    else:
        count = sum(not leg.improves for leg in route.legs)
        said = f"if {who} {'move' if several else 'moves'} without gain"
    return said if count == 1 else f"{said}, {count} times"


def _way(names: Names, route: Route) -> str:
    if not route.legs:
        return ""
    return " ".join((str(route.legs[0].origin + 1), *(f"→ {leg.to + 1} ({_mark(names, leg)})" for leg in route.legs)))


def _mark(names: Names, leg: Leg) -> str:
    who = listed(names.dm(dm) for dm in leg.by)
    return f"{who} together" if len(leg.by) > 1 else who if leg.improves else f"{who}, without gain"


def _move_by_move(names: Names, destination: Destination) -> Passage:
    said = f"State {names.label(destination.state)[6:]}"
    if not destination.routes:
        return Passage(f"{said}: no legal moves lead there.")
    first, *others = destination.routes
    closing = " ".join(_otherwise(names, route) for route in others)
    return Passage(f"{said}, {_kind(names, first)}:", tuple(_leg(names, leg) for leg in first.legs), closing)


def _kind(names: Names, route: Route) -> str:
    who = listed(names.dm(dm) for dm in route.movers)
    if route.reach is Reach.IMPROVEMENTS:
        return "by moves that each gain their mover something"
    if route.reach is Reach.COALITION:
        return f"if {who} moved together"
    return f"with {_without_gain(route)} of {who}"


def _without_gain(route: Route) -> str:
    against = sum(not leg.improves for leg in route.legs)
    return f"{'a move' if against == 1 else f'{against} moves'} without gain"


def _otherwise(names: Names, route: Route) -> str:
    return f"Without a coalition it would take {_kind(names, route).removeprefix('with ')}: {_way(names, route)}."


def _leg(names: Names, leg: Leg) -> str:
    who, way = listed(names.dm(dm) for dm in leg.by), f"{leg.origin + 1} → {leg.to + 1}"
    first, *others = leg.by
    if others:
        each = [f"{names.dm(s.dm)} {names.change(s)} ({s.origin + 1} → {s.to + 1})" for s in leg.steps]
        return f"{way}: {who} could gain by moving together: {', then '.join(each)}."
    does = f"it {names.change(leg.steps[0])}."
    if leg.improves:
        return f"{way}: {who} could gain by it: {does}"
    rank = names.analysis.ranks[first]
    return f"{way}: {who} would {'lose' if rank[leg.to] < rank[leg.origin] else 'gain nothing'} by it: {does}"


def _levels(found: Evolution, start: str) -> Grid:
    """How many states can be reached in at most so many moves; columns end where nothing new is reached."""
    by_moves, by_improvements = np.cumsum(_counts(found.moves)), np.cumsum(_counts(found.improvements))
    last = max(by_moves.size, by_improvements.size) - 1
    shown = list(range(last + 1)) if last < LEVELS else [*range(LEVELS - 1), last]
    return Grid(
        head=("in at most", *(plural(k, "move").replace("no moves", "0 moves") for k in shown)),
        rows=tuple(
            (name, *(f"{counts[min(k, counts.size - 1)]:,}" for k in shown))
            for name, counts in (("any legal moves", by_moves), ("improvements alone", by_improvements))
        ),
        caption=f"States within reach of {start}, of {found.moves.size:,} in all",
    )


def _counts(distance: IntArray) -> IntArray:
    return np.bincount(distance[distance >= 0])


def document(analysis: Analysis) -> dict[str, object]:
    """The key that evolution adds to ``detente.analysis/1``."""
    return {} if analysis.evolution is None else {"evolution": _found(analysis, analysis.evolution)}


def evolution_document(analysis: Analysis) -> dict[str, object]:
    """The document ``detente.evolution/1``. Cost: linear in the moves of all ways."""
    assert analysis.evolution is not None
    return {
        "schema": SCHEMA,
        "title": analysis.case.title,
        "decision_makers": [dm.key for dm in analysis.case.decision_makers],
        "concepts": [concept.value for concept in analysis.concepts],
        "states": {"count": analysis.space.count},
        "status_quo": None if analysis.status_quo is None else analysis.status_quo + 1,
        **_found(analysis, analysis.evolution),
        "problems": [problem.as_json() for problem in analysis.problems],
        "reading": READING,
        "limits": list(analysis.limits),
        "version": analysis.version,
        "digest": analysis.case.digest,
    }


def _found(analysis: Analysis, found: Evolution) -> dict[str, object]:
    return {
        "from": found.start + 1,
        "equilibria": [
            {
                "state": d.state + 1,
                "concepts": list(d.concepts),
                **(
                    _route(analysis, d.routes[0]) if d.routes else {"reach": Reach.NONE.value, "movers": [], "path": []}
                ),
                "alternatives": [_route(analysis, route) for route in d.routes[1:]],
            }
            for d in found.destinations
        ],
        "equilibria_left_out": found.left_out,
        "levels": {
            "moves": _counts(found.moves).tolist(),
            "improvements": _counts(found.improvements).tolist(),
        },
        "coalitions_considered": found.coalitions,
    }


def _route(analysis: Analysis, route: Route) -> dict[str, object]:
    return {
        "reach": route.reach.value,
        "movers": _keys(analysis, route.movers),
        "path": [_move(analysis, leg) for leg in route.legs],
    }


def _move(analysis: Analysis, leg: Leg) -> dict[str, object]:
    move: dict[str, object] = {
        "by": _keys(analysis, leg.by),
        "from": leg.origin + 1,
        "to": leg.to + 1,
        "improvement": leg.improves,
    }
    if len(leg.by) > 1:
        move["steps"] = [{"by": _keys(analysis, (s.dm,)), "from": s.origin + 1, "to": s.to + 1} for s in leg.steps]
    return move


def _keys(analysis: Analysis, dms: tuple[int, ...]) -> list[str]:
    return [analysis.case.decision_makers[dm].key for dm in dms]
