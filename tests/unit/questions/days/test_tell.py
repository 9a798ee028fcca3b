"""What was known when, in words."""

from __future__ import annotations

from pathlib import Path

from told import blocks_of, cells, text_of, unmarked

from detente import workbench
from detente.questions.days.found import Between
from detente.report.page import Grid, Items, Part, Say
from tests.unit.analysis.test_as_of import case_of
from tests.unit.questions.days.test_ask import CASE


def days(found: Between) -> list[Part]:
    """The parts of the page: what was before, each day, and what is left."""
    return [unmarked(part) for part in workbench.between_page(found).parts if isinstance(part, Part)]


def lead(part: Part) -> str:
    return next(block.words for block in part.inside if isinstance(block, Say))


def headline(part: Part) -> list[str]:
    return [item.words for block in part.inside if isinstance(block, Items) for item in block.items]


def test_each_day_tells_what_was_said_known_assumed_and_what_changed(tmp_path: Path) -> None:
    found = workbench.between(case_of(tmp_path, CASE), "2024-05-03", "2024-05-09", ["nash", "seq"])
    before, letter, silence, call, leak, after = days(found)
    assert before.title == "Before 2024-05-03"
    assert lead(before) == "By what was known before, 2 states hold under some concept."
    assert letter.title == "2024-05-03"
    assert lead(letter).startswith("What became known on this day changes what holds: ")
    assert headline(letter) == [
        "Reported: letter",
        "Became known: river@1:00.",
        "Can be assumed from now on: “Open” (south.options.open).",
    ]
    assert lead(silence) == "What became known on this day changes no conclusion."
    assert not any(isinstance(block, Grid) for block in silence.inside)
    (grid,) = (block for block in leak.inside if isinstance(block, Grid))
    assert dict(cells(grid))["north: Pause"] == "reached, +all"
    assert headline(call)[0] == "Reported: call"
    assert after.title == "At the end of 2024-05-09"
    assert lead(after).endswith("Every assumption of the case could be made by then.")


def test_text_of_a_case_stays_text(tmp_path: Path) -> None:
    text = CASE.replace("kind: letter", 'kind: letter, from: north, to: "[b]the press[/b]", summary: "Says [x]"')
    page = workbench.between_page(workbench.between(case_of(tmp_path, text), "2024-05-03", "2024-05-03"))
    shown = text_of(blocks_of(page))
    assert "Reported: letter, north to [b]the press[/b]: Says [x]" in shown
    assert "2 assumptions of the case could still not be made" in shown
