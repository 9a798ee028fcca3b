"""One page of notes, from its file to the sentences that can be cited.

The steps: read and decode; front matter; the ``From:`` line; a code fence round the whole article; anchors and tags;
links and brackets; blocks; sentences; and last the checks of stamps that need the whole page. A page is never written.
"""

from __future__ import annotations

import hashlib
import re
import stat
from bisect import bisect_right
from pathlib import Path

from detente.casefile.notes.addresses import SOURCE_ID
from detente.casefile.notes.brackets import BracketPass
from detente.casefile.notes.frontmatter import FrontMatter, read_front_matter
from detente.casefile.notes.gather import Gathering
from detente.casefile.notes.shelf import Link, Shelf, Stamp, clean_source
from detente.casefile.notes.stamps import Fault, ambiguity, impossibility
from detente.casefile.notes.tags import TagPass
from detente.errors import EvidenceError, Problem, Severity, SourcePos
from detente.model.evidence import Page

__all__ = ["LARGEST_PAGE", "parse_page", "read_page"]

LARGEST_PAGE = 20_000_000
"""Bytes. A page of notes has some thousands; anything this large is not one."""

_FROM = re.compile(r"[ \t]*From:[ \t]*(.*?)[ \t]*(?:<br\s*/?>[ \t]*)*", re.IGNORECASE)
_FROM_LINK = re.compile(r"[ \t]*From:[ \t]*\[\[([^\[\]\n]{1,300})\]\][ \t]*(?:<br\s*/?>[ \t]*)*", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})[ \t]*([\w-]*)[ \t]*")
_ARTICLE = ("markdown", "md", "")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISOLATES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def read_page(path: Path, *, shown_as: str | None = None, known_duration: int | None = None) -> Page:
    """Read a page. Whatever is wrong with its content is in ``problems``.

    Parameters
    ----------
    path : Path
    shown_as : str, optional
        How problems and reports name the file; its path if not given.
    known_duration : int, optional
        Length of the recording in seconds; without it an hour of 4 or more is taken as impossible.

    Raises
    ------
    EvidenceError
        Where there is nothing to read: no such file, a folder, no permission, larger than ``LARGEST_PAGE``.
    """
    name = shown_as if shown_as is not None else path.as_posix()
    data = _bytes(path, name)
    return parse_page(data, name=name, stem=path.stem, known_duration=known_duration)


