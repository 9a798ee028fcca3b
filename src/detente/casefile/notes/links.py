"""Links between pages: which of them lead nowhere. A dead link is worth knowing and never an error.

A target is found as Obsidian finds it: a path, else the name of a file anywhere in the folder, the shortest path first;
and beyond Obsidian by the title of a page with punctuation and case ignored, since the sites that make such notes lose
both. Memory: one name and one title per page, never the pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from detente.casefile.notes.folder import iter_pages, page_files
from detente.casefile.notes.frontmatter import read_front_matter
from detente.casefile.notes.shelf import UNDIRECTED, clean_source
from detente.errors import Problem, Severity, SourcePos
from detente.model.evidence import NotePage

_HEAD = 4096
_NOT_WORDS = re.compile(r"[\W_]+")


def _name(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(UNDIRECTED)).casefold().strip()


def _title(text: str) -> str:
    return _NOT_WORDS.sub("", _name(text))


class LinkIndex:
    """Where a link leads, over the pages of a folder."""

    def __init__(self) -> None:
        self._by_stem: dict[str, str] = {}
        self._by_path: dict[str, str] = {}
        self._by_title: dict[str, str] = {}

    @classmethod
    def of(cls, paths: Iterable[Path]) -> LinkIndex:
        """Index the names and titles of pages; reads the first bytes of each file."""
        index = cls()
        for path in page_files(paths):
            index.add(path.as_posix(), _title_of(path))
        return index

    def add(self, path: str, title: str) -> None:
        """Add one page. Of two with the same name the shorter path is kept."""
        whole = PurePosixPath(path)
        self._by_path[_name(whole.with_suffix("").as_posix())] = path
        for names, key in ((self._by_stem, _name(whole.stem)), (self._by_title, _title(title or whole.stem))):
            if key and (key not in names or (path.count("/"), path) < (names[key].count("/"), names[key])):
                names[key] = path

    def resolve(self, target: str) -> str | None:
        """The path of the page that a link leads to, or None."""
        wanted = _name(target).removesuffix(".md").strip("/")
        if "/" in wanted:
            tail = "/" + wanted
            found = next((path for name, path in self._by_path.items() if ("/" + name).endswith(tail)), None)
            if found:
                return found
            wanted = wanted.rpartition("/")[2]
        return self._by_stem.get(wanted) or self._by_title.get(_title(wanted))

    def dead(self, page: NotePage) -> Iterator[Problem]:
        """A notice for each target of a page that leads nowhere, at its first link."""
        for target, (line, column) in zip(page.links, page.link_positions, strict=True):
            if self.resolve(target) is None and not re.search(r"\.(?!md$)[A-Za-z0-9]{1,5}$", target):
                yield Problem(
                    pos=SourcePos(page.path, line, column),
                    severity=Severity.NOTICE,
                    code="dead-link",
                    message=f"no page is called '{target}'",
                    hint="fine if the page is still to be written",
                )


def _title_of(path: Path) -> str:
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
    return read_front_matter(clean_source(head).split("\n")).text("title") or ""


def dead_links(paths: Iterable[Path]) -> Iterator[Problem]:
    """The dead links of all pages of files and folders, page by page. Reads each page twice."""
    paths = list(paths)
    index = LinkIndex.of(paths)
    for page in iter_pages(paths):
        yield from index.dead(page)
