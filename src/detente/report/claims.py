"""What notes say and when: the cited sentences of pages, for people and as JSON.

Both are told page by page, so that a folder of any size needs the memory of one page.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from typing import IO

from detente.errors import Problem, Severity
from detente.model.evidence import Moment, NotePage, Sentence, moment_url
from detente.report.marks import Look, Mark, elsewhere, look, mark, plain
from detente.report.naming import plural
from detente.report.page import Block, Item, Items, Say
from detente.report.page import Page as Told

SCHEMA = "detente.claims/1"
SHOWN_PER_CODE = 3


def page_document(page: NotePage) -> dict[str, object]:
    """One page of the document."""
    return {
        "path": page.path,
        "title": page.title,
        "source": page.source,
        "channel": page.channel,
        "claims": [_claim(sentence, page.source) for sentence in page.cited],
        "problems": [_problem(problem) for problem in page.problems],
    }


def _claim(sentence: Sentence, source: str | None) -> dict[str, object]:
    claim: dict[str, object] = {
        "line": sentence.line,
        "section": sentence.section,
        "stamps": [moment.stamp for moment in sentence.moments],
        "seconds": [moment.seconds for moment in sentence.moments],
        "urls": [url for url in (_url(moment, source) for moment in sentence.moments) if url],
        "sentence": sentence.text,
        "links": list(sentence.links),
        "block": sentence.block,
        "hash": sentence.hash,
    }
    if any(moment.end is not None for moment in sentence.moments):
        claim["ends"] = [moment.end for moment in sentence.moments]
    return claim


def _url(moment: Moment, source: str | None) -> str | None:
    return moment_url(moment.source or source, moment.seconds)


def _problem(problem: Problem) -> dict[str, object]:
    return {key: value for key, value in problem.as_json().items() if key != "file"}


def write_claims_json(pages: Iterable[NotePage], stream: IO[str]) -> None:
    """Write the JSON document page by page; pages are asked for one at a time and not kept."""
    pages = iter(pages)
    first = list(islice(pages, 1))  # a path that does not exist is found here, before anything is written
    stream.write(f'{{"schema": {json.dumps(SCHEMA)}, "pages": [')
    separator = "\n"
    for page in chain(first, pages):
        stream.write(separator + json.dumps(page_document(page), ensure_ascii=False))
        separator = ",\n"
    stream.write("\n]}\n")


def notes_pages(pages: Iterable[NotePage]) -> Iterator[Told]:
    """A page for each page of notes, and one that counts them all."""
    totals: Counter[str] = Counter()
    for page in pages:
        totals["page"] += 1
        totals["claim"] += len(page.cited)
        totals.update(problem.severity.value for problem in page.problems)
        yield notes_page(page)
    counted = (plural(totals[what], what) for what in ("page", "claim", *(s.value for s in Severity)))
    yield Told(title=", ".join(part for part in counted if not part.startswith("no ")) or "no pages")


def notes_page(page: NotePage) -> Told:
    """What one page claims, by section, then its problems, many of one kind shortened."""
    recording = f"recording {plain(page.source)}" if page.source else "no recording named"
    channel = f"channel {plain(page.channel)}, " if page.channel else ""
    told: list[Block] = []
    for section, sentences in groupby(page.cited, lambda sentence: sentence.section):
        lines = tuple(Item(_line(sentence, page.source)) for sentence in sentences)
        told += [Say(plain(section), "section")] if section else []
        told.append(Items(lines, "cited"))
    return Told(
        title=plain(page.title),
        beside=plain(page.path),
        above=channel + recording,
        parts=(*told, *_problems(page), Say("")),
        moments={url: url for sentence in page.cited for m in sentence.moments if (url := _url(m, page.source))},
    )


def _line(sentence: Sentence, source: str | None) -> str:
    moments = "".join(f"{_moment(moment, source)} " for moment in sentence.moments)
    return f"{moments}{plain(sentence.text)}"


def _moment(moment: Moment, source: str | None) -> str:
    """The span of a moment, with a question mark where the page has a problem with it. Its address is its key."""
    end = moment.end
    until = "" if end is None else f"-{end // 3600:02d}:{end // 60 % 60:02d}:{end % 60:02d}"
    words = mark(Mark.MOMENT, _url(moment, source) or "", f"{moment.stamp}{until}")
    return f"{words}{look(Look.SUSPECT, '?')}" if moment.suspect else words


def _problems(page: NotePage) -> Iterator[Items]:
    """The first few problems of each code in full, and how many more there are."""
    seen: Counter[str] = Counter()
    lines: list[Item] = []
    for problem in page.problems:
        seen[problem.code] += 1
        if seen[problem.code] <= SHOWN_PER_CODE:
            lines.append(Item(plain(problem.headline()), role=problem.severity.value))
    more = {code: count - SHOWN_PER_CODE for code, count in seen.items() if count > SHOWN_PER_CODE}
    lines += [Item(f"and {n} more of {code}: see {elsewhere('json')}", role="quiet") for code, n in more.items()]
    if lines:
        yield Items(tuple(lines), "bare")
