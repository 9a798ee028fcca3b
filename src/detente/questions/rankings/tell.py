"""How far rankings may be wrong, in words: which equilibrium hinges most on whose ranking."""

from __future__ import annotations

from collections.abc import Sequence

from detente.frozen import frozen
from detente.model.concepts import CONCEPTS, Concept
from detente.questions.rankings.found import Radius, RankingDoubt, Reordered
from detente.report.marks import bare, capital, elsewhere, plain
from detente.report.naming import CaseNames, grouped, in_short, listed, plural
from detente.report.section import Section, grid

ROWS = 10
FRAGILE = 3  # told as sentences
PAIRS = 3  # of an example
NEVER = "any"

MEANING = (
    "The number is of pairs of states whose order changes: turned round, made equal or no longer equal. In a ranking "
    "without ties it counts exchanges of neighbours (Kendall 1938). One ranking is changed at a time. "
    f"“{NEVER}”: whatever this side prefers, the state stays."
)
SEARCHED = (
    "“At least” stands where others are kept from leaving by what a side would do: rankings of that side were looked "
    "at one by one, and no nearer one changes that."
)


def rankings_section(names: CaseNames, rankings: RankingDoubt) -> Section | None:
    """For each equilibrium, how far each ranking may be wrong: the most fragile first. None where nothing was asked."""
    rows = _rows(rankings)
    limits = tuple(plain(limit) for limit in rankings.limits)
    if not rows and not limits:
        return None
    if not rows:
        return Section(anchor="doubt-rankings", title="How far a ranking may be wrong", headline=limits)
    dms = sorted({r.dm for r in rankings.radii})
    shown = tuple((names.number(row.state), in_short(row.concepts), *map(_cell, row.radii)) for row in rows[:ROWS])
    more = [f"{plural(len(rows) - ROWS, 'further row')}, less fragile: see {elsewhere('json')}."]
    more = more if len(rows) > ROWS else []
    searched = [SEARCHED] if any(not r.exact for r in rankings.radii) else []
    fragile = _fragile(rows)
    return Section(
        anchor="doubt-rankings",
        title="How far a ranking may be wrong",
        lead="A ranking can be doubted without a claim. Asked is how many pairs of states would have to change their "
        "order in one side's ranking before a state is no equilibrium any more: the fewer, the more hinges on it."
        + ("" if fragile else " No single ranking, whatever it were, takes one away."),
        headline=tuple(_sentence(names, radius, concepts) for radius, concepts in fragile[:FRAGILE]),
        grids=(
            grid(
                head=("state", "stable under", *map(names.dm, dms)),
                rows=shown,
                caption="Fewest pairs of states to reorder in the ranking of each, the most fragile first",
            ),
        ),
        notes=(*more, MEANING, *searched, *limits),
    )


def most_fragile(names: CaseNames, rankings: RankingDoubt) -> str:
    """The one thing to know first, as a sentence; empty where no ranking takes an equilibrium away."""
    fragile = _fragile(_rows(rankings))
    return _sentence(names, *fragile[0]) if fragile else ""


@frozen
class _Row:
    """One state under concepts that give the same numbers. radii : one per decision maker, of the first concept."""

    state: int
    concepts: tuple[Concept, ...]
    radii: tuple[Radius, ...]

    @property
    def nearest(self) -> Radius | None:
        """The nearest ranking that is known to take the equilibrium away."""
        known = (r for r in self.radii if r.exact and r.swaps is not None)
        return min(known, key=lambda r: r.swaps or 0, default=None)


def _rows(rankings: RankingDoubt) -> list[_Row]:
    by_state = grouped(((radius.state, radius.concept), radius) for radius in rankings.radii)
    alike = grouped(
        ((state, tuple((r.swaps, r.exact) for r in radii)), concept) for (state, concept), radii in by_state.items()
    )
    rows = [_Row(state, tuple(concepts), tuple(by_state[state, concepts[0]])) for (state, _), concepts in alike.items()]
    return sorted(rows, key=lambda row: (row.nearest.swaps or 0 if row.nearest else float("inf"), row.state))


def _fragile(rows: Sequence[_Row]) -> list[tuple[Radius, tuple[Concept, ...]]]:
    """What takes an equilibrium away, the nearest ranking first: for each state and side once, with the concepts."""
    found: dict[tuple[object, ...], tuple[Radius, tuple[Concept, ...]]] = {}
    for row in rows:
        if nearest := row.nearest:
            key = row.state, nearest.dm, nearest.example or nearest.swaps
            before = found[key][1] if key in found else ()
            found[key] = nearest, (*before, *row.concepts)
    return list(found.values())


def _cell(radius: Radius) -> str:
    if radius.swaps is None:
        return NEVER
    return str(radius.swaps) if radius.exact else f"at least {radius.swaps}"


def _sentence(names: CaseNames, radius: Radius, concepts: Sequence[Concept]) -> str:
    """``State 6 under Nash holds as long as fewer than 2 pairs of states change their order in Ukraine's ranking``."""
    state, whose = names.state(radius.state), names.dm(radius.dm)
    under = f"{capital(state)} under {listed(CONCEPTS[c].short for c in concepts)}"
    how = f", as with {_pairs(names, radius)}" if 0 < len(radius.example) <= PAIRS else ""
    then = ""
    if radius.lost_for is not None and radius.lost_for != radius.dm:
        then = f"; then it is no longer stable for {names.dm(radius.lost_for)}"
    if radius.swaps == 1:
        return f"{under} falls if a single pair of states changes its order in {_possessive(whose)} ranking{how}{then}."
    return (
        f"{under} holds as long as fewer than {radius.swaps} pairs of states change their order in "
        f"{_possessive(whose)} ranking{how.replace(', as with', '; it falls with')}{then}."
    )


def _possessive(name: str) -> str:
    return f"{name}'" if bare(name).endswith("s") else f"{name}'s"


def _pairs(names: CaseNames, radius: Radius) -> str:
    """``state 6 below states 3 and 5``, or pair by pair."""
    example = radius.example
    if radius.lost_for == radius.dm and all(pair.better == radius.state for pair in example):
        return f"{names.state(radius.state)} below {names.states([pair.worse for pair in example])}"
    return listed(_pair(names, pair) for pair in example)


def _pair(names: CaseNames, pair: Reordered) -> str:
    better, worse = names.state(pair.better), names.state(pair.worse)
    return f"{better} no better than {worse}" if pair.tied_after else f"{worse} above {better}"
