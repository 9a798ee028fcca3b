"""The answer of ``detente analyze`` as one JSON document, ``detente.analysis/1`` (docs/reference/analysis-json.md).

State numbers are 1-based positions in ascending mask order of the feasible states. Keys of the contract keep their
meaning for as long as the schema keeps its number; others may be added.
"""

from __future__ import annotations

from detente.model.case import Case
from detente.model.evidence import Claim
from detente.model.results import Analysis, Comparison, Explanation, Improvement, Step
from detente.report.evidence import moment_link, page_of
from detente.report.further import further_keys

__all__ = ["LISTED_STATES", "SCHEMA", "analysis_document"]

SCHEMA = "detente.analysis/1"
LISTED_STATES = 4096


def analysis_document(analysis: Analysis, *, all_states: bool = False) -> dict[str, object]:
    """A JSON-ready mapping of the whole analysis.

    Beyond 4,096 states ``states.list`` and ``stable`` are left out unless ``all_states``; counts and equilibria always
    stand. Cost: linear in what is listed.
    """
    case, concepts = analysis.case, [c.value for c in analysis.concepts]
    listed = all_states or analysis.space.count <= LISTED_STATES
    document: dict[str, object] = {
        "schema": SCHEMA,
        "title": case.title,
        "as_of": case.as_of,
        "summary": case.summary,
        "decision_makers": [dm.key for dm in case.decision_makers],
        "options": list(analysis.space.options),
        "states": _states(analysis, listed),
        "status_quo": None if analysis.status_quo is None else analysis.status_quo + 1,
    }
    if listed:
        document["stable"] = {c: _stable(analysis, c) for c in concepts}
    document |= {
        "equilibria": {c: [row + 1 for row in analysis.equilibria(c)] for c in concepts},
        **further_keys(analysis),
        "explanations": [_explanation(analysis, e) for e in analysis.explanations],
        "citations": [
            {
                "assumption": a.path,
                "text": a.text,
                "title": a.title,
                "claims": [_claim(case, case.claims[n]) for n in names],
            }
            for a in case.assumptions
            if (names := [n for n in a.claims if n in case.claims])
        ],
        "problems": [problem.as_json() for problem in analysis.problems],
        "reading": analysis.reading,
        "method": analysis.method,
        "limits": list(analysis.limits),
        "version": analysis.version,
        "digest": case.digest,
    }
    return document


def _states(analysis: Analysis, listed: bool) -> dict[str, object]:
    space = analysis.space
    found: dict[str, object] = {"count": space.count}
    if listed:
        found["list"] = [_state(analysis, row) for row in range(space.count)]
    return found


def _state(analysis: Analysis, row: int) -> dict[str, object]:
    found: dict[str, object] = {"state": row + 1, "yes": list(analysis.space.yes(row))}
    if analysis.space.merged:
        found["pattern"] = analysis.space.pattern(row)
    return found


def _stable(analysis: Analysis, concept: str) -> dict[str, list[int]]:
    verdicts = analysis.table.stable[concept]
    return {
        dm.key: [int(row) + 1 for row in verdicts[i].nonzero()[0]] for i, dm in enumerate(analysis.case.decision_makers)
    }


def _claim(case: Case, claim: Claim) -> dict[str, object]:
    page = page_of(case, claim)
    return {
        "source": claim.source,
        "stamp": claim.stamp,
        "seconds": claim.seconds,
        "url": moment_link(claim),
        "sentence": claim.sentence,
        "name": claim.name,
        "grade": claim.grade,
        "page": page.path if page else claim.page,
        "section": claim.section,
        "listened": claim.listened,
        "likelihood": list(claim.likelihood) if isinstance(claim.likelihood, tuple) else claim.likelihood,
    }


def _explanation(analysis: Analysis, e: Explanation) -> dict[str, object]:
    return {
        "decision_maker": _key(analysis, e.dm),
        "state": e.state + 1,
        "concept": e.concept.value,
        "stable": e.stable,
        "improvements": [_improvement(analysis, fate) for fate in e.improvements],
        "comparisons": [_comparison(analysis, c) for c in e.comparisons],
    }


def _improvement(analysis: Analysis, fate: Improvement) -> dict[str, object]:
    sanction = fate.sanction
    return {
        "to": fate.to + 1,
        "sanction": sanction
        and {
            "to": sanction.to + 1,
            "at_once": sanction.at_once,
            "steps": [_step(analysis, step) for step in sanction.steps],
        },
        "reached": fate.reached,
        "worst": None if fate.worst is None else fate.worst + 1,
        "escapes": [{"from": hurts + 1, "to": out + 1} for hurts, out in fate.escapes],
    }


def _step(analysis: Analysis, step: Step) -> dict[str, object]:
    return {"decision_maker": _key(analysis, step.dm), "from": step.origin + 1, "to": step.to + 1}


def _comparison(analysis: Analysis, c: Comparison) -> dict[str, object]:
    found: dict[str, object] = {
        "decision_maker": _key(analysis, c.dm),
        "left": c.left + 1,
        "relation": c.relation,
        "right": c.right + 1,
    }
    if c.premise is not None:
        holds_in = c.premise.holds_in
        found["premise"] = {
            "path": c.premise.path,
            "text": c.premise.text,
            "title": c.premise.title,
            "claims": list(c.premise.claims),
            "holds_in": None if holds_in is None else holds_in + 1,
        }
    return found


def _key(analysis: Analysis, dm: int) -> str:
    return analysis.case.decision_makers[dm].key
