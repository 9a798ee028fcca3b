"""The answer of ``detente analyze`` as one JSON document, ``detente.analysis/1`` (docs/reference/analysis-json.md).

State numbers are 1-based positions in ascending mask order of the feasible states. Keys of the contract keep their
meaning for as long as the schema keeps its number; others may be added.
"""

from __future__ import annotations

from detente.model.limits import LISTED_STATES
from detente.model.results import Analysis
from detente.questions.registry import documents
from detente.report.documents import claim_entry, explanation_entry, numbers, numbers_by_dm

SCHEMA = "detente.analysis/1"


def analysis_document(analysis: Analysis, *, all_states: bool = False) -> dict[str, object]:
    """A JSON-ready mapping of the whole analysis, with what the further questions add.

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
        document["stable"] = {c: numbers_by_dm(case, analysis.table.stable[c]) for c in concepts}
    document |= {
        "equilibria": {c: numbers(analysis.equilibria(c)) for c in concepts},
        **documents(analysis),
        "explanations": [explanation_entry(analysis, e) for e in analysis.explanations],
        "citations": [
            {
                "assumption": a.path,
                "text": a.text,
                "title": a.title,
                "claims": [claim_entry(case, case.claims[n]) for n in names],
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
        found["list"] = [
            {"state": row + 1, "yes": list(space.yes(row)), **({"pattern": space.pattern(row)} if space.merged else {})}
            for row in range(space.count)
        ]
    return found
