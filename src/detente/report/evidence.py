"""The evidence in words: grades, who listened, the chain from speaker to analyst, and how many sources there are.

Two pages of one recording are one source, and two recordings of one channel or speaker are not independent of each
other. Grades are told in the words of the standard and never turned into numbers (STANAG 2511: ``F`` and ``6`` mean
"cannot be judged", not "worst").
"""

from __future__ import annotations

import re
from collections import Counter

from detente.model.case import Assumption, Case
from detente.model.evidence import CREDIBILITY, RELIABILITY, Claim, NotePage, independent_sources
from detente.report.marks import Look, Mark, clean, look, mark, plain
from detente.report.naming import listed, plural
from detente.report.probability import in_numbers

FORMULAS = re.compile(r"\.prefers\[|^(feasible|merge)\[|^moves\.forbid")
KINDS = {
    "feasible": "What is feasible",
    "merge": "States that count as one",
    "moves.irreversible": "Options that change one way only",
    "moves.forbid": "Moves that do not exist",
    "status_quo": "Where the conflict stands",
}
VIDEO_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def moment_link(claim: Claim) -> str | None:
    """The link to the second of the recording; None where the source's id has no place in an address."""
    return claim.url if VIDEO_ID.fullmatch(claim.source) and claim.seconds >= 0 else None


def claim_name(name: str) -> str:
    """The name of a claim, which leads to it."""
    return mark(Mark.CLAIM, name, plain(name))


def moment(claim: Claim) -> str:
    """The stamp of a claim; where a medium has links, it leads to the second of the recording."""
    return mark(Mark.MOMENT, claim.name, plain(claim.stamp))


def moments(case: Case) -> dict[str, str]:
    """Where the moment of each claim leads; without those whose source has no place in an address."""
    return {clean(name): link for name, claim in case.claims.items() if (link := moment_link(claim))}


def grade(claim: Claim) -> str:
    """``F6``, marked as a grade."""
    return look(Look.GRADE, plain(claim.grade))


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
    return in_numbers(*claim.likelihood)


def page_of(case: Case, claim: Claim) -> NotePage | None:
    """The page that a claim quotes, by path or by stem."""
    return next((p for p in case.pages if claim.page in (p.path, p.stem)), None)


def chain(case: Case, claim: Claim) -> tuple[tuple[str, str], ...]:
    """Who said it to whom, link by link, up to the page; the same for all claims of one page. Gaps are named."""
    source, page = case.sources.get(claim.source), page_of(case, claim)
    channel = (source.channel if source else "") or (page.channel if page and page.channel else "")
    title = (source.title if source else "") or claim.source
    return (
        ("Speaker", plain(source.speaker) if source and source.speaker else "not recorded in this case"),
        ("Recording", plain(title) + (f", channel {plain(channel)}" if channel else "")),
        ("Captions", "at the moment named; detente has read neither the recording nor its captions"),
        ("Page", plain(page.path if page else claim.page)),
        ("Analyst", "the claim with its grade, and who has listened"),
    )


def place(case: Case, claim: Claim) -> tuple[str, int | None]:
    """Section and line of the sentence on its page; the line is None where the page is not at hand."""
    page = page_of(case, claim)
    line = next((s.line for s in page.sentences if s.text == claim.sentence), None) if page else None
    return plain(claim.section), line


def used_assumptions(case: Case) -> tuple[tuple[Assumption, ...], tuple[Assumption, ...]]:
    """The cited assumptions that the analysis reads, and those only recorded (factions, terms, timeline...)."""
    cited = [a for a in case.assumptions if a.claims]
    return tuple(a for a in cited if a.used), tuple(a for a in cited if not a.used)


def uncited(case: Case) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The assumptions that the analysis uses and that cite nothing: (kind, what each says), as in the file."""
    found: dict[str, list[str]] = {}
    names = {dm.key: plain(dm.name or dm.key) for dm in case.decision_makers}
    for a in case.assumptions:
        if a.used and not a.claims:
            found.setdefault(_kind(a.path, names), []).append(said(a))
    return tuple((kind, tuple(texts)) for kind, texts in found.items())


def said(assumption: Assumption) -> str:
    """What an assumption says: its plain words with the formula in parentheses, or the one that there is."""
    title, text = plain(assumption.title), plain(assumption.text)
    return f"{title} ({text})" if title and FORMULAS.search(assumption.path) else title or text


def _kind(path: str, names: dict[str, str]) -> str:
    """What kind of element stands at a path of the case file."""
    section, _, rest = path.partition(".")
    if section in names:
        kind = rest.partition(".")[0].partition("[")[0]
        of = {
            "options": "Options of",
            "prefers": "Preferences of",
            "ranking": "Preferences of",
            "weights": "Preferences of",
        }
        return f"{of[kind]} {names[section]}" if kind in of else "Who decides"
    head = path.partition("[")[0]
    return KINDS.get(head, plain(head))


def how_solid(case: Case) -> tuple[str, ...]:
    """For a principal: what the conclusions rest on, in counts, and what nobody has checked."""
    used, _ = used_assumptions(case)
    alone = sum(a.used and not a.claims for a in case.assumptions)
    names = dict.fromkeys(name for a in used for name in a.claims if name in case.claims)
    claims = [case.claims[name] for name in names]
    if not used and not alone:
        return ("Nothing in this case cites evidence: all of it stands on the word of whoever wrote it.",)
    if not claims:
        every = "the only one stands" if alone == 1 else f"all {alone} stand"
        return (f"No assumption of this analysis cites evidence: {every} on the analyst's word.",)
    sources = {c.source for c in claims}
    independent = independent_sources(sources, case.sources, case.pages)
    cite = f"{plural(len(used), 'assumption')} used here {'cites' if len(used) == 1 else 'cite'}"
    told = f"{plural(len(sources), 'recording')} ({plural(independent, 'independent source')})"
    pages = plural(len({c.page for c in claims}), "page")
    cites, stands = ("cites", "stands") if alone == 1 else ("cite", "stand")
    listened = sum(c.listened for c in claims)
    heard = f"An analyst has listened to {listened} of the {len(claims)} cited moments."
    channels = sorted({plain(channel) for source in sources for channel in _channels(case, source)})
    grades = sorted(Counter(map(grade_words, claims)).items(), key=lambda item: (-item[1], item[0]))
    return (
        f"{cite} {plural(len(claims), 'claim')} from {told}, as told on {pages} of notes.",
        f"{alone} {cites} nothing and {stands} on the analyst's word: see the list of them."
        if alone
        else "Every assumption used here cites evidence.",
        heard if listened else "Nobody has listened to any of the cited moments yet.",
        *([f"Reported by {listed(channels[:4])}."] if channels else []),
        f"Grades: {'; '.join(f'{n} × {words}' for words, n in grades)}.",
    )


def _channels(case: Case, name: str) -> set[str]:
    source = case.sources.get(name)
    found = {p.channel for p in case.pages if p.source == name and p.channel}
    return found | ({source.channel} if source and source.channel else set())
