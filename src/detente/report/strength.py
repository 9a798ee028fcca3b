"""How strongly sanctions are felt, in words: which equilibria are strong, which weak, and what makes them so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis, Explanation, Improvement
from detente.model.strength import Strength
from detente.report.naming import Names, listed
from detente.report.section import Grid, Section
from detente.report.words import FINDS, Passage, condition, reasons_for

__all__ = ["READING", "document", "section"]

SHOWN = 12
NO_STATE = "no state"
READING = (
    "Strongly stable (Hamouda, Kilgour & Hipel 2004, 2006): after every improvement, mild or strong, the others can "
    "bring about a state that is strongly less preferred than the one left, by any moves (GMR), by any moves and so "
    "that every way out of it is strongly less preferred, too (SMR), or by improvements of their own, mild or strong "
    "(SEQ). Weakly stable: stable, but not strongly. An equilibrium is strong if it is strongly stable for all."
)


def section(analysis: Analysis) -> Section | None:
    """Strong and weak equilibria; None where the case marks no preference as strong."""
    found = analysis.strength
    if found is None:
        return None
    names = Names(analysis)
    return Section(
        anchor="strength-of-preference",
        title="How strongly it holds",
        lead="Some preferences of this case are felt strongly. An equilibrium is strong if each who might leave it "
        "could end in a state that it finds much worse, and weak if only in one somewhat worse or just as good, "
        f"{condition(analysis)}.",
        headline=tuple(_headline(names, found)),
        grids=_grids(analysis, names, found),
        passages=tuple(_passage(names, e) for e in found.explanations),
        notes=(READING,),
    )


def _headline(names: Names, found: Strength) -> Iterable[str]:
    for concept in found.strongly:
        strong, weak = found.strong_equilibria(concept), found.weak_equilibria(concept)
        if strong or weak:
            yield f"{CONCEPTS[Concept(concept)].short}: strong: {_states(names, strong)}; weak: {_states(names, weak)}."
        else:
            yield f"{CONCEPTS[Concept(concept)].short}: no equilibrium."
    unmarked = [names.dm(dm) for dm, marked in enumerate(found.marked) if not marked]
    if unmarked:
        yield (
            f"Nothing is marked as strong for {listed(unmarked)}: strongly stable there is only a state from which no "
            "move gains."
        )


def _states(names: Names, rows: Sequence[int]) -> str:
    return names.states(rows) if rows else NO_STATE


def _grids(analysis: Analysis, names: Names, found: Strength) -> tuple[Grid, ...]:
    """The equilibria, with for whom they are only weakly stable."""
    told = {c: {*found.strong_equilibria(c), *found.weak_equilibria(c)} for c in found.strongly}
    rows = sorted(set().union(*told.values()))
    if not rows:
        return ()
    order = sorted(rows, key=lambda row: (row != analysis.status_quo, row))[:SHOWN]
    head = ("state", *(CONCEPTS[Concept(c)].short for c in told))
    cells = tuple((str(row + 1), *(_cell(names, found, c, row, told[c]) for c in told)) for row in order)
    more = f" (the first {SHOWN} of {len(rows)})" if len(rows) > SHOWN else ""
    return (Grid(head=head, rows=cells, caption=f"Strong and weak equilibria{more}"),)


def _cell(names: Names, found: Strength, concept: str, row: int, equilibria: set[int]) -> str:
    if row not in equilibria:
        return "-"
    weak = [names.dm(dm) for dm, weakly in enumerate(found.weakly[concept][:, row]) if weakly]
    return f"weak, for {listed(weak)}" if weak else "strong"


def _passage(names: Names, e: Explanation) -> Passage:
    who, here, short = names.dm(e.dm), names.state(e.state), CONCEPTS[e.concept].short
    reasons = reasons_for(names, e.comparisons)
    if not e.stable:
        open_ends = [fate.to for fate in e.improvements if fate.sanction is None]
        told = (
            f"{short}: {here} is only weakly stable for {who}: after a move to {names.states(open_ends)} the others "
            "can bring about nothing that it finds much worse"
        )
        ways_out = any(fate.escapes for fate in e.improvements if fate.sanction is None)
        return Passage(f"{told}{' without a way out' if ways_out else ''}.", reasons=reasons)
    steps = tuple(_deterred(names, e, fate) for fate in e.improvements)
    return Passage(f"{short}: {here} is strongly stable for {who}:", steps, "", reasons)


def _deterred(names: Names, e: Explanation, fate: Improvement) -> str:
    assert fate.sanction is not None
    moves = ", ".join(f"{names.dm(step.dm)} could move to state {step.to + 1}" for step in fate.sanction.steps)
    found = f"{names.dm(e.dm)} finds {FINDS['<<']} {names.state(e.state)}"
    return f"after a move to {names.state(fate.to)}, {moves}, which {found}."


def document(analysis: Analysis) -> dict[str, object]:
    """The key ``strength`` (docs/reference/analysis-json.md)."""
    found = analysis.strength
    if found is None:
        return {}
    keys = [dm.key for dm in analysis.case.decision_makers]

    def by_dm(stable: Iterable[Iterable[bool]]) -> dict[str, list[int]]:
        return {key: [s + 1 for s, holds in enumerate(row) if holds] for key, row in zip(keys, stable, strict=True)}

    told: dict[str, object] = {
        "marked": [key for key, marked in zip(keys, found.marked, strict=True) if marked],
        "strongly": {c: by_dm(stable) for c, stable in found.strongly.items()},
        "weakly": {c: by_dm(stable) for c, stable in found.weakly.items()},
        "strong_equilibria": {c: [s + 1 for s in found.strong_equilibria(c)] for c in found.strongly},
        "weak_equilibria": {c: [s + 1 for s in found.weak_equilibria(c)] for c in found.strongly},
        "reading": READING,
    }
    return {"strength": told}
