"""What to verify first from a sample of worlds, where claims are too many for a truth table, or worlds to look at each.

The worlds are those of a design (``kernel.sensitivity``). In it every claim is true with the probability in the
middle of what was judged, independently of the others. One design serves all conclusions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

import numpy as np

from detente.analysis.worlds.items import WorldItem, fallen_elements, resting
from detente.analysis.worlds.profiles import Key, verdicts
from detente.analysis.worlds.structures import too_many_structures
from detente.frozen import frozen
from detente.model.conclusion import Conclusion
from detente.model.evidence import DoubtRule
from detente.model.graph import BoolArray
from detente.questions.doubt.found import Interval, Likelihood, Likelihoods, Verification
from detente.questions.doubt.likelihood.kernel.sensitivity import available, design, estimated, size_within
from detente.questions.doubt.looked_at import LookedAt

WORLDS = 1 << 16
FEWEST = 4096  # worlds
ESTIMATED = 40  # distinct conclusions, in their order: each takes a tenth of a second
SEED = 0
EXTRA = "pip install 'detente[sensitivity]'"
WHY = "Too many claims are in doubt to look at every world, so no conclusion is given a likelihood."
LATER = "The later conclusions of the list were left out: it would have taken too long."


@frozen(eq=False)
class Drawn:
    """Worlds drawn for the claims ``names``. fails : bool, shape (n_worlds, n_claims)."""

    names: tuple[str, ...]
    fails: BoolArray
    known: dict[bytes, tuple[Verification, ...]] = field(default_factory=dict)

    def failing(self, items: Sequence[WorldItem]) -> BoolArray:
        """Which items fail in each world: bool, shape (n_worlds, n_items). Their claims are among the names."""
        place = {name: j for j, name in enumerate(self.names)}
        own = [self.fails[:, [place[name] for name in item.claims]] for item in items]
        return np.stack([f.any(1) if item.any_fails else f.all(1) for f, item in zip(own, items, strict=True)], axis=1)

    def verify(self, holds: BoolArray, most: int) -> tuple[Verification, ...] | None:
        """What to verify first, most useful first; empty where the conclusion never changes in these worlds.

        holds : bool, shape (n_worlds,). Each interval is one of confidence, 95 %. A claim is left out where both of its
            estimates are exactly 0: nothing that it does was seen.
        most : how many different conclusions are estimated; None is returned for those that come later
        """
        key = np.packbits(holds).tobytes()
        if key not in self.known:
            if len(self.known) >= most:
                return None
            self.known[key] = self._verified(holds)
        return self.known[key]

    def _verified(self, holds: BoolArray) -> tuple[Verification, ...]:
        found = estimated(holds, len(self.names), SEED)
        if found is None:
            return ()
        indices, variance = found
        ranked = sorted(range(len(self.names)), key=lambda j: (-indices[0, j, 0], -indices[1, j, 0], j))
        return tuple(
            Verification(
                claim=self.names[j],
                first=_around(*indices[0, j]),
                total=_around(*indices[1, j]),
                reduction=_around(*indices[0, j] * variance),
            )
            for j in ranked
            if indices[:, j, 0].any()
        )


def drawn(names: Sequence[str], judged: np.ndarray, worlds: int = WORLDS) -> Drawn:
    """A design of at most so many worlds. judged : float, shape (n_claims, 2)."""
    size = size_within(worlds, len(names))
    return Drawn(tuple(names), design(judged.mean(axis=1), size, SEED))


def _around(estimate: float, half: float) -> Interval:
    low, high = np.clip([estimate - half, estimate + half], 0.0, 1.0)
    return Interval(float(low), float(high), sharp=False)


def said_of_samples(samples: Iterable[Drawn]) -> str:
    """How what to verify was found there, in a sentence."""
    if not available():
        return f"What to verify first there is estimated by sampling; that needs SALib ({EXTRA})."
    counts = sorted({len(sample.fails) for sample in samples})
    if not counts:
        return "What to verify first there was left out: it would have taken too long."
    worlds = " or ".join(f"{count:,}" for count in counts)
    return (
        f"What to verify first there is estimated from {worlds} worlds drawn (seed {SEED}; Saltelli et al. 2010), with "
        "every likelihood in the middle of what was judged; the intervals are of 95 % confidence."
    )


def from_sample(question: LookedAt, rule: DoubtRule, conclusions: Sequence[tuple[Conclusion, Key]]) -> Likelihoods:
    """What to verify first about each conclusion that changes in the worlds drawn.

    Every claim in doubt on which something rests must have a likelihood: from a sample nobody can tell that a claim
    never matters, and no number may rest on a claim that nobody judged.
    Time: that of the verdicts of some 65,000 worlds, and a tenth of a second for each distinct conclusion.
    """
    bearing = [name for item in question.items for name in item.claims]
    claims = question.case.claims
    unjudged = [name for name in bearing if name not in claims or claims[name].likelihood is None]
    found, limits = [], [WHY]
    if unjudged:
        more = f" and {len(unjudged) - 3} more" if len(unjudged) > 3 else ""
        limits.append(f"Nor is it said what to verify first: nobody judged {', '.join(unjudged[:3])}{more}.")
    elif not available():
        limits.append(said_of_samples([]))
    else:
        sample, fell = _sampled(question, bearing)
        held = verdicts(question.case, question.space, question.elements, fell, question.concepts)
        seen = [(conclusion, held.holds(key, slice(None))) for conclusion, key in conclusions if key in held.held]
        told = [(conclusion, sample.verify(holds, ESTIMATED)) for conclusion, holds in seen]
        found = [Likelihood(conclusion=c, verify=verify, drawn=len(sample.fails)) for c, verify in told if verify]
        limits += [said_of_samples([sample]), *([LATER] if any(verify is None for _, verify in told) else [])]
    return Likelihoods(within_source=rule.within_source, found=tuple(found), limits=tuple(limits))


def _sampled(question: LookedAt, bearing: Sequence[str]) -> tuple[Drawn, BoolArray]:
    """Worlds drawn, and what falls in each; fewer where they differ too much in states and moves."""
    judged = np.array([question.case.claims[name].probability for name in bearing])
    rests = resting(question.elements, question.found)
    structural = [k for k, element in enumerate(question.elements) if element.structural]
    size = WORLDS
    while True:
        sample = drawn(bearing, judged, size)
        fell = fallen_elements(sample.failing(question.items), question.items, rests)
        if size <= FEWEST or not too_many_structures(fell[:, structural]):
            return sample, fell
        size //= 2
