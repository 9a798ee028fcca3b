"""From a witness to sentences: what a decision maker could gain, who could answer it, and which statement decides.

Nothing here looks for moves or judges stability; every sentence restates one member of an
:class:`~detente.model.results.Explanation`. Sentences say what parties *could* do if the claims hold, never what they
will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis, Comparison, Explanation, Improvement, Premise, Sanction, Step
from detente.report.naming import Names, listed, plain, plural

__all__ = ["Account", "Passage", "Reason", "account", "accounts", "condition", "short"]

FINDS = {">": "better than", "=": "as good as", "<": "worse than"}
NO_ESCAPE = (Concept.SMR, Concept.SSEQ)
OWN_GAIN = (Concept.SEQ, Concept.SSEQ)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one decision maker ranks states as it does: a sentence, and the premise with its claims."""

    sentence: str
    premise: Premise | None

    @property
    def claims(self) -> tuple[str, ...]:
        """The names of the claims behind the premise."""
        return self.premise.claims if self.premise else ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One thought: a sentence, the moves it tells of in order, how it ends, and the preferences it uses."""

    sentence: str
    steps: tuple[str, ...] = ()
    closing: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """An explanation in words. ``short`` says the same in half a line."""

    verdict: str
    short: str
    passages: tuple[Passage, ...]
    concepts: tuple[Concept, ...]


def condition(analysis: Analysis) -> str:
    """The reservation under which every conclusion stands."""
    return "if these claims hold" if analysis.case.claims else "if these assumptions hold"


def accounts(names: Names, dm: int, state: int, concepts: Sequence[Concept]) -> tuple[Account, ...]:
    """The reasoning of one decision maker on one state; concepts that reason alike are told together."""
    groups: dict[tuple[bool, tuple[Passage, ...]], list[Explanation]] = {}
    for concept in concepts:
        witness = names.analysis.explanation(dm, state, concept)
        if witness is not None:
            groups.setdefault((witness.stable, account(names, witness).passages), []).append(witness)
    return tuple(
        Account(_verdict(names, group), short(names, group[-1]), passages, tuple(e.concept for e in group))
        for (_, passages), group in groups.items()
    )


def account(names: Names, explanation: Explanation) -> Account:
    """The full reasoning on one verdict. Cost: linear in the witness."""
    teller = _Teller(names, explanation)
    passages = [teller.improvement(fate) for fate in explanation.improvements]
    passages += teller.remaining()
    if not passages:
        passages = [Passage(f"{teller.mover} has no move from {teller.here}.")]
    verdict = _verdict(names, [explanation])
    return Account(verdict, short(names, explanation), tuple(passages), (explanation.concept,))


def _verdict(names: Names, group: Sequence[Explanation]) -> str:
    first, concepts = group[0], listed(CONCEPTS[e.concept].short for e in group)
    stable = "is stable" if first.stable else "is not stable"
    held = condition(names.analysis)
    return f"State {first.state + 1} {stable} for {names.dm(first.dm)} under {concepts} {held}."


def short(names: Names, explanation: Explanation) -> str:
    """Half a line: ``stable: no move of Russia leads to a state that it prefers``."""
    mover, fates = names.dm(explanation.dm), explanation.improvements
    if explanation.stable:
        if not fates:
            return f"stable: no move of {mover} leads to a state that it prefers"
        ends = sorted({f.sanction.to for f in fates if f.sanction})
        return f"stable: {plural(len(fates), 'improvement')} of {mover}, deterred by {names.states(ends, 4)}"
    open_ends = [f.to for f in fates if f.sanction is None]
    deterred = "" if explanation.concept is Concept.NASH else ", and nothing deters it"
    return f"not stable: {mover} could gain by moving to {names.states(open_ends, 4)}{deterred}"


class _Teller:
    """Tells one explanation, and keeps track of the comparisons not yet told."""

    def __init__(self, names: Names, explanation: Explanation) -> None:
        self.names, self.e = names, explanation
        self.mover, self.here = names.dm(explanation.dm), names.state(explanation.state)
        self.untold = dict.fromkeys(explanation.comparisons)

    def improvement(self, fate: Improvement) -> Passage:
        from_here = self.names.change(Step(self.e.dm, self.e.state, fate.to))
        to = self.names.state(fate.to)
        sentence = f"{self.mover} could gain by moving from {self.here} to {to}: it {from_here}."
        used = self._take(self.e.dm, fate.to, self.e.state)
        if self.e.concept is Concept.NASH:
            return Passage(sentence, reasons=self._reasons(used))
        if fate.sanction is None:
            return self._open(sentence, fate, used)
        return self._deterred(sentence, fate.sanction, used)

    def _deterred(self, sentence: str, sanction: Sanction, used: list[Comparison]) -> Passage:
        gain = self.e.concept in OWN_GAIN
        steps = []
        for step in sanction.steps:
            used += self._take(step.dm, step.to, step.origin)
            why = ", which it prefers" if gain else ""
            who, origin, to = self.names.dm(step.dm), step.origin + 1, step.to + 1
            when = "at the same moment" if sanction.at_once else "then"
            steps.append(f"{who} could {when} move from state {origin} to {to}{why}: it {self.names.change(step)}.")
        ending = self._take(self.e.dm, sanction.to, self.e.state)
        used += ending
        finds = FINDS[ending[0].relation] if ending else "no better than"
        back = sanction.to == self.e.state
        end = f"{'Done together, this' if sanction.at_once else 'This'} would lead to {self.names.state(sanction.to)}"
        end += ", where it began" if back else f", which {self.mover} finds {finds} {self.here}"
        if self.e.concept in NO_ESCAPE:
            end += f", and from there no move of {self.mover} leads to a state that it prefers to {self.here}"
        return Passage(sentence, tuple(steps), end + ".", self._reasons(used))

    def _open(self, sentence: str, fate: Improvement, used: list[Comparison]) -> Passage:
        for _, out in fate.escapes:
            used += self._take(self.e.dm, out, self.e.state)
        escapes = tuple(
            f"After {self.names.state(hurts)} {self.mover} could move on to {self.names.state(out)}, "
            f"which it prefers to {self.here}."
            for hurts, out in fate.escapes
        )
        if fate.worst is not None and fate.worst != fate.to:
            used += self._take(self.e.dm, fate.worst, self.e.state)
        return Passage(sentence, escapes, self._nothing_deters(fate), self._reasons(used))

    def _nothing_deters(self, fate: Improvement) -> str:
        """Why no answer deters: there is none, none hurts, or there is a way out of each that hurts."""
        kind = "moves that pay them" if self.e.concept in OWN_GAIN else "their moves"
        if self.e.concept is Concept.SIM:
            return "Nothing the others could gain by doing at the same moment would make it regret the move."
        if fate.escapes:
            return f"The others can answer, but {self.mover} has a way out of every answer that hurts it."
        if fate.reached is None:
            return f"Nothing that the others can bring about by {kind} would make it regret the move."
        if fate.reached == 0:
            return f"The others cannot answer by {kind}."
        found = f"The others can bring about {plural(fate.reached, 'state')} by {kind}"
        worst = (
            "" if fate.worst is None else f"; the one that {self.mover} likes least is {self.names.state(fate.worst)}"
        )
        return f"{found}, and {self.mover} prefers {'it' if fate.reached == 1 else 'each'} to {self.here}{worst}."

    def remaining(self) -> list[Passage]:
        """The comparisons that no sentence above used: other reachable states, other answers."""
        rest = [c for c in self.untold if c.dm == self.e.dm and c.right == self.e.state]
        better = [c for c in rest if c.relation == ">"]
        others = [c for c in rest if c.relation != ">"]
        found = []
        if others:
            other = "other " if self.e.improvements else ""
            told = f"Of the {other}states it could move to ({self._rows(others)}), {self.mover} prefers none"
            found.append(Passage(f"{told} to {self.here}.", reasons=self._reasons(others)))
        if better:
            opening = f"{self.mover} prefers to {self.here} what the others can bring about"
            found.append(Passage(f"{opening}: {self._rows(better)}.", reasons=self._reasons(better)))
        return found

    def _rows(self, comparisons: list[Comparison]) -> str:
        return self.names.states(sorted({c.left for c in comparisons}))

    def _take(self, dm: int, left: int, right: int) -> list[Comparison]:
        found = [c for c in self.e.comparisons if (c.dm, c.left, c.right) == (dm, left, right)]
        for comparison in found:
            self.untold.pop(comparison, None)
        return found

    def _reasons(self, comparisons: list[Comparison]) -> tuple[Reason, ...]:
        """Comparisons that one premise decides in one way are told together."""
        groups: dict[tuple[object, ...], list[Comparison]] = {}
        for c in dict.fromkeys(comparisons):
            if c.left == c.right:
                continue
            side = None if c.premise is None or c.premise.holds_in is None else c.premise.holds_in == c.right
            path = c.premise.path if c.premise else None
            groups.setdefault((c.dm, c.relation, c.right, path, side), []).append(c)
        return tuple(Reason(self._because(group), group[0].premise) for group in groups.values())

    def _because(self, group: list[Comparison]) -> str:
        first, lefts = group[0], sorted({c.left for c in group})
        who, right = self.names.dm(first.dm), self.names.state(first.right)
        found = f"{who} finds {self.names.states(lefts)} {FINDS[first.relation]} {right}"
        premise = first.premise
        if premise is None:
            return f"{found}: nothing in its preferences tells them apart." if first.relation == "=" else f"{found}."
        if premise.holds_in is None:
            return f"{found}, by {plain(premise.text)} ({plain(premise.path)})."
        left = self.names.state(lefts[0]) if len(lefts) == 1 else "them"
        there, not_there = (right, left) if premise.holds_in == first.right else (left, right)
        return f"{found}: its statement “{plain(premise.text)}” is true in {there} and false in {not_there}."
