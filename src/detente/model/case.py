"""A conflict as an analyst writes it: decision makers, options, what is feasible, what each prefers, and the evidence.

All types are frozen and hold no file handling. Options are listed in file order over all decision makers; option ``k``
of that list is bit ``k`` of a state. ``because`` on anything names the claims it rests on (:attr:`Case.claims`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from detente.errors import Problem, SourcePos
from detente.model.as_of import AsOf
from detente.model.concepts import Concept
from detente.model.evidence import Claim, DoubtRule, Page, Source
from detente.model.formula import Formula
from detente.model.preference import (
    Indifferent,
    Needs,
    Preference,
    Prioritised,
    Ranking,
    StateGroup,
    Statement,
    StateRef,
    Weight,
    Weights,
)
from detente.model.readings import Question

__all__ = [
    "ActorKind",
    "Assumption",
    "Attitude",
    "AttitudeHeld",
    "Case",
    "Constraint",
    "Contact",
    "DecisionMaker",
    "Direction",
    "Faction",
    "ForbiddenArc",
    "Indifferent",
    "Merge",
    "Needs",
    "Option",
    "Perceived",
    "Preference",
    "Prioritised",
    "Ranking",
    "Rests",
    "Scenario",
    "StateGroup",
    "StateRef",
    "Statement",
    "Unseen",
    "Weight",
    "Weights",
]


class Direction(StrEnum):
    """Which way an option may change. ``no-to-yes``: once taken, never given up."""

    BOTH = "both"
    NO_TO_YES = "no-to-yes"
    YES_TO_NO = "yes-to-no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rests:
    """The evidence of an element that has no type of its own."""

    path: str
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something a decision maker can do or not do. ``name`` is in full (``russia.truce``), ``key`` is ``truce``.

    ``title`` says what taking it is, ``not_title`` what not taking it is ("Fight on" for "Hold fire"), where given.
    otherwise : what if the claims fail: DROP (None means the same), it can then not be taken, or KEEP
    direction_rests : what a direction given under ``moves`` rests on; None where it is given at the option itself
    """

    name: str
    key: str
    dm: str
    title: str
    not_title: str = ""
    direction: Direction = Direction.BOTH
    direction_rests: Rests | None = None
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Faction:
    """A group inside a decision maker. Without a preference it is recorded with its evidence and changes no result.

    preference : how its members rank states; None where the case does not say
    share : how many members it counts for; the case says it, and where it does not all factions count alike
    """

    key: str
    title: str
    preference: Preference | None = None
    share: int = 1
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorKind:
    """The stability concept by which one decision maker judges whether to stay, whatever the others do."""

    concept: Concept
    because: tuple[str, ...] = ()


class Attitude(StrEnum):
    """How a decision maker is disposed towards another, or towards itself."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttitudeHeld:
    """One attitude of a decision maker; ``towards`` is the key of another, or its own."""

    towards: str
    attitude: Attitude
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Perceived:
    """What a decision maker takes another (or itself) to prefer; ``dm`` is the key of that one."""

    dm: str
    preference: Preference


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """States that a decision maker takes for impossible: those where the formula holds."""

    formula: Formula
    text: str
    title: str = ""
    because: tuple[str, ...] = ()
    path: str = ""
    pos: SourcePos | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMaker:
    """One who decides. ``options`` in file order; may be empty (an onlooker with preferences and no moves).

    actor : what kind of actor it is, where the case says so
    unknown takes pairs of states out of ``preference``; known says which are known, and all others are not; not both
    perceives, does_not_see : where it sees the conflict otherwise than the case has it
    attitudes : those the case names; without, positive towards itself and neutral towards the others
    """

    key: str
    name: str
    options: tuple[Option, ...]
    preference: Preference = field(default_factory=Indifferent)
    unknown: tuple[StateGroup, ...] = ()
    known: tuple[StateGroup, ...] = ()
    factions: tuple[Faction, ...] = ()
    actor: ActorKind | None = None
    attitudes: tuple[AttitudeHeld, ...] = ()
    perceives: tuple[Perceived, ...] = ()
    does_not_see: tuple[Unseen, ...] = ()
    because: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What must hold of any feasible state. otherwise : DROP (None means the same), KEEP or another formula."""

    formula: Formula
    text: str
    title: str = ""
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: Formula | str | None = None
    path: str = ""
    pos: SourcePos | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """States that nobody distinguishes once the formula holds: they are one state, at the smallest mask.

    otherwise : DROP (None means the same; they are then told apart) or KEEP
    """

    formula: Formula
    text: str
    title: str = ""
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: str | None = None
    path: str = ""
    pos: SourcePos | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbiddenArc:
    """Moves of ``dm`` that do not exist: from states where ``source`` holds to states where ``target`` holds.

    A condition ``when`` of the file must hold at the start and is part of ``source`` here.
    otherwise : DROP (None means the same; the moves then exist) or KEEP
    """

    dm: str
    source: Formula
    target: Formula
    text: str
    title: str = ""
    because: tuple[str, ...] = ()
    needs: Needs = Needs.ALL
    otherwise: str | None = None
    path: str = ""
    pos: SourcePos | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A dated contact: who said what to whom, how, and whether it was authorised."""

    date: str
    kind: str
    sender: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    channel: str = ""
    authorised: str = ""
    summary: str = ""
    cites: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """An element of the case, addressed by its path in the file, with what it says and the evidence that it cites.

    claims is empty where it stands on the analyst's word. title says ``text`` (a formula, mostly) in plain words, where
    the case does. used says whether an analysis of this version reads the element (terms, factions and the like are
    only recorded).
    """

    path: str
    text: str
    claims: tuple[str, ...] = ()
    title: str = ""
    used: bool = True
    pos: SourcePos | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A whole case. ``claims`` maps a claim's name to it; every ``because`` holds keys of that mapping.

    unused holds, per section name, the validated content of sections that no analysis of this version reads.
    digest is the SHA-256 of the case file and of every page it cites, so that a report can be reproduced.
    doubt : by which rule claims are in doubt; None where the case leaves that to the default
    scenarios : the case under other circumstances
    readings : questions that the evidence leaves open, with competing readings; they change no result
    known : what was left out of the case, where it was cut down to what was known on an earlier day
    """

    title: str
    path: str
    decision_makers: tuple[DecisionMaker, ...]
    as_of: str = ""
    summary: str = ""
    feasible: tuple[Constraint, ...] = ()
    merges: tuple[Merge, ...] = ()
    forbidden: tuple[ForbiddenArc, ...] = ()
    status_quo: tuple[str, ...] | None = None
    status_quo_pos: SourcePos | None = None
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    pages: tuple[Page, ...] = ()
    timeline: tuple[Contact, ...] = ()
    mediator: str | None = None
    unused: dict[str, object] = field(default_factory=dict[str, object])
    assumptions: tuple[Assumption, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    doubt: DoubtRule | None = None
    scenarios: tuple[Scenario, ...] = ()
    readings: tuple[Question, ...] = ()
    known: AsOf | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """All options in file order; option ``k`` is bit ``k`` of a state."""
        return tuple(option for dm in self.decision_makers for option in dm.options)

    @property
    def option_index(self) -> dict[str, int]:
        """Bit of each option, by its full name."""
        return {option.name: k for k, option in enumerate(self.options)}

    def dm_index(self, key: str) -> int:
        """Position of a decision maker, by its key."""
        return [dm.key for dm in self.decision_makers].index(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A case under another circumstance: ``case`` is the whole case once the change is made, without scenarios."""

    key: str
    title: str
    case: Case
    note: str = ""
    because: tuple[str, ...] = ()
    pos: SourcePos | None = None
