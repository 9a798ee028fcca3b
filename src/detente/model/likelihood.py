"""How likely conclusions are, where the analyst judged how likely the claims are: as data.

Every number comes from likelihoods that the analyst gave; where a claim that can flip a conclusion has none, there is
no number for that conclusion.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.doubt import Conclusion
from detente.model.evidence import Dependence

__all__ = ["Interval", "Likelihood", "Likelihoods", "Verification"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a probability, both within 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What learning whether one claim is true is expected to do to the uncertainty about one conclusion.

    first, total : first-order and total Sobol' index of the claim for "the conclusion holds"
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
    unjudged : claims that can flip it and have no likelihood; then there are no bounds
    verify : what to verify first, most useful first
    """

    conclusion: Conclusion
    any_dependence: Interval | None = None
    independent: Interval | None = None
    unjudged: tuple[str, ...] = ()
    verify: tuple[Verification, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihoods:
    """Of every conclusion that some judged claim can flip."""

    within_source: Dependence
    found: tuple[Likelihood, ...]
    limits: tuple[str, ...] = ()
