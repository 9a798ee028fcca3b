"""The listening list: the moments to listen to again, those first on which most hinges.

It is the analyst's work list too, so what has been listened to stands at the end, and claims that are not in doubt, or
on which nothing hinges, stand behind those on which something does.
"""

from __future__ import annotations

from collections import Counter

from detente.frozen import frozen
from detente.model.evidence import Claim
from detente.questions.doubt.findings import Carried, carried
from detente.questions.doubt.found import Doubt, MethodKind
from detente.questions.doubt.words import DoubtNames
from detente.report.naming import listed, plural

NOTHING_CARRIED = Carried((), ())
STATES = 8  # named before the rest is counted
ROLES = {  # of a claim, by whether anything rests on it; None if it is not in doubt
    True: "in doubt",
    False: "in doubt; no conclusion can rest on it",
    None: "not in doubt",
}
ORDER = list(ROLES.values())


@frozen
class ToListen:
    """A moment and what hinges on it.

    alone, jointly : how many conclusions flip if this claim fails alone, and only with others
    lost : how many of those that flip alone hold as modelled
    further : how many conclusions of further questions flip with it, alone or with others
    hinges : the same in words; role : one of ``ROLES``
    """

    claim: Claim
    alone: int
    lost: int
    jointly: int
    further: int
    hinges: str
    role: str


def listening_list(doubt: Doubt) -> tuple[ToListen, ...]:
    """Every claim of the case, the most pressing first. Cost: linear in the minimal sets."""
    found, names, further = carried(doubt), DoubtNames(doubt), _of_further(doubt)
    doubted = {entry.claim: entry.bears for entry in doubt.in_doubt}
    entries: list[ToListen] = []
    for claim in doubt.case.claims.values():
        on, role = found.get(claim.name, NOTHING_CARRIED), ROLES[doubted.get(claim.name)]
        lost = sum(doubt.conclusions[k].as_modelled for k in on.alone)
        hinges = _hinges(names, on, further[claim.name])
        entries.append(ToListen(claim, len(on.alone), lost, len(on.jointly), further[claim.name], hinges, role))
    return tuple(sorted(entries, key=_rank))


def _rank(entry: ToListen) -> tuple[object, ...]:
    claim = entry.claim
    most = (-entry.alone, -entry.lost, -entry.jointly, -entry.further)  # as the linchpins are ordered
    return claim.listened, most, ORDER.index(entry.role), claim.source, claim.seconds


def _of_further(doubt: Doubt) -> Counter[str]:
    """By claim, how many conclusions of further questions it flips, alone or with others."""
    every = (standing for told in doubt.further.values() for standing in told)
    return Counter(claim for standing in every for claim in {c for flip in standing.flips for c in flip.claims})


def _hinges(names: DoubtNames, on: Carried, further: int) -> str:
    told = [f"if it fails alone, {_change(names, on.alone)}"] if on.alone else []
    if on.jointly:
        told.append(f"if others fail with it, {_change(names, on.jointly, more=bool(on.alone))}")
    if further:
        told.append(f"{plural(further, 'conclusion')} of further questions can flip with it")
    if not told and names.doubt.method.kind is not MethodKind.EXACT:
        return "no conclusion hinges on it, alone or with up to two others"
    return "; ".join(told) or "no conclusion hinges on it"


def _change(names: DoubtNames, found: tuple[int, ...], more: bool = False) -> str:
    """``3 conclusions fall (on states 6 and 18) and 1 other holds (on state 1)``."""
    told: list[str] = []
    for as_modelled, what, becomes in ((True, "conclusion", "fall"), (False, "other", "hold")):
        some = [k for k in found if names.doubt.conclusions[k].as_modelled == as_modelled]
        if some:
            count = f"{len(some)} more" if more else plural(len(some), what)
            told.append(f"{count} {becomes}{'s' if len(some) == 1 else ''} (on {_states(names, some)})")
    return listed(told)


def _states(names: DoubtNames, found: list[int]) -> str:
    """``states 6 and 18, and states that do not exist as modelled``."""
    states = {names.doubt.conclusions[k].state for k in found}
    rows = sorted(row for row in states if row is not None)
    told = [names.states(rows, STATES)] if rows else []
    return ", and ".join(told + (["states that do not exist as modelled"] if None in states else []))


def listening_sentence(doubt: Doubt, found: tuple[ToListen, ...]) -> str:
    """What the list is, in one or two sentences."""
    if not found:
        return "The case cites no claims, so there is nothing to listen to."
    todo = [entry for entry in found if not entry.claim.listened]
    pressing = sum(bool(entry.alone or entry.jointly or entry.further) for entry in todo)
    if not todo:
        whole = "The one cited moment has" if len(found) == 1 else f"All {len(found)} cited moments have"
        return f"{whole} been listened to."
    are = "is" if len(todo) == 1 else "are"
    told = f"{len(todo)} of {plural(len(found), 'cited moment')} {are} still to be listened to"
    on = f"; conclusions hinge on {pressing} of them, those on which most hinges first" if pressing else ""
    return f"{told}{on}."
