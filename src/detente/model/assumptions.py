"""The one walk over everything in a case that rests on grounds.

:func:`rebuilt` goes through a case, asks of each assumption what becomes of it, and gives the case that is left;
:func:`assumptions` is the same walk on which everything stays. Whoever walks says only what becomes of an assumption.
What is left of the case where one is gone is said here, once:

======================  ======================================================
statement               ranks nothing
ranking                 all states are equally good
weight                  the option weighs nothing
chain (``known``)       nothing is known of its pairs
group (``unknown``)     its pairs are ranked like all others
rule                    excludes nothing
merge                   its states are told apart
forbidden move          the move exists
option                  cannot be taken
direction               the option may change both ways
concept, attitude       the side is an actor, or disposed, as any other
what a side (un)sees    it sees what the case has
faction                 is not there; without its preference it has none
status quo              the case names none
scenario                is not there
======================  ======================================================

A decision maker is never gone. Contacts and questions happened or were asked, whoever reports it: they stay, too.

A statement may also change places with the next one (``swap``: its claims put it before that one). Where several in a
row do, each of these orders is reversed, so the whole run is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar, runtime_checkable

from detente.errors import SourcePos
from detente.model.case import (
    AttitudeHeld,
    Case,
    Constraint,
    Contact,
    DecisionMaker,
    Direction,
    Faction,
    Option,
    Perceived,
    Scenario,
)
from detente.model.formula import Formula, Not, OptionRef
from detente.model.grounds import SWAP, Assumption, CasePart, Grounds, Worded
from detente.model.preference import Indifferent, Preference, Prioritised, Ranking, StateGroup, Weight, Weights
from detente.model.readings import RatedQuestion

Fate = Grounds | Formula | str | None  # it stays, on these grounds; another formula holds; SWAP; it is gone
Visit = Callable[[Assumption], Fate]
Words = TypeVar("Words", bound=Worded)
Thing = TypeVar("Thing")
NOWHERE = SourcePos("", 0, 0)
SAYS = {
    CasePart.UNKNOWN: ("nobody can say how it ranks {}", " against "),
    CasePart.CHAIN: ("known, best first: {}", " > "),
}
ONCE = {
    Direction.BOTH: "can be done and undone",
    Direction.NO_TO_YES: "once yes, never no",
    Direction.YES_TO_NO: "once no, never yes",
}


@runtime_checkable
class Grounded(Protocol):
    """The content of a section in :attr:`Case.extra` that has assumptions of its own."""

    def rebuilt(self, visit: Visit) -> object:
        """What is left of it; ``visit`` is asked of each of its assumptions once, in file order."""
        ...


def assumptions(case: Case) -> tuple[Assumption, ...]:
    """Everything that rests on grounds: preferences by decision maker first, then states and moves, then the rest."""
    found: list[Assumption] = []

    def stays(assumption: Assumption) -> Fate:
        found.append(assumption)
        return assumption.grounds

    rebuilt(case, stays)
    return tuple(found)


def in_file_order(found: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """As lists of evidence tell them; weights only together."""
    told = (assumption for assumption in found if assumption.part != CasePart.WEIGHT)
    return tuple(sorted(told, key=lambda assumption: assumption.grounds.pos or NOWHERE))


def by_itself(assumption: Assumption) -> tuple[str, str]:
    """``text`` and ``title`` of an assumption that is told alone, where nothing says what kind of element it is."""
    match assumption.part, assumption.thing:
        case CasePart.OPTION, Option(name=name, title=title):
            return f"{name} can be taken", title
        case CasePart.DIRECTION, Option(title=title):
            return assumption.text, title
        case CasePart.RANKING, _:
            return "the ranking of states", ""
        case _:
            return assumption.text, assumption.title


def of_direction(option: Option) -> Assumption:
    """That an option changes one way only, as ``moves`` says."""
    text, title = f"{option.name} changes {option.direction} only", f"{option.title}: {ONCE[option.direction]}"
    return Assumption(option.direction_grounds or Grounds(), text, title, CasePart.DIRECTION, option, may_fall=True)


def rebuilt(case: Case, visit: Visit) -> Case:
    """The case as it is left where ``visit`` says what becomes of each assumption. Cost: linear in its size.

    A ranking that names states by number means those of the case as given; whoever changes which states there are names
    them by pattern before (:mod:`detente.analysis.worlds.variants`) or after (:mod:`detente.analysis.renumbering`).
    """
    return _CaseWalk(case, visit).rebuilt()


def worded(
    elements: Sequence[Words], part: str, visit: Visit, dm: int | None = None, *, may_fall: bool = True
) -> tuple[Words, ...]:
    """What is left of elements that are written as texts, the most important first."""
    fates = [
        visit(Assumption(e.grounds, e.text, e.title, part, e, may_fall=may_fall, dm=dm, index=k))
        for k, e in enumerate(elements)
    ]
    order = _by_importance([fate == SWAP for fate in fates])
    return tuple(_instead(elements[k], fates[k]) for k in order if fates[k] is not None)


def _instead(element: Words, fate: Fate) -> Words:
    if fate is element.grounds or fate == SWAP:
        return element
    return replace(element, **{"grounds" if isinstance(fate, Grounds) else "formula": fate})


def _by_importance(swaps: Sequence[bool]) -> list[int]:
    """The order of statements where those with True change places with the next: each run of them is reversed."""
    order: list[int] = []
    start = 0
    for k in range(len(swaps)):
        if not swaps[k] or k + 1 == len(swaps):
            order += range(k, start - 1, -1)
            start = k + 1
    return order


class _CaseWalk:
    """One walk over one case. Each method visits what rests on grounds in a part of it, and gives what is left."""

    def __init__(self, case: Case, visit: Visit) -> None:
        self.case, self.visit = case, visit
        self.names = {dm.key: dm.name or dm.key for dm in case.decision_makers}
        self.untaken: list[Constraint] = []

    def rebuilt(self) -> Case:
        case, visit = self.case, self.visit
        makers = [self._maker(dm, k) for k, dm in enumerate(case.decision_makers)]
        feasible = worded(case.feasible, CasePart.RULE, visit)
        merges = worded(case.merges, CasePart.MERGE, visit)
        forbidden = worded(case.forbidden, CasePart.FORBIDDEN, visit)
        makers = [replace(dm, options=tuple(map(self._option, dm.options))) for dm in makers]
        status_quo = self._status_quo()
        return replace(
            case,
            decision_makers=tuple(makers),
            feasible=(*feasible, *self.untaken),
            merges=merges,
            forbidden=forbidden,
            status_quo=None if status_quo is None else case.status_quo,
            status_quo_grounds=status_quo or case.status_quo_grounds,
            timeline=tuple(_on(contact, self._contact(contact)) for contact in case.timeline),
            extra={key: c.rebuilt(visit) if isinstance(c, Grounded) else c for key, c in case.extra.items()},
            recorded=_left(case.recorded, map(visit, case.recorded)),
            scenarios=_left(case.scenarios, map(self._scenario, case.scenarios)),
            readings=tuple(_on(question, self._question(question)) for question in case.readings),
        )

    def _ask(self, thing: Any, path: str, part: CasePart, text: str, **more: Any) -> Fate:
        """What becomes of a thing. path : its address by the keys above it; made by hand, a case may not have it."""
        grounds = thing.grounds if thing.grounds.path else replace(thing.grounds, path=path)
        return self.visit(Assumption(grounds, text, "", part, thing, **more))

    def _maker(self, dm: DecisionMaker, place: int) -> DecisionMaker:
        """A decision maker, all but its options."""
        key, actor, alone = dm.key, dm.actor, isinstance(dm.preference, Indifferent)
        fate = self._ask(dm, key, CasePart.DECISION_MAKER, dm.name)
        preference = self._preference(dm.preference, place)
        if alone and not dm.known:
            none = Grounds(f"{key}.prefers", pos=dm.grounds.pos)
            self.visit(
                Assumption(none, "no preference given: every state is equally good", "", CasePart.NO_PREFERENCE, dm)
            )
        known = [self._group(g, CasePart.CHAIN, may_fall=alone, dm=place, index=k) for k, g in enumerate(dm.known)]
        kind = actor and self._ask(actor, f"{key}.concept", CasePart.CONCEPT, actor.concept.value)
        return replace(
            _on(dm, fate),
            preference=preference,
            known=_left(dm.known, known),
            unknown=_left(dm.unknown, (self._group(group, CasePart.UNKNOWN) for group in dm.unknown)),
            factions=tuple(f for given in dm.factions if (f := self._faction(key, given)) is not None),
            actor=None if kind is None else _on(actor, kind),
            attitudes=_left(dm.attitudes, (self._attitude(key, held) for held in dm.attitudes)),
            perceives=tuple(view for given in dm.perceives if (view := self._view(given)) is not None),
            does_not_see=worded(dm.does_not_see, CasePart.UNSEEN, self.visit, may_fall=False),
        )

    def _preference(self, preference: Preference, dm: int | None = None) -> Preference:
        """What is left of a preference; it may fall where it is the own one of a decision maker."""
        own = dm is not None
        match preference:
            case Prioritised(statements=statements):
                return Prioritised(statements=worded(statements, CasePart.STATEMENT, self.visit, dm, may_fall=own))
            case Ranking(text=text):
                fate = self._ask(preference, "", CasePart.RANKING, text, dm=dm, may_fall=own)
                return Indifferent() if fate is None else _on(preference, fate)
            case Weights(weights=weights):
                self._ask(preference, "", CasePart.WEIGHTS, ", ".join(f"{w.option} {w.weight:g}" for w in weights))
                fates = (self._weight(w, dm=dm, may_fall=own, index=k) for k, w in enumerate(weights))
                return replace(preference, weights=_left(weights, fates))
            case Indifferent():
                return preference

    def _weight(self, weight: Weight, **more: Any) -> Fate:
        return self._ask(weight, "", CasePart.WEIGHT, f"{weight.option} weighs {weight.weight:g}", **more)

    def _group(self, group: StateGroup, part: CasePart, **more: Any) -> Fate:
        says, join = SAYS[part]
        return self._ask(group, "", part, says.format(join.join(ref.text for ref in group.members)), **more)

    def _faction(self, dm: str, faction: Faction) -> Faction | None:
        fate = self._ask(faction, f"{dm}.factions.{faction.key}", CasePart.FACTION, faction.title, used=False)
        return None if fate is None else replace(_on(faction, fate), preference=self._wish(faction.preference))

    def _view(self, view: Perceived) -> Perceived | None:
        wish = self._wish(view.preference)
        return None if wish is None else replace(view, preference=wish)

    def _wish(self, preference: Preference | None) -> Preference | None:
        """What is left of what a faction wants, or somebody is taken to want; None where that is nothing any more."""
        left = None if preference is None else self._preference(preference)
        return left if _says(left) or not _says(preference) else None

    def _attitude(self, dm: str, held: AttitudeHeld) -> Fate:
        text = f"{held.attitude.value} towards {self.names.get(held.towards, held.towards)}"
        return self._ask(held, f"{dm}.attitudes.{held.towards}", CasePart.ATTITUDE, text)

    def _option(self, option: Option) -> Option:
        path, rule = f"{option.dm}.options.{option.key}", f"not {option.name}"
        fate = self._ask(option, path, CasePart.OPTION, option.title, may_fall=True)
        if fate is None:
            untaken = Constraint(formula=Not(OptionRef(option.name)), text=rule, grounds=Grounds(path))
            self.untaken.append(untaken)
        if option.direction_grounds is None:
            return _on(option, fate)
        only = self.visit(of_direction(option))
        if isinstance(only, Grounds):
            return replace(_on(option, fate), direction_grounds=only)
        return replace(_on(option, fate), direction=Direction.BOTH, direction_grounds=None)

    def _status_quo(self) -> Grounds | None:
        """What the status quo rests on, where there is one and it stays."""
        yes, grounds = self.case.status_quo, self.case.status_quo_grounds
        if yes is None:
            return None
        titles = {option.name: option.title for option in self.case.options}
        title = ", ".join(titles.get(name, name) for name in yes) or "no option is taken"
        fate = self.visit(Assumption(grounds, ", ".join(yes) or "none", title, CasePart.STATUS_QUO, yes))
        return fate if isinstance(fate, Grounds) else None

    def _scenario(self, scenario: Scenario) -> Fate:
        return self._ask(scenario, f"scenarios.{scenario.key}", CasePart.SCENARIO, scenario.title, used=False)

    def _contact(self, contact: Contact) -> Fate:
        sender, to = (" and ".join(names) or "unnamed" for names in (contact.sender, contact.to))
        text = f"{contact.date} {contact.kind}: {sender} to {to}. {contact.summary}".strip(" .")
        return self._ask(contact, "", CasePart.CONTACT, text, used=False)

    def _question(self, question: RatedQuestion) -> Fate:
        return self._ask(question, f"readings.{question.key}", CasePart.QUESTION, question.title, used=False)


def _says(preference: Preference | None) -> bool:
    match preference:
        case Prioritised(statements=parts) | Weights(weights=parts):
            return bool(parts)
        case _:
            return isinstance(preference, Ranking)


def _on(thing: Thing, fate: Fate) -> Thing:
    """A thing on the grounds that it has now; as it was where there are none."""
    found: Any = thing
    return replace(found, grounds=fate) if isinstance(fate, Grounds) and fate is not found.grounds else thing


def _left(things: Iterable[Thing], fates: Iterable[Fate]) -> tuple[Thing, ...]:
    """Those that are not gone."""
    return tuple(_on(thing, fate) for thing, fate in zip(things, fates, strict=True) if fate is not None)
