"""How likely the conclusions are, where the analyst judged how likely the claims are; and what to verify first.

A conclusion over items is read off the worlds, cut down to the claims that can flip it, and handed to the kernels
(``kernel.bounds``, ``kernel.sensitivity``). One source is one block of claims. Claims that are
not in doubt are true, as everywhere in a doubt. Where a claim that can flip a conclusion has no likelihood, there is no
number for that conclusion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from detente.analysis.worlds.items import WorldItem
from detente.analysis.worlds.profiles import Key
from detente.model.conclusion import Conclusion
from detente.model.evidence import Claim, DoubtRule
from detente.model.graph import BoolArray
from detente.questions.doubt.found import Interval, Likelihood, Likelihoods, Verification
from detente.questions.doubt.likelihood.drawn import EXTRA, Drawn, drawn, from_sample, said_of_samples
from detente.questions.doubt.likelihood.kernel.bounds import Bounds, if_sources_independent, whatever_between
from detente.questions.doubt.likelihood.kernel.coupling import available
from detente.questions.doubt.likelihood.kernel.probability import essential, of_members, only
from detente.questions.doubt.likelihood.kernel.sensitivity import CORNERS, sensitivity
from detente.questions.doubt.likelihood.kernel.sensitivity import available as salib
from detente.questions.doubt.looked_at import LookedAt

CLAIMS = 20  # that can flip one conclusion: its table has a million worlds
PROGRAMS = 40  # distinct tables of which all is found out, in the order of the conclusions; of others what is quick
SAMPLES = 8  # of worlds, one for each set of more than CLAIMS claims
WORK = 1 << 27  # claims times worlds, over all distinct tables


def likelihoods(question: LookedAt, conclusions: Sequence[tuple[Conclusion, Key]]) -> Likelihoods | None:
    """How likely each conclusion is that a judged claim can flip, most important first.

    Where not every world was looked at, there are no bounds, and what to verify first is estimated from a sample.
    Returns None where no claim in doubt has a likelihood.
    """
    case = question.case
    if not any(case.claims[name].likelihood is not None for name in question.found.claims):
        return None
    rule = case.doubt or DoubtRule()
    if question.exact:
        tables = [(conclusion, question.verdicts.holds(key, question.worlds)) for conclusion, key in conclusions]
        found = likelihood_of_each(case.claims, question.items, rule, tables)
    else:
        found = from_sample(question, rule, conclusions)
    taken = [c.name for c in case.claims.values() if c.likelihood is not None and c.name not in question.found.claims]
    trusted = f"Trusted, and so taken as true whatever was judged: {', '.join(taken)}."
    return replace(found, limits=(*found.limits, *([trusted] if taken else [])))


def likelihood_of_each(
    claims: Mapping[str, Claim],
    items: Sequence[WorldItem],
    rule: DoubtRule,
    conclusions: Sequence[tuple[Conclusion, BoolArray]],
) -> Likelihoods:
    """How likely each conclusion is, from its truth in every world of the items.

    Parameters
    ----------
    claims : by name; an item that names something else rests on what cannot be judged
    rule : says how claims of one source go together
    conclusions : each with bool, shape (2**n_items,); bit j of a world is set iff item j fails

    Time: some milliseconds for each distinct table of 12 claims; a second for one of 20.
    """
    work = _Work(claims, rule)
    found = [work.answer(conclusion, items, truth) for conclusion, truth in conclusions]
    return Likelihoods(
        within_source=rule.within_source,
        found=tuple(answer for answer in found if answer is not None),
        limits=tuple(work.limits()),
    )


@dataclass
class _Work:
    """What was worked out so far; equal tables once."""

    claims: Mapping[str, Claim]
    rule: DoubtRule
    known: dict[tuple[tuple[str, ...], bytes], Likelihood] = field(default_factory=dict)
    bits: dict[bytes, list[int]] = field(default_factory=dict)
    samples: dict[tuple[str, ...], Drawn] = field(default_factory=dict)
    programs: int = 0
    spent: int = 0
    too_many: int = 0
    middle: int = 0

    def answer(self, conclusion: Conclusion, items: Sequence[WorldItem], truth: BoolArray) -> Likelihood | None:
        whole = np.packbits(truth).tobytes()
        if whole not in self.bits:
            self.bits[whole] = essential(truth, len(items))
        bits = self.bits[whole]
        bearing = [items[j] for j in bits]
        names = tuple(name for item in bearing for name in item.claims)
        unjudged = tuple(name for name in names if not self._is_judged(name))
        if len(unjudged) == len(names):
            return None
        if unjudged:
            return Likelihood(conclusion=conclusion, unjudged=unjudged)
        groups = only(truth, len(items), bits)
        if len(names) > CLAIMS:
            self.too_many += 1
            return self._drawn(conclusion, names, bearing, groups)
        table = of_members(groups, [len(item.claims) for item in bearing], [item.any_fails for item in bearing])
        key = (names, np.packbits(table).tobytes())
        if key not in self.known:
            self.known[key] = self._worked_out(conclusion, names, table)
        return replace(self.known[key], conclusion=conclusion)

    def _drawn(
        self, conclusion: Conclusion, names: tuple[str, ...], items: Sequence[WorldItem], truth: BoolArray
    ) -> Likelihood:
        """What to verify by a sample; the table over items says what holds in each world drawn."""
        if not salib():
            return Likelihood(conclusion=conclusion)
        if names not in self.samples:
            if len(self.samples) >= SAMPLES:
                return Likelihood(conclusion=conclusion)
            self.samples[names] = drawn(names, np.array([self.claims[name].probability for name in names]))
        sample = self.samples[names]
        worlds = sample.failing(items) @ (1 << np.arange(len(items)))
        verify = sample.verify(truth[worlds], PROGRAMS) or ()
        return Likelihood(conclusion=conclusion, verify=verify, drawn=len(sample.fails) if verify else 0)

    def _is_judged(self, name: str) -> bool:
        return name in self.claims and self.claims[name].likelihood is not None

    def _worked_out(self, conclusion: Conclusion, names: tuple[str, ...], table: BoolArray) -> Likelihood:
        """What is found out of a table; nothing to verify is in it where that would have taken too long."""
        self.spent += len(names) * table.size
        if self.spent > WORK:
            return Likelihood(conclusion=conclusion)
        judged = np.array([self.claims[name].probability for name in names])
        sources = [self.claims[name].source for name in names]
        blocks = [[j for j, s in enumerate(sources) if s == source] for source in dict.fromkeys(sources)]
        within = self.rule.within_source.value
        thorough = self.programs < PROGRAMS
        apart = if_sources_independent(table, judged, blocks, within, quick=not thorough)
        free = apart if len(blocks) == 1 else whatever_between(table, judged, blocks, within) if thorough else None
        self.programs += thorough
        apart, free = _nested(apart, free)
        self.middle += len(names) > CORNERS
        indices = sensitivity(table, judged)
        verify = [_verification(name, indices[:, j]) for j, name in enumerate(names)]
        verify.sort(key=lambda one: -one.reduction.middle)
        independent, whatever = (None if bounds is None else Interval(*bounds) for bounds in (apart, free))
        return Likelihood(conclusion=conclusion, any_dependence=whatever, independent=independent, verify=tuple(verify))

    def limits(self) -> list[str]:
        """What was left out, in sentences."""
        answers = self.known.values()
        told = []
        if self.too_many:
            told.append(f"No bounds where more than {CLAIMS} claims can flip a conclusion ({self.too_many} of them).")
            told.append(said_of_samples(self.samples.values()))
        if any(not answer.verify for answer in answers):
            told.append("The later conclusions of the list have no bounds: it would have taken too long.")
        if any(answer.verify and (answer.any_dependence is None or answer.independent is None) for answer in answers):
            why = "it would have taken too long" if available() else f"that needs scipy ({EXTRA})"
            told.append(f"Some bounds, above all those whatever the dependence is, were left out: {why}.")
        if self.middle:
            told.append(
                f"Where more than {CORNERS} claims can flip a conclusion, what to verify was found "
                "at the middle of each interval alone."
            )
        return told


def _nested(apart: Bounds | None, free: Bounds | None) -> tuple[Bounds | None, Bounds | None]:
    """Independence is one of all dependences: its bounds lie within the others, which a solver finds to 1e-7."""
    if apart is None or free is None:
        return apart, free
    if apart.sharp:
        return apart, Bounds(min(apart.low, free.low), max(apart.high, free.high), free.sharp)
    return Bounds(max(apart.low, free.low), min(apart.high, free.high), False), free


def _verification(name: str, ends: np.ndarray) -> Verification:
    first, total, reduction = (Interval(low, high) for low, high in ends.tolist())
    return Verification(claim=name, first=first, total=total, reduction=reduction)
