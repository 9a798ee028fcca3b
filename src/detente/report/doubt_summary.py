"""What an aide must know first: what not to rely on, what is left if a source is worthless, and what to listen to.

It fits on one screen of 24 lines and 80 columns, however large the case is.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.doubt import Doubt, MethodKind, WithoutSource
from detente.report.doubt_findings import Outcome, Pin, outcomes, pins
from detente.report.doubt_words import DoubtNames
from detente.report.naming import listed, plural

__all__ = ["NAMES", "DoubtSummary", "doubt_summary"]

TOLD = 3  # states, sources and claims told before the rest is counted
NAMES = 2  # claims named in one line


@dataclass(frozen=True, slots=True)
class DoubtSummary:
    """lead : how much hinges, in two or three sentences; then lists, each with as many items as fit on one screen.

    claims : those that carry most, each with the words that follow its name
    """

    lead: tuple[str, ...]
    sources: tuple[str, ...]
    fragile: tuple[str, ...]
    firm: tuple[str, ...]
    claims: tuple[tuple[Pin, str], ...]


def doubt_summary(doubt: Doubt) -> DoubtSummary:
    """The first screen. Cost: linear in what the doubt holds."""
    names, found = DoubtNames(doubt), outcomes(doubt)
    return DoubtSummary(
        lead=_lead(doubt),
        sources=_sources(doubt, names),
        fragile=_fragile(names, found),
        firm=_firm(doubt, names, found),
        claims=tuple((pin, _pin(names, pin)) for pin in pins(doubt)[:TOLD]),
    )


def _lead(doubt: Doubt) -> tuple[str, ...]:
    held = [s for s in doubt.conclusions if s.as_modelled]
    hinging = [s for s in held if not s.always]
    if not doubt.in_doubt:
        why = "cites no claims" if not doubt.case.claims else "doubts none of its claims"
        return (
            f"The case {why}, so none of its {plural(len(held), 'conclusion')} hinges on one.",
            "They hinge on what the analyst assumes.",
        )
    alone = [s for s in hinging if any(len(flip.claims) == 1 for flip in s.flips)]
    of = f"of {plural(len(held), 'conclusion')}"
    told = f"{len(hinging) or 'None'} {of} {'hinges' if len(hinging) <= 1 else 'hinge'} on claims in doubt"
    told += f"; {len(alone)} {'falls' if len(alone) == 1 else 'fall'} if a single claim fails." if alone else "."
    kept = len(held) - len(hinging)
    every = "" if doubt.method.kind is MethodKind.EXACT else ", as far as was looked"
    holds = "holds" if kept == 1 else "hold"
    appear = sum(not s.as_modelled for s in doubt.conclusions)
    return (
        told,
        f"{kept or 'None'} {holds} whichever of them fail{every}.",
        f"{appear} more would hold only if some fail." if appear else "",
    )


def _sources(doubt: Doubt, names: DoubtNames) -> tuple[str, ...]:
    every = [found for found in doubt.sources if found.claims]
    told = []
    for found in every[:TOLD]:
        carries = "Every claim used is from one source" if len(every) == 1 else "One source"
        told.append(f"{carries}, {names.source(found.source)}. If it is worthless, {_left(doubt, found)}.")
    if len(every) > TOLD:
        told.append(f"{plural(len(every) - TOLD, 'further source')}: see below.")
    return tuple(told)


def _left(doubt: Doubt, found: WithoutSource) -> str:
    total = found.kept + found.lost
    if not found.lost:
        left = f"{'all' if total != 1 else 'the'} {plural(total, 'conclusion')} {'are' if total != 1 else 'is'} left"
    else:
        left = f"{found.kept or 'none'} of {plural(total, 'conclusion')} {'is' if found.kept <= 1 else 'are'} left"
    states = _states_without(doubt, found.source)
    on = f" (on {states})" if found.kept and states else ""
    instead = "1 other holds" if found.gained == 1 else f"{found.gained} others hold"
    gained = f", and {instead} instead" if found.gained else ""
    return f"{left}{on}{gained}"


def _states_without(doubt: Doubt, source: str) -> str:
    """The states of which something that holds as modelled holds without the source too."""
    rows = {
        s.state
        for s in doubt.conclusions
        if s.as_modelled and s.state is not None and s.without_source.get(source, True)
    }
    return DoubtNames(doubt).states(sorted(rows), TOLD) if rows else ""


def _fragile(names: DoubtNames, found: tuple[Outcome, ...]) -> tuple[str, ...]:
    """States of which nothing holds in every world, then those of which something does not; most fragile first."""
    shaky = [o for o in found if o.hinging]
    shaky.sort(key=lambda o: (bool(o.always), min(s.share for s in o.hinging), -len(o.hinging), o.yes))
    told = []
    for outcome in shaky[:TOLD]:
        account = next(a for a in outcome.accounts if a.first.as_modelled and not a.first.always)
        rest = "" if len(account.standings) == len(outcome.held) else f", {account.what}"
        fails = (
            f": falls if {names.failing(account.flips[0], NAMES)}"
            if account.flips
            else ": does not hold in every world"
        )
        told.append(f"State {_number(outcome)} ({names.only_taken(outcome.yes)}){rest}{fails}")
    if len(shaky) > TOLD:
        told.append(f"{plural(len(shaky) - TOLD, 'more state')}, told below")
    return tuple(told)


def _firm(doubt: Doubt, names: DoubtNames, found: tuple[Outcome, ...]) -> tuple[str, ...]:
    if not doubt.in_doubt:
        return ()
    firm = sorted((o for o in found if o.always), key=lambda o: (len(o.hinging), -len(o.always), o.yes))
    told = []
    for outcome in firm[:TOLD]:
        whole = not outcome.hinging
        what = "all that is concluded of it" if whole else f"{len(outcome.always)} of {len(outcome.held)} conclusions"
        told.append(f"State {_number(outcome)} ({names.only_taken(outcome.yes)}): {what}")
    if len(firm) > TOLD:
        told.append(f"{plural(len(firm) - TOLD, 'more state')}, told below")
    return tuple(told)


def _number(outcome: Outcome) -> str:
    return "?" if outcome.state is None else str(outcome.state + 1)


def _pin(names: DoubtNames, pin: Pin) -> str:
    """After the names of claims: ``, not listened to: if it fails, 3 conclusions fall and 1 appears``."""
    claims = [names.case.claims[name] for name in pin.claims if name in names.case.claims]
    unheard = sum(not claim.listened for claim in claims)
    heard = ", not listened to" if unheard and unheard == len(claims) else ""
    change = [f"{plural(pin.lost, 'conclusion')} {'falls' if pin.lost == 1 else 'fall'}"] if pin.lost else []
    change += [f"{pin.gained} {'appears' if pin.gained == 1 else 'appear'}"] if pin.gained else []
    fails = "any of them fails" if len(pin.claims) > 1 else "it fails"
    return f"{heard}: if {fails}, {listed(change)}"
