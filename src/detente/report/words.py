"""From a witness to sentences: what a decision maker could gain, who could answer it, and which statement decides.

Nothing here looks for moves or judges stability; every sentence restates one member of an
:class:`~detente.model.results.Explanation`. Sentences say what parties *could* do if the claims hold, never what they
will do. What a decision maker could gain by leaving a state is the same under every concept, so it is told once; then
each group of concepts that reason alike says whether that is deterred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.frozen import frozen
from detente.model.concepts import CONCEPTS, Concept
from detente.model.results import Analysis, Comparison, Explanation, Improvement, Premise, Sanction, Step
from detente.report.marks import Mark, capital, mark, plain
from detente.report.naming import Names, listed, plural
from detente.report.section import Passage

FINDS = {
    "!>": "no better than",
    ">>": "much better than",
    ">": "better than",
    "=": "as good as",
    "<": "worse than",
    "<<": "much worse than",
}


@frozen
class Verdict:
    """Whether a state is stable for one decision maker under some concepts that reason alike, and why."""

    sentence: str
    stable: bool
    concepts: tuple[Concept, ...]
    passages: tuple[Passage, ...]


@frozen
class Reasoning:
    """One decision maker at one state: where it could go, told once, and the verdict of each group of concepts."""

    moves: tuple[Passage, ...]
    verdicts: tuple[Verdict, ...]


def condition(analysis: Analysis) -> str:
    """The reservation under which every conclusion stands."""
    held = "if these claims hold" if analysis.case.claims else "if these assumptions hold"
    return held if "partial" not in analysis.answers else f"{held} and what is unknown is as modelled"


def reasoning(names: Names, dm: int, state: int, concepts: Sequence[Concept]) -> Reasoning:
    """The reasoning on one state, as far as the analysis kept it. Cost: linear in the witnesses."""
    found = [e for c in concepts if (e := names.analysis.explanation(dm, state, c)) is not None]
    if not found:
        return Reasoning((), ())
    teller = _WitnessTeller(names, found[0])
    moves = teller.moves(found)
    groups: dict[tuple[bool, tuple[Passage, ...]], list[Explanation]] = {}
    for witness in found:
        groups.setdefault((witness.stable, _WitnessTeller(names, witness, teller.told).fates()), []).append(witness)
    verdicts = (
        Verdict(_verdict(names, group), stable, tuple(e.concept for e in group), passages)
        for (stable, passages), group in groups.items()
    )
    return Reasoning(moves, tuple(verdicts))


def _verdict(names: Names, group: Sequence[Explanation]) -> str:
    first, concepts = group[0], listed(CONCEPTS[e.concept].short for e in group)
    stable = "is stable" if first.stable else "is not stable"
    held = condition(names.analysis)
    return f"{capital(names.state(first.state))} {stable} for {names.dm(first.dm)} under {concepts} {held}."


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


class _WitnessTeller:
    """Tells one explanation. ``told`` are the comparisons already told, which no sentence repeats."""

    def __init__(self, names: Names, explanation: Explanation, told: Iterable[Comparison] = ()) -> None:
        self.names, self.e = names, explanation
        self.mover, self.here = names.dm(explanation.dm), names.state(explanation.state)
        self.told = set(told)
        self.rules = CONCEPTS[explanation.concept]

    def moves(self, witnesses: Sequence[Explanation]) -> tuple[Passage, ...]:
        """What the mover could gain, and that its other moves gain nothing: the same under every concept."""
        known = dict.fromkeys(c for e in witnesses for c in e.comparisons)
        told = []
        for to in dict.fromkeys(fate.to for e in witnesses for fate in e.improvements):
            used = [c for c in known if (c.dm, c.left, c.right) == (self.e.dm, to, self.e.state)]
            sentence = f"{self.mover} could gain by moving from {self.here} to {self.names.state(to)}"
            change = self.names.change(Step(self.e.dm, self.e.state, to))
            told.append(Passage(f"{sentence}: it {change}.", reasons=self._reasons(used)))
        return (*told, *self._other_moves(witnesses, bool(told)))

    def _other_moves(self, witnesses: Sequence[Explanation], gains: bool) -> list[Passage]:
        """The reachable states that gain nothing; any verdict of stability uses them."""
        stable = [e for e in witnesses if e.stable]
        plainest = next((e for e in stable if not CONCEPTS[e.concept].no_way_out), stable[0] if stable else None)
        if plainest is None:
            return []
        ends = {fate.sanction.to for fate in plainest.improvements if fate.sanction}
        others = [
            c
            for c in plainest.comparisons
            if (c.dm, c.right) == (self.e.dm, self.e.state) and c.relation != ">" and c.left not in ends
        ]
        if not others:
            return [] if gains else [Passage(f"{self.mover} has no move from {self.here}.")]
        rows = sorted({c.left for c in others})
        also = "also " if gains else ""
        likes = "prefers none of them to" if len(rows) > 1 else "does not prefer it to"
        told = f"{self.mover} could {also}move to {self.names.states(rows)}, and {likes} {self.here}."
        return [Passage(told, reasons=self._reasons(others))]

    def fates(self) -> tuple[Passage, ...]:
        """What deters each improvement if the state is stable; else the first that nothing deters, and the others."""
        if self.e.concept is Concept.NASH:
            return () if self.e.stable else (Passage("This concept looks no further than the move itself."),)
        if self.e.stable:
            passages = [self._deterred(fate, fate.sanction) for fate in self.e.improvements if fate.sanction]
            return self._with_the_rest(passages)
        first, *rest = (fate for fate in self.e.improvements if fate.sanction is None)
        passage = self._open(first)
        if rest:
            same = f"Nor does anything deter a move to {self.names.states([f.to for f in rest])}."
            passage = replace(passage, closing=f"{passage.closing} {same}".strip())
        return (passage,)

    def _deterred(self, fate: Improvement, sanction: Sanction) -> Passage:
        used: list[Comparison] = []
        steps = []
        for step in sanction.steps:
            used += self._find(step.dm, step.to, step.origin)
            why = ", which it prefers" if self.rules.answers_pay and not sanction.at_once else ""
            who, origin, to = self.names.dm(step.dm), self.names.state(step.origin), self.names.number(step.to)
            when = "at the same moment" if sanction.at_once else "then"
            steps.append(f"{who} could {when} move from {origin} to {to}{why}: it {self.names.change(step)}.")
        ending = self._find(self.e.dm, sanction.to, self.e.state)
        used += ending
        finds = FINDS[ending[0].relation] if ending else "no better than"
        back = sanction.to == self.e.state
        end = f"{'Done together, this' if sanction.at_once else 'This'} would lead to {self.names.state(sanction.to)}"
        end += ", where it began" if back else f", which {self.mover} finds {finds} {self.here}"
        if self.rules.no_way_out:
            end += f", and from there no move of {self.mover} leads to a state that it prefers to {self.here}"
        return Passage(self._after(fate), tuple(steps), end + ".", self._reasons(used))

    def _after(self, fate: Improvement) -> str:
        at_once = self.e.concept is Concept.SIM
        return f"{'With' if at_once else 'After'} the move to {self.names.state(fate.to)}:"

    def _open(self, fate: Improvement) -> Passage:
        used = [c for _, out in fate.escapes for c in self._find(self.e.dm, out, self.e.state)]
        escapes = tuple(
            f"After {self.names.state(hurts)} {self.mover} could move on to {self.names.state(out)}, "
            f"which it prefers to {self.here}."
            for hurts, out in fate.escapes
        )
        if fate.worst is not None and fate.worst != fate.to:
            used += self._find(self.e.dm, fate.worst, self.e.state)
        if fate.reached and not fate.escapes:
            used += [c for c in self.e.comparisons if (c.dm, c.right, c.relation) == (self.e.dm, self.e.state, ">")]
        if self.rules.answers_pay:  # why the others would not answer: their moves from there gain them nothing
            origin = self.e.state if self.e.concept is Concept.SIM else fate.to
            used += [c for c in self.e.comparisons if c.dm != self.e.dm and c.right == origin]
        return Passage(self._after(fate), escapes, self._nothing_deters(fate), self._reasons(used))

    def _nothing_deters(self, fate: Improvement) -> str:
        """Why no answer deters: there is none, none hurts, or there is a way out of each that hurts."""
        kind = "moves that pay them" if self.rules.answers_pay else "their moves"
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

    def _with_the_rest(self, passages: list[Passage]) -> tuple[Passage, ...]:
        """The comparisons that no sentence named (that there is no way out of an answer) join the last passage."""
        rest = [c for c in self.e.comparisons if c not in self.told]
        if not rest or not passages:
            return tuple(passages)
        *others, last = passages
        return (*others, replace(last, reasons=(*last.reasons, *self._reasons(rest))))

    def _find(self, dm: int, left: int, right: int) -> list[Comparison]:
        return [c for c in self.e.comparisons if (c.dm, c.left, c.right) == (dm, left, right)]

    def _reasons(self, comparisons: Iterable[Comparison]) -> tuple[str, ...]:
        """Comparisons not yet told."""
        fresh = [c for c in comparisons if c.left != c.right and c not in self.told]
        self.told |= set(fresh)
        return reasons_for(self.names, fresh)


def reasons_for(names: Names, comparisons: Iterable[Comparison]) -> tuple[str, ...]:
    """Why states are ranked as they are; comparisons that one premise decides in one way are told together."""
    groups: dict[tuple[object, ...], list[Comparison]] = {}
    for c in dict.fromkeys(comparisons):
        side = None if c.premise is None or c.premise.holds_in is None else c.premise.holds_in == c.right
        path = c.premise.path if c.premise else None
        groups.setdefault((c.dm, c.relation, c.right, path, side), []).append(c)
    return tuple(because(_ranks(names, group), group[0].premise) for group in groups.values())


def because(sentence: str, premise: Premise | None) -> str:
    """A sentence with the claims behind its premise."""
    if premise is None:
        return sentence
    cited = ", ".join(mark(Mark.CLAIM, name, plain(name)) for name in premise.claims)
    return f"{sentence} [{cited or 'cites nothing'}]"


def _ranks(names: Names, group: list[Comparison]) -> str:
    first, lefts = group[0], sorted({c.left for c in group})
    who, right = names.dm(first.dm), names.state(first.right)
    found = f"{who} finds {names.states(lefts)} {FINDS[first.relation]} {right}"
    premise = first.premise
    if premise is None:
        return f"{found}: nothing in its preferences tells them apart." if first.relation == "=" else f"{found}."
    path = mark(Mark.ASSUMPTION, premise.path, plain(premise.path))
    if premise.unknown:
        return f"{found}: so it is taken here, for nobody can say ({path})."
    if premise.holds_in is None:
        return f"{found}, by {plain(premise.text)} ({path})."
    left = names.state(lefts[0]) if len(lefts) == 1 else "them"
    there, not_there = (right, left) if premise.holds_in == first.right else (left, right)
    said = f"“{plain(premise.title)}” ({plain(premise.text)})" if premise.title else f"“{plain(premise.text)}”"
    stated = mark(Mark.ASSUMPTION, premise.path, said)
    return f"{found}: its statement {stated} is true in {there} and false in {not_there}."
