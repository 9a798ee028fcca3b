"""The evidence in words: grades, who listened, the chain from speaker to analyst, and how many sources there are.

Two pages of one recording are one source, and two recordings of one channel or speaker are not independent of each
other. Grades are told in the words of the standard and never turned into numbers (STANAG 2511: ``F`` and ``6`` mean
"cannot be judged", not "worst").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from detente.model.case import Assumption, Case, Indifferent, Prioritised, Ranking, Weights
from detente.model.evidence import CREDIBILITY, RELIABILITY, Claim, Page
from detente.report.naming import listed, plain, plural

__all__ = [
    "EvidenceSummary",
    "chain",
    "grade_words",
    "likelihood_words",
    "listened_words",
    "moment_link",
    "page_of",
    "summarise",
    "uncited",
    "used_assumptions",
]

VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def moment_link(claim: Claim) -> str | None:
    """The link to the second of the recording; None where the source's id has no place in an address."""
    return claim.url if VIDEO_ID.fullmatch(claim.source) and claim.seconds >= 0 else None


def grade_words(claim: Claim) -> str:
    """``F6: reliability cannot be judged; truth cannot be judged``."""
    reliability = RELIABILITY.get(claim.reliability, "reliability not given")
    source = reliability if "reliability" in reliability else f"source {reliability}"
    return f"{plain(claim.grade)}: {source}; {CREDIBILITY.get(claim.credibility, 'truth not graded')}"


def listened_words(claim: Claim) -> str:
    """Whether somebody has listened to the moment, and who."""
    if not claim.listened:
        return "nobody has listened to this moment yet"
    return (
        f"listened to by {plain(claim.listened_by)}" if claim.listened_by else "an analyst has listened to this moment"
    )


def likelihood_words(claim: Claim) -> str:
    """The likelihood the analyst gave, or nothing; never invented."""
    if claim.likelihood is None:
        return ""
    if isinstance(claim.likelihood, str):
        return plain(claim.likelihood)
    low, high = claim.likelihood
    return f"between {low:.0%} and {high:.0%}"


def page_of(case: Case, claim: Claim) -> Page | None:
    """The page that a claim quotes, by path or by stem."""
    return next((p for p in case.pages if claim.page in (p.path, p.stem)), None)


def chain(case: Case, claim: Claim) -> tuple[tuple[str, str], ...]:
    """Who said it to whom, link by link: speaker, recording, captions, page, analyst. Gaps are named."""
    source, page = case.sources.get(claim.source), page_of(case, claim)
    channel = (source.channel if source else "") or (page.channel if page and page.channel else "")
    title = (source.title if source else "") or claim.source
    where = plain(page.path if page else claim.page)
    if claim.section:
        where += f", section “{plain(claim.section)}”"
    line = next((s.line for s in page.sentences if s.text == claim.sentence), None) if page else None
    return (
        ("Speaker", plain(source.speaker) if source and source.speaker else "not recorded in this case"),
        ("Recording", plain(title) + (f", channel {plain(channel)}" if channel else "")),
        ("Captions", f"at {plain(claim.stamp)}; detente has read neither the recording nor its captions"),
        ("Page", where + (f", line {line}" if line else "")),
        ("Analyst", f"claim {plain(claim.name)}; {listened_words(claim)}"),
    )


def used_assumptions(case: Case) -> tuple[tuple[Assumption, ...], tuple[Assumption, ...]]:
    """The cited assumptions that the analysis reads, and those only recorded (factions, terms, timeline...)."""
    used = tuple(a for a in case.assumptions if a.used)
    return used, tuple(a for a in case.assumptions if not a.used)


