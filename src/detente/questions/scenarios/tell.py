"""The case beside its scenarios, in words: which equilibria appear under other circumstances, vanish, or stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from detente.model.concepts import CONCEPTS, Concept
from detente.model.conclusion import EQUILIBRIUM
from detente.model.results import Analysis
from detente.questions.registry import in_words
from detente.questions.scenarios.found import Branch, Scenarios
from detente.report.marks import plain
from detente.report.naming import CaseNames, Names, described, listed, plural
from detente.report.page import Grid
from detente.report.section import Section, grid
from detente.report.words import condition

SHOWN = 12
ABREAST = 4  # scenarios in one table
APPEARS, VANISHES, NEITHER = "+", "-", "·"
MARKS = (
    "How to read the tables: under each version stand the concepts under which the state holds there. Of a scenario, "
    "+ marks a concept under which it holds there and not in the case as it stands (the state appears), - one under "
    "which it no longer holds (it vanishes), and what has no mark stays. States that hold alike in every version are "
    "left out."
)
Yes = tuple[str, ...]


def tell(analysis: Analysis, found: Scenarios) -> Section:
    """Side by side; None where the case names no scenario."""
    teller = _ScenarioTeller(analysis, found)
    count = len(found.others)
    grids = tuple(teller.grids())
    return Section(
        anchor="scenarios",
        title="Under other circumstances",
        lead=f"The case names {plural(count, 'scenario')}: the same case with some of it changed. Each is analysed "
        "like the case itself, and what holds is set side by side. No scenario is said to come about; each line stands "
        f"{condition(analysis)}.",
        headline=tuple(map(teller.headline, found.others)),
        grids=grids,
        notes=(MARKS,) if grids else (),
    )


class _ScenarioTeller:
    def __init__(self, analysis: Analysis, found: Scenarios) -> None:
        self.analysis, self.found, self.names = analysis, found, Names(analysis)
        self.rows = {analysis.space.yes(row): row for row in range(analysis.space.count)}

    def headline(self, other: Branch) -> str:
        """What becomes of the equilibria in one scenario."""
        title = f"“{plain(other.title)}”"
        if other.problem:
            return f"{title} cannot be analysed: {plain(other.problem).rstrip('.')}."
        before, after = _held(self.found.base), _held(other)
        moved = [s for s in self.found.states if s in before & after and self._under(s, other)]
        if before == after and not moved:
            return f"{title}: {_staying(len(after))}.{self._reach(other)}{self._further(other)}"
        stay = f"{len(before & after)} stay"
        if moved:
            stay += f", {len(moved)} of them under other concepts ({self._states(moved)})"
        told = f"{self._said(after - before, 'appear')}; {self._said(before - after, 'vanish')}; {stay}"
        return f"{title}: {told}.{self._reach(other)}{self._further(other)}"

    def _said(self, states: Collection[Yes], verb: str) -> str:
        """``states 1 and 2 appear``, ``state 3 vanishes``, ``none appears``."""
        ending = ("es" if verb.endswith("sh") else "s") if len(states) < 2 else ""
        return f"{self._states(states)} {verb}{ending}"

    def grids(self) -> Iterator[Grid]:
        """The states that differ, with the concepts under which they hold in each version."""
        others = [o for o in self.found.others if any(self._under(s, o) for s in self.found.states) and not o.problem]
        differing = [s for s in self.found.states if any(self._under(s, other) for other in others)]
        for k in range(0, len(others) if differing else 0, ABREAST):
            some = others[k : k + ABREAST]
            rows = [
                (self._number(s), self._concepts(self.found.base.concepts_of(s)), *(self._cell(s, o) for o in some))
                for s in differing[:SHOWN]
            ]
            more = f", the first {SHOWN} of {len(differing)}" if len(differing) > SHOWN else ""
            yield grid(
                head=("state", "as it stands", *(plain(other.title) for other in some)),
                rows=tuple(rows),
                caption=f"Side by side: states that hold in some version and not alike in all{more}",
            )

    def _under(self, state: Yes, other: Branch) -> bool:
        """Whether a state holds under other concepts in a scenario."""
        return self.found.base.concepts_of(state) != other.concepts_of(state)

    def _cell(self, state: Yes, other: Branch) -> str:
        if state in other.impossible:
            gone = self._concepts(self.found.base.concepts_of(state), VANISHES)
            return f"{gone} (no such state)" if gone != NEITHER else "no such state"
        before, after = self.found.base.concepts_of(state), other.concepts_of(state)
        parts = (
            ([c for c in after if c in before], ""),
            ([c for c in after if c not in before], APPEARS),
            ([c for c in before if c not in after], VANISHES),
        )
        return ", ".join(self._concepts(concepts, mark) for concepts, mark in parts if concepts) or NEITHER

    def _concepts(self, concepts: Sequence[Concept], mark: str = "") -> str:
        if len(concepts) == len(self.found.concepts) > 1:
            return f"{mark}all"
        return ", ".join(f"{mark}{CONCEPTS[c].short}" for c in concepts) or NEITHER

    def _number(self, state: Yes) -> str:
        row = self.rows.get(state)
        quo = " (status quo)" if row == self.analysis.status_quo else ""
        return self._words(state) if row is None else f"{self.names.number(row)}{quo}"

    def _words(self, state: Yes) -> str:
        """A state that the case as it stands does not have, in the words of a scenario that has it."""
        cases = (self.analysis.case, *(scenario.case for scenario in self.analysis.case.scenarios))
        return described(next((case for case in cases if set(state) <= set(case.option_index)), cases[0]), state)

    def _states(self, states: Iterable[Yes]) -> str:
        found = list(states)
        rows = sorted(self.rows[s] for s in found if s in self.rows)
        told = [self.names.states(rows)] if rows else []
        told += [f"“{self._words(s)}”" for s in sorted(found) if s not in self.rows][:SHOWN]
        return listed(told) or "none"

    def _reach(self, other: Branch) -> str:
        """What improvements lead to from the status quo, where that differs."""
        if other.status_quo is None or self.found.base.status_quo is None:
            return ""
        before, after = set(self.found.base.reachable), set(other.reachable)
        parts = [f"no longer lead to {self._states(before - after)}"] if before - after else []
        parts += [f"also lead to {self._states(after - before)}"] if after - before else []
        begins = ""
        if other.status_quo != self.found.base.status_quo:
            begins = f" It begins from {self._states([other.status_quo])}."
        return f"{begins} Improvements from the status quo {' and '.join(parts)}." if parts else begins

    def _further(self, other: Branch) -> str:
        """What the questions beside the first conclude there and not in the case, and the other way round."""
        there = next(s.case for s in self.analysis.case.scenarios if s.key == other.key)
        only, gone = other.further - self.found.base.further, self.found.base.further - other.further
        told = [f" Only there: {sentence}." for sentence in in_words(CaseNames(there), only)]
        return "".join([*told, *(f" Not there: {sentence}." for sentence in in_words(self.names, gone))])


def _staying(count: int) -> str:
    if not count:
        return "no state holds, as in the case"
    return f"all {count} states that hold stay" if count > 1 else "the only state that holds stays"


def _held(branch: Branch) -> frozenset[Yes]:
    """The states that are equilibria under some concept."""
    return frozenset(c.yes for c in branch.conclusions if c.kind == EQUILIBRIUM)
