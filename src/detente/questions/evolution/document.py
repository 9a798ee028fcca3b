"""How each equilibrium could come about, as JSON (docs/reference/evolution-json.md)."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.evolution.found import READING, Evolution, Leg, Reach, Route, asked_for, counts

SCHEMA = "detente.evolution/1"


def document(analysis: Analysis, found: Evolution) -> dict[str, object]:
    """The key that evolution adds to ``detente.analysis/1``."""
    return {"evolution": _found(analysis, found)}


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
        **_found(analysis, found),
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
            "moves": counts(found.moves).tolist(),
            "improvements": counts(found.improvements).tolist(),
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
