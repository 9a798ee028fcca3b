"""How each equilibrium could come about, as JSON (docs/reference/evolution-json.md)."""

from __future__ import annotations

from detente.model.case import Case
from detente.model.results import Analysis
from detente.questions.evolution.found import READING, Evolution, Leg, Route, WithinReach, asked_for, counts
from detente.report.documents import keys_of

NO_WAY = Route(reach=WithinReach.NONE, movers=(), legs=())
SCHEMA = "detente.evolution/1"


def document(analysis: Analysis, found: Evolution) -> dict[str, object]:
    """The key that evolution adds to ``detente.analysis/1``."""
    return {"evolution": _found(analysis.case, found)}


def evolution_document(analysis: Analysis) -> dict[str, object]:
    """The document ``detente.evolution/1``. Cost: linear in the moves of all ways."""
    found = asked_for(analysis)
    return {
        "schema": SCHEMA,
        "title": analysis.case.title,
        "decision_makers": [dm.key for dm in analysis.case.decision_makers],
        "concepts": [concept.value for concept in analysis.concepts],
        "states": {"count": analysis.space.count},
        "status_quo": None if analysis.status_quo is None else analysis.status_quo + 1,
        **_found(analysis.case, found),
        "problems": [problem.as_json() for problem in analysis.problems],
        "reading": READING,
        "limits": list(analysis.limits),
        "version": analysis.version,
        "digest": analysis.case.digest,
    }


def _found(case: Case, found: Evolution) -> dict[str, object]:
    return {
        "from": found.start + 1,
        "equilibria": [
            {
                "state": d.state + 1,
                "concepts": list(d.concepts),
                **_route(case, d.routes[0] if d.routes else NO_WAY),
                "alternatives": [_route(case, route) for route in d.routes[1:]],
            }
            for d in found.destinations
        ],
        "equilibria_left_out": found.left_out,
        "levels": {"moves": counts(found.moves).tolist(), "improvements": counts(found.improvements).tolist()},
        "coalitions_considered": found.coalitions,
    }


def _route(case: Case, route: Route) -> dict[str, object]:
    return {
        "reach": route.reach.value,
        "movers": keys_of(case, route.movers),
        "path": [_move(case, leg) for leg in route.legs],
    }


def _move(case: Case, leg: Leg) -> dict[str, object]:
    move: dict[str, object] = {
        "by": keys_of(case, leg.by),
        "from": leg.origin + 1,
        "to": leg.to + 1,
        "improvement": leg.improves,
    }
    if len(leg.by) > 1:
        move["steps"] = [{"by": keys_of(case, [s.dm]), "from": s.origin + 1, "to": s.to + 1} for s in leg.steps]
    return move
