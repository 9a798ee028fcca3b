"""A question and a section from outside ``src``, listed in the two registries for as long as a test runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from guarantees.section import GUARANTEES

from detente.casefile.sections.registry import SECTIONS
from detente.questions.question import Question
from detente.questions.registry import QUESTIONS

VOUCHED = Question(key="guarantees", room="guarantees", title="Who vouches for it", concludes=True)
NOTES = """\
---
title: The gate
videoId: river-talks
---
# Talks

The hill town vouches for the gate [00:01:00](https://youtu.be/river-talks?t=60).

South would wait [00:02:00](https://youtu.be/river-talks?t=120).
"""
CASE = """\
detente: 1
title: The gate
as_of: 2024-05-09
sources:
  river-talks: {reliability: F}
claims:
  vouches: {at: "talks@00:01:00", credibility: 6, listened: no, known_from: 2024-05-05}
  waits: {at: "talks@00:02:00", credibility: 6, listened: no, known_from: 2024-05-03}
decision_makers:
  north:
    name: North
    options: {share: Share the water}
    prefers: [north.share]
  south:
    name: South
    options: {open: Open the gate}
    prefers: [{that: south.open, because: [waits], otherwise: not south.open}]
status_quo: []
guarantees:
  gate: {by: north, that: south.open, because: [vouches]}
  water: {by: south, that: not north.share, because: [vouches]}
scenarios:
  closed:
    title: The gate stays closed
    change: {decision_makers: {south: {prefers: [not south.open]}}}
"""


@pytest.fixture
def listed() -> Iterator[None]:
    """Both lists with one entry more."""
    SECTIONS.append(GUARANTEES)
    QUESTIONS.append(VOUCHED)
    yield
    QUESTIONS.remove(VOUCHED)
    SECTIONS.remove(GUARANTEES)


@pytest.fixture
def folder(tmp_path: Path, listed: None) -> Path:
    """A case that has guarantees, as a folder."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "talks.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return tmp_path
