"""Looking several moves ahead, in words: a table over horizons, where it repeats, and the play that is anticipated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from detente.model.results import Analysis, Step, rows_where
from detente.questions.limited.found import LIMITED_MOVE, READINGS, Anticipation, LimitedMoves, LineOfPlay
from detente.report.marks import capital
from detente.report.naming import Names, hold, listed, plural
from detente.report.page import Grid
from detente.report.section import Passage, Section, grid
from detente.report.words import FINDS, condition, reasons_for

SHOWN = 12  # states named in a cell; beyond that they are counted
TIES = 6
EXACT = "What holds if those who can move look h moves ahead, each expecting the other to look after itself?"
CAUTIOUS = (
    "A pessimistic bound: what holds if each looks h moves ahead and expects all others together to do what is worst "
    "for it?"
)


def tell(analysis: Analysis, found: LimitedMoves) -> Section:
    """The table over h and what it comes to; None where the analysis was not made."""
    teller = _LimitedTeller(analysis, found)
    return Section(
        lead=teller.lead(),
        headline=tuple(teller.headline()),
        grids=(teller.grid(),),
        passages=tuple(teller.passages()),
        notes=(READINGS[found.kind],),
    )


class _LimitedTeller:
    def __init__(self, analysis: Analysis, found: LimitedMoves) -> None:
        self.analysis, self.found, self.names = analysis, found, Names(analysis)
        self.exact = found.kind == LIMITED_MOVE
        self.dms = range(found.stable.shape[1])

    def lead(self) -> str:
        asked = EXACT if self.exact else CAUTIOUS
        horizons = range(1, self.found.horizon + 1)
        always = [row for row in self.found.equilibria(1) if all(row in self.found.equilibria(h) for h in horizons)]
        if always:
            furthest = plural(self.found.horizon, "move")
            said = f"However far they look, up to {furthest}, {self.names.states(always)} {hold(always)}"
        else:
            said = f"No state holds at every h from 1 to {self.found.horizon}"
        return f"{asked} {said}, {condition(self.analysis)}."

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
            which = f"{capital(self.names.states(rows))} {'are' if len(rows) > 1 else 'is'}" if rows else "No state is"
            yield f"{which} {name} for all."
        yield from self._status_quo()
        yield from self._ties()

    def _status_quo(self) -> Iterable[str]:
        """What each would do at the status quo who looks furthest; those who would stay share one line."""
        staying: list[int] = []
        for a in self.found.anticipations:
            if a.state == self.analysis.status_quo and a.horizon == self.found.horizon:
                if a.stable:
                    staying.append(a.dm)
                else:
                    who, steps = self.names.dm(a.dm), a.line.steps
                    moves = "; ".join(f"{self.names.dm(s.dm)} moves to {self.names.state(s.to)}" for s in steps)
                    yield f"From the status quo, {who} looking {a.horizon} ahead expects: {moves}; there it ends."
        if staying:
            who = self.names.dms(staying)
            yield f"At the status quo, looking {self.found.horizon} ahead, {who} could gain nothing by moving."

    def _ties(self) -> Iterable[str]:
        ties = self.found.ties
        if ties is None:
            yield "Whether a verdict hangs on how ties are broken was not traced: there are too many moves."
        elif ties:
            told = listed(f"{self.names.state(row)} for {self.names.dm(dm)} at h = {h}" for dm, row, h in ties[:TIES])
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
            held = map(rows_where, (for_all, *stable))
            cells = (_cell(self.names, states, for_all.size) for states in held)
            rows.append((_span(horizons), *cells))
        return grid(head=head, rows=tuple(rows), caption="States that are stable, looking h moves ahead")

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

    def _elsewhere(self, line: LineOfPlay) -> str:
        first = line.steps[0]
        stays = " at once" if line.to == first.to else ""
        return f"a move to {self.names.state(first.to)} would end{stays} in {self.names.state(line.to)}"

    def _step(self, step: Step) -> str:
        change = self.names.change(step)
        way = f"from {self.names.state(step.origin)} to {self.names.number(step.to)}"
        return f"{self.names.dm(step.dm)} could move {way}: it {change}."


def _span(horizons: Sequence[int]) -> str:
    return str(horizons[0]) if len(horizons) == 1 else f"{horizons[0]} to {horizons[-1]}"


def _cell(names: Names, rows: Sequence[int], states: int) -> str:
    if len(rows) == states:
        return "all"
    if len(rows) > SHOWN:
        return f"{len(rows)} states"
    return ", ".join(map(names.number, rows)) or "none"
