"""The pages of a case's ``notes`` folder, found by name and read once."""

from __future__ import annotations

import copy
import hashlib
from pathlib import Path

from detente.casefile.notes.page import read_page
from detente.casefile.source.findings import Findings, listed, nearest
from detente.casefile.source.text import Text
from detente.errors import EvidenceError
from detente.model.evidence import NotePage

READ_ALL_UP_TO = 200


class Notebook:
    """Pages by stem (``calls``) or by their path below ``notes`` (``2024/calls``).

    A folder of up to ``READ_ALL_UP_TO`` pages is read whole, so that ``check`` shows the problems of every page; of a
    larger one only the pages that the case cites.
    """

    def __init__(self, folder: Path, shown_as: str, findings: Findings) -> None:
        self._folder, self._shown_as, self._findings = folder, shown_as, findings
        files = sorted(path for path in folder.rglob("*.md") if path.is_file()) if folder.is_dir() else []
        self._files = {path.relative_to(folder).with_suffix("").as_posix(): path for path in files}
        self._by_stem: dict[str, list[str]] = {}
        for name in self._files:
            self._by_stem.setdefault(name.rpartition("/")[2], []).append(name)
        self._pages: dict[str, NotePage | None] = {}
        if len(self._files) <= READ_ALL_UP_TO:
            for name in self._files:
                self._read(name)

    def telling(self, findings: Findings) -> Notebook:
        """The same pages, none read twice; what is wrong with a citation of them is told to others."""
        other = copy.copy(self)
        other._findings = findings
        return other

    @property
    def pages(self) -> tuple[NotePage, ...]:
        """The pages that were read, by path."""
        return tuple(page for _, page in sorted(self._pages.items()) if page is not None)

    @property
    def names(self) -> list[str]:
        """The stems of all pages."""
        return list(self._by_stem)

    def digests(self) -> list[tuple[str, str]]:
        """SHA-256 and path (from the case folder) of every page, cited or not."""
        return [(_sha256(path), f"notes/{path.relative_to(self._folder).as_posix()}") for path in self._files.values()]

    def page(self, name: str, cited: Text) -> NotePage | None:
        """The page of that name, or None with the reason reported where it is cited."""
        full = name if name in self._files else None
        if full is None:
            candidates = self._by_stem.get(name, [])
            if len(candidates) > 1:
                message = f"{len(candidates)} pages are called {name!r}"
                self._findings.error("ambiguous-page", cited.pos, message, f"write {listed(sorted(candidates))}")
                return None
            full = candidates[0] if candidates else None
        if full is None:
            self._findings.error("unknown-page", cited.pos, f"there is no page {name!r} in notes", self._hint(name))
            return None
        page = self._read(full)
        if page is None:
            message, hint = f"the page {name!r} cannot be read", "see the problem of the page itself"
            self._findings.error("unreadable-page", cited.pos, message, hint)
        return page

    def _hint(self, name: str) -> str:
        if not self._files:
            return f"put the page into {self._shown_as} as {name}.md"
        near = nearest(name.removesuffix(".md"), [*self._by_stem, *self._files])
        if near is not None:
            return f"did you mean {near!r}?"
        return f"the pages are {listed(self._by_stem, 'and')}"

    def _read(self, name: str) -> NotePage | None:
        if name not in self._pages:
            path = self._files[name]
            shown = f"{self._shown_as}/{path.relative_to(self._folder).as_posix()}"
            try:
                page = read_page(path, shown_as=shown)
            except EvidenceError as error:
                self._findings.adopt(error.problems)
                self._pages[name] = None
            else:
                self._findings.adopt(page.problems)
                self._pages[name] = page
        return self._pages[name]


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # reported as unreadable when it was read
        return "unreadable"
