"""Case files from a few lines of text, for tests."""

from __future__ import annotations

from pathlib import Path

import detente as dt

HEAD = "detente: 1\ntitle: A test\n"
TWO = HEAD + (
    "decision_makers:\n"
    "  north:\n    name: North\n    options: {pump: Pump, share: Share}\n    prefers: [{prefers_north}]\n"
    "  south:\n    name: South\n    options: {dig: Dig}\n    prefers: [{prefers_south}]\n"
)


def case_of(folder: Path, text: str) -> dt.Case:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return dt.load(path)


def two(folder: Path, rest: str = "", north: str = "north.pump", south: str = "south.dig") -> dt.Case:
    """Two decision makers, three options."""
    text = TWO.replace("{prefers_north}", north).replace("{prefers_south}", south)
    return case_of(folder, text + rest)


def codes(folder: Path) -> dict[str, tuple[int, int]]:
    """Code -> (line, column) of every error and warning that check reports."""
    problems = dt.check(folder / "case.yaml")[1]
    return {p.code: (p.pos.line, p.pos.column) for p in problems if p.severity.value != "notice"}
