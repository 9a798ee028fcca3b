"""The case as it could have been written from what was known at the end of a day.

A claim is *known* from the day that the case gives for it; else from the earliest dated contact that cites it; else
from the day that the case gives for its source; else always. A claim that was not known yet is not false: nobody could
have assumed anything from it, and nobody could have doubted it. So an assumption that needs such a claim is left out,
whatever its ``otherwise`` says:

* a statement ranks nothing, a ranking or a weight is gone, a group of known or unknown pairs is gone;
* a rule excludes nothing, the states of a merge are told apart, a forbidden move exists, an option changes both ways;
* an option cannot be taken; what a side is taken to see, to feel or to be is gone, and so are its factions;
* the case has no status quo, where that needs the claim, and not the scenario that needs it.

``needs: any`` is content with one known claim. An assumption that cites nothing stays, and so does every decision
maker. A claim that was confirmed (credibility 1) by others that were not known yet could not be judged then (6).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from detente.analysis.renumbering import renumbered
from detente.errors import AnalysisError, SourcePos
from detente.model.as_of import AsOf, LeftOut
from detente.model.case import (
    Assumption,
    Case,
    Constraint,
    DecisionMaker,
    Direction,
    Faction,
    ForbiddenArc,
    Merge,
    Option,
    Perceived,
    Scenario,
    Unseen,
)
from detente.model.evidence import CANNOT_BE_JUDGED, CONFIRMED, Claim, any_independent
from detente.model.formula import Not, OptionRef
from detente.model.preference import (
    Indifferent,
    Needs,
    Preference,
    Prioritised,
    Ranking,
    StateGroup,
    Statement,
    Weights,
)

__all__ = ["as_of", "dated", "day_named", "known_from"]


DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Worded = TypeVar("Worded", Statement, Constraint, Merge, ForbiddenArc, Unseen)


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
        self.case, self.day = case, day
        self.unknown = {name: since for name, since in days.items() if since > day}
        self.days = days
        self.left_out: list[LeftOut] = []
        self.unconfirmed: list[str] = []
        self.places = {assumption.path: assumption for assumption in case.assumptions}

    def made(self) -> Case:
        case = self.case
        contacts = tuple(contact for contact in case.timeline if contact.date <= self.day)
        makers = tuple(map(self._maker, case.decision_makers))
        untaken = {o.name: rule for dm in case.decision_makers for o in dm.options if (rule := self._untaken(o))}
        cut = replace(
            case,
            as_of=self.day,
            decision_makers=makers,
            feasible=(*self._kept(case.feasible), *untaken.values()),
            merges=self._kept(case.merges),
            forbidden=self._kept(case.forbidden),
            status_quo=self._status_quo(set(untaken)),
            claims={name: self._graded(claim) for name, claim in case.claims.items() if name not in self.unknown},
            timeline=tuple(replace(contact, cites=self._cited(contact.cites)) for contact in contacts),
            scenarios=tuple(filter(None, map(self._scenario, case.scenarios))),
        )
        order = {path: k for k, path in enumerate(self.places)}
        found = AsOf(
            day=self.day,
            left_out=tuple(sorted(self.left_out, key=lambda left: order.get(left.path, len(order)))),
            unknown=tuple(self.unknown.items()),
            contacts=len(case.timeline) - len(contacts),
            first=next(iter(dated(case, self.days)), ""),
            undated=sum(not since for since in self.days.values()),
            unconfirmed=tuple(self.unconfirmed),
        )
        cut = replace(cut, known=found, assumptions=self._assumptions({contact.path for contact in contacts}))
        return renumbered(case, cut)

    def _graded(self, claim: Claim) -> Claim:
        """Confirmed by what was not known yet, a claim could not be judged."""
        case, known = self.case, self._cited(claim.independent)
        others = [case.claims[name] for name in known if name in case.claims]
        judged_otherwise = claim.credibility != CONFIRMED or known == claim.independent
        if judged_otherwise or any_independent(claim, others, case.sources, case.pages):
            return replace(claim, independent=known)
        self.unconfirmed.append(claim.name)
        return replace(claim, independent=(), credibility=CANNOT_BE_JUDGED)

    # What is known, and what is not

    def _holds(self, path: str, because: Sequence[str], text: str, title: str = "", needs: Needs = Needs.ALL) -> bool:
        """Whether an assumption could have been made; if not, it is noted."""
        waiting = tuple((name, self.unknown[name]) for name in because if name in self.unknown)
        if not waiting or (needs is Needs.ANY and len(waiting) < len(because)):
            return True
        at = self.places.get(path)
        pos: SourcePos | None = at.pos if at is not None else None
        self.left_out.append(LeftOut(path=path, text=text, title=title, waits_for=waiting, pos=pos))
        return False

    def _cited(self, because: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in because if name not in self.unknown)

    def _kept(self, items: Iterable[Worded]) -> tuple[Worded, ...]:
        """Those that could have been made, without the claims that were not known."""
        return tuple(replace(i, because=self._cited(i.because)) for i in items if self._stands(i))

    def _stands(self, item: Statement | Constraint | Merge | ForbiddenArc | Unseen) -> bool:
        needs = Needs.ALL if isinstance(item, Unseen) else item.needs
        return self._holds(item.path, item.because, item.text, item.title, needs)

    # Each part of a case

    def _maker(self, dm: DecisionMaker) -> DecisionMaker:
        actor = dm.actor
        if actor is not None and not self._holds(
            f"{dm.key}.concept", actor.because, f"judges by {actor.concept.value}"
        ):
            actor = None
        return replace(
            dm,
            because=self._cited(dm.because),
            options=tuple(map(self._option, dm.options)),
            preference=self._preference(dm.preference),
            unknown=self._groups(dm.unknown),
            known=self._groups(dm.known),
            factions=tuple(filter(None, (self._faction(dm.key, faction) for faction in dm.factions))),
            actor=actor,
            attitudes=tuple(
                held
                for held in dm.attitudes
                if self._holds(f"{dm.key}.attitudes.{held.towards}", held.because, f"{held.attitude} to {held.towards}")
            ),
            perceives=tuple(filter(None, map(self._view, dm.perceives))),
            does_not_see=self._kept(dm.does_not_see),
        )

    def _option(self, option: Option) -> Option:
        rests, direction = option.direction_rests, option.direction
        if rests is not None:
            text = f"{option.name} changes {direction.value} only"
            if not self._holds(rests.path, rests.because, text, option.title, rests.needs):
                rests, direction = None, Direction.BOTH
            else:
                rests = replace(rests, because=self._cited(rests.because))
        return replace(option, because=self._cited(option.because), direction=direction, direction_rests=rests)

    def _untaken(self, option: Option) -> Constraint | None:
        """The rule that an option cannot be taken, where nobody knew of it."""
        path = f"{option.dm}.options.{option.key}"
        if self._holds(path, option.because, f"{option.name} can be taken", option.title, option.needs):
            return None
        return Constraint(formula=Not(OptionRef(option.name)), text=f"not {option.name}", path=path)

    def _preference(self, preference: Preference) -> Preference:
        match preference:
            case Prioritised(statements=statements):
                return Prioritised(statements=self._kept(statements))
            case Ranking(path=path, because=because, needs=needs):
                stands = self._holds(path, because, "the ranking of states", "", needs)
                return replace(preference, because=self._cited(because)) if stands else Indifferent()
            case Weights(weights=weights):
                return replace(
                    preference,
                    weights=tuple(
                        replace(w, because=self._cited(w.because))
                        for w in weights
                        if self._holds(w.path, w.because, f"{w.option} weighs {w.weight:g}", "", w.needs)
                    ),
                )
            case Indifferent():
                return preference

    def _groups(self, groups: Iterable[StateGroup]) -> tuple[StateGroup, ...]:
        return tuple(
            replace(group, because=self._cited(group.because))
            for group in groups
            if self._holds(group.path, group.because, ", ".join(ref.text for ref in group.members), "", group.needs)
        )

    def _faction(self, dm: str, faction: Faction) -> Faction | None:
        if not self._holds(f"{dm}.factions.{faction.key}", faction.because, faction.title):
            return None
        wanted = None if faction.preference is None else self._preference(faction.preference)
        return replace(faction, because=self._cited(faction.because), preference=wanted if _says(wanted) else None)

    def _view(self, view: Perceived) -> Perceived | None:
        """What a side takes another to prefer; where nothing of it was known, it sees what the case says."""
        left = self._preference(view.preference)
        return replace(view, preference=left) if _says(left) or not _says(view.preference) else None

    def _status_quo(self, untaken: set[str]) -> tuple[str, ...] | None:
        given = self.case.status_quo
        at = self.places.get("status_quo")
        if given is None or (at is not None and not self._holds(at.path, at.claims, at.text, at.title)):
            return None
        return tuple(name for name in given if name not in untaken)

    def _scenario(self, scenario: Scenario) -> Scenario | None:
        if not self._holds(f"scenarios.{scenario.key}", scenario.because, scenario.title):
            return None
        # Not as_of: up to which day the case can be asked is said by the whole case, and not by what a scenario leaves.
        then = _Cut(scenario.case, self.day, known_from(scenario.case)).made()
        return replace(scenario, case=then, because=self._cited(scenario.because))

    def _assumptions(self, contacts: set[str]) -> tuple[Assumption, ...]:
        """What is left of the list of all elements; what is only recorded needs all of its claims."""
        gone = {left.path for left in self.left_out}
        gone |= {contact.path for contact in self.case.timeline} - contacts
        return tuple(
            replace(a, claims=self._cited(a.claims))
            for a in self.case.assumptions
            if a.path not in gone and (a.used or not any(name in self.unknown for name in a.claims))
        )


def _says(preference: Preference | None) -> bool:
    match preference:
        case Prioritised(statements=parts) | Weights(weights=parts):
            return bool(parts)
        case _:
            return isinstance(preference, Ranking)
