"""Who could act together, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.coalitions.found import Coalitions
from detente.report.documents import keys_of, numbers, numbers_where

ENTRIES = 20_000  # joint improvements and verdicts that are listed; beyond, upsets and universal ones only


def document(analysis: Analysis, found: Coalitions) -> dict[str, object]:
    """``coalitions``: the equilibria that are upset, what each coalition could gain, and what holds for all."""
    case = analysis.case
    told: dict[str, object] = {
        "upset": [
            {
                "state": u.state + 1,
                "coalition": keys_of(case, u.coalition),
                "to": numbers(u.to),
                "strong": numbers(u.strong),
                "alone": keys_of(case, u.alone),
                "concepts": [c.value for c in u.concepts],
                "path": [{"by": case.decision_makers[s.dm].key, "from": s.origin + 1, "to": s.to + 1} for s in u.path],
            }
            for u in found.upset
        ],
        "universally_stable": {c: numbers_where(rows) for c, rows in found.universal.items()},
    }
    entries = sum(gains.targets.size for gains in found.improvements)
    entries += sum(int(rows.sum()) for rows in found.stable.values())
    if entries <= ENTRIES:
        told["by_coalition"] = [
            {
                "coalition": keys_of(case, group),
                "improvements": [
                    {"state": int(s) + 1, "to": numbers(found.improvements[k].of(int(s)))}
                    for s in found.improvements[k].states
                ],
                "stable": {c: numbers_where(rows[k]) for c, rows in found.stable.items()},
            }
            for k, group in enumerate(found.groups)
        ]
    return {"coalitions": told}
