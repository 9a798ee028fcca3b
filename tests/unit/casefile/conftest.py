"""Cases written into a temporary folder, and mistakes marked in their text where they must be reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.casefile.load import examine_case
from detente.errors import Problem
from detente.model.case import Case

HERE = "»"

PAGE = """\
---
title: Talks by the river
videoId: river-talks
---

From: [[river_radio]] <br/>

## Morning
The envoy offers a pause in the dispute <a class="yt-timestamp" data-t="00:01:09">[00:01:09]</a>. The mayor \
answers that a \u201cpause\u201d needs a witness <a class="yt-timestamp" data-t="00:02:30">[00:02:30]</a>. \
A second voice repeats the offer <a class="yt-timestamp" data-t="00:01:09">[00:01:09]</a>.
"""

OTHER = """\
---
title: The same, told by another channel
videoId: other-talks
---

From: [[hill_radio]] <br/>

An observer confirms the offer of a pause <a class="yt-timestamp" data-t="00:00:40">[00:00:40]</a>.
"""

BASE = """\
detente: 1
title: Two towns
sources:
  river-talks: {channel: river_radio}
  other-talks: {channel: hill_radio}
decision_makers:
  north:
    name: Northtown
    options: {pause: Hold a pause, pay: Pay for the ferry}
    prefers: [north.pause]
  south:
    options: {pause: Hold a pause, open: Open the river}
    prefers: [open]
status_quo: {yes: []}
"""


@dataclass(frozen=True)
class Examined:
    """What came of a case: itself or None, and its problems."""

    case: Case | None
    problems: tuple[Problem, ...]
    marked: tuple[int, int] | None

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    def only(self, code: str) -> Problem:
        """The one problem with that code."""
        found = [problem for problem in self.problems if problem.code == code]
        assert len(found) == 1, [str(problem) for problem in self.problems]
        return found[0]

    def at_mark(self, code: str) -> Problem:
        """The problem with that code at the marked place."""
        places = {(p.pos.line, p.pos.column): p for p in self.problems if p.code == code}
        assert self.marked in places, [str(problem) for problem in self.problems]
        return places[self.marked]

    @property
    def sound(self) -> Case:
        assert self.case is not None, [str(problem) for problem in self.problems]
        return self.case


def unmarked(text: str) -> tuple[str, tuple[int, int] | None]:
    """The text without its mark, and the line and column where it stood."""
    before, mark, after = text.partition(HERE)
    place = (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark else None
    return before + after, place


@pytest.fixture
def examine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Examined]:
    """Write a case and its notes, and examine it. ``extra`` is put after the base case; ``text`` replaces it."""
    monkeypatch.chdir(tmp_path)

    def run(extra: str = "", *, text: str | None = None, notes: dict[str, str] | None = None) -> Examined:
        whole, marked = unmarked(BASE + extra if text is None else text)
        folder = Path("talks")
        pages = {"river": PAGE, "other": OTHER} if notes is None else notes
        folder.mkdir(exist_ok=True)
        for name, page in pages.items():
            file = folder / "notes" / f"{name}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page, encoding="utf-8")
        (folder / "case.yaml").write_bytes(whole.encode())
        case, problems = examine_case(folder)
        return Examined(case, problems, marked)

    return run
