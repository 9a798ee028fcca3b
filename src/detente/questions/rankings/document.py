"""How far rankings may be wrong, as JSON."""

from __future__ import annotations

from detente.model.case import Case
from detente.questions.rankings.found import RankingDoubt


def ranking_document(case: Case, rankings: RankingDoubt | None) -> dict[str, object] | None:
    """A JSON-ready mapping; states count from 1, decision makers are named by their keys."""
    if rankings is None:
        return None
    keys = [dm.key for dm in case.decision_makers]
    return {
        "radii": [
            {
                "state": r.state + 1,
                "concept": r.concept.value,
                "dm": keys[r.dm],
                "swaps": r.swaps,
                "exact": r.exact,
                "lost_for": None if r.lost_for is None else keys[r.lost_for],
                "example": [
                    {
                        "better": p.better + 1,
                        "worse": p.worse + 1,
                        "tied_before": p.tied_before,
                        "tied_after": p.tied_after,
                    }
                    for p in r.example
                ],
            }
            for r in rankings.radii
        ],
        "profiles": rankings.profiles,
        "limits": list(rankings.limits),
    }
