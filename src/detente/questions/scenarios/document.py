"""The case beside its scenarios, as JSON."""

from __future__ import annotations

from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, Conclusion
from detente.model.results import Analysis
from detente.questions.scenarios.found import Branch, Fate, Scenarios

TOLD = (Fate.STAYS, Fate.APPEARS, Fate.VANISHES)


def document(analysis: Analysis, found: Scenarios) -> dict[str, object]:
    """The key ``scenarios`` (docs/reference/analysis-json.md)."""
    kinds = sorted({said.kind for branch in (found.base, *found.others) for said in branch.further})
    rows = {analysis.space.yes(row): row + 1 for row in range(analysis.space.count)}

    def fates(other: Branch, kind: str, concept: Concept | None) -> dict[str, object]:
        told = {state: found.fate(Conclusion(kind, concept, state), other) for state in found.states}
        return {
            fate.value: [{"state": rows.get(s), "yes": list(s)} for s, of in told.items() if of is fate]
            for fate in TOLD
        }

    def further(other: Branch, kind: str) -> dict[str, list[dict[str, object]]]:
        every = {s for s in found.base.further | other.further if s.kind == kind}
        some = sorted(every, key=lambda said: (said.yes, said.place))

        def those(fate: Fate) -> list[dict[str, object]]:
            return [{"concept": s.concept, "yes": list(s.yes)} for s in some if found.fate(s, other) is fate]

        return {fate.value: those(fate) for fate in (Fate.STAYS, Fate.APPEARS, Fate.VANISHES)}

    def entry(other: Branch) -> dict[str, object]:
        told: dict[str, object] = {"scenario": other.key, "title": other.title, "note": other.note}
        told["claims"] = list(other.because)
        if other.problem:
            return {**told, "problem": other.problem}
        return {
            **told,
            "states": other.states,
            "status_quo": None if other.status_quo is None else list(other.status_quo),
            "equilibria": {c.value: fates(other, EQUILIBRIUM, c) for c in found.concepts},
            "reachable": fates(other, REACHABLE, None),
            **{kind: further(other, kind) for kind in kinds},
        }

    return {"scenarios": [entry(other) for other in found.others]}
