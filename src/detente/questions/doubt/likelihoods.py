"""How likely conclusions are, where the analyst judged how likely the claims are: as data.

Every number comes from likelihoods that the analyst gave; where a claim that can flip a conclusion has none, there is
no number for that conclusion.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.conclusion import Conclusion
from detente.model.evidence import Dependence


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a probability, both within 0 to 1.

    sharp : whether both bounds are reached by what was judged; else they hold and narrower ones may hold too
    """

    low: float
    high: float
    sharp: bool = True

    @property
    def middle(self) -> float:
        """Half way between the bounds."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What learning whether one claim is true is expected to do to the uncertainty about one conclusion.

    All are for claims that are true or false independently of one another.

    first, total : first-order and total Sobol' index of the claim for "the conclusion holds": the least and the
        greatest value found where every likelihood is at an end of its interval, and where all are in the middle
    reduction : bounds of the variance of "the conclusion holds" that is expected to go, over the judged intervals
    """

    claim: str
    first: Interval
    total: Interval
    reduction: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """How likely one conclusion is.

    any_dependence : bounds whatever the dependence between sources is, that within a source as stated
    independent : bounds if sources are independent of one another
    any_dependence is None where it was not computed (Likelihoods.limits says why)
    unjudged : claims that can flip it and have no likelihood; then there are no bounds
    verify : what to verify first, most useful first
    drawn : worlds drawn from which ``verify`` was estimated (its intervals are then of 95 % confidence); 0: it is exact
    """

    conclusion: Conclusion
    any_dependence: Interval | None = None
    independent: Interval | None = None
    unjudged: tuple[str, ...] = ()
    verify: tuple[Verification, ...] = ()
    drawn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihoods:
    """Of every conclusion that some judged claim can flip."""

    within_source: Dependence
    found: tuple[Likelihood, ...]
    limits: tuple[str, ...] = ()
