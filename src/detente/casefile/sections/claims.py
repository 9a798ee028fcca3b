"""``claims``: from names and ``page@stamp`` to what the page says at that second, its grades, whether it still says so.

A stamp proves where to listen, not that something was said. So nothing is filled in here: a source that is not listed
cannot be judged (F), content without a grade neither (6), and a grade of 1 (confirmed) has to name its confirmation.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from pydantic import Field

from detente.casefile.reading.context import texts
from detente.casefile.reading.notebook import Notebook
from detente.casefile.schema.base import Many, Shape
from detente.casefile.schema.scalars import Credibility, Day, Digest, Likelihood, Name, Said, YesNo, likelihood_row
from detente.casefile.sections.section import CaseSection, Losses, loss, unread
from detente.casefile.sections.sources import SOURCES, SourceShape, source
from detente.casefile.sections.told import OneLine, filled
from detente.casefile.source.findings import Findings, counted, nearest
from detente.casefile.source.text import Text
from detente.frozen import frozen
from detente.model.case import Case
from detente.model.evidence import Claim, NotePage, Sentence, any_independent, seconds_of


class ClaimShape(Shape):
    """A moment of a recording, named and graded."""

    at: Said = Field(description="page@stamp, as in calls@00:07:26")
    credibility: Credibility = Field("6", description="Admiralty 1 to 6; 6 means that it cannot be judged, not worst.")
    likelihood: Likelihood | None = Field(None, description="Words of ICD 203, or an interval as in [0.45, 0.55].")
    listened: YesNo = Field(False, description="Has an analyst listened to that moment?")
    listened_by: Said | None = None
    quote: Said | None = Field(None, description="Words that must stand in the sentence of the page.")
    hash: Digest | None = Field(None, description="Hash of the sentence; reveals a later edit of the page.")
    known_from: Day | None = Field(None, description="The day from which it was known, as in 2024-11-07.")
    confirmed_by: Many = Field(default_factory=list[Said], description="Claims that confirm this one.")
    note: Said | None = None


@frozen
class _Cited:
    """A moment that was found: the page, and the sentences that cite it."""

    page: NotePage
    source: str
    seconds: int
    stamp: str
    sentences: tuple[Sentence, ...]


class Citations:
    """Resolves every ``because`` of one case. ``claims`` is the result, in the order of the file.

    declared : the names of claims, those of malformed ones too.

    A moment cited without a name is the claim that is named for it, if one is, however the stamp is spelled: what was
    said there once is one claim, and holds or fails as a whole.
    """

    def __init__(self, shape: Shape, declared: dict[str, str], notebook: Notebook, findings: Findings) -> None:
        self._declared, self._notebook, self._findings = declared, notebook, findings
        self._given: dict[str, ClaimShape] = getattr(shape, CLAIMS.key)
        listed: dict[str, SourceShape] = getattr(shape, SOURCES.key)
        self.sources = {name: source(name, given) for name, given in listed.items()}
        self.claims: dict[str, Claim] = {}
        self._failed: set[str] = set()
        self._moments: dict[tuple[str, int, str], str] = {}
        self._same: dict[str, str] = {}
        self._unlisted: set[str] = set()
        for name, claim in self._given.items():
            self._add(name, claim.at, claim)
        self._check_confirmations()
        self._check_rows()

    def resolve(self, item: Text) -> str | None:
        """The name of the claim that an item of ``because`` means; None, and a problem, where there is none."""
        name = item.text.strip()
        if name in self.claims:
            return name
        if name in self._same:
            return self._same[name]
        if name in self._declared or name in self._failed:
            return None
        if "@" in name:
            return self._add(name, item, None)
        self._unknown(item)
        return None

    def _unknown(self, item: Text) -> None:
        name = item.text.strip()
        near = nearest(name, self._declared)
        if name in self._notebook.names:
            hint = f"that is a page; cite a moment of it, as in {name}@00:01:30"
        elif near is not None:
            hint = f"did you mean {near!r}?"
        else:
            hint = "name an entry of 'claims', or write page@stamp"
        self._findings.error("unknown-claim", item.pos, f"{name[:60]!r} is not a claim", hint)

    def _add(self, name: str, at: Text, given: ClaimShape | None) -> str | None:
        cited = self._cited(at)
        if cited is None:
            self._failed.add(name)
            return None
        sentence = self._chosen(cited, given)
        first = self._moments.setdefault((cited.page.path, cited.seconds, sentence.text), name)
        if given is None and first != name:  # the moment has a name, or was spelled otherwise: it is one claim
            self._same[name] = first
            return first
        source = cited.source
        self._note_unlisted(source, at)
        graded = given or ClaimShape.model_validate({"at": at})
        self.claims[name] = Claim(
            name=name,
            page=cited.page.path,
            source=source,
            stamp=cited.stamp,
            seconds=cited.seconds,
            sentence=sentence.text,
            section=sentence.section,
            reliability=self.sources[source].reliability if source in self.sources else "F",
            credibility=graded.credibility,
            likelihood=graded.likelihood,
            listened=graded.listened,
            hash=sentence.hash,
            independent=(),
            pos=at.pos,
            **texts(graded, "listened_by", "quote", "known_from"),
        )
        return name

    def _cited(self, at: Text) -> _Cited | None:
        name, _, stamp = at.text.strip().rpartition("@")
        offset = at.text.rfind("@") + 1
        seconds = seconds_of(stamp)
        if not name or seconds is None:
            message = f"{at.short!r} is not of the form page@stamp"
            self._findings.error("bad-citation", at.pos, message, "write it as in calls@00:07:26 or calls@7:26")
            return None
        page = self._notebook.page(name, at)
        if page is None:
            return None
        sentences = tuple(s for s in page.cited if any(m.seconds == seconds for m in s.moments))
        if not sentences:
            message = f"no sentence of {name!r} cites {stamp}"
            self._findings.error("unknown-stamp", at.place(offset), message, _near_stamps(page, seconds))
            return None
        moment = next(m for s in sentences for m in s.moments if m.seconds == seconds)
        if moment.suspect:
            message = f"the moment {moment.stamp} of {name!r} is doubtful: the page itself has a problem there"
            self._findings.warning("suspect-moment", at.place(offset), message, "see the problems of the page")
        source = moment.source or page.source
        if source is None:
            message = f"the page {name!r} has no videoId, so no moment of it can be cited"
            self._findings.error("page-without-video", at.pos, message, f"add it to the front matter of {page.path}")
            return None
        return _Cited(page, source, seconds, moment.stamp, sentences)

    def _chosen(self, cited: _Cited, given: ClaimShape | None) -> Sentence:
        """The sentence that the quote, else the hash, else the page's order picks."""
        first = cited.sentences[0]
        if given is None:
            return first
        chosen = first
        if given.hash is not None:
            chosen = next((s for s in cited.sentences if s.hash == given.hash), first)
        if given.quote is not None:
            quoted = [s for s in cited.sentences if _folded(given.quote.text) in _folded(s.text)]
            if not quoted:
                message = f"these words do not stand in the sentence at {cited.stamp}"
                self._findings.error("quote-not-found", given.quote.pos, message, f"it says: {_shortened(chosen.text)}")
            elif chosen not in quoted:
                chosen = quoted[0]
        if given.hash is not None and chosen.hash != given.hash:
            message = f"the sentence at {cited.stamp} has changed: its hash was {given.hash} and is now {chosen.hash}"
            hint = f"judge the claim again; it now says: {_shortened(chosen.text)}"
            self._findings.warning("evidence-drift", given.at.pos, message, hint)
        return chosen

    def _note_unlisted(self, source: str, at: Text) -> None:
        if source in self.sources or source in self._unlisted:
            return
        self._unlisted.add(source)
        message = f"the source {source} is not listed under 'sources'; its reliability is taken as F, cannot be judged"
        self._findings.notice("unlisted-source", at.pos, message, "list it with its channel")

    def _check_confirmations(self) -> None:
        for name, given in self._given.items():
            confirming = [claim for item in given.confirmed_by if (claim := self.resolve(item)) is not None]
            claim = self.claims.get(name)
            if claim is not None and confirming:
                self.claims[name] = replace(claim, independent=tuple(dict.fromkeys(confirming)))
            if claim is None or given.credibility != "1" or len(confirming) < len(given.confirmed_by):
                continue
            others = [self.claims[other] for other in confirming]
            if not any_independent(claim, others, self.sources, self._notebook.pages):
                message = (
                    f"{name!r} is graded 1 (confirmed by other sources), but no claim under 'confirmed_by' is from "
                    "another source, channel and speaker"
                )
                hint = "name such a claim, or grade it 2 to 6; 6 means that it cannot be judged"
                self._findings.error("grade-1-not-independent", given.at.pos, message, hint)

    def _check_rows(self) -> None:
        first: dict[int, str] = {}
        for given in self._given.values():
            words = given.likelihood
            row = likelihood_row(words) if isinstance(words, str) else 0
            if row and isinstance(words, str):
                first.setdefault(row, words)
                if len(first) == 2:
                    message = f"{first[1]!r} and {first[2]!r} are from the two rows of terms of ICD 203"
                    hint = "use one row throughout, so that readers need not compare words"
                    self._findings.warning("mixed-likelihood-terms", given.at.pos, message, hint)
                    return


