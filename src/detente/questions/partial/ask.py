"""Partial preferences of a case: what holds in every completion and in some, with a completion that shows it.

A witness is given only where it tells more than the explanation in the modelled order: that one is valid in every
completion as soon as each comparison it uses is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.analysis.explanation import explain
from detente.analysis.known import is_partial
from detente.analysis.preferences import Known, known_preferences, with_premises
from detente.kernels.partial_order import Growing, completion
from detente.kernels.ranks import dense_ranks
from detente.model.concepts import Concept
from detente.model.graph import IntArray, read_only
from detente.model.results import Analysis, Explanation, Omitted
from detente.questions.partial.found import CompletionWitness, PartialStability
from detente.questions.partial.kernel.partial import ANSWERS_PAY
from detente.questions.partial.verdicts import Completions, budget, covered, too_much
from detente.questions.question import Asked

WITNESSED = 512  # states up to which completions are shown; beyond, verdicts only


def ask(asked: Asked) -> PartialStability | Omitted | None:
    """Verdicts over all completions, with witnesses for the verdicts that were explained; None where all is known."""
    found = asked.analysis
    if not is_partial(found.case):
        return None
    if refusal := too_much(asked.model):
        return Omitted(f"Unknown preferences were taken as modelled, because {refusal}")
    completions = Completions(asked.model, known_preferences(found.case, found.space))
    concepts = covered(found.concepts)
    verdicts = completions.verdicts(concepts, [c for c in found.concepts if c not in concepts])
    if not any(verdicts.unknown):
        return None
    if asked.model.n_states > WITNESSED:
        return verdicts
    witnesses = _Witnesses(found, completions, verdicts)
    told = (w for e in found.explanations if e.concept in concepts for w in witnesses.of(e))
    return replace(verdicts, witnesses=tuple(told))


class _Witnesses:
    """Finds completions that show a verdict; each is explained like any model."""

    def __init__(self, analysis: Analysis, found: Completions, verdicts: PartialStability) -> None:
        self.analysis, self.found, self.verdicts = analysis, found, verdicts
        self.premises: Known = {}

    def of(self, modelled: Explanation) -> Iterable[CompletionWitness]:
        """The completions that suit stability best and worst, as far as they say more than the modelled order does.

        Of a verdict that is the same in all only the one that speaks most against it.
        """
        if all(c.known for c in modelled.comparisons):
            return
        name, dm, state = modelled.concept.value, modelled.dm, modelled.state
        surely, possibly = self.verdicts.surely[name][dm, state], self.verdicts.possibly[name][dm, state]
        if not surely:
            yield self._witness(modelled, best=True)
        if possibly:
            yield self._witness(modelled, best=False)

    def _witness(self, modelled: Explanation, *, best: bool) -> CompletionWitness:
        payoffs = self._payoffs(modelled.concept, modelled.dm, modelled.state, best=best)
        told = explain(replace(self.found.model, payoffs=payoffs), modelled.dm, modelled.state, modelled.concept)
        told = with_premises(self.analysis.case, self.analysis.space, told, self.premises)
        return CompletionWitness(best=best, explanation=told, payoffs=payoffs)

    def _payoffs(self, concept: Concept, dm: int, state: int, *, best: bool) -> IntArray:
        """The completion; decision makers on whom nothing turns keep the modelled order."""
        added = ()
        if concept.value in ANSWERS_PAY:
            added = self.found.find(concept, state, dm, stable=best, spend=budget()).added
        payoffs = self.found.model.payoffs.copy()
        for j in {dm, *(said.dm for said in added)}:
            order = Growing.of(self.found.known[j])
            if j == dm:
                order.place(state, high=best)
            for said in added:
                if said.dm == j:
                    order.add(said.above, said.below, strict=said.strict)
            payoffs[j] = dense_ranks(completion(order.gt))
        return read_only(payoffs)
