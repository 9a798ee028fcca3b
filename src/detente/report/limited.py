"""Looking several moves ahead, in words: a table over horizons, where it repeats, and the play that is anticipated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from detente.model.limited import LIMITED_MOVE, MAXIMIN, Anticipation, LimitedMoves, Line
from detente.model.results import Analysis, Step
from detente.report.naming import Names, listed, plural
from detente.report.section import Grid, Section
from detente.report.words import FINDS, Passage, condition, reasons_for

__all__ = ["READINGS", "document", "section"]

SHOWN = 12  # states named in a cell; beyond that they are counted
TIES = 6

READINGS = {
    LIMITED_MOVE: "Limited-move stability L_h (Kilgour 1985; Fang, Hipel & Kilgour 1993): the two move in turn, either "
    "may end the play by staying, each knows the other's preferences and chooses what ends best for itself within h "
    "moves. Of moves that end equally well the one to the lowest state is taken. L_1 is Nash. Non-myopic: stable at "
    "every h from some h on (Brams & Wittman 1981; Kilgour 1984).",
    MAXIMIN: "Pessimistic: maximin over h moves, our reading of Maximin_h (Rego & Vieira 2021; Soares et al. 2026). "
    "After each move of a decision maker all others together do what is worst for it, by any legal sequence, whatever "
    "that costs them; it may then move again. h = 1 is Nash, h = 2 GMR, h = 3 SMR. It deters too readily: a state that "
    "is stable here need not be so among those who look after their own gain.",
}


def section(analysis: Analysis) -> Section | None:
    """The table over h and what it comes to; None where the analysis was not made."""
    found = analysis.limited_moves
    if found is None:
        return None
    teller = _Teller(analysis, found)
    return Section(
        anchor="limited-moves",
        title="Looking several moves ahead",
        lead=teller.lead(),
        headline=tuple(teller.headline()),
        grids=(teller.grid(),),
        passages=tuple(teller.passages()),
        notes=(READINGS[found.kind],),
    )


class _Teller:
    def __init__(self, analysis: Analysis, found: LimitedMoves) -> None:
        self.analysis, self.found, self.names = analysis, found, Names(analysis)
        self.exact = found.kind == LIMITED_MOVE
        self.dms = range(found.stable.shape[1])

    def lead(self) -> str:
        if self.exact:
            asked = (
                "What holds if those who can move look h moves ahead, each expecting the other to look after itself?"
            )
        else:
            asked = (
                "A pessimistic bound: what holds if each looks h moves ahead and expects all others together to do "
                "what is worst for it?"
            )
        horizons = range(1, self.found.horizon + 1)
        always = [row for row in self.found.equilibria(1) if all(row in self.found.equilibria(h) for h in horizons)]
        if always:
            said = f"However far they look, up to {plural(self.found.horizon, 'move')}, {self._holds(always)}"
        else:
            said = f"No state holds at every h from 1 to {self.found.horizon}"
        return f"{asked} {said}, {condition(self.analysis)}."

    def _holds(self, rows: Sequence[int]) -> str:
        return f"{self.names.states(rows)} {'holds' if len(rows) == 1 else 'hold'}"

    def headline(self) -> Iterable[str]:
        found = self.found
        if found.period is None:
            yield "The verdicts were not seen to repeat, so nothing is said of the long run."
        elif found.period > 1:
            yield (
                f"The verdicts never settle: from h = {found.cycle_from} on they repeat every {found.period} horizons. "
                "Read the table, not one h."
            )
        else:
            yield f"From h = {found.cycle_from} on, looking further changes nothing."
        rows = found.lasting_equilibria
        if rows is not None:
            name = "non-myopically stable" if self.exact else "stable in the long run"
            which = (
                f"{self.names.states(rows).capitalize()} {'are' if len(rows) > 1 else 'is'}" if rows else "No state is"
            )
            yield f"{which} {name} for all."
        yield from self._status_quo()
        yield from self._ties()

    def _status_quo(self) -> Iterable[str]:
        """What each would do at the status quo who looks furthest; those who would stay share one line."""
        staying: list[str] = []
        for a in self.found.anticipations:
            if a.state == self.analysis.status_quo and a.horizon == self.found.horizon:
                if a.stable:
                    staying.append(self.names.dm(a.dm))
                else:
                    who, steps = self.names.dm(a.dm), a.line.steps
                    moves = "; ".join(f"{self.names.dm(s.dm)} moves to state {s.to + 1}" for s in steps)
                    yield f"From the status quo, {who} looking {a.horizon} ahead expects: {moves}; there it ends."
        if staying:
            ahead = self.found.horizon
            yield f"At the status quo, looking {ahead} ahead, {listed(staying)} could gain nothing by moving."

    def _ties(self) -> Iterable[str]:
        ties = self.found.ties
        if ties is None:
            yield "Whether a verdict hangs on how ties are broken was not traced: there are too many moves."
        elif ties:
            told = listed(f"state {row + 1} for {self.names.dm(dm)} at h = {h}" for dm, row, h in ties[:TIES])
            more = f" and {len(ties) - TIES} more" if len(ties) > TIES else ""
            yield f"Hangs on a tie, so that either verdict can be defended: {told}{more}."

    def grid(self) -> Grid:
        """One row per run of horizons with the same verdicts."""
        head = ("h", "stable for all", *(f"for {self.names.dm(dm)}" for dm in self.dms))
        rows: list[tuple[str, ...]] = []
        for _, run in groupby(range(1, self.found.horizon + 1), lambda h: self.found.stable[h - 1].tobytes()):
            horizons = list(run)
            stable = self.found.stable[horizons[0] - 1]
            for_all = stable.all(axis=0)
            cells = (
                _cell([s for s, holds in enumerate(verdicts) if holds], for_all.size) for verdicts in (for_all, *stable)
            )
            rows.append((_span(horizons), *cells))
        return Grid(head=head, rows=tuple(rows), caption="States that are stable, looking h moves ahead")

    def passages(self) -> Iterable[Passage]:
        """The anticipated play; horizons with the same play are told together."""
        for _, same in groupby(self.found.anticipations, lambda a: (a.state, a.dm, a.line)):
            told = list(same)
            yield self._passage(told[0], _span([a.horizon for a in told]))

    def _passage(self, a: Anticipation, horizons: str) -> Passage:
        who, here = self.names.dm(a.dm), self.names.state(a.state)
        reasons = reasons_for(self.names, a.comparisons)
        start = f"At {here}, looking {horizons} ahead, {who}"
        if a.stable:
            ends = "; ".join(self._elsewhere(line) for line in a.others)
            closing = f"It expects no gain: {ends}." if ends else "It has no move."
            return Passage(f"{start} would stay.", (), closing, reasons)
        steps = tuple(self._step(step) for step in a.line.steps)
        relation = next(
            (c.relation for c in a.comparisons if (c.dm, c.left, c.right) == (a.dm, a.line.to, a.state)), ">"
        )
        closing = f"Play would end in {self.names.state(a.line.to)}, which {who} finds {FINDS[relation]} {here}."
        return Passage(f"{start} would move, expecting:", steps, closing, reasons)

    def _elsewhere(self, line: Line) -> str:
        first = line.steps[0]
        stays = " at once" if line.to == first.to else ""
        return f"a move to {self.names.state(first.to)} would end{stays} in {self.names.state(line.to)}"

    def _step(self, step: Step) -> str:
        change = self.names.change(step)
        return f"{self.names.dm(step.dm)} could move from state {step.origin + 1} to {step.to + 1}: it {change}."


def _span(horizons: Sequence[int]) -> str:
    return str(horizons[0]) if len(horizons) == 1 else f"{horizons[0]} to {horizons[-1]}"


def _cell(rows: Sequence[int], states: int) -> str:
    if len(rows) == states:
        return "all"
    if len(rows) > SHOWN:
        return f"{len(rows)} states"
    return ", ".join(str(row + 1) for row in rows) or "none"


def document(analysis: Analysis) -> dict[str, object]:
    """The key ``limited_moves`` (docs/reference/analysis-json.md)."""
    found = analysis.limited_moves
    if found is None:
        return {}
    keys = [dm.key for dm in analysis.case.decision_makers]

    def by_dm(stable: Iterable[Iterable[bool]]) -> dict[str, list[int]]:
        return {key: [s + 1 for s, holds in enumerate(row) if holds] for key, row in zip(keys, stable, strict=True)}

    lasting = found.lasting
    told: dict[str, object] = {
        "kind": found.kind,
        "pessimistic": found.kind != LIMITED_MOVE,
        "horizon": found.horizon,
        "period": found.period,
        "cycle_from": found.cycle_from,
        "stable": {str(h + 1): by_dm(stable) for h, stable in enumerate(found.stable)},
        "equilibria": {str(h): [s + 1 for s in found.equilibria(h)] for h in range(1, found.horizon + 1)},
        "non_myopic": None
        if lasting is None
        else {"stable": by_dm(lasting), "equilibria": [s + 1 for s in found.lasting_equilibria or ()]},
        "ties": None
        if found.ties is None
        else [{"decision_maker": keys[dm], "state": row + 1, "horizon": h} for dm, row, h in found.ties],
        "lines": [_line(a, keys) for a in found.anticipations],
        "reading": READINGS[found.kind],
    }
    return {"limited_moves": told}


def _line(a: Anticipation, keys: Sequence[str]) -> dict[str, object]:
    return {
        "decision_maker": keys[a.dm],
        "state": a.state + 1,
        "horizon": a.horizon,
        "stable": a.stable,
        "steps": [{"decision_maker": keys[s.dm], "from": s.origin + 1, "to": s.to + 1} for s in a.line.steps],
        "to": a.line.to + 1,
    }
