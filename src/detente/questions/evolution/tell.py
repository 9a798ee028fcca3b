"""How each equilibrium could come about, in words.

Nothing here looks for a way; every sentence restates a Route of ``found``. Sentences say what parties *could* do, and
what a move would gain them, never what they will do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from detente.model.concepts import CONCEPTS
from detente.model.results import Analysis
from detente.questions.evolution.found import (
    READING,
    Destination,
    Evolution,
    Leg,
    Route,
    WithinReach,
    asked_for,
    counts,
)
from detente.questions.evolution.picture import picture
from detente.report.evidence import moments
from detente.report.marks import capital, plain
from detente.report.naming import Names, listed, plural
from detente.report.page import Grid, Page, Say
from detente.report.problems import problems
from detente.report.section import Passage, Section, grid
from detente.report.words import condition

SHOWN = 24  # equilibria told before the rest is counted
LEVELS = 10  # columns of the table of levels; the last one tells the end
SOURCES = "Li, Kilgour & Hipel 2005; Xu, Li, Kilgour, Hipel & Kemkes 2010; joint moves: Inohara & Hipel 2008."
MODELLED = (
    "Where the case leaves a preference unknown, it is taken as modelled; another completion may open or close a way."
)
NO_COALITIONS = "Joint moves of coalitions were not looked for: the conflict is too large for that."


def tell(analysis: Analysis, found: Evolution) -> Section | None:
    """How the states that hold could come about; None where there is none but that in which it begins."""
    if all(destination.state == found.start for destination in found.destinations):
        return None
    return whole(analysis, found)


def whole(analysis: Analysis, found: Evolution) -> Section:
    """All that there is to tell, also where no equilibrium is elsewhere. ``passages`` go move by move."""
    names, told = Names(analysis), found.first(SHOWN)
    start = "the status quo" if found.start == analysis.status_quo else names.state(found.start)
    ways = grid(
        head=("state", "holds under", "could come about", "shortest way"),
        rows=tuple(
            (
                names.number(d.state),
                names.under(d.concepts, "every concept"),
                _how(names, d),
                _way(names, d.routes[0]) if d.routes else "",
            )
            for d in told
        ),
    )
    pictures, left_out = picture(analysis, found, told)
    return Section(
        anchor="evolution",
        title="How it could get there",
        lead=_lead(names, found, start),
        pictures=pictures,
        grids=((ways,) if told else ()) + (_levels(found, start),),
        passages=tuple(_move_by_move(names, d) for d in told if d.state != found.start),
        notes=tuple(_notes(analysis, found, len(told), left_out)),
        fold="Move by move",
    )


def evolution_page(analysis: Analysis) -> Page:
    """The page of its own, with the moves told at once."""
    limits = (Say(plain(limit), "quiet after") for limit in analysis.limits)
    told = whole(analysis, asked_for(analysis)).part(whole=True)
    return Page(
        title=plain(analysis.case.title), moments=moments(analysis.case), parts=(told, *problems(analysis), *limits)
    )


def _notes(analysis: Analysis, found: Evolution, told: int, not_drawn: int) -> Iterator[str]:
    if not_drawn:
        yield f"The ways to {plural(not_drawn, 'further state')} that hold are not drawn."
    if not found.coalitions:
        yield NO_COALITIONS
    if any(dm.unknown or dm.known for dm in analysis.case.decision_makers):
        yield MODELLED
    if left := len(found.destinations) - told + found.left_out:
        verb = "is" if left == 1 else "are"
        yield f"{left:,} more of the states that hold under some concept {verb} not listed here."
    yield READING
    yield SOURCES


def _lead(names: Names, found: Evolution, start: str) -> str:
    analysis = names.analysis
    where = f"{start} ({names.state(found.start)})" if found.start == analysis.status_quo else start
    asked = f"Beginning from {where}, could the states that hold come about, and who would have to move?"
    if not found.destinations:
        shorts = listed((CONCEPTS[c].short for c in analysis.concepts), "or")
        return f"Beginning from {where}: no state holds under {shorts}, so there is none to come to."
    counts = Counter(d.reach for d in found.destinations if d.state != found.start)
    here = sum(d.state == found.start for d in found.destinations)
    words = {
        WithinReach.IMPROVEMENTS: "by moves that each gain their mover something",
        WithinReach.COALITION: "if a coalition moved together",
        WithinReach.DISIMPROVEMENT: "only with a move that gains its mover nothing",
    }
    parts = [f"{counts[reach]:,} {said}" for reach, said in words.items() if counts[reach]]
    if parts:
        parts[0] = parts[0].replace(" ", " could come about ", 1)
    if here:
        parts.insert(0, f"{here} is where it begins")
    if counts[WithinReach.NONE]:
        parts.append(f"{counts[WithinReach.NONE]:,} could not come about by any legal moves")
    if len(found.destinations) == 1:
        return f"{asked} The one that holds under some concept{parts[0][1:]}, {condition(analysis)}."
    of = "the states that hold under some concept"
    if found.left_out:
        told = len(found.destinations)
        of = f"the {told + found.left_out:,} states that hold under some concept {told:,} were looked at; of these"
    return f"{asked} Of {of}, {listed(parts)}, {condition(analysis)}."


def _how(names: Names, destination: Destination) -> str:
    if not destination.routes:
        return "by no legal moves"
    first = destination.routes[0]
    if first.reach is WithinReach.IMPROVEMENTS:
        return "by improvements alone" if first.legs else "it begins there"
    ways = [_asks(names, route) for route in destination.routes]
    return f"only {ways[0]}" if len(ways) == 1 else ", or ".join(ways)


def _asks(names: Names, route: Route) -> str:
    """What a way asks for beyond improvements."""
    who, several = names.dms(route.movers), len(route.movers) > 1
    if route.reach is WithinReach.COALITION:
        count = sum(len(leg.by) > 1 for leg in route.legs)
        said = f"if {who} move together" if count == 1 else f"by joint moves among {who}"
    else:
        count = sum(not leg.improves for leg in route.legs)
        said = f"if {who} {'move' if several else 'moves'} without gain"
    return said if count == 1 else f"{said}, {count} times"


def _way(names: Names, route: Route) -> str:
    if not route.legs:
        return ""
    steps = (f"→ {names.number(leg.to)} ({names.dms(leg.by)}{_mark(leg)})" for leg in route.legs)
    return " ".join((names.number(route.legs[0].origin), *steps))


def _mark(leg: Leg) -> str:
    return " together" if len(leg.by) > 1 else "" if leg.improves else ", without gain"


def _move_by_move(names: Names, destination: Destination) -> Passage:
    said = capital(names.label(destination.state))
    if not destination.routes:
        return Passage(f"{said}: no legal moves lead there.")
    first, *others = destination.routes
    closing = " ".join(
        f"Without a coalition it would take {_kind(names, route).removeprefix('with ')}: {_way(names, route)}."
        for route in others
    )
    return Passage(f"{said}, {_kind(names, first)}:", tuple(_leg(names, leg) for leg in first.legs), closing)


def _kind(names: Names, route: Route) -> str:
    if route.reach is WithinReach.IMPROVEMENTS:
        return "by moves that each gain their mover something"
    if route.reach is WithinReach.COALITION:
        return f"if {names.dms(route.movers)} moved together"
    against = sum(not leg.improves for leg in route.legs)
    return f"with {'a move' if against == 1 else f'{against} moves'} without gain of {names.dms(route.movers)}"


def _leg(names: Names, leg: Leg) -> str:
    who, way = names.dms(leg.by), f"{names.number(leg.origin)} → {names.number(leg.to)}"
    first, *others = leg.by
    if others:
        moves = [f"({names.number(s.origin)} → {names.number(s.to)})" for s in leg.steps]
        each = [f"{names.dm(s.dm)} {names.change(s)} {move}" for s, move in zip(leg.steps, moves, strict=True)]
        return f"{way}: {who} could gain by moving together: {', then '.join(each)}."
    does = f"it {names.change(leg.steps[0])}."
    if leg.improves:
        return f"{way}: {who} could gain by it: {does}"
    rank = names.analysis.ranks[first]
    return f"{way}: {who} would {'lose' if rank[leg.to] < rank[leg.origin] else 'gain nothing'} by it: {does}"


def _levels(found: Evolution, start: str) -> Grid:
    """How many states can be reached in at most so many moves; columns end where nothing new is reached."""
    by_moves, by_improvements = np.cumsum(counts(found.moves)), np.cumsum(counts(found.improvements))
    last = max(by_moves.size, by_improvements.size) - 1
    shown = list(range(last + 1)) if last < LEVELS else [*range(LEVELS - 1), last]
    return grid(
        head=("in at most", *(plural(k, "move").replace("no moves", "0 moves") for k in shown)),
        rows=tuple(
            (name, *(f"{counts[min(k, counts.size - 1)]:,}" for k in shown))
            for name, counts in (("any legal moves", by_moves), ("improvements alone", by_improvements))
        ),
        caption=f"States within reach of {start}, of {found.moves.size:,} in all",
    )
