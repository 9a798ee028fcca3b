"""One page of notes, from its file to the sentences that can be cited.

The steps: read and decode; front matter; the ``From:`` line; a code fence round the article; anchors and tags;
links and brackets; blocks; sentences; and last the checks of stamps that need the whole page. A page is never written.
"""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from detente.casefile.notes import faults
from detente.casefile.notes.addresses import SOURCE_ID
from detente.casefile.notes.brackets import BracketPass
from detente.casefile.notes.envelope import take_channel, unwrap
from detente.casefile.notes.frontmatter import FrontMatter, read_front_matter
from detente.casefile.notes.gather import Article, gather
from detente.casefile.notes.shelf import TURNS, UNISOLATED, Link, Shelf, Stamp, clean_source
from detente.casefile.notes.stamps import Fault
from detente.casefile.notes.tags import TagPass
from detente.casefile.source.opening import SourceText
from detente.errors import EvidenceError, Problem, Severity, SourcePos
from detente.model.evidence import NotePage

LARGEST_PAGE = 20_000_000
"""Bytes. A page of notes has some thousands; anything this large is not one."""


def read_page(path: Path, *, shown_as: str | None = None, known_duration: int | None = None) -> NotePage:
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
    return parse_page(_bytes(path, name), name=name, stem=path.stem, known_duration=known_duration)


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
    pos, code = SourcePos(name, 1, 1), "unreadable-page"
    return EvidenceError([Problem(pos=pos, severity=Severity.ERROR, code=code, message=message, hint=hint)])


def parse_page(data: bytes, *, name: str, stem: str, known_duration: int | None = None) -> NotePage:
    """A page from its bytes. Time and memory are linear in their number."""
    return _Reader(data, name, stem, known_duration).page()


class _Reader:
    """One page on its way from bytes to a :class:`NotePage`."""

    def __init__(self, data: bytes, name: str, stem: str, known_duration: int | None) -> None:
        self.data, self.stem, self.known_duration = data, stem, known_duration
        self.problems: list[Problem] = []
        text = data.decode("utf-8-sig", errors="replace")
        self.source = SourceText(name, clean_source(text))
        if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
            self._report(self.source.text.index("\ufffd"), faults.NOT_UTF8)

    def page(self) -> NotePage:
        lines = self.source.lines
        front = read_front_matter(lines)
        for line, column, fault in front.faults:
            self._report(self.source.index(min(line, len(lines)), column), fault)
        recording = self._recording(front)
        body = [""] * front.body_line + lines[front.body_line :]
        channel = take_channel(body)
        unwrap(body)
        article = self._gather("\n".join(body))
        article.judge(recording, self.known_duration)
        self._check_stamps(article, recording)
        self._check_page(article)
        links = {link.target: link.at for link in reversed(article.links) if link.target}
        ordered = sorted(links, key=links.__getitem__)
        places = (self.source.pos(links[target]) for target in ordered)
        return NotePage(
            path=self.source.file,
            stem=self.stem,
            title=(front.text("title") or self.stem).translate(UNISOLATED),
            source=recording,
            channel=channel,
            extra={key: value for key, value in front.values.items() if key not in ("title", "videoId")},
            sentences=tuple(article.sentences()),
            links=tuple(ordered),
            link_positions=tuple((pos.line, pos.column) for pos in places),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.pos)),
            digest=hashlib.sha256(self.data).hexdigest(),
        )

    def _gather(self, text: str) -> Article:
        """``text`` has the lines of the file, with those emptied that are no part of the article."""
        body = SourceText(self.source.file, text)

        def in_file(at: int) -> int:
            pos = body.pos(at)
            return self.source.index(pos.line, pos.column)

        shelf = Shelf()
        tags = TagPass(text, shelf)
        first = tags.run()
        brackets = BracketPass(first, shelf, tags.rewriter.source)
        second = brackets.run()
        for item in shelf.items:
            if isinstance(item, Stamp | Link):
                item.at = in_file(item.at)
        for at, fault in brackets.faults:
            self._report(in_file(at), fault)
        if tags.commented:
            self._report(in_file(tags.commented[0]), faults.in_comment(len(tags.commented)))
        return gather(second, shelf)

    def _recording(self, front: FrontMatter) -> str | None:
        written = front.text("videoId")
        if written is None or SOURCE_ID.fullmatch(written):
            return written
        line = next((n for n, text in enumerate(self.source.lines, 1) if text.startswith("videoId")), 1)
        self._report(self.source.index(line, 1), faults.bad_video_id(written))
        return None

    def _check_stamps(self, article: Article, source: str | None) -> None:
        """Report what is wrong with each stamp of the text, and once if their recording is unknown."""
        homeless: list[Stamp] = []
        for stamp in article.stamps:
            for fault in stamp.faults:
                self._report(stamp.at, fault)
            other = stamp.moment.source if stamp.moment else None
            if other and source:
                self._report(stamp.at, faults.other_recording(other, source))
            elif stamp.moment and not other and not source:
                homeless.append(stamp)
        if homeless and not any(problem.code == "bad-video-id" for problem in self.problems):
            self._report(homeless[0].at, faults.no_video_id(len(homeless)))

    def _check_page(self, article: Article) -> None:
        """Report stamps that cite nothing, and direction controls in the text."""
        for stamp in article.lone:
            self._report(stamp.at, faults.LONE)
        if article.hidden:
            self._report(article.hidden[0].at, faults.in_code(len(article.hidden)))
        if article.headings:
            self._report(article.headings[0].at, faults.as_heading(len(article.headings)))
        for line in article.bidi_lines:
            found = TURNS.search(self.source.line(line))
            self._report(self.source.index(line, found.start() + 1 if found else 1), faults.BIDI)

    def _report(self, at: int, fault: Fault) -> None:
        pos = self.source.pos(at)
        self.problems.append(Problem(pos=pos, source_line=self.source.line(pos.line), **vars(fault)))
