"""What a decision maker wants, in one of the forms a case has for it, and what each part of it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from detente.errors import SourcePos
from detente.model.formula import Formula

__all__ = [
    "DROP",
    "KEEP",
    "SWAP",
    "Indifferent",
    "Needs",
    "Preference",
    "Prioritised",
    "Ranking",
    "StateGroup",
    "StateRef",
    "Statement",
    "Weight",
    "Weights",
]

DROP, KEEP, SWAP = "drop", "keep", "swap"


class Needs(StrEnum):
    """How many of its claims an assumption needs: ``all`` of them, or ``any`` one."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One preference statement. ``text`` is the formula as the analyst wrote it, ``title`` the same in plain words.

    otherwise : what holds instead if the claims fail: DROP (None means the same), KEEP, SWAP (with the next statement),
        or a formula
    strong : a state that it sets above another is strongly preferred to it
    """

    formula: Formula
    text: str
    title: str = ""
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: Formula | str | None = None
    strong: bool = False
    path: str = ""
    pos: SourcePos | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prioritised:
    """Option prioritisation: most important statement first, lexicographic (Peng, Hipel & Kilgour 1997)."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StateGroup:
    """States of which it is said what is known, or not, of how a decision maker ranks them.

    Under ``unknown`` no pair from different members, or of a single member, can be ranked; under ``known`` the states
    of an earlier member are better than those of a later one.
    """

    members: tuple[StateRef, ...]
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: str | None = None
    path: str = ""
    pos: SourcePos | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Direct ranking, best first. Each tier is a tie.

    gaps : k is in it where every state of the tiers before tier k is strongly preferred to every state from it on
    otherwise : DROP (None means the same; all states are then equally good) or KEEP
    """

    tiers: tuple[tuple[StateRef, ...], ...]
    gaps: tuple[int, ...] = ()
    pos: SourcePos | None = None
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What one option (by its full name) is worth. otherwise : DROP (None means the same; it then weighs 0) or KEEP."""

    option: str
    weight: float
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: str | None = None
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Option weighting: a state is worth the sum of the weights of its options. because : the claims of all of them."""

    weights: tuple[Weight, ...]
    path: str = ""

    @property
    def because(self) -> tuple[str, ...]:
        """The claims behind any of the weights, each once."""
        return tuple(dict.fromkeys(claim for weight in self.weights for claim in weight.because))


@dataclass(frozen=True, slots=True, kw_only=True)
class Indifferent:
    """No preference was given: every state is equally good. ``check`` says so."""


Preference = Prioritised | Ranking | Weights | Indifferent
