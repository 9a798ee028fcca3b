"""Entries that several JSON documents share: a claim, and the witness of a verdict with all that is needed to check it.

See docs/reference/analysis-json.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.case import Case
from detente.model.evidence import Claim
from detente.model.graph import BoolArray
from detente.model.results import Analysis, Comparison, Explanation, Improvement, Step
from detente.report.evidence import moment_link, page_of


def numbers(rows: Iterable[int]) -> list[int]:
    """The numbers of states, which people count from 1."""
    return [int(row) + 1 for row in rows]


def numbers_where(held: BoolArray) -> list[int]:
    """The numbers of the states for which something holds. held : bool, shape (n_states,)."""
    return numbers(held.nonzero()[0])


def numbers_by_dm(case: Case, held: Iterable[BoolArray]) -> dict[str, list[int]]:
    """The same for each decision maker, by its key. held : bool, shape (n_dms, n_states)."""
    return {dm.key: numbers_where(row) for dm, row in zip(case.decision_makers, held, strict=True)}


def keys_of(case: Case, dms: Iterable[int]) -> list[str]:
    """The keys of some decision makers."""
    return [case.decision_makers[dm].key for dm in dms]


def fields(thing: object, *names: str) -> dict[str, object]:
    """Fields of a thing under their own names, tuples as lists."""
    found = {name: getattr(thing, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def claim_entry(case: Case, claim: Claim) -> dict[str, object]:
    """A claim as ``citations`` has it."""
    page = page_of(case, claim)
    return {
        **fields(claim, "source", "stamp", "seconds"),
        "url": moment_link(claim),
        **fields(claim, "sentence", "name", "grade"),
        "page": page.path if page else claim.page,
        **fields(claim, "section", "listened", "likelihood"),
    }


def explanation_entry(analysis: Analysis, e: Explanation) -> dict[str, object]:
    """The witness of one verdict."""
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
            "steps": [step_entry(analysis.case, step) for step in sanction.steps],
        },
        "reached": fate.reached,
        "worst": None if fate.worst is None else fate.worst + 1,
        "escapes": [{"from": hurts + 1, "to": out + 1} for hurts, out in fate.escapes],
    }


def step_entry(case: Case, step: Step) -> dict[str, object]:
    """One move of one decision maker."""
    return {"decision_maker": case.decision_makers[step.dm].key, "from": step.origin + 1, "to": step.to + 1}


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
        if c.premise.unknown:
            found["premise"]["unknown"] = True
    return found


def _key(analysis: Analysis, dm: int) -> str:
    return analysis.case.decision_makers[dm].key
