"""What to verify first where not every world of a case can be looked at: from worlds drawn by what was judged."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.analysis.worlds.items import fallen_elements, resting
from detente.analysis.worlds.profiles import Key, verdicts
from detente.analysis.worlds.structures import too_many_structures
from detente.model.conclusion import Conclusion
from detente.model.evidence import DoubtRule
from detente.model.graph import BoolArray
from detente.questions.doubt.likelihood.drawn import WORLDS, Drawn, drawn, said_of_samples
from detente.questions.doubt.likelihood.kernel.sampled import available
from detente.questions.doubt.likelihoods import Likelihood, Likelihoods
from detente.questions.doubt.looked_at import LookedAt

ESTIMATED = 40  # distinct conclusions, in their order: each takes a tenth of a second
FEWEST = 4096  # worlds
WHY = "Too many claims are in doubt to look at every world, so no conclusion is given a likelihood."


def from_sample(question: LookedAt, rule: DoubtRule, conclusions: Sequence[tuple[Conclusion, Key]]) -> Likelihoods:
    """What to verify first about each conclusion that changes in the worlds drawn.

    Every claim in doubt on which something rests must have a likelihood: from a sample nobody can tell that a claim
    never matters, and no number may rest on a claim that nobody judged.
    Time: that of the verdicts of some 65,000 worlds, and a tenth of a second for each distinct conclusion.
    """
    bearing = [name for item in question.items for name in item.claims]
    unjudged = [n for n in bearing if n not in question.case.claims or question.case.claims[n].likelihood is None]
    if unjudged:
        more = f" and {len(unjudged) - 3} more" if len(unjudged) > 3 else ""
        limit = f"Nor is it said what to verify first: nobody judged {', '.join(unjudged[:3])}{more}."
        return Likelihoods(within_source=rule.within_source, found=(), limits=(WHY, limit))
    if not available():
        return Likelihoods(within_source=rule.within_source, found=(), limits=(WHY, said_of_samples([])))
    sample, fell = _sampled(question, bearing)
    held = verdicts(question.case, question.space, question.elements, fell, question.concepts)
    worlds = np.arange(sample.count)
    seen = [(conclusion, held.holds(key, worlds)) for conclusion, key in conclusions if key in held.held]
    told = [(conclusion, sample.verify(holds, ESTIMATED)) for conclusion, holds in seen]
    later = ["The later conclusions of the list were left out: it would have taken too long."]
    return Likelihoods(
        within_source=rule.within_source,
        found=tuple(Likelihood(conclusion=c, verify=verify, drawn=sample.count) for c, verify in told if verify),
        limits=(WHY, said_of_samples([sample]), *(later if any(verify is None for _, verify in told) else [])),
    )


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
