"""What became known between two days, and what it changed, as data."""

from __future__ import annotations

from detente.frozen import frozen
from detente.model.as_of import LeftOut
from detente.model.case import Case, Contact
from detente.model.concepts import Concept
from detente.model.conclusion import Conclusion


@frozen(kw_only=True)
class Known:
    """What was known at the end of a day, and what holds by it.

    day : the day; of the state of things before the first day, the day before it
    contacts, claims : what was said on the day, and what became known on it
    entered : the assumptions that could be made from then on, with all claims that they had waited for
    holding : every conclusion that holds at its end
    appeared, vanished : those that hold at its end and did not the day before, and the other way round
    problem : why the case of that day has no answer, as a sentence; empty where it has one. Then nothing is compared
    """

    day: str
    contacts: tuple[Contact, ...] = ()
    claims: tuple[str, ...] = ()
    entered: tuple[LeftOut, ...] = ()
    holding: frozenset[Conclusion] = frozenset()
    appeared: tuple[Conclusion, ...] = ()
    vanished: tuple[Conclusion, ...] = ()
    problem: str = ""


@frozen(kw_only=True)
class Between:
    """The answer of ``detente doubt CASE --between A B``.

    before : what was known before the first day
    days : each day from ``start`` to ``end`` on which something was said or became known
    missing : assumptions that could still not be made at the end
    always : how many claims have no date, and count as known all along
    """

    case: Case
    start: str
    end: str
    concepts: tuple[Concept, ...]
    before: Known
    days: tuple[Known, ...]
    missing: tuple[LeftOut, ...] = ()
    always: int = 0
    version: str = ""
