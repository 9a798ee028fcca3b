"""What each day's contacts changed: the case as known at the end of each day, and what holds by it.

The case of a day is that of :mod:`detente.analysis.as_of`. Each is a version of the case, and what is concluded of it
is compared with the day before; the first day is compared with what was known before it. Days on which nothing
was said and nothing became known change nothing and are passed over.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from detente.analysis.as_of import as_of, dated, day_named, known_from
from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import usual_concepts
from detente.analysis.state_space import state_space
from detente.analysis.version import Version, version_of
from detente.errors import AnalysisError, CaseFileError, TooLargeError
from detente.model.as_of import LeftOut
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import REACHABLE, Conclusion
from detente.model.results import StateSpace
from detente.questions.days.found import Between, Known
from detente.questions.registry import comparable, conclusions


@dataclass(frozen=True, slots=True, eq=False)
class _Day:
    """The case of a day, what holds by it, or why nothing can be said."""

    day: str
    case: Case
    found: Version | None
    problem: str = ""

    @property
    def left_out(self) -> dict[str, LeftOut]:
        """Path -> assumption that could not be made yet."""
        return {} if self.case.known is None else {left.path: left for left in self.case.known.left_out}


def between(
    case: Case,
    start: str,
    end: str,
    concepts: Sequence[Concept] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Between:
    """What became known from one day to another (both included), day by day, and which conclusions it changed.

    concepts : under which equilibria are asked for; None means all that are usually analysed

    Raises
    ------
    AnalysisError
        If a text is no day, the days are in the wrong order, the last comes after everything that the case holds, or
        nothing in the case has a date.
    CaseFileError
        If the case itself is no conflict.

    Cost: one analysis of stability for each day told.
    """
    first, last = day_named(start), day_named(end)
    if first > last:
        raise AnalysisError(f"{first} comes after {last}; name the earlier day first.")
    since = known_from(case)
    days_named = dated(case, since)
    if not days_named:
        raise AnalysisError(
            "nothing in this case has a date, so no day can have changed anything; "
            "give it a timeline, or claims the day from which they were known (known_from)."
        )
    as_of(case, last)  # refuses a day beyond the case
    wanted = tuple(concepts) if concepts is not None else _usual(case)
    told = [day for day in days_named if first <= day <= last]
    base = _states(case)
    days: list[_Day] = []
    for day in (_day_before(first), *told):
        if progress is not None:
            progress(f"as known on {day}")
        days.append(_asked(case, day, wanted, base))
    told_of = [frozenset[Conclusion]() if day.found is None else conclusions(day.found) for day in days]
    holding = {day.day: held for day, held in zip(days, comparable(told_of), strict=True)}
    return Between(
        case=case,
        start=first,
        end=last,
        concepts=wanted,
        before=Known(day=days[0].day, holding=holding[days[0].day], problem=days[0].problem),
        days=tuple(_known(case, since, days[: k + 1], holding) for k in range(1, len(days))),
        missing=tuple(days[-1].left_out.values()),
        always=sum(not day for day in since.values()),
    )


def _states(case: Case) -> StateSpace | None:
    """The states of the whole case; None where there are too many, or none."""
    try:
        return state_space(case)
    except (CaseFileError, TooLargeError):
        return None


def _usual(case: Case) -> tuple[Concept, ...]:
    space = state_space(case)
    return usual_concepts(graph_model(case, space, preference_ranks(case, space)))


def _day_before(day: str) -> str:
    try:
        return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()
    except OverflowError:
        return day


def _asked(case: Case, day: str, concepts: Sequence[Concept], base: StateSpace | None) -> _Day:
    then = as_of(case, day)
    try:
        return _Day(day, then, version_of(then, concepts, base))
    except CaseFileError as error:
        return _Day(day, then, None, error.problems[0].message)
    except TooLargeError as error:
        return _Day(day, then, None, str(error))


def _known(case: Case, since: dict[str, str], days: Sequence[_Day], holding: dict[str, frozenset[Conclusion]]) -> Known:
    """The last of some days, compared with the last one before it that has an answer."""
    today, before = days[-1], days[-2]
    earlier = next((day.day for day in reversed(days[:-1]) if day.found is not None), None)
    now = holding[today.day]
    comparable = today.found is not None and earlier is not None
    then = holding[earlier] if earlier is not None else frozenset[Conclusion]()
    return Known(
        day=today.day,
        contacts=tuple(contact for contact in case.timeline if contact.date == today.day),
        claims=tuple(name for name, day in since.items() if day == today.day),
        entered=tuple(left for path, left in before.left_out.items() if path not in today.left_out),
        holding=now,
        appeared=_in_order(now - then) if comparable else (),
        vanished=_in_order(then - now) if comparable else (),
        problem=today.problem,
    )


def _in_order(found: Iterable[Conclusion]) -> tuple[Conclusion, ...]:
    """By state, equilibria first and by concept."""
    concepts = list(Concept)
    return tuple(
        sorted(
            found,
            key=lambda c: (len(c.yes), c.yes, c.kind == REACHABLE, concepts.index(c.concept) if c.concept else -1),
        )
    )
