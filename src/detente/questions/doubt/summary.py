"""What an aide must know first: what not to rely on, what is left if a source is worthless, and what to listen to.

However large the case is, it is told in at most 32 lines of 80 columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from detente.frozen import frozen
from detente.questions.doubt.findings import Outcome, Pin, outcomes, pins, told
from detente.questions.doubt.found import Doubt, MethodKind, Standing
from detente.questions.doubt.words import DoubtNames
from detente.questions.known.tell import in_short
from detente.questions.rankings.tell import most_fragile
from detente.report.marks import plain
from detente.report.naming import listed, plural

TOLD = 3  # states, sources and claims told before the rest is counted
NAMES = 2  # claims named in one breath
ALONE = 2  # claims named that each flip a conclusion alone
FIRM = "What does not hinge on any claim in doubt"
FIRM_SO_FAR = "What holds in every world that was looked at, which are not all"
ONLY_MORE = "falls where many claims fail together; no set of up to three is enough"
NOTHING_HELD = "As modelled no state is stable for all, or within reach and stable: there is no conclusion to rely on."
LETTERS = 170  # of what a claim says
STATES = 3  # state numbers in parentheses


@frozen
class DoubtSummary:
    """Paragraphs, the most pressing first; then lists, each with as many items as fit on one screen.

    firmly : what is said of the firm ones
    claims : those that carry most, each with the words that follow its name
    tied : which others carry as much as the last of them; empty for none
    first : what a reader is asked to do with these claims
    """

    paragraphs: tuple[str, ...]
    fragile: tuple[str, ...]
    firm: tuple[str, ...]
    firmly: str
    claims: tuple[tuple[Pin, str], ...]
    tied: str
    first: str


def doubt_summary(doubt: Doubt) -> DoubtSummary:
    """The first screen. Cost: linear in what the doubt holds."""
    names, found = DoubtNames(doubt), outcomes(doubt)
    ordered = sorted(pins(doubt), key=lambda pin: _heard(doubt, pin))
    pressing = ordered[:TOLD]
    return DoubtSummary(
        paragraphs=_paragraphs(doubt, names),
        fragile=_fragile(names, found),
        firm=_firm(doubt, names, found),
        firmly=FIRM if doubt.method.kind is MethodKind.EXACT else FIRM_SO_FAR,
        claims=tuple((pin, _pin(names, pin)) for pin in pressing),
        tied=_tied(doubt, names, ordered),
        first=_first(doubt, pressing),
    )


def _paragraphs(doubt: Doubt, names: DoubtNames) -> tuple[str, ...]:
    """What is left without a source, and how much hinges: the source first where everything is from one."""
    lead, sources = " ".join(filter(None, _lead(doubt, names))), _sources(doubt, names)
    ordered = (*sources, lead) if len(doubt.sources) == 1 else (lead, *sources)
    ordered = (*ordered, *_beside(doubt))
    return (*ordered, said) if (said := in_short(doubt.case)) else ordered


def _beside(doubt: Doubt) -> tuple[str, ...]:
    """What further questions conclude is in none of the counts."""
    held = [s for found in doubt.further.values() for s in found if s.as_modelled]
    if not held:
        return ()
    hinging = sum(not s.always for s in held)
    every = f"{hinging or 'none'} of {plural(len(held), 'conclusion')} of further questions"
    return (f"Not counted here: {every} {'hinges' if hinging < 2 else 'hinge'} on claims in doubt, told below.",)


def _lead(doubt: Doubt, names: DoubtNames) -> tuple[str, ...]:
    held = [s for s in told(doubt) if s.as_modelled]
    if not held:
        return (
            NOTHING_HELD,
            f"{plural(len(told(doubt)), 'conclusion')} would hold if some fail." if told(doubt) else "",
        )
    if not doubt.in_doubt:
        return (
            f"{_why_none(doubt)}, so none of its {plural(len(held), 'conclusion')} hinges on one.",
            f"They hinge on {'the claims that you trust and on ' if doubt.spared else ''}what the analyst assumes.",
            most_fragile(names, doubt.rankings) if doubt.rankings else "",
        )
    hinging = [s for s in held if not s.always]
    kept = len(held) - len(hinging)
    every = "" if doubt.method.kind is MethodKind.EXACT else ", as far as was looked"
    appear = sum(not s.as_modelled for s in told(doubt))
    return (
        _how_many(len(hinging), len(held), sum(any(len(f.claims) == 1 for f in s.flips) for s in hinging)),
        f"{kept} {'holds' if kept == 1 else 'hold'} whichever of them fail{every}." if kept else "",
        f"{appear} more would hold only if some fail." if appear else "",
        _assumed(doubt),
    )


def _why_none(doubt: Doubt) -> str:
    if doubt.spared:
        return f"The case puts {plural(len(doubt.spared), 'claim')} in doubt, and you trusted every one"
    return "The case doubts none of its claims" if doubt.case.claims else "The case cites no claims"


def _assumed(doubt: Doubt) -> str:
    count = len(doubt.unevidenced)
    carry = "carries" if count == 1 else "carry"
    return f"{plural(count, 'assumption')} without evidence {carry} conclusions too." if count else ""


def _how_many(hinging: int, held: int, alone: int) -> str:
    """How many conclusions hinge on a claim in doubt, and how many on a single one."""
    what = "(that a state is stable under a concept, or within reach)"
    if not hinging:
        return f"None of {plural(held, 'conclusion')} {what} hinges on a claim in doubt."
    if hinging == held:
        count = f"All {held} conclusions {what} hinge" if held > 1 else f"The only conclusion {what} hinges"
    else:
        count = f"{hinging} of {held} conclusions {what} {'hinges' if hinging == 1 else 'hinge'}"
    if not alone:
        return f"{count} on claims in doubt{', none of them' if hinging > 1 else ', and not'} on a single claim."
    falls = (
        ("each falls" if hinging > 1 else "it falls")
        if alone == hinging
        else f"{alone} of them {'falls' if alone == 1 else 'fall'}"
    )
    return f"{count} on claims in doubt; {falls} if a single claim fails."


def _sources(doubt: Doubt, names: DoubtNames) -> tuple[str, ...]:
    every = [found for found in doubt.sources if found.claims]
    lines = []
    for found in every[:TOLD]:
        only = len(doubt.sources) == 1
        one = "Every claim used is from one source" if only else "One source"
        kept = _kept(doubt, found.source)
        but = f" but for what you trusted ({names.claims(kept, 'and', NAMES)})" if kept else ""
        left = _left(doubt, names, found.source)
        alone = _alone(doubt, found.source) if only and not kept else ""
        lines.append(f"{one}, {names.source(found.source)}. If it is worthless{but}, {left}.{alone}")
    if len(every) > TOLD:
        lines.append(f"{plural(len(every) - TOLD, 'further source')}: see below.")
    return tuple(lines)


def _kept(doubt: Doubt, source: str) -> list[str]:
    """What the user trusted of a source: claims, and assumptions that rest on claims of it."""
    claims = doubt.case.claims
    cited = {a.path: a.claims for a in doubt.case.assumptions}
    return [
        name
        for name in doubt.trusted
        if any(claims[claim].source == source for claim in ([name] if name in claims else cited.get(name, ())))
    ]


def _alone(doubt: Doubt, source: str) -> str:
    """What holds without the only source there is, rests on nothing that anyone said."""
    if not any(s.without_source.get(source, s.as_modelled) for s in told(doubt)):
        return ""
    return " What then holds rests on the analyst's assumptions alone: it is no finding."


def _left(doubt: Doubt, names: DoubtNames, source: str) -> str:
    """``2 of 4 conclusions are left (on state 2), and 1 other holds instead (on state 3)``."""
    held = [s for s in told(doubt) if s.as_modelled]
    kept = [s for s in held if s.without_source.get(source, True)]
    gained = [s for s in told(doubt) if not s.as_modelled and s.without_source.get(source, False)]
    if not held:
        left = "there is no conclusion to lose"
    elif len(kept) == len(held):
        left = f"all {plural(len(held), 'conclusion')} are left" if len(held) != 1 else "the only conclusion is left"
    else:
        left = f"{len(kept) or 'none'} of {plural(len(held), 'conclusion')} {'are' if len(kept) > 1 else 'is'} left"
    instead = "1 other holds" if len(gained) == 1 else f"{len(gained)} others hold"
    return f"{left}{_on(names, kept)}" + (f", and {instead} instead{_on(names, gained)}" if gained else "")


def _on(names: DoubtNames, standings: Sequence[Standing]) -> str:
    """On which states these conclusions are, as far as they have numbers."""
    rows = sorted({s.state for s in standings if s.state is not None})
    quo = names.case.status_quo
    only = {frozenset(s.conclusion.yes) for s in standings}
    told_so = ", the status quo" if quo is not None and only == {frozenset(quo)} else ""
    return f" (on {names.states(rows, STATES)}{told_so})" if rows else ""


def _fragile(names: DoubtNames, found: tuple[Outcome, ...]) -> tuple[str, ...]:
    """States of which nothing holds in every world first; among these those that seem to hold best as modelled."""
    shaky = [o for o in found if o.hinging]
    shaky.sort(key=lambda o: (bool(o.always), -len(o.hinging), min(s.share for s in o.hinging), o.state or 0, o.yes))
    lines = [_falls(names, outcome) for outcome in shaky[:TOLD]]
    if len(shaky) > TOLD:
        lines.append(f"{plural(len(shaky) - TOLD, 'more state')}, told below")
    return tuple(lines)


def _falls(names: DoubtNames, outcome: Outcome) -> str:
    """What most of that hinges on, which is concluded of a state."""
    hinging = [a for a in outcome.accounts if a.first.as_modelled and not a.first.always]
    account = max(hinging, key=lambda a: (a.first.conclusion.concept is not None, len(a.standings)))
    rest = "" if len(account.standings) == len(outcome.held) else f", {account.what}"
    alone = [claim for group in account.flips if len(group.parts) == 1 for claim in group.parts[0]]
    if alone:
        falls = f"falls if {names.one_of(alone, ALONE)} fails"
    else:
        falls = f"falls if {names.failing(account.flips[0], NAMES)}" if account.flips else ONLY_MORE
    return f"{_state(names, outcome)}{rest}: {falls}"


def _firm(doubt: Doubt, names: DoubtNames, found: tuple[Outcome, ...]) -> tuple[str, ...]:
    if not doubt.in_doubt:
        return ()
    firm = sorted((o for o in found if o.always), key=lambda o: (len(o.hinging), -len(o.always), o.yes))
    lines = []
    for outcome in firm[:TOLD]:
        whole = not outcome.hinging
        what = "all that is concluded of it" if whole else f"{len(outcome.always)} of {len(outcome.held)} conclusions"
        lines.append(f"{_state(names, outcome)}: {what}")
    if len(firm) > TOLD:
        lines.append(plural(len(firm) - TOLD, "more state"))
    return tuple(lines)


def _state(names: DoubtNames, outcome: Outcome) -> str:
    number = "?" if outcome.state is None else names.number(outcome.state)
    return f"State {number} ({names.only_taken(outcome.yes)})"


def _tied(doubt: Doubt, names: DoubtNames, found: Sequence[Pin]) -> str:
    """The claims, not listened to, that carry as much as the last one told."""
    alike = [p for p in found[TOLD:] if (p.lost, p.gained) == (found[TOLD - 1].lost, found[TOLD - 1].gained)]
    claims = [name for pin in alike if not _heard(doubt, pin) for name in pin.claims]
    return f"As much hinges on {names.claims(claims, 'and', NAMES)}" if claims else ""


def _heard(doubt: Doubt, pin: Pin) -> bool:
    """Whether all that could be listened to has been."""
    claims = [doubt.case.claims[name] for name in pin.claims if name in doubt.case.claims]
    return bool(claims) and all(claim.listened for claim in claims)


def _first(doubt: Doubt, pressing: Sequence[Pin]) -> str:
    claims = [doubt.case.claims[name] for pin in pressing for name in pin.claims if name in doubt.case.claims]
    if not claims:
        return "Look at these first"
    if not any(claim.listened for claim in claims):
        return "Nobody has listened to these; listen to them first"
    return "Listen to these first" if any(not claim.listened for claim in claims) else "On these hinges most"


def _pin(names: DoubtNames, pin: Pin) -> str:
    """After the names of claims: what one says; ``: if it fails, 3 of 9 conclusions fall and 1 other holds``."""
    fails = "any of them fails" if len(pin.claims) > 1 else "it fails"
    heard = ", listened to" if _heard(names.doubt, pin) else ""
    held = sum(s.as_modelled for s in told(names.doubt))
    change = [f"{pin.lost} of {plural(held, 'conclusion')} {'falls' if pin.lost == 1 else 'fall'}"] if pin.lost else []
    change += [f"{pin.gained} {'other holds' if pin.gained == 1 else 'others hold'}"] if pin.gained else []
    return f"{_says(names, pin)}{heard}: if {fails}, {listed(change)}"


def _says(names: DoubtNames, pin: Pin) -> str:
    """What the only claim says, as far as there is room."""
    claim = names.case.claims.get(pin.claims[0])
    if claim is None or len(pin.claims) > 1 or not claim.sentence:
        return ""
    return f", “{shorten(plain(claim.sentence), LETTERS, placeholder=' …')}”"
