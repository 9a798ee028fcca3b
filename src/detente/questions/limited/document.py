"""Looking several moves ahead, as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.model.results import Analysis
from detente.questions.limited.found import LIMITED_MOVE, READINGS, Anticipation, LimitedMoves


def document(analysis: Analysis, found: LimitedMoves) -> dict[str, object]:
    """The key ``limited_moves`` (docs/reference/analysis-json.md)."""
    keys = [dm.key for dm in analysis.case.decision_makers]

    def by_dm(stable: Iterable[Iterable[bool]]) -> dict[str, list[int]]:
        return {key: [s + 1 for s, holds in enumerate(row) if holds] for key, row in zip(keys, stable, strict=True)}

    lasting = found.lasting
    told: dict[str, object] = {
        "kind": found.kind,
        "pessimistic": found.kind != LIMITED_MOVE,
        "horizon": found.horizon,
        "period": found.period,
        "cycle_from": found.cycle_from,
        "stable": {str(h + 1): by_dm(stable) for h, stable in enumerate(found.stable)},
        "equilibria": {str(h): [s + 1 for s in found.equilibria(h)] for h in range(1, found.horizon + 1)},
        "non_myopic": None
        if lasting is None
        else {"stable": by_dm(lasting), "equilibria": [s + 1 for s in found.lasting_equilibria or ()]},
        "ties": None
        if found.ties is None
        else [{"decision_maker": keys[dm], "state": row + 1, "horizon": h} for dm, row, h in found.ties],
        "lines": [_line(a, keys) for a in found.anticipations],
        "reading": READINGS[found.kind],
    }
    return {"limited_moves": told}


def _line(a: Anticipation, keys: Sequence[str]) -> dict[str, object]:
    return {
        "decision_maker": keys[a.dm],
        "state": a.state + 1,
        "horizon": a.horizon,
        "stable": a.stable,
        "steps": [{"decision_maker": keys[s.dm], "from": s.origin + 1, "to": s.to + 1} for s in a.line.steps],
        "to": a.line.to + 1,
    }
