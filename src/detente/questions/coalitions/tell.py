"""Who could act together, in words: which holding states a coalition could leave, by which moves, and which hold."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.results import Analysis, Explanation, Step
from detente.questions.coalitions.found import Coalitions, Upset
from detente.report.marks import capital, elsewhere
from detente.report.naming import Names, few, hold, in_short, plural
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import condition, reasons_for

SHOWN = 6
NOTES = (
    "A coalition could leave a state if its members can move, one after another and nobody twice in a row, to a state "
    "that each of them prefers (Kilgour, Hipel, Fang & Peng 2001). That they could gain does not say that they would "
    "agree, or trust one another on the way: single moves on it may cost those who make them.",
    "Under GMR, SMR, SEQ and SSEQ a coalition also weighs answers: one is enough to deter it if it leaves some member "
    "no better off (after Inohara & Hipel 2008; the others answer as individuals).",
)


def tell(analysis: Analysis, found: Coalitions) -> Section | None:
    """Which states that hold a coalition could leave; None where no state holds, or nobody is there to act with."""
    holding = sorted({row for concept in analysis.table.stable for row in analysis.equilibria(concept)})
    if not found.groups or not holding:
        return None
    names = Names(analysis)
    return Section(
        lead=_lead(names, found, holding),
        headline=_headline(names, found, holding),
        grids=_grids(names, found),
        passages=tuple(_passage(names, found, e) for e in found.explanations),
        notes=NOTES,
    )


def _lead(names: Names, found: Coalitions, holding: Sequence[int]) -> str:
    asked = (
        "A state that each side alone would keep may still be left by several who move together. Every coalition of "
        "two or more was asked whether its members could bring about a state that all of them prefer"
    )
    lost, held = len({u.state for u in found.upset}), condition(names.analysis)
    if len(holding) == 1:
        return f"{asked}: from the one state that holds {'one' if lost else 'none'} could, {held}."
    return f"{asked}: from {lost or 'none'} of the {len(holding)} states that hold one could, {held}."


def _headline(names: Names, found: Coalitions, holding: Sequence[int]) -> tuple[str, ...]:
    smallest = _smallest(found)
    told = [u for u in smallest if not u.alone]
    lines = [_upset(names, u) for u in told[:SHOWN]]
    if len(told) > SHOWN:
        more = plural(len(told) - SHOWN, "further pair")
        lines.append(f"{more} of a state and a coalition are in {elsewhere('json')}.")
    alone = sorted({u.state for u in smallest} - {u.state for u in told})
    if alone:
        why = "only because answers deter a side that could gain alone; its move would suit others too"
        lines.append(f"{capital(names.states(alone))} {hold(alone)} {why}.")
    firm = [row for row in holding if row not in {u.state for u in found.upset}]
    if firm:
        named = names.label(firm[0]) if len(firm) == 1 else names.states(firm)
        lines.append(f"From {named} no coalition could gain.")
    return tuple(lines)


def _upset(names: Names, u: Upset) -> str:
    line = f"{capital(names.label(u.state))} could be left by {names.dms(u.coalition)} together, for "
    if len(u.to) == 1:
        line += names.label(u.to[0]) + (", which holds too" if u.strong else ", which does not itself hold")
    else:
        line += names.states(u.to, SHOWN)
        if u.strong:
            line += f"; of these, {names.states(u.strong, SHOWN)} {hold(u.strong)} too"
    moves = ", then ".join(f"{names.dm(s.dm)} from {names.number(s.origin)} to {names.number(s.to)}" for s in u.path)
    return f"{line}. Moves: {moves}." if moves else f"{line}."


def _smallest(found: Coalitions) -> list[Upset]:
    """Upsets that fewer of the same decision makers could not bring about, those that end in an equilibrium first."""
    kept: dict[int, list[Upset]] = {}
    for u in found.upset:  # small coalitions come first
        so_far = kept.setdefault(u.state, [])
        if not any(set(v.coalition) < set(u.coalition) for v in so_far):
            so_far.append(u)
    smallest = [u for told in kept.values() for u in told]
    return sorted(smallest, key=lambda u: (not u.strong, -len(u.concepts), u.state, len(u.coalition)))


def _grids(names: Names, found: Coalitions) -> tuple[Grid, ...]:
    if not found.upset or not found.universal:
        return ()
    rows = []
    for concept, holds in found.universal.items():
        alone = names.analysis.equilibria(concept)
        both = alone, [row for row in alone if holds[row]]
        rows.append((in_short([concept]), *(", ".join(few(map(names.number, held), 12)) or "none" for held in both)))
    head = ("concept", "for each alone", "for every coalition too")
    return (grid(head=head, rows=tuple(rows), caption="States that hold, by what sides and coalitions fear"),)


def _passage(names: Names, found: Coalitions, witness: Explanation) -> Passage:
    """How the coalition would get there, move by move, and why each member prefers where it ends."""
    upset = next(u for u in found.upset if (u.state, u.coalition) == (witness.state, witness.coalition))
    here, end = names.state(witness.state), upset.path[-1].to
    used = [c for c in witness.comparisons if (c.left, c.right) == (end, witness.state)]
    all_of = "both" if len(upset.coalition) == 2 else "all"
    return Passage(
        f"From {here}, {names.dms(upset.coalition)} together:",
        tuple(_step(names, step) for step in upset.path),
        f"They {all_of} prefer {names.state(end)} to {here}.",
        reasons_for(names, used),
    )


def _step(names: Names, step: Step) -> str:
    way = f"from {names.state(step.origin)} to {names.number(step.to)}"
    return f"{names.dm(step.dm)} moves {way}: it {names.change(step)}."
