"""The case as it could have been written from what was known at the end of a day.

A claim is *known* from the day that the case gives for it; else from the earliest dated contact that cites it; else
from the day that the case gives for its source; else always. A claim that was not known yet is not false: nobody could
have assumed anything from it, and nobody could have doubted it. So an assumption that needs such a claim is left out,
whatever its ``otherwise`` says; what is then left of the case is told in :mod:`detente.model.assumptions`.

``needs: any`` is content with one known claim. An assumption that cites nothing stays. A status quo has only options
that somebody knew of. A claim that was confirmed (credibility 1) by others that were not known yet could not be judged
then (6).
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from detente.analysis.renumbering import renumbered
from detente.errors import AnalysisError
from detente.model.as_of import AsOf, LeftOut
from detente.model.assumptions import Fate, by_itself, rebuilt
from detente.model.case import ActorKind, Assumption, AttitudeHeld, Case, DecisionMaker, Option
from detente.model.evidence import CANNOT_BE_JUDGED, CONFIRMED, Claim, any_independent
from detente.model.grounds import CasePart
from detente.model.preference import StateGroup

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Never left out: decision makers; weights, which are so one by one; and what is only told.
NEVER = frozenset({CasePart.DECISION_MAKER, CasePart.WEIGHTS, CasePart.CONTACT, CasePart.QUESTION, CasePart.RECORDED})


def day_named(text: str) -> str:
    """A day as the case format writes days.

    Raises
    ------
    AnalysisError
        If the text is no day of the calendar.
    """
    word = text.strip()
    try:
        if not DAY.fullmatch(word):
            raise ValueError(word)
        return datetime.date.fromisoformat(word).isoformat()
    except ValueError:
        raise AnalysisError(
            f"'{word[:40]}' is not a day of the calendar; write year-month-day, as in 2024-11-08."
        ) from None


def past_day(text: str) -> str:
    """The same; AnalysisError too if the day has not come yet."""
    found, today = day_named(text), datetime.date.today().isoformat()
    if found > today:
        raise AnalysisError(f"{found} has not come yet (today is {today}); nobody can say what will be known then.")
    return found


def known_from(case: Case) -> dict[str, str]:
    """From which day each claim was known; empty for one that always was."""
    told: dict[str, str] = {}
    for contact in sorted(case.timeline, key=lambda contact: contact.date, reverse=True):
        told |= dict.fromkeys(contact.cites, contact.date)
    sources = {name: source.known_from for name, source in case.sources.items()}
    return {
        name: claim.known_from or told.get(name) or sources.get(claim.source, "") for name, claim in case.claims.items()
    }


def as_of(case: Case, day: str) -> Case:
    """The case as it could have been written at the end of a day; its ``known`` says what was left out.

    Raises
    ------
    AnalysisError
        If the text is no day, or one that comes after everything that the case holds.
    """
    when, days = day_named(day), known_from(case)
    last = max([case.as_of, *dated(case, days)]) if case.as_of else ""
    if last and when > last:
        raise AnalysisError(f"the case holds what was known on {last}; what was known on {when} it cannot say.")
    return _Cut(case, when, days).made()


def dated(case: Case, days: dict[str, str]) -> list[str]:
    """Every day on which somebody was in contact or a claim became known (:func:`known_from`), ascending."""
    return sorted({*(contact.date for contact in case.timeline), *filter(None, days.values())})


class _Cut:
    """Takes out of one case what was not known; ``left_out`` gathers what that was."""

    def __init__(self, case: Case, day: str, days: dict[str, str]) -> None:
        self.case, self.day, self.days = case, day, days
        self.unknown = {name: since for name, since in days.items() if since > day}
        self.left_out: list[LeftOut] = []
        self.unconfirmed: list[str] = []
        self.untaken: set[str] = set()

    def made(self) -> Case:
        case = self.case
        contacts = tuple(contact for contact in case.timeline if contact.date <= self.day)
        cut = rebuilt(replace(case, timeline=contacts), self._fate)
        claims = {name: self._graded(claim) for name, claim in case.claims.items() if name not in self.unknown}
        status_quo = cut.status_quo
        cut = replace(
            cut,
            decision_makers=tuple(map(self._able, cut.decision_makers)),
            as_of=self.day,
            status_quo=None if status_quo is None else tuple(n for n in status_quo if n not in self.untaken),
            claims=claims,
            scenarios=tuple(replace(scenario, case=self._then(scenario.case)) for scenario in cut.scenarios),
            assumptions=self._listed({contact.grounds.path for contact in contacts}),
            known=self._found(len(case.timeline) - len(contacts)),
        )
        return renumbered(case, cut)

    def _fate(self, assumption: Assumption) -> Fate:
        """Whether an assumption could have been made; if not, it is noted."""
        grounds = assumption.grounds
        only_told = assumption.part in NEVER and not assumption.may_fall
        if only_told or not grounds.fall_with(self.unknown):
            return grounds.without(self.unknown)
        waiting = tuple((name, self.unknown[name]) for name in grounds.claims if name in self.unknown)
        text, title = _words(assumption)
        self.left_out.append(LeftOut(path=grounds.path, text=text, title=title, waits_for=waiting))
        if assumption.part == CasePart.OPTION and isinstance(assumption.thing, Option):
            self.untaken.add(assumption.thing.name)
        return None

    def _able(self, dm: DecisionMaker) -> DecisionMaker:
        """An option that nobody knew of stays, and cannot be taken: it cites only what was known."""
        options = (replace(option, grounds=option.grounds.without(self.unknown)) for option in dm.options)
        return replace(dm, options=tuple(options))

    def _then(self, scenario: Case) -> Case:
        """Up to which day a case can be asked is said by the whole case, and not by what a scenario leaves of it."""
        return _Cut(scenario, self.day, known_from(scenario)).made()

    def _graded(self, claim: Claim) -> Claim:
        """Confirmed by what was not known yet, a claim could not be judged."""
        case = self.case
        known = tuple(name for name in claim.independent if name not in self.unknown)
        others = [case.claims[name] for name in known if name in case.claims]
        judged_otherwise = claim.credibility != CONFIRMED or known == claim.independent
        if judged_otherwise or any_independent(claim, others, case.sources, case.pages):
            return replace(claim, independent=known)
        self.unconfirmed.append(claim.name)
        return replace(claim, independent=(), credibility=CANNOT_BE_JUDGED)

    def _listed(self, contacts: set[str]) -> tuple[Assumption, ...]:
        """What is left of the list of all assumptions; what is only recorded needs all of its claims."""
        gone = {left.path for left in self.left_out}
        gone |= {contact.grounds.path for contact in self.case.timeline} - contacts
        return tuple(
            replace(a, grounds=a.grounds.without(self.unknown))
            for a in self.case.assumptions
            if a.path not in gone and (a.used or not any(name in self.unknown for name in a.claims))
        )

    def _found(self, contacts: int) -> AsOf:
        order = {assumption.path: k for k, assumption in enumerate(self.case.assumptions)}
        return AsOf(
            day=self.day,
            left_out=tuple(sorted(self.left_out, key=lambda left: order.get(left.path, len(order)))),
            unknown=tuple(self.unknown.items()),
            contacts=contacts,
            first=next(iter(dated(self.case, self.days)), ""),
            undated=sum(not since for since in self.days.values()),
            unconfirmed=tuple(self.unconfirmed),
        )


def _words(assumption: Assumption) -> tuple[str, str]:
    """What was left out: as a formula or in words, and in plain words where the case has them."""
    match assumption.thing:
        case StateGroup(members=members):
            return ", ".join(ref.text for ref in members), ""
        case ActorKind(concept=concept):
            return f"judges by {concept.value}", ""
        case AttitudeHeld(attitude=attitude, towards=towards):
            return f"{attitude.value} to {towards}", ""
        case _:
            return by_itself(assumption)
