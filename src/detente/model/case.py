"""A conflict as an analyst writes it: decision makers, options, what is feasible, what each prefers, and the evidence.

All types are frozen and hold no file handling. Options are listed in file order over all decision makers; option ``k``
of that list is bit ``k`` of a state. Whatever can be wrong has :class:`~detente.model.grounds.Grounds`.
"""

from __future__ import annotations

from dataclasses import field, replace
from enum import StrEnum

from detente.errors import Problem, Severity, SourcePos
from detente.frozen import frozen
from detente.model.as_of import AsOf
from detente.model.concepts import Concept
from detente.model.evidence import Claim, DoubtRule, NotePage, Source
from detente.model.formula import Formula
from detente.model.grounds import Assumption, Grounds, Worded
from detente.model.preference import Indifferent, Preference, StateGroup
from detente.model.readings import RatedQuestion


class Direction(StrEnum):
    """Which way an option may change. ``no-to-yes``: once taken, never given up."""

    BOTH = "both"
    NO_TO_YES = "no-to-yes"
    YES_TO_NO = "yes-to-no"


@frozen(kw_only=True)
class Option:
    """Something a decision maker can do or not do. ``name`` is in full (``russia.truce``), ``key`` is ``truce``.

    ``title`` says what taking it is, ``not_title`` what not taking it is ("Fight on" for "Hold fire"), where given.
    direction_grounds : those of a direction given under ``moves``; None where it is given at the option itself
    """

    name: str
    key: str
    dm: str
    title: str
    not_title: str = ""
    direction: Direction = Direction.BOTH
    direction_grounds: Grounds | None = None
    grounds: Grounds = field(default_factory=Grounds)


@frozen(kw_only=True)
class Faction:
    """A group inside a decision maker. Without a preference it is recorded with its evidence and changes no result.

    preference : how its members rank states; None where the case does not say
    share : how many members it counts for; the case says it, and where it does not all factions count alike
    """

    key: str
    title: str
    preference: Preference | None = None
    share: int = 1
    grounds: Grounds = field(default_factory=Grounds)


@frozen(kw_only=True)
class ActorKind:
    """The stability concept by which one decision maker judges whether to stay, whatever the others do."""

    concept: Concept
    grounds: Grounds = field(default_factory=Grounds)


class Attitude(StrEnum):
    """How a decision maker is disposed towards another, or towards itself."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


@frozen(kw_only=True)
class AttitudeHeld:
    """One attitude of a decision maker; ``towards`` is the key of another, or its own."""

    towards: str
    attitude: Attitude
    grounds: Grounds = field(default_factory=Grounds)


@frozen(kw_only=True)
class Perceived:
    """What a decision maker takes another (or itself) to prefer; ``dm`` is the key of that one."""

    dm: str
    preference: Preference


@frozen(kw_only=True)
class Unseen(Worded):
    """States that a decision maker takes for impossible: those where the formula holds."""

    formula: Formula


@frozen(kw_only=True)
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
    grounds: Grounds = field(default_factory=Grounds)
    note: str = ""


@frozen(kw_only=True)
class Constraint(Worded):
    """What must hold of any feasible state."""

    formula: Formula


@frozen(kw_only=True)
class Merge(Worded):
    """States that nobody distinguishes once the formula holds: they are one state, at the smallest mask."""

    formula: Formula


@frozen(kw_only=True)
class ForbiddenArc(Worded):
    """Moves of ``dm`` that do not exist: from states where ``source`` holds to states where ``target`` holds.

    A condition ``when`` of the file must hold at the start and is part of ``source`` here.
    """

    dm: str
    source: Formula
    target: Formula


@frozen(kw_only=True)
class Contact:
    """A dated contact: who said what to whom, how, and whether it was authorised."""

    date: str
    kind: str
    sender: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    channel: str = ""
    authorised: str = ""
    summary: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    grounds: Grounds = field(default_factory=Grounds)

    @property
    def cites(self) -> tuple[str, ...]:
        """The claims that report it."""
        return self.grounds.claims


@frozen(kw_only=True)
class Case:
    """A whole case. ``claims`` maps a claim's name to it; all grounds hold keys of that mapping.

    extra : section name -> its content, of sections that this type has no place for: plain data where nothing uses
        them yet, or whatever a question of its own makes of them (:class:`~detente.model.assumptions.Grounded`)
    recorded : assumptions of which nothing but their evidence is kept, as those of sections that nothing uses yet
    assumptions : all of the case, in file order, as lists of evidence tell them; empty for a case without any
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
    status_quo_grounds: Grounds = field(default_factory=lambda: Grounds("status_quo"))
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    pages: tuple[NotePage, ...] = ()
    timeline: tuple[Contact, ...] = ()
    extra: dict[str, object] = field(default_factory=dict[str, object])
    recorded: tuple[Assumption, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    doubt: DoubtRule | None = None
    scenarios: tuple[Scenario, ...] = ()
    readings: tuple[RatedQuestion, ...] = ()
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

    def __repr__(self) -> str:
        sides, options = len(self.decision_makers), len(self.options)
        return f"<Case {self.title!r}: {sides} decision makers, {options} options, {len(self.claims)} claims>"

    def error(self, pos: SourcePos | None, code: str, message: str, hint: str) -> Problem:
        """What is wrong at a place of the case, or, where none is known, at its head."""
        at = pos or SourcePos(self.path, 1, 1)
        return Problem(pos=at, severity=Severity.ERROR, code=code, message=message, hint=hint)

    def warning(self, pos: SourcePos | None, code: str, message: str, hint: str) -> Problem:
        """What may not be meant, at a place as of :meth:`error`."""
        return replace(self.error(pos, code, message, hint), severity=Severity.WARNING)


@frozen(kw_only=True)
class Scenario:
    """A case under another circumstance: ``case`` is the whole case once the change is made, without scenarios."""

    key: str
    title: str
    case: Case
    note: str = ""
    grounds: Grounds = field(default_factory=Grounds)
