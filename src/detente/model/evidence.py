"""The vocabulary of evidence: pages of notes, the sentences in them, and the moments of recordings they cite.

The chain that a reader must be able to walk is *speaker, caption, page, analyst's claim*. A stamp proves where to
listen, not that something was said; so a claim carries two independent Admiralty grades and whether somebody listened.

Grades (NATO STANAG 2511, AJP-2.1): reliability is of the source, credibility of the content. ``F`` and ``6`` mean
"cannot be judged"; they are unknown, not worst, and nothing here maps grades to numbers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from detente.errors import Problem, SourcePos
from detente.frozen import frozen

RELIABILITY: dict[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
_STAMP = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})", re.ASCII)
CONFIRMED, CANNOT_BE_JUDGED = "1", "6"  # of the grades of content
CREDIBILITY: dict[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
# ICD 203 (2015), annex A: probability from, to, and the words for it in each of two rows. One report uses one row.
LIKELIHOOD_TERMS: tuple[tuple[float, float, tuple[str, str]], ...] = (
    (0.01, 0.05, ("almost no chance", "remote")),
    (0.05, 0.20, ("very unlikely", "highly improbable")),
    (0.20, 0.45, ("unlikely", "improbable")),
    (0.45, 0.55, ("roughly even chance", "roughly even odds")),
    (0.55, 0.80, ("likely", "probable")),
    (0.80, 0.95, ("very likely", "highly probable")),
    (0.95, 0.99, ("almost certain", "nearly certain")),
)
LIKELIHOOD: dict[str, tuple[float, float]] = {
    **{words[row]: (low, high) for row in (0, 1) for low, high, words in LIKELIHOOD_TERMS},
    "roughly even": (0.45, 0.55),
}


class Rank(StrEnum):
    """How a stamp is written. A bare bracket is of lower rank: it may be text that merely looks like a stamp."""

    ANCHOR = "anchor"
    LINK = "link"
    BRACKET = "bracket"


def moment_url(source: str | None, seconds: int) -> str | None:
    """Link to a second of a recording, or None for a page without ``videoId``."""
    return None if source is None else f"https://youtu.be/{source}?t={seconds}"


def sentence_hash(text: str) -> str:
    """First 16 hex digits of the SHA-256 of the sentence, white space folded; a changed value is evidence drift."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@frozen(kw_only=True)
class Moment:
    """One second of a recording, as a note cites it.

    stamp is ``HH:MM:SS``, normalised; seconds counts from the start of the recording; end is the last second of a
    range, where the note gives one. suspect says that a problem was reported for it (an hour that the recording cannot
    have, for example): it is never repaired in silence. source is the recording where a link names another than the
    page's ``videoId``; None means the page's own.
    """

    stamp: str
    seconds: int
    rank: Rank = Rank.ANCHOR
    end: int | None = None
    suspect: bool = False
    source: str | None = None


@frozen(kw_only=True)
class Sentence:
    """One sentence of a page: plain text (links resolved to their alias, no markup) and the moments it cites."""

    text: str
    line: int
    section: str = ""
    moments: tuple[Moment, ...] = ()
    links: tuple[str, ...] = ()
    block: str = "paragraph"

    @property
    def hash(self) -> str:
        """What a case may store to notice that the sentence was edited."""
        return sentence_hash(self.text)


@frozen(kw_only=True)
class NotePage:
    """One Markdown page of notes. ``source`` is its ``videoId``: two pages of one recording are one source.

    links are the pages it links to, each once; link_positions has the line and column of the first such link.
    """

    path: str
    stem: str
    title: str
    source: str | None
    channel: str | None = None
    extra: dict[str, object] = field(default_factory=dict[str, object])
    sentences: tuple[Sentence, ...] = ()
    links: tuple[str, ...] = ()
    link_positions: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    @property
    def cited(self) -> tuple[Sentence, ...]:
        """The sentences that cite at least one moment; only these can be evidence."""
        return tuple(s for s in self.sentences if s.moments)


@frozen(kw_only=True)
class Source:
    """One recording or document, however many pages quote it."""

    id: str
    title: str = ""
    channel: str = ""
    speaker: str = ""
    reliability: str = "F"
    known_from: str = ""
    note: str = ""


