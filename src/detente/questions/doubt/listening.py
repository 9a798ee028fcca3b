"""The listening list: the moments to listen to again, those first on which most hinges.

It is the analyst's work list too, so what has been listened to stands at the end, and claims that are not in doubt, or
on which nothing hinges, stand behind those on which something does.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.evidence import Claim
from detente.questions.doubt.findings import Carried, carried
from detente.questions.doubt.found import Doubt, MethodKind
from detente.questions.doubt.words import DoubtNames
from detente.report.evidence import grade_words, listened_words, moment_link
from detente.report.marks import plain
from detente.report.naming import listed, plural

NOTHING_CARRIED = Carried((), ())
STATES = 8  # named before the rest is counted


@dataclass(frozen=True, slots=True)
class ToListen:
    """A moment and what hinges on it.

    alone, jointly : how many conclusions flip if this claim fails alone, and only with others
    lost : how many of those that flip alone hold as modelled
    hinges : the same in words; role : ``in doubt``, ``in doubt, and nothing rests on it`` or ``not in doubt``
    """

    claim: Claim
    name: str
    link: str | None
    sentence: str
    grade: str
    grade_words: str
    heard: str
    alone: int
    lost: int
    jointly: int
    hinges: str
    role: str


def listening_list(doubt: Doubt) -> tuple[ToListen, ...]:
    """Every claim of the case, the most pressing first. Cost: linear in the minimal sets."""
    found, names = carried(doubt), DoubtNames(doubt)
    doubted = {entry.claim: entry.bears for entry in doubt.in_doubt}
    entries = [
        _entry(names, claim, found.get(name, NOTHING_CARRIED), doubted.get(name))
        for name, claim in doubt.case.claims.items()
    ]
    order = {name: k for k, name in enumerate(doubt.case.claims)}
    return tuple(sorted(entries, key=lambda entry: _rank(entry, doubted, order)))


def _rank(entry: ToListen, doubted: dict[str, bool], order: dict[str, int]) -> tuple[object, ...]:
    claim = entry.claim
    bears = {True: 0, False: 1, None: 2}[doubted.get(claim.name)]
    most = (-entry.alone, -entry.lost, -entry.jointly)  # as the linchpins are ordered
    return claim.listened, most, bears, claim.source, claim.seconds, order[claim.name]


def _entry(names: DoubtNames, claim: Claim, on: Carried, bears: bool | None) -> ToListen:
    role = {True: "in doubt", False: "in doubt; no conclusion can rest on it", None: "not in doubt"}[bears]
    return ToListen(
        claim=claim,
        name=plain(claim.name),
        link=moment_link(claim),
        sentence=plain(claim.sentence),
        grade=plain(claim.grade),
        grade_words=grade_words(claim),
        heard=listened_words(claim),
        alone=len(on.alone),
        lost=sum(names.doubt.conclusions[k].as_modelled for k in on.alone),
        jointly=len(on.jointly),
        hinges=_hinges(names, on),
        role=role,
    )


def _hinges(names: DoubtNames, on: Carried) -> str:
    told = [f"if it fails alone, {_change(names, on.alone)}"] if on.alone else []
    if on.jointly:
        told.append(f"if others fail with it, {_change(names, on.jointly, more=bool(on.alone))}")
    if not told and names.doubt.method.kind is not MethodKind.EXACT:
        return "no conclusion hinges on it, alone or with up to two others"
    return "; ".join(told) or "no conclusion hinges on it"


def _change(names: DoubtNames, found: tuple[int, ...], more: bool = False) -> str:
    """``3 conclusions fall (on states 6 and 18) and 1 other holds (on state 1)``."""
    as_modelled = [names.doubt.conclusions[k].as_modelled for k in found]
    lost = tuple(k for k, held in zip(found, as_modelled, strict=True) if held)
    gained = tuple(k for k, held in zip(found, as_modelled, strict=True) if not held)
    told: list[str] = []
    if lost:
        what = f"{len(lost)} more" if more else plural(len(lost), "conclusion")
        told.append(f"{what} {'falls' if len(lost) == 1 else 'fall'} (on {_states(names, lost)})")
    if gained:
        what = f"{len(gained)} more" if more else plural(len(gained), "other")
        told.append(f"{what} {'holds' if len(gained) == 1 else 'hold'} (on {_states(names, gained)})")
    return listed(told)


def _states(names: DoubtNames, found: tuple[int, ...]) -> str:
    """``states 6 and 18, and states that do not exist as modelled``."""
    states = {names.doubt.conclusions[k].state for k in found}
    rows = sorted(row for row in states if row is not None)
    told = [names.states(rows, STATES)] if rows else []
    return ", and ".join([*told, *(["states that do not exist as modelled"] if None in states else [])])


def listening_sentence(doubt: Doubt, found: tuple[ToListen, ...]) -> str:
    """What the list is, in one or two sentences."""
    if not found:
        return "The case cites no claims, so there is nothing to listen to."
    todo = [entry for entry in found if not entry.claim.listened]
    pressing = sum(bool(entry.alone or entry.jointly) for entry in todo)
    if not todo:
        whole = "The one cited moment has" if len(found) == 1 else f"All {len(found)} cited moments have"
        return f"{whole} been listened to."
    are = "is" if len(todo) == 1 else "are"
    told = f"{len(todo)} of {plural(len(found), 'cited moment')} {are} still to be listened to"
    on = f"; conclusions hinge on {pressing} of them, those on which most hinges first" if pressing else ""
    return f"{told}{on}."
