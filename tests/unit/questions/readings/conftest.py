"""A case that compares two readings of one question."""

from __future__ import annotations

import pytest

import detente as dt
from detente.model.case import Case

PAGE = (
    "---\ntitle: River\nvideoId: river-talks\n---\n\nThe envoy offers a pause [00:01:09]. The mayor asks for a witness"
    " [00:02:30]. The pumps stand still [00:03:00]. It rains [00:04:00].\n"
)
CASE = """\
detente: 1
title: Two towns
sources: {river-talks: {channel: river_radio}}
claims:
  offer: {at: river@1:09}
  witness: {at: river@2:30, listened: yes, listened_by: MK}
decision_makers:
  north: {options: {pause: Hold a pause}, prefers: [{that: pause, title: A pause}]}
status_quo: []
readings:
  why:
    title: Why does the north offer a pause?
    about: north.prefers[0]
    readings: {rest: It wants quiet., time: It wants time.}
    taken: rest
    evidence:
      offer: {rest: C, time: C}
      witness: {rest: CC, time: II, note: A witness would see the pumps.}
      river@3:00: {rest: I, time: N}
      river@4:00: {rest: N}
"""


@pytest.fixture
def towns(tmp_path) -> Case:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "river.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return dt.load(tmp_path)
