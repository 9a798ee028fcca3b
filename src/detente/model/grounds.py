"""What an assumption of a case rests on, and the assumption itself: the same two values for every element of a case."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import KW_ONLY, field, replace
from enum import StrEnum
from typing import Final

from detente.errors import SourcePos
from detente.frozen import frozen
from detente.model.formula import Formula

DROP: Final = "drop"
KEEP: Final = "keep"
SWAP: Final = "swap"


class Needs(StrEnum):
    """How many of its claims an assumption needs: ``all`` of them, or ``any`` one."""

    ALL = "all"
    ANY = "any"


@frozen
class Grounds:
    """What an element of a case rests on, and where it stands.

    path : its address in the file, as in ``russia.prefers[0]``
    claims : those that it cites, by their names in :attr:`Case.claims`; without any it is the analyst's word
    needs : how many of them it needs
    otherwise : what holds instead if they fail: DROP (None means the same; what is then left of the case is told in
        :mod:`detente.model.assumptions`), KEEP, SWAP (a statement changes places with the next one), or a formula
    pos : its place in the file; that of the formula where it is one
    """

    path: str = ""
    claims: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: Formula | str | None = None
    pos: SourcePos | None = None

    def fall_with(self, failed: Container[str]) -> bool:
        """Whether too few of the claims are left where these fail; never so where nothing is cited."""
        failing = [claim in failed for claim in self.claims]
        return any(failing) if self.needs is Needs.ALL or not failing else all(failing)

    def without(self, claims: Container[str]) -> Grounds:
        """The same without some of the claims; itself where it cites none of them."""
        kept = tuple(claim for claim in self.claims if claim not in claims)
        return self if len(kept) == len(self.claims) else replace(self, claims=kept)


@frozen(kw_only=True)
class Worded:
    """An element of a case that is written as a text, mostly a formula; ``title`` says the same in plain words."""

    text: str
    title: str = ""
    grounds: Grounds = field(default_factory=Grounds)


class CasePart(StrEnum):
    """Which part of a case an assumption is; a section from elsewhere may have parts of its own."""

    DECISION_MAKER = "decision maker"
    STATEMENT = "statement"
    RANKING = "ranking"
    WEIGHT = "weight"
    WEIGHTS = "weights"  # all of a decision maker taken together, as lists of evidence tell them
    NO_PREFERENCE = "no preference"
    CHAIN = "chain"
    UNKNOWN = "unknown"
    FACTION = "faction"
    CONCEPT = "concept"
    ATTITUDE = "attitude"
    UNSEEN = "unseen"
    RULE = "rule"
    MERGE = "merge"
    FORBIDDEN = "forbidden move"
    OPTION = "option"
    DIRECTION = "direction"
    STATUS_QUO = "status quo"
    CONTACT = "contact"
    SCENARIO = "scenario"
    QUESTION = "question"
    RECORDED = "recorded"


STRUCTURE = frozenset({CasePart.RULE, CasePart.MERGE, CasePart.FORBIDDEN, CasePart.OPTION, CasePart.DIRECTION})


@frozen
class Assumption:
    """An element of the case with what it rests on, as :mod:`detente.model.assumptions` finds it.

    text : what it says, mostly a formula; title : the same in plain words, where the case has them
    thing : the element itself, for those who say it otherwise
    used : whether an analysis reads it (terms, factions without preferences and the like are only recorded)
    may_fall : whether doubt of its claims can take it away, and with it what is concluded
    dm : the decision maker whose own preference it is part of; None elsewhere
    index : its place in its list
    """

    grounds: Grounds
    text: str
    title: str = ""
    part: str = CasePart.RECORDED
    thing: object = field(default=None, repr=False, compare=False)
    _: KW_ONLY
    used: bool = True
    may_fall: bool = False
    dm: int | None = None
    index: int = 0

    @property
    def path(self) -> str:
        """Its address in the file."""
        return self.grounds.path

    @property
    def claims(self) -> tuple[str, ...]:
        """Those that it cites."""
        return self.grounds.claims

    @property
    def structural(self) -> bool:
        """Whether it says which states there are and who can move."""
        return self.part in STRUCTURE
