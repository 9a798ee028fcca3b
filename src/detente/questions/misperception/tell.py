"""What holds where sides see the conflict differently, and who could be surprised, in words."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.results import Analysis
from detente.questions.misperception.found import HypergameResults, Surprise
from detente.report.marks import capital, elsewhere
from detente.report.naming import Names, in_short, listed, plural
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import condition, short

SHOWN = 8
SURPRISES = 6


def tell(analysis: Analysis, found: HypergameResults) -> Section:
    """The section of the report; None where all see the conflict as the case has it."""
    names = Names(analysis)
    return Section(
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
    for rows_of, said in (
        (found.only_through_misperception, "holds only because not all see what is so"),
        (found.undone_by_misperception, "would hold if all saw what is so, and is left by what they see"),
    ):
        rows = {concept: rows_of(concept) for concept in found.in_truth}
        for row in sorted({row for some in rows.values() for row in some})[:SHOWN]:
            under = in_short(concept for concept, some in rows.items() if row in some)
            lines.append(f"{capital(names.state(row))} {said} ({under}).")
    return tuple(lines)


def _surprise(names: Names, one: Surprise) -> str:
    who, other = names.dm(one.dm), names.dm(one.by)
    unseen = f", which {who} takes for impossible" if one.unseen else ""
    if one.leaves:
        told = f"it takes {other} to stay, and {other} could gain by moving to {names.state(one.to)}{unseen}"
    else:
        told = f"it takes {other} to leave for {names.state(one.to)}, and {other}, by what it sees, has no reason to"
    return f"{who} at {names.label(one.state)}: {told} ({in_short(one.concepts)})."


def _passage(names: Names, one: Surprise) -> Passage:
    view = names.dm(one.by if one.leaves else one.dm)
    told = f"As {view} sees it, {names.state(one.state)} under {in_short([one.witness.concept])}:"
    return Passage(told, (f"{short(names, one.witness)}.",))


def _grids(names: Names, found: HypergameResults) -> tuple[Grid, ...]:
    views = [found.hypergame.views[dm] for dm in found.misperceiving]
    games = (found.hypergame, *views)
    rows = {row for c, held in found.in_truth.items() for row in held}
    rows |= {row for game in games for c in found.in_truth for row in game.equilibria(c.value)}
    if names.analysis.status_quo is not None:
        rows.add(names.analysis.status_quo)

    def cells(row: int) -> Iterator[str]:
        yield names.starred(row)
        yield names.under(names.analysis.concepts_of(row))
        for game in games:
            held = [c for c in found.in_truth if row in game.equilibria(c.value)]
            yield "impossible" if game in views and not game.seen[row] else names.under(held)

    head = ("state", "in truth", "by what each sees", *(f"as {names.dm(view.dm)} sees it" for view in views))
    shown = tuple(tuple(cells(row)) for row in sorted(rows)[: SHOWN * 2])
    return (grid(caption="States that hold", head=head, rows=shown),)