def _bytes(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _unreadable(name, f"'{name}' is not a file", "name a Markdown page")
        if status.st_size > LARGEST_PAGE:
            size, limit = status.st_size // 1_000_000, LARGEST_PAGE // 1_000_000
            raise _unreadable(name, f"'{name}' has {size} MB, more than the {limit} MB of any page", "split it")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a valid path"
        raise _unreadable(name, f"'{name}' cannot be read: {why}", "check the path") from error


def _unreadable(name: str, message: str, hint: str) -> EvidenceError:
    pos = SourcePos(name, 1, 1)
    return EvidenceError(
        [Problem(pos=pos, severity=Severity.ERROR, code="unreadable-page", message=message, hint=hint)]
    )


def parse_page(data: bytes, *, name: str, stem: str, known_duration: int | None = None) -> Page:
    """A page from its bytes. Time and memory are linear in their number."""
    return _Reader(data, name, stem, known_duration).page()


class _Reader:
    """One page on its way from bytes to a :class:`Page`."""

    def __init__(self, data: bytes, name: str, stem: str, known_duration: int | None) -> None:
        self.data, self.name, self.stem, self.known_duration = data, name, stem, known_duration
        self.problems: list[Problem] = []
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("utf-8-sig", errors="replace")
        self.text = clean_source(text)
        self.lines = self.text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
            self._report(self.text.index("\ufffd"), _NOT_UTF8)

    def page(self) -> Page:
        front = read_front_matter(self.lines)
        for line, column, fault in front.faults:
            self._report(self.starts[min(line, len(self.lines)) - 1] + column - 1, fault)
        source = self._source(front)
        body = [""] * front.body_line + self.lines[front.body_line :]
        channel = _take_channel(body, front.body_line)
        _unwrap(body, front.body_line)
        gathering = self._gather("\n".join(body))
        self._check_stamps(gathering, source)
        self._check_code(gathering)
        title = front.text("title") or gathering.first_heading or self.stem
        links = {link.target: link.at for link in reversed(gathering.links) if link.target}
        ordered = sorted(links, key=links.__getitem__)
        return Page(
            path=self.name,
            stem=self.stem,
            title=title.translate(_ISOLATES),
            source=source,
            channel=channel,
            extra={key: value for key, value in front.values.items() if key not in ("title", "videoId")},
            sentences=tuple(gathering.sentences),
            links=tuple(ordered),
            link_positions=tuple(self._place(links[target]) for target in ordered),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.pos)),
            digest=hashlib.sha256(self.data).hexdigest(),
        )

    def _gather(self, body: str) -> Gathering:
        """``body`` has the lines of the file, those that are no part of the article emptied."""
        shift = [self.starts[n] for n in range(len(self.lines))]
        starts = [0]
        for line in body.split("\n"):
            starts.append(starts[-1] + len(line) + 1)

        def in_file(at: int) -> int:
            n = bisect_right(starts, at) - 1
            return shift[n] + at - starts[n]

        shelf = Shelf()
        tags = TagPass(body, shelf)
        text = tags.run()
        brackets = BracketPass(text, shelf, tags.rewriter.source)
        text = brackets.run()
        for item in shelf.items:
            if isinstance(item, Stamp | Link):
                item.at = in_file(item.at)
        for at, fault in brackets.faults:
            self._report(in_file(at), fault)
        gathering = Gathering(shelf, lambda stamp: self._reading(stamp))
        gathering.read(text)
        for line in gathering.bidi_lines:
            found = _BIDI.search(self.lines[line - 1])
            if found:
                self._report(self.starts[line - 1] + found.start(), _BIDI_FAULT)
        for stamp in gathering.lone:
            self._report(stamp.at, _LONE)
        return gathering

    def _source(self, front: FrontMatter) -> str | None:
        written = front.text("videoId")
        if written is None or SOURCE_ID.fullmatch(written):
            return written
        line = next((n for n, text in enumerate(self.lines) if text.startswith("videoId")), 0)
        shown = written if len(written) <= 40 else written[:39] + "…"
        message = f"'{shown}' is no videoId, so the stamps of this page have no recording"
        hint = "a videoId has letters, digits, - and _"
        self._report(
            self.starts[line], Fault(severity=Severity.WARNING, code="bad-video-id", message=message, hint=hint)
        )
        return None

    def _check_stamps(self, gathering: Gathering, source: str | None) -> None:
        """Report what is wrong with the stamps that stand in blocks, and with the page that cites them."""
        stamps = gathering.stamps
        for stamp in stamps:
            for fault in stamp.faults:
                self._report(stamp.at, fault)
            other = stamp.moment.source if stamp.moment else None
            if other and source and other != source:
                self._report(stamp.at, _other_recording(other, source))
        cited = [stamp for stamp in stamps if stamp.moment and not stamp.moment.source]
        if source is None and cited and not any(p.code == "bad-video-id" for p in self.problems):
            self._report(cited[0].at, _no_source(len(cited)))

    def _check_code(self, gathering: Gathering) -> None:
        """Stamps that no block holds stand in code fences; say so rather than lose them in silence."""
        hidden = gathering.hidden
        if hidden:
            message = f"{len(hidden)} stamps stand in code and cite nothing" if len(hidden) > 1 else _IN_CODE
            hint = "take the text out of the code fence if it is evidence"
            fault = Fault(severity=Severity.NOTICE, code="stamp-in-code", message=message, hint=hint)
            self._report(hidden[0].at, fault)

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self.starts, at, hi=len(self.lines)) - 1
        return line + 1, at - self.starts[line] + 1

    def _report(self, at: int, fault: Fault) -> None:
        line, column = self._place(at)
        self.problems.append(
            Problem(
                pos=SourcePos(self.name, line, column),
                severity=fault.severity,
                code=fault.code,
                message=fault.message,
                hint=fault.hint,
                source_line=self.lines[line - 1],
            )
        )
