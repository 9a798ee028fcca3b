"""What each day's contacts changed: the case as known at the end of each day, and what holds by it.

The case of a day is that of :mod:`detente.analysis.as_of`. Each is a version of the case, and what is concluded of it
is compared with the day before; the first day is compared with what was known before it. Days on which nothing
was said and nothing became known change nothing and are passed over.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence

from detente.analysis.as_of import as_of, dated, day_named, known_from
from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import usual_concepts
from detente.analysis.state_space import state_space
from detente.analysis.version import Version, version_or_why
from detente.errors import AnalysisError, CaseFileError, TooLargeError
from detente.frozen import frozen
from detente.model.as_of import LeftOut
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import REACHABLE, Conclusion
from detente.model.results import StateSpace
from detente.questions.days.found import Between, Known
from detente.questions.question import silent
from detente.questions.registry import comparable, conclusions


@frozen(eq=False)
class _Day:
    """The end of a day: which assumptions could not be made yet, by path; and the case, or why nothing can be said."""

    day: str
    left_out: dict[str, LeftOut]
    found: Version | str

    @property
    def problem(self) -> str:
        """Why nothing can be said; empty where something can."""
        return self.found if isinstance(self.found, str) else ""


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
        (progress or silent)(f"as known on {day}")
        then = as_of(case, day)
        left_out = {left.path: left for left in (then.known.left_out if then.known else ())}
        days.append(_Day(day, left_out, version_or_why(then, wanted, base)))
    told_of = [frozenset() if isinstance(day.found, str) else conclusions(day.found) for day in days]
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


def _known(case: Case, since: dict[str, str], days: Sequence[_Day], holding: dict[str, frozenset[Conclusion]]) -> Known:
    """The last of some days, compared with the last one before it that has an answer."""
    today, before = days[-1], days[-2]
    earlier = next((day.day for day in reversed(days[:-1]) if not day.problem), None)
    now = holding[today.day]
    then = now if today.problem or earlier is None else holding[earlier]  # compared with itself, nothing changed
    return Known(
        day=today.day,
        contacts=tuple(contact for contact in case.timeline if contact.date == today.day),
        claims=tuple(name for name, day in since.items() if day == today.day),
        entered=tuple(left for path, left in before.left_out.items() if path not in today.left_out),
        holding=now,
        appeared=_in_order(now - then),
        vanished=_in_order(then - now),
        problem=today.problem,
    )


def _in_order(found: Iterable[Conclusion]) -> tuple[Conclusion, ...]:
    """By state, equilibria first and by concept."""
    return tuple(sorted(found, key=lambda c: (len(c.yes), c.yes, c.kind == REACHABLE, c.place)))
