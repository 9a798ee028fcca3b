"""How strongly sanctions are felt, in words: which equilibria are strong, which weak, and what makes them so."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.results import Analysis, Explanation, Improvement
from detente.questions.strength.found import READING, Strength
from detente.report.naming import Names, in_short
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import FINDS, condition, reasons_for

SHOWN = 12


def tell(analysis: Analysis, found: Strength) -> Section:
    """Strong and weak equilibria; None where the case marks no preference as strong."""
    names = Names(analysis)
    return Section(
        anchor="strength-of-preference",
        lead="Some preferences of this case are felt strongly. An equilibrium is strong if each who might leave it "
        "could end in a state that it finds much worse, and weak if only in one somewhat worse or just as good, "
        f"{condition(analysis)}.",
        headline=tuple(_headline(names, found)),
        grids=_grids(names, found),
        passages=tuple(_passage(names, e) for e in found.explanations),
        notes=(READING,),
    )


def _headline(names: Names, found: Strength) -> Iterable[str]:
    for concept in found.strongly:
        both = found.strong_equilibria(concept), found.weak_equilibria(concept)
        strong, weak = (names.states(rows) if rows else "no state" for rows in both)
        yield f"{in_short([concept])}: {f'strong: {strong}; weak: {weak}' if any(both) else 'no equilibrium'}."
    unmarked = [dm for dm, marked in enumerate(found.marked) if not marked]
    if unmarked:
        only = "strongly stable there is only a state from which no move gains"
        yield f"Nothing is marked as strong for {names.dms(unmarked)}: {only}."


def _grids(names: Names, found: Strength) -> tuple[Grid, ...]:
    """The equilibria, with for whom they are only weakly stable."""
    told = {c: {*found.strong_equilibria(c), *found.weak_equilibria(c)} for c in found.strongly}
    rows = sorted(set().union(*told.values()))
    if not rows:
        return ()
    order = sorted(rows, key=lambda row: (row != names.analysis.status_quo, row))[:SHOWN]
    head = ("state", *(in_short([c]) for c in told))
    cells = tuple((names.number(row), *(_cell(names, found, c, row, told[c]) for c in told)) for row in order)
    more = f" (the first {SHOWN} of {len(rows)})" if len(rows) > SHOWN else ""
    return (grid(head=head, rows=cells, caption=f"Strong and weak equilibria{more}"),)


def _cell(names: Names, found: Strength, concept: str, row: int, equilibria: set[int]) -> str:
    if row not in equilibria:
        return "-"
    weak = found.weakly[concept][:, row].nonzero()[0]
    return f"weak, for {names.dms(weak)}" if weak.size else "strong"


def _passage(names: Names, e: Explanation) -> Passage:
    who, here, short = names.dm(e.dm), names.state(e.state), in_short([e.concept])
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
    moves = ", ".join(f"{names.dm(step.dm)} could move to {names.state(step.to)}" for step in fate.sanction.steps)
    found = f"{names.dm(e.dm)} finds {FINDS['<<']} {names.state(e.state)}"
    return f"after a move to {names.state(fate.to)}, {moves}, which {found}."
