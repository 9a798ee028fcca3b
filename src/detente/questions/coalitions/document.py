"""Who could act together, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.results import Analysis
from detente.questions.coalitions.found import Coalitions

ENTRIES = 20_000  # joint improvements and verdicts that are listed; beyond, upsets and universal ones only


def document(analysis: Analysis, found: Coalitions) -> dict[str, object]:
    """``coalitions``: the equilibria that are upset, what each coalition could gain, and what holds for all."""
    keys = [dm.key for dm in analysis.case.decision_makers]
    told: dict[str, object] = {
        "upset": [
            {
                "state": u.state + 1,
                "coalition": [keys[i] for i in u.coalition],
                "to": _numbered(u.to),
                "strong": _numbered(u.strong),
                "alone": [keys[i] for i in u.alone],
                "concepts": [c.value for c in u.concepts],
                "path": [{"by": keys[s.dm], "from": s.origin + 1, "to": s.to + 1} for s in u.path],
            }
            for u in found.upset
        ],
        "universally_stable": {c: _numbered(rows.nonzero()[0]) for c, rows in found.universal.items()},
    }
    entries = sum(gains.targets.size for gains in found.improvements)
    entries += sum(int(rows.sum()) for rows in found.stable.values())
    if entries <= ENTRIES:
        told["by_coalition"] = [
            {
                "coalition": [keys[i] for i in group],
                "improvements": [
                    {"state": int(s) + 1, "to": _numbered(found.improvements[k].of(int(s)))}
                    for s in found.improvements[k].states
                ],
                "stable": {c: _numbered(rows[k].nonzero()[0]) for c, rows in found.stable.items()},
            }
            for k, group in enumerate(found.groups)
        ]
    return {"coalitions": told}


def _numbered(rows: Iterable[int]) -> list[int]:
    return [int(row) + 1 for row in rows]
