"""What a decision maker wants, in one of the forms a case has for it."""

from __future__ import annotations

from dataclasses import field

from detente.errors import SourcePos
from detente.frozen import frozen
from detente.model.formula import Formula
from detente.model.grounds import Grounds, Worded


@frozen(kw_only=True)
class Statement(Worded):
    """One preference statement. strong : a state that it sets above another is strongly preferred to it."""

    formula: Formula
    strong: bool = False


@frozen(kw_only=True)
class Prioritised:
    """Option prioritisation: most important statement first, lexicographic (Peng, Hipel & Kilgour 1997)."""

    statements: tuple[Statement, ...]


@frozen(kw_only=True)
class StateRef:
    """States as a person names them: a number (``s3``, 1-based) or a Y/N pattern over all options (``NY-N``).

    A member of a :class:`StateGroup` may be a formula. Which rows these are is known only once the states are; see
    ``analysis.known``.
    """

    text: str
    number: int | None = None
    pattern: str | None = None
    formula: Formula | None = None
    pos: SourcePos | None = None


@frozen(kw_only=True)
class StateGroup:
    """States of which it is said what is known, or not, of how a decision maker ranks them.

    Under ``unknown`` no pair from different members, or of a single member, can be ranked; under ``known`` the states
    of an earlier member are better than those of a later one.
    """

    members: tuple[StateRef, ...]
    grounds: Grounds = field(default_factory=Grounds)


@frozen(kw_only=True)
class Ranking:
    """Direct ranking, best first. Each tier is a tie. ``text`` is the whole as the analyst wrote it.

    gaps : k is in it where every state of the tiers before tier k is strongly preferred to every state from it on
    """

    tiers: tuple[tuple[StateRef, ...], ...]
    gaps: tuple[int, ...] = ()
    text: str = ""
    grounds: Grounds = field(default_factory=Grounds)


@frozen(kw_only=True)
class Weight:
    """What one option (by its full name) is worth."""

    option: str
    weight: float
    grounds: Grounds = field(default_factory=Grounds)


@frozen(kw_only=True)
class Weights:
    """Option weighting: a state is worth the sum of the weights of its options."""

    weights: tuple[Weight, ...]
    path: str = ""
    pos: SourcePos | None = None

    @property
    def grounds(self) -> Grounds:
        """Those of all weights together: the claims behind any of them, each once."""
        claims = dict.fromkeys(claim for weight in self.weights for claim in weight.grounds.claims)
        return Grounds(self.path, tuple(claims), pos=self.pos)


@frozen(kw_only=True)
class Indifferent:
    """No preference was given: every state is equally good. ``check`` says so."""


Preference = Prioritised | Ranking | Weights | Indifferent
