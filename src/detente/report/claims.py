"""What notes say and when: the cited sentences of pages, as JSON and for the terminal.

Both are written page by page, so that a folder of any size needs the memory of one page. The text of a note is only
ever text: JSON strings, or terminal text without markup and control characters.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from detente.errors import Problem, Severity
from detente.model.evidence import Moment, Page, Sentence, moment_url

__all__ = ["CLAIMS_SCHEMA", "claims_document", "page_document", "print_claims", "write_claims_json"]

CLAIMS_SCHEMA = "detente.claims/1"
_SHOWN_PER_CODE = 3
_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def claims_document(pages: Iterable[Page]) -> dict[str, object]:
    """The whole JSON document in memory. For folders use :func:`write_claims_json`."""
    return {"schema": CLAIMS_SCHEMA, "pages": [page_document(page) for page in pages]}


def page_document(page: Page) -> dict[str, object]:
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


def write_claims_json(pages: Iterable[Page], stream: IO[str]) -> None:
    """Write the JSON document page by page; pages are asked for one at a time and not kept."""
    pages = iter(pages)
    first = list(islice(pages, 1))  # a path that does not exist is found here, before anything is written
    stream.write(f'{{"schema": {json.dumps(CLAIMS_SCHEMA)}, "pages": [')
    separator = "\n"
    for page in chain(first, pages):
        stream.write(separator + json.dumps(page_document(page), ensure_ascii=False))
        separator = ",\n"
    stream.write("\n]}\n")


def print_claims(pages: Iterable[Page], console: Console) -> None:
    """Print pages to a terminal: for each its claims by section, then its problems, many of one kind shortened."""
    totals: Counter[str] = Counter()
    for page in pages:
        totals["page"] += 1
        totals["claim"] += len(page.cited)
        totals.update(problem.severity.value for problem in page.problems)
        _print_page(page, console)
    counted = [f"{totals[what]} {what}{'' if totals[what] == 1 else 's'}" for what in ("page", "claim", *Severity)]
    console.print(Text(", ".join(part for part in counted if not part.startswith("0 ")) or "no pages"))


def _print_page(page: Page, console: Console) -> None:
    recording = f"recording {page.source}" if page.source else "no recording named"
    said = ", ".join(part for part in (f"channel {page.channel}" if page.channel else "", recording) if part)
    console.print(Text.assemble((_safe(page.title), "bold"), (f"  {_safe(page.path)}", "dim"), f"\n{_safe(said)}"))
    section = ""
    for sentence in page.cited:
        if sentence.section != section:
            section = sentence.section
            console.print(Text(f"\n  {_safe(section)}", style="bold"))
        console.print(Padding(_line(sentence, page.source), (0, 0, 0, 4)))
    _print_problems(page.problems, console)
    console.print()


def _line(sentence: Sentence, source: str | None) -> Text:
    line = Text()
    for moment in sentence.moments:
        url = _url(moment, source)
        style = "yellow" if moment.suspect else "green"
        line.append(_span(moment), style=f"{style} link {url}" if url else style)
        line.append("? " if moment.suspect else " ")
    return line.append(_safe(sentence.text))


def _span(moment: Moment) -> str:
    if moment.end is None:
        return moment.stamp
    return f"{moment.stamp}-{moment.end // 3600:02d}:{moment.end // 60 % 60:02d}:{moment.end % 60:02d}"


def _print_problems(problems: tuple[Problem, ...], console: Console) -> None:
    """The first few problems of each code in full, and how many more there are."""
    seen: Counter[str] = Counter()
    for problem in problems:
        seen[problem.code] += 1
        if seen[problem.code] <= _SHOWN_PER_CODE:
            console.print(Padding(Text(_safe(problem.headline()), style=_STYLE[problem.severity]), (0, 0, 0, 2)))
    for code, count in seen.items():
        if count > _SHOWN_PER_CODE:
            console.print(Text(f"  and {count - _SHOWN_PER_CODE} more of {code}; --json lists them all", style="dim"))


def _safe(text: str) -> str:
    """Text that cannot steer a terminal: control characters and direction controls become U+FFFD."""
    return "".join(ch if ch.isprintable() or ch == " " else "\ufffd" for ch in text)
