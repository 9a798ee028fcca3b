"""What holds where sides see the conflict differently, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.misperception.found import HypergameResults
from detente.report.documents import explanation_entry


def document(analysis: Analysis, found: HypergameResults) -> dict[str, object]:
    """``misperception``: each side's view, what holds by what each sees, and who could be surprised where."""
    keys = [dm.key for dm in analysis.case.decision_makers]
    concepts = list(found.in_truth)
    views = {
        keys[dm]: {
            "perceives": [keys[other] for other in others],
            "does_not_see": _states(found.unseen(dm)),
            "equilibria": {c.value: _states(found.hypergame.views[dm].equilibria(c.value)) for c in concepts},
        }
        for dm, others in zip(found.misperceiving, found.perceived, strict=True)
    }
    return {
        "misperception": {
            "views": views,
            "equilibria": {c.value: _states(found.hypergame.equilibria(c.value)) for c in concepts},
            "only_through_misperception": {c.value: _states(found.only_through_misperception(c)) for c in concepts},
            "undone_by_misperception": {c.value: _states(found.undone_by_misperception(c)) for c in concepts},
            "surprises": [
                {
                    "who": keys[one.dm],
                    "state": one.state + 1,
                    "by": keys[one.by],
                    "expects": "stay" if one.leaves else "leave",
                    "to": one.to + 1,
                    "sees_that_state": not one.unseen,
                    "concepts": [c.value for c in one.concepts],
                    "witness": explanation_entry(analysis, one.witness),
                }
                for one in found.surprises
            ],
        }
    }


def _states(rows: tuple[int, ...]) -> list[int]:
    return [row + 1 for row in rows]
