"""Looking several moves ahead, as JSON."""

from __future__ import annotations

from detente.model.case import Case
from detente.model.results import Analysis
from detente.questions.limited.found import LIMITED_MOVE, READINGS, Anticipation, LimitedMoves
from detente.report.documents import numbers, numbers_by_dm, step_entry


def document(analysis: Analysis, found: LimitedMoves) -> dict[str, object]:
    """The key ``limited_moves`` (docs/reference/analysis-json.md)."""
    case, lasting = analysis.case, found.lasting
    told: dict[str, object] = {
        "kind": found.kind,
        "pessimistic": found.kind != LIMITED_MOVE,
        "horizon": found.horizon,
        "period": found.period,
        "cycle_from": found.cycle_from,
        "stable": {str(h + 1): numbers_by_dm(case, stable) for h, stable in enumerate(found.stable)},
        "equilibria": {str(h): numbers(found.equilibria(h)) for h in range(1, found.horizon + 1)},
        "non_myopic": None
        if lasting is None
        else {"stable": numbers_by_dm(case, lasting), "equilibria": numbers(found.lasting_equilibria or ())},
        "ties": None if found.ties is None else [{**_at(case, dm, row), "horizon": h} for dm, row, h in found.ties],
        "lines": [_line(case, a) for a in found.anticipations],
        "reading": READINGS[found.kind],
    }
    return {"limited_moves": told}


def _at(case: Case, dm: int, row: int) -> dict[str, object]:
    return {"decision_maker": case.decision_makers[dm].key, "state": row + 1}


def _line(case: Case, a: Anticipation) -> dict[str, object]:
    return {
        **_at(case, a.dm, a.state),
        "horizon": a.horizon,
        "stable": a.stable,
        "steps": [step_entry(case, step) for step in a.line.steps],
        "to": a.line.to + 1,
    }