@frozen(kw_only=True)
class Claim:
    """What an assumption rests on: a moment of a recording as one sentence of a page reports it, with its grades.

    name is the analyst's name for it, or ``page@stamp``. credibility is Admiralty 1-6. likelihood holds the ICD 203
    words or the interval the analyst gave, and is never invented. independent lists the claims named as confirmation
    (grade 1 demands one from another source, channel and speaker). known_from is the day from which it was known, where
    the case says so (``2024-11-07``).
    """

    name: str
    page: str
    source: str
    stamp: str
    seconds: int
    sentence: str
    section: str = ""
    reliability: str = "F"
    credibility: str = "6"
    likelihood: str | tuple[float, float] | None = None
    listened: bool = False
    listened_by: str = ""
    quote: str = ""
    hash: str = ""
    independent: tuple[str, ...] = ()
    known_from: str = ""
    pos: SourcePos | None = None

    @property
    def url(self) -> str:
        """Link to the moment."""
        return f"https://youtu.be/{self.source}?t={self.seconds}"

    @property
    def probability(self) -> tuple[float, float] | None:
        """From where to where the analyst puts the probability that the claim is true; None where nobody judged it."""
        return LIKELIHOOD[self.likelihood] if isinstance(self.likelihood, str) else self.likelihood

    @property
    def grade(self) -> str:
        """Reliability and credibility as analysts write them, for example ``F6``."""
        return f"{self.reliability}{self.credibility}"


class Dependence(StrEnum):
    """How the claims of one source may fail: each for itself, the likelier ones only with the others, or in any way."""

    INDEPENDENT = "independent"
    TOGETHER = "together"
    ANY = "any"


@frozen(kw_only=True)
class DoubtRule:
    """Which claims are in doubt: those of a source with one of these grades, and those whose content has one of these.

    confirmed claims (credibility 1) are not doubted for their source. A claim with a likelihood is always in doubt.
    within_source : how claims of one source fail, for likelihoods
    """

    reliability: tuple[str, ...] = ("D", "E", "F")
    credibility: tuple[str, ...] = ("4", "5", "6")
    within_source: Dependence = Dependence.ANY
    pos: SourcePos | None = None


@frozen
class Origin:
    """Where a recording comes from, as far as the case and its pages tell. Names are compared without case."""

    source: str
    channels: frozenset[str]
    speaker: str

    @property
    def known(self) -> bool:
        """Whether a channel is named; without one nothing can be shown to be independent of it."""
        return bool(self.channels)


def seconds_of(stamp: str) -> int | None:
    """``00:07:26``, ``7:26`` or ``1:07:26`` as seconds; None for what is no time stamp."""
    match = _STAMP.fullmatch(stamp.strip())
    if match is None or int(match[2]) > 59 or int(match[3]) > 59:
        return None
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])


def origin(source: str, sources: Mapping[str, Source], pages: Iterable[NotePage]) -> Origin:
    """The origin of a recording: its channel as the case lists it and as its pages name it, and its speaker."""
    given = sources.get(source)
    named = [given.channel if given else "", *(page.channel or "" for page in pages if page.source == source)]
    return Origin(source, frozenset(_folded(name) for name in named if name), _folded(given.speaker if given else ""))


def independent(one: Origin, other: Origin) -> bool:
    """Another recording, of another channel (both must be known) and, where both are known, another speaker."""
    same_speaker = bool(one.speaker) and one.speaker == other.speaker
    same_channel = not one.known or not other.known or bool(one.channels & other.channels)
    return one.source != other.source and not same_channel and not same_speaker


def any_independent(
    claim: Claim, others: Iterable[Claim], sources: Mapping[str, Source], pages: Iterable[NotePage]
) -> bool:
    """Whether one of the others is from an independent source, so that it can confirm the claim."""
    told = tuple(pages)
    mine = origin(claim.source, sources, told)
    return any(independent(mine, origin(other.source, sources, told)) for other in others)


def independent_sources(names: Iterable[str], sources: Mapping[str, Source], pages: Iterable[NotePage]) -> int:
    """How many sources can be shown to be independent: groups of recordings that are not independent of each other.

    Recordings whose channel nobody names add none.
    """
    told = tuple(pages)
    origins = [origin(name, sources, told) for name in sorted(set(names))]
    groups: list[list[Origin]] = []
    for found in (o for o in origins if o.known):
        touching = [group for group in groups if not all(independent(found, other) for other in group)]
        joined = [found, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching] + [joined]
    return max(len(groups), min(1, len(origins)))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
