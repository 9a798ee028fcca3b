"""How likely the conclusions are, as JSON."""

from __future__ import annotations

from detente.questions.doubt.found import Doubt
from detente.questions.doubt.likelihoods import Interval, Verification


def likelihoods_document(doubt: Doubt) -> dict[str, object] | None:
    """A JSON-ready mapping; None where no claim in doubt has a likelihood. Cost: linear in what was found."""
    if doubt.likelihoods is None:
        return None
    place = {standing.conclusion: k for k, standing in enumerate(doubt.conclusions)}
    judged = {e.claim: doubt.case.claims[e.claim].probability for e in doubt.in_doubt if e.claim in doubt.case.claims}
    return {
        "within_source": doubt.likelihoods.within_source.value,
        "judged": {name: list(interval) for name, interval in judged.items() if interval is not None},
        "conclusions": [
            {
                "conclusion": place[found.conclusion],
                "independent": _interval_document(found.independent),
                "any_dependence": _interval_document(found.any_dependence),
                "unjudged": list(found.unjudged),
                "drawn": found.drawn,
                "verify": [_verification_document(one) for one in found.verify],
            }
            for found in doubt.likelihoods.found
        ],
        "limits": list(doubt.likelihoods.limits),
    }


def _interval_document(found: Interval | None) -> dict[str, object] | None:
    return None if found is None else {"low": found.low, "high": found.high, "sharp": found.sharp}


def _verification_document(found: Verification) -> dict[str, object]:
    return {
        "claim": found.claim,
        "first_order": [found.first.low, found.first.high],
        "total": [found.total.low, found.total.high],
        "reduction": [found.reduction.low, found.reduction.high],
    }
