"""What the conclusions of a case hinge on, as data: worlds, the claims whose failure flips a conclusion, linchpins.

A *world* says which of the claims in doubt fail; an assumption that rests on a failed claim is replaced by its
``otherwise``. The *modelled* world is that in which none fails. A set of claims *flips* a conclusion if the conclusion
holds in the modelled world and not in the world where exactly this set fails, or the other way round. It does so
*minimally* if no smaller part of it does.

Where the analyst judged how likely the claims are, conclusions have a likelihood. Every number comes from what was
judged; where a claim that can flip a conclusion has no likelihood, there is no number for that conclusion.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from fractions import Fraction

from detente.errors import Problem
from detente.frozen import frozen
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import Conclusion
from detente.model.evidence import Dependence
from detente.questions.rankings.found import RankingDoubt


@frozen
class InDoubt:
    """A claim in doubt and why. bears : whether anything from which conclusions are computed rests on it."""

    claim: str
    source: str
    because: str
    bears: bool


class MethodKind(StrEnum):
    """Every world; or the modelled one, those with few failures, and a sample of the rest."""

    EXACT = "exact"
    SAMPLED = "sampled"


@frozen(kw_only=True)
class Method:
    """How many worlds were looked at.

    worlds : 2 ** (claims in doubt)
    bearing : the claims in doubt on which something rests; the others only double the count of worlds
    distinct : how many of those looked at differ in states, moves or orders, and so had to be computed
    failures : all worlds with up to so many failed claims were looked at; all of them where the kind is EXACT
    sample : worlds drawn beyond these, each with equal chance; 0 where the kind is EXACT
    error : with 95 % confidence, by how much a share of worlds may be wrong (half the width of the interval, Hoeffding
        1963, that holds for each conclusion); 0 where the kind is EXACT
    impossible : how many of the worlds looked at have no feasible state; nothing holds there
    crowded : a sample was drawn since worlds differ too much in what is feasible and who can move, not since there are
        too many of them
    """

    kind: MethodKind
    worlds: int
    bearing: int
    distinct: int
    failures: int
    sample: int = 0
    error: float = 0.0
    impossible: int = 0
    crowded: bool = False


@frozen
class Flip:
    """A minimal set of claims whose failure flips a conclusion, in file order; and the assumptions that then fall."""

    claims: tuple[str, ...]
    fallen: tuple[str, ...]


@frozen
class Support:
    """An assumption that the witnesses of a conclusion use. alone : whether its failure alone flips the conclusion."""

    path: str
    claims: tuple[str, ...]
    alone: bool


@frozen(kw_only=True)
class Standing:
    """How one conclusion stands.

    state : row in the modelled case; None where the state is not feasible there
    share : in which share of the worlds it holds, a count and not a probability; estimated where the method is SAMPLED
    worlds_holding : the count itself; where the method is SAMPLED, the count among the worlds drawn
    flips : minimal sets, single claims first; all of up to three claims, and beyond only one of the smallest (if any)
    without_source : source -> whether it holds where every claim of that source fails (those trusted by name excepted)
    rests_on : the doubted assumptions that its witnesses use; empty for a conclusion that does not hold as modelled
    """

    conclusion: Conclusion
    state: int | None
    as_modelled: bool
    share: Fraction
    worlds_holding: int
    flips: tuple[Flip, ...]
    without_source: dict[str, bool]
    rests_on: tuple[Support, ...] = ()
    seen_to_fail: bool = False

    @property
    def always(self) -> bool:
        """Whether it holds in every world that was looked at."""
        return self.share == 1 and not self.seen_to_fail


@frozen
class Linchpin:
    """How many conclusions the failure of one claim alone flips: those it takes away, and those it adds.

    jointly : how many more flip where it fails with one or two others, in a minimal set
    """

    claim: str
    lost: int
    gained: int
    jointly: int

    @property
    def conclusions(self) -> int:
        """How many conclusions it carries."""
        return self.lost + self.gained


@frozen(kw_only=True)
class World:
    """One world by name: what fails in it, and which conclusions hold.

    failed : the claims that fail: none in the modelled world; one of them alone makes the same world if ``any_of``
    source : the source that is worthless there, if that is what makes it
    fallen : paths of the assumptions that fall
    holding : indices into Doubt.conclusions
    """

    failed: tuple[str, ...]
    any_of: bool = False
    source: str = ""
    fallen: tuple[str, ...]
    holding: tuple[int, ...]


@frozen
class WithoutSource:
    """What is left of the conclusions if one source is worthless. Counts of conclusions that hold as modelled."""

    source: str
    claims: tuple[str, ...]
    kept: int
    lost: int
    gained: int


@frozen
class Unevidenced:
    """An assumption that cites no claim, and what flips if it alone is replaced by its ``otherwise``."""

    path: str
    lost: int
    gained: int


@frozen
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


@frozen(kw_only=True)
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


@frozen(kw_only=True)
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


@frozen(kw_only=True)
class Likelihoods:
    """Of every conclusion that some judged claim can flip."""

    within_source: Dependence
    found: tuple[Likelihood, ...]
    limits: tuple[str, ...] = ()


@frozen(kw_only=True, repr=False)
class Doubt:
    """The whole answer of ``detente doubt``.

    rule : the rule by which claims are in doubt, in a sentence
    stated : whether the case states that rule (else it is the default)
    conclusions : those that hold in at least one world looked at: as modelled first, then by concept and state
    further : those of further questions that conclude something, by the keys of these; nothing else counts them
    linchpins : claims whose failure alone flips a conclusion, those with the most first
    sources : every source that something rests on, what is lost most first
    unevidenced : assumptions without evidence that carry a conclusion, those with the most first
    worlds : the modelled world, each failure of one claim (those that make the same world together), each source gone
    elements : path -> what an assumption that may fall says, in words
    rankings : how far each ranking may be wrong
    trusted : claims, and paths of assumptions, named as trusted; they stay even where their source is worthless
    spared : every claim that the rule would put in doubt and the user trusts, itself, by its source or with all others
    """

    case: Case
    concepts: tuple[Concept, ...]
    rule: str
    stated: bool
    in_doubt: tuple[InDoubt, ...]
    method: Method
    conclusions: tuple[Standing, ...]
    linchpins: tuple[Linchpin, ...]
    sources: tuple[WithoutSource, ...]
    further: dict[str, tuple[Standing, ...]] = field(default_factory=dict[str, tuple[Standing, ...]])
    unevidenced: tuple[Unevidenced, ...] = ()
    worlds: tuple[World, ...] = ()
    elements: dict[str, str] = field(default_factory=dict[str, str])
    rankings: RankingDoubt | None = None
    likelihoods: Likelihoods | None = None
    limits: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    trusted: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    version: str = ""

    def __repr__(self) -> str:
        return (
            f"<Doubt of {self.case.title!r}: {len(self.conclusions)} conclusions, {len(self.in_doubt)} claims in doubt>"
        )