def uncited(case: Case) -> tuple[tuple[str, str], ...]:
    """(what it is, what it says) of every element the analysis uses that cites nothing: the analyst's own word."""
    found: list[tuple[str, str]] = []
    for dm in case.decision_makers:
        name = plain(dm.name or dm.key)
        match dm.preference:
            case Prioritised(statements=statements):
                found += [(f"Preference of {name}", plain(s.text)) for s in statements if not s.because]
            case Ranking(because=()):
                found.append((f"Preference of {name}", "a ranking of the states"))
            case Weights(because=()):
                found.append((f"Preference of {name}", "weights of the options"))
            case Indifferent():
                found.append((f"Preference of {name}", "none given: every state counts as equally good"))
        found += [(f"Option of {name}", plain(o.title or o.key)) for o in dm.options if not o.because]
    found += [("What is feasible", plain(c.text)) for c in case.feasible if not c.because]
    found += [("States that count as one", plain(m.text)) for m in case.merges if not m.because]
    found += [("A move that does not exist", plain(f.text)) for f in case.forbidden if not f.because]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class EvidenceSummary:
    """How solid the evidence is, as counts that mean the same to everybody."""

    claims: int
    recordings: int
    channels: tuple[str, ...]
    independent: int
    pages: int
    listened: int
    grades: tuple[tuple[str, int], ...]
    cited: int
    uncited: int

    def sentences(self) -> tuple[str, ...]:
        """For a principal: what the conclusions rest on, and what nobody has checked."""
        rest, cites = ("rests", "cites") if self.uncited == 1 else ("rest", "cite")
        if not self.claims:
            alone = f"{self.uncited} {rest} on the analyst's word alone"
            return (f"No assumption of this analysis cites evidence; {alone}.",)
        cite = f"{plural(self.cited, 'assumption')} used here {'cites' if self.cited == 1 else 'cite'}"
        told = f"{plural(self.recordings, 'recording')} ({plural(self.independent, 'independent source')})"
        by = (f"Reported by {listed(self.channels[:4])}.",) if self.channels else ()
        heard = "Nobody has listened to any of the cited moments yet."
        if self.listened:
            heard = f"An analyst has listened to {self.listened} of the {self.claims} cited moments."
        return (
            f"{cite} {plural(self.claims, 'claim')} from {told}, as told on {plural(self.pages, 'page')} of notes.",
            f"{self.uncited or 'No'} more {rest} on the analyst's word alone and {cites} no evidence.",
            heard,
            *by,
            f"Grades: {'; '.join(f'{n} × {words}' for words, n in self.grades)}.",
        )


def summarise(case: Case) -> EvidenceSummary:
    """Counts over the claims behind what the analysis uses."""
    used, _ = used_assumptions(case)
    names = dict.fromkeys(name for a in used for name in a.claims if name in case.claims)
    claims = [case.claims[name] for name in names]
    grades = Counter(grade_words(c) for c in claims)
    return EvidenceSummary(
        claims=len(claims),
        recordings=len({c.source for c in claims}),
        channels=tuple(sorted({plain(c) for claim in claims for c in _channels(case, claim.source)})),
        independent=_independent(case, {c.source for c in claims}),
        pages=len({c.page for c in claims}),
        listened=sum(c.listened for c in claims),
        grades=tuple(sorted(grades.items(), key=lambda item: (-item[1], item[0]))),
        cited=sum(bool(a.claims) for a in used),
        uncited=len(uncited(case)),
    )


def _independent(case: Case, sources: Iterable[str]) -> int:
    """Groups of recordings that share neither channel nor speaker with another group."""
    groups: list[set[tuple[str, str]]] = []
    for name in sorted(sources):
        source = case.sources.get(name)
        marks = {("source", name)}
        marks |= {("channel", c) for c in _channels(case, name)}
        marks |= {("speaker", source.speaker)} if source and source.speaker else set()
        touching = [g for g in groups if g & marks]
        groups = [g for g in groups if g not in touching] + [marks.union(*touching)]
    return len(groups)


def _channels(case: Case, name: str) -> set[str]:
    source = case.sources.get(name)
    found = {p.channel for p in case.pages if p.source == name and p.channel}
    return found | ({source.channel} if source and source.channel else set())