def _near_stamps(page: NotePage, seconds: int) -> str:
    stamps = {moment.seconds: moment.stamp for sentence in page.cited for moment in sentence.moments}
    if not stamps:
        return "the page cites no moment at all"
    near = sorted(stamps, key=lambda s: (abs(s - seconds), s))[:2]
    return (
        f"the nearest are {' and '.join(stamps[s] for s in sorted(near))}"
        if len(near) > 1
        else (f"the only moment it cites is {stamps[near[0]]}")
    )


def _folded(text: str) -> str:
    """White space and typographic quotation marks do not make a quote false."""
    straight = text.translate(str.maketrans("\u201c\u201d\u2018\u2019\u00a0", "\"\"'' "))
    return " ".join(straight.split())


def _shortened(text: str, most: int = 160) -> str:
    folded = " ".join(text.split())
    return f"\u201c{folded if len(folded) <= most else folded[: most - 3] + '...'}\u201d"


def _write(case: Case) -> object:
    return {name: _told(case, claim) for name, claim in case.claims.items() if "@" not in name}


def _told(case: Case, claim: Claim) -> object:
    likelihood = claim.likelihood
    return filled(
        {
            "at": f"{_page(case, claim.page)}@{claim.stamp}",
            "credibility": claim.credibility,
            "likelihood": OneLine(tuple(map(repr, likelihood))) if isinstance(likelihood, tuple) else likelihood,
            "listened": "yes" if claim.listened else "no",
            "listened_by": claim.listened_by,
            "quote": claim.quote,
            "hash": claim.hash,
            "known_from": claim.known_from,
            "confirmed_by": OneLine(claim.independent),
        }
    )


def _page(case: Case, path: str) -> str:
    """How a page is cited: by its path in ``notes``, since several may have one name."""
    notes, page = PurePath(case.path).parent / "notes", PurePath(path)
    return (page.relative_to(notes) if page.is_relative_to(notes) else PurePath(page.name)).with_suffix("").as_posix()


def _losses(case: Case) -> Losses:
    if case.claims or case.sources:
        left_out = f"{counted(len(case.claims), 'claim')} and {counted(len(case.sources), 'source')} left out"
        hint = "keep the case folder; it remains the place where the assumptions are justified"
        yield loss(case, f"a .gmcr file holds no evidence: {left_out}", hint)


CLAIMS = CaseSection(  # read before all others, which cite them
    "claims", dict[Name, ClaimShape], unread, _write, "The moments that the case rests on, with their grades.", _losses
)
