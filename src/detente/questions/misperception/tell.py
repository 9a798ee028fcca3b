"""What holds where sides see the conflict differently, and who could be surprised, in words."""

from __future__ import annotations

from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis
from detente.questions.misperception.found import HypergameResults, Surprise
from detente.report.marks import capital, elsewhere
from detente.report.naming import Names, listed, plural
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import condition, short

SHOWN = 8
SURPRISES = 6


def tell(analysis: Analysis, found: HypergameResults) -> Section:
    """The section of the report; None where all see the conflict as the case has it."""
    names = Names(analysis)
    return Section(
        anchor="misperception",
        title="Who could be surprised",
        lead=_lead(names, found),
        headline=_headline(names, found),
        grids=_grids(names, found),
        passages=tuple(_passage(names, one) for one in found.surprises[:SURPRISES]),
        notes=(
            "First-level hypergame: each side plays the conflict as it sees it, and does not know that others see "
            "another one. What a side does is what it would do in its own view; “in truth” means as the case has it.",
        ),
    )


def _lead(names: Names, found: HypergameResults) -> str:
    told = []
    for dm, others in zip(found.misperceiving, found.perceived, strict=True):
        parts = []
        if others:
            whom = listed("itself" if other == dm else names.dm(other) for other in others)
            parts.append(f"takes {whom} to prefer otherwise than the case has it")
        if unseen := found.unseen(dm):
            parts.append(f"takes {names.states(unseen, 6)} for impossible")
        told.append(f"{names.dm(dm)} {listed(parts)}" if parts else f"{names.dm(dm)} has a view of its own")
    return f"{'; '.join(told)}. What holds then, {condition(names.analysis)}, and who expects something else?"


def _headline(names: Names, found: HypergameResults) -> tuple[str, ...]:
    lines = [_surprise(names, one) for one in found.surprises[:SURPRISES]]
    if more := len(found.surprises) - SURPRISES:
        lines += [f"{plural(more, 'further surprise')} of this kind: see {elsewhere('json')}."] if more > 0 else []
    if not found.surprises:
        lines.append("Nobody could be surprised at the status quo or at a state that somebody takes to hold.")
    only = _by_state(found, HypergameResults.only_through_misperception)
    lines += [
        f"{capital(names.state(row))} holds only because not all see what is so ({under})." for row, under in only
    ]
    undone = _by_state(found, HypergameResults.undone_by_misperception)
    lines += [
        f"{capital(names.state(row))} would hold if all saw what is so, and is left by what they see ({under})."
        for row, under in undone
    ]
    return tuple(lines)


def _by_state(found: HypergameResults, rows_of) -> list[tuple[int, str]]:
    under: dict[int, list[str]] = {}
    for concept in found.in_truth:
        for row in rows_of(found, concept):
            under.setdefault(row, []).append(CONCEPTS[concept].short)
    return [(row, ", ".join(shorts)) for row, shorts in sorted(under.items())][:SHOWN]


def _surprise(names: Names, one: Surprise) -> str:
    who, other = names.dm(one.dm), names.dm(one.by)
    under = ", ".join(CONCEPTS[c].short for c in one.concepts)
    unseen = f", which {who} takes for impossible" if one.unseen else ""
    if one.leaves:
        told = f"it takes {other} to stay, and {other} could gain by moving to {names.state(one.to)}{unseen}"
    else:
        told = f"it takes {other} to leave for {names.state(one.to)}, and {other}, by what it sees, has no reason to"
    return f"{who} at {names.label(one.state)}: {told} ({under})."


def _passage(names: Names, one: Surprise) -> Passage:
    view = names.dm(one.by if one.leaves else one.dm)
    told = f"As {view} sees it, {names.state(one.state)} under {CONCEPTS[one.witness.concept].short}:"
    return Passage(told, (f"{short(names, one.witness)}.",))


def _grids(names: Names, found: HypergameResults) -> tuple[Grid, ...]:
    game = found.hypergame
    concepts = list(found.in_truth)
    views = [game.views[dm] for dm in found.misperceiving]
    rows = {row for c in concepts for row in (*found.in_truth[c], *game.equilibria(c.value))}
    rows |= {row for view in views for c in concepts for row in view.equilibria(c.value)}
    if names.analysis.status_quo is not None:
        rows.add(names.analysis.status_quo)
    shown = sorted(rows)[: SHOWN * 2]

    def cells(row: int) -> tuple[str, ...]:
        truth = [c for c in concepts if row in found.in_truth[c]]
        played = [c for c in concepts if row in game.equilibria(c.value)]
        seen = ([c for c in concepts if row in v.equilibria(c.value)] if v.seen[row] else None for v in views)
        return tuple(_shorts(held, concepts) for held in (truth, played, *seen))

    star = names.analysis.status_quo
    return (
        grid(
            caption="States that hold",
            head=("state", "in truth", "by what each sees", *(f"as {names.dm(view.dm)} sees it" for view in views)),
            rows=tuple((f"{'*' if row == star else ''}{names.number(row)}", *cells(row)) for row in shown),
        ),
    )


def _shorts(held: list[Concept] | None, concepts: list[Concept]) -> str:
    if held is None:
        return "impossible"
    return "all" if len(held) == len(concepts) > 1 else ", ".join(CONCEPTS[c].short for c in held) or "-"
