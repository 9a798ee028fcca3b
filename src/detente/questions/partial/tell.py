"""What holds whatever the unknown preferences are, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from detente.model.graph import BoolArray
from detente.model.results import Analysis, Comparison, rows_where
from detente.questions.partial.found import CompletionWitness, PartialStability
from detente.report.marks import capital
from detente.report.naming import Names, grouped, in_short, listed
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import FINDS, because, short

ROWS = 12  # states in the table before the rest is only counted
PASSAGES = 40
TAKEN = {True: "what is unknown taken as suits the state best", False: "what is unknown taken against the state"}
MEANING = (
    "A state holds surely if it holds in every order of the states that agrees with what is known (ties allowed), and "
    "possibly if it holds in some such order, the same for all sides. Nash, GMR and SMR are decided by two such "
    "orders, SEQ and SSEQ by a search."
)
GAVE_UP = "Some verdicts under SEQ or SSEQ were not decided within the limit of the search: they are marked “open”."


def tell(analysis: Analysis, found: PartialStability) -> Section:
    """Which states hold surely and which possibly; it stands first, because the rest takes the order as modelled."""
    names = Names(analysis)
    left_out = [f"{in_short(found.left_out)} is not covered: see it as modelled."] if found.left_out else []
    return Section(
        lead=f"{_who(names, found)} What else this analysis says takes one possible order, the one modelled.",
        headline=tuple(_headline(names, found)),
        grids=tuple(_grids(names, found)),
        passages=tuple(_passages(names, found.witnesses)),
        notes=(MEANING, *left_out, *(() if found.exact else (GAVE_UP,))),
    )


def _who(names: Names, found: PartialStability) -> str:
    count = names.analysis.space.count
    pairs = count * (count - 1) // 2
    told = listed(f"{names.dm(dm)} ranks {n:,} of {pairs:,} pairs of states" for dm, n in enumerate(found.unknown) if n)
    return f"Nobody can say how {told}."


def _headline(names: Names, found: PartialStability) -> Iterator[str]:
    surely = _by_states(found.surely_everybody)
    open_ones = {c: found.open_everybody.get(c, np.zeros_like(t)) for c, t in found.possibly_everybody.items()}
    possibly = {c: t & ~found.surely_everybody[c] & ~open_ones[c] for c, t in found.possibly_everybody.items()}
    if surely:
        yield f"Holds however the unknown pairs are taken: {_told(names, surely)}."
    else:
        yield "No state holds however the unknown pairs are taken."
    if told := _by_states(possibly):
        yield f"Holds for some ways to take them, and not for others: {_told(names, told)}."
    if told := _by_states(open_ones):
        yield f"Not decided: {_told(names, told)}."
    if all(np.array_equal(t, found.surely_everybody[c]) for c, t in found.possibly_everybody.items()):
        yield "So which states hold does not turn on what is unknown."
    yield "In every other state somebody has reason to leave, however they are taken."


def _by_states(tables: dict[str, BoolArray]) -> dict[tuple[int, ...], list[str]]:
    """Concepts that agree on the states are told together."""
    return grouped((rows, in_short([concept])) for concept, held in tables.items() if (rows := rows_where(held)))


def _told(names: Names, groups: dict[tuple[int, ...], list[str]]) -> str:
    return "; ".join(f"{names.states(rows)} under {listed(shorts)}" for rows, shorts in groups.items())


def _grids(names: Names, found: PartialStability) -> Iterator[Grid]:
    concepts = list(found.possibly)
    held = np.sum([found.possibly_everybody[c] for c in concepts], axis=0)
    sure = np.sum([found.surely_everybody[c] for c in concepts], axis=0)
    rows = sorted(rows_where(held), key=lambda row: (-sure[row], -held[row], row))
    if not rows:
        return
    more = f" (the first {ROWS} of {len(rows)})" if len(rows) > ROWS else ""
    yield grid(
        caption=f"States that hold surely or possibly{more}",
        head=("state", "options taken", *(in_short([c]) for c in concepts)),
        rows=tuple(
            (names.number(row), names.describe(row), *(_mark(found, c, row) for c in concepts)) for row in rows[:ROWS]
        ),
    )


def _mark(found: PartialStability, concept: str, row: int) -> str:
    if found.surely_everybody[concept][row]:
        return "surely"
    gave_up = (found.open_everybody, found.open_surely)
    if any(table[concept][..., row].any() for table in gave_up if concept in table):
        return "open"
    return "possibly" if found.possibly_everybody[concept][row] else "no"


def of_state(analysis: Analysis, found: PartialStability, row: int) -> Iterator[str]:
    """One line per decision maker on one state."""
    names = Names(analysis)
    for dm in range(len(found.unknown)):
        groups = grouped((_degree(found, concept, dm, row), in_short([concept])) for concept in found.surely)
        told = "; ".join(f"{degree} stable under {listed(shorts)}" for degree, shorts in groups.items())
        yield f"Over all ways to take what is unknown, {names.state(row)} is for {names.dm(dm)} {told}."


def _degree(found: PartialStability, concept: str, dm: int, row: int) -> str:
    for table, degree in ((found.open_surely, "perhaps surely"), (found.open_possibly, "perhaps possibly")):
        if concept in table and table[concept][dm, row]:
            return degree
    if found.surely[concept][dm, row]:
        return "surely"
    return "possibly" if found.possibly[concept][dm, row] else "never"


def _passages(names: Names, witnesses: Iterable[CompletionWitness]) -> Iterator[Passage]:
    """Per state, decision maker and way to take what is unknown: the verdicts, and which pairs were taken how."""
    groups = grouped(((w.explanation.state, w.explanation.dm, not w.best), w.explanation) for w in witnesses)
    for (state, dm, against), told in sorted(groups.items(), key=lambda group: group[0])[:PASSAGES]:
        lines = grouped((short(names, e), in_short([e.concept])) for e in told)
        used = dict.fromkeys(c for e in told for c in e.comparisons if not c.known)
        yield Passage(
            f"{capital(names.state(state))} for {names.dm(dm)}, {TAKEN[not against]}:",
            tuple(f"{', '.join(shorts)}: {line}." for line, shorts in lines.items()),
            reasons=tuple(_taken(names, used)),
        )


def _taken(names: Names, used: Iterable[Comparison]) -> Iterator[str]:
    for group in grouped(((c.dm, c.relation, c.right, c.premise), c) for c in used).values():
        first, lefts = group[0], sorted(c.left for c in group)
        found = f"{names.states(lefts)} {FINDS[first.relation]} {names.state(first.right)}"
        yield because(f"{names.dm(first.dm)} is taken to find {found}; nobody can say.", first.premise)
