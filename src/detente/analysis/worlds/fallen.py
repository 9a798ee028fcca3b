"""Which assumptions may fall, and the case that is left where some of them do.

An assumption falls where too few of its claims hold, and its ``otherwise`` takes its place. By default it is dropped:
what is left of the case then is told in :mod:`detente.model.assumptions`. A statement or a rule may have another
formula instead, and a statement may change places with the next one. One with ``otherwise: keep`` never falls.

Such are statements, rankings, weights and chains of known pairs of a decision maker itself; what is feasible, merged
and forbidden; options and their directions; and what a section from elsewhere says of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.model.assumptions import Fate, assumptions, by_itself, rebuilt
from detente.model.case import Case
from detente.model.grounds import KEEP, SWAP, Assumption
from detente.model.preference import StateGroup


def elements_of(case: Case) -> tuple[Assumption, ...]:
    """Every assumption that may fall: preferences by decision maker, then states and moves; each in file order."""
    return tuple(a for a in assumptions(case) if a.may_fall and a.grounds.otherwise != KEEP)


def fallen(case: Case, paths: Iterable[str]) -> Case:
    """The case in which the assumptions at these paths have fallen."""
    gone = frozenset(paths)
    return rebuilt(case, lambda a: _instead(a) if a.path in gone else a.grounds) if gone else case


def _instead(assumption: Assumption) -> Fate:
    """What takes its place; None where it is dropped."""
    instead = assumption.grounds.otherwise
    if instead == SWAP:
        return SWAP
    return None if isinstance(instead, str) else instead


def in_words(assumption: Assumption) -> str:
    """What it says where it stands by itself, in plain words where the case has them."""
    if isinstance(assumption.thing, StateGroup):
        return " > ".join(ref.text for ref in assumption.thing.members)
    text, title = by_itself(assumption)
    return title or text
