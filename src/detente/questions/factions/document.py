"""What holds where the factions of a decision maker rank states differently, as JSON."""

from __future__ import annotations

from detente.model.results import Analysis
from detente.questions.factions.found import Divided, FactionResults
from detente.report.documents import explanation_entry, numbers, numbers_where


def document(analysis: Analysis, found: FactionResults) -> dict[str, object]:
    """``factions``: for each divided decision maker the verdicts by who decides, and those by level of agreement."""
    divided = {analysis.case.decision_makers[one.dm].key: _divided(analysis, one) for one in found.divided}
    return {
        "factions": {
            "divided": divided,
            "agreement": [
                {
                    "more_than": [level.more_than.numerator, level.more_than.denominator],
                    "up_to": [level.up_to.numerator, level.up_to.denominator],
                    "equilibria": {c.value: numbers(level.equilibria(c)) for c in level.stable},
                    "explanations": [explanation_entry(analysis, witness) for witness in level.explanations],
                }
                for level in found.agreement
            ],
        }
    }


def _divided(analysis: Analysis, one: Divided) -> dict[str, object]:
    factions = analysis.case.decision_makers[one.dm].factions
    concepts = list(one.in_charge[0].stable)
    return {
        "in_charge": {
            factions[charge.faction].key: {
                "share": charge.share,
                "stable": {c.value: numbers_where(charge.stable[c]) for c in concepts},
                "equilibria": {c.value: numbers(charge.equilibria[c]) for c in concepts},
                "explanations": [explanation_entry(analysis, witness) for witness in charge.explanations],
            }
            for charge in one.in_charge
        },
        "stable_for_every": {c.value: numbers(one.stable_for_every(c)) for c in concepts},
        "stable_for_some": {c.value: numbers(one.stable_for_some(c)) for c in concepts},
    }
