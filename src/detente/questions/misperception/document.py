"""What holds where sides see the conflict differently, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.misperception.found import HypergameResults
from detente.report.documents import explanation_entry, keys_of, numbers


def document(analysis: Analysis, found: HypergameResults) -> dict[str, object]:
    """``misperception``: each side's view, what holds by what each sees, and who could be surprised where."""
    keys = [dm.key for dm in analysis.case.decision_makers]
    concepts = list(found.in_truth)
    views = {
        keys[dm]: {
            "perceives": keys_of(analysis.case, others),
            "does_not_see": numbers(found.unseen(dm)),
            "equilibria": {c.value: numbers(found.hypergame.views[dm].equilibria(c.value)) for c in concepts},
        }
        for dm, others in zip(found.misperceiving, found.perceived, strict=True)
    }
    return {
        "misperception": {
            "views": views,
            "equilibria": {c.value: numbers(found.hypergame.equilibria(c.value)) for c in concepts},
            "only_through_misperception": {c.value: numbers(found.only_through_misperception(c)) for c in concepts},
            "undone_by_misperception": {c.value: numbers(found.undone_by_misperception(c)) for c in concepts},
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
