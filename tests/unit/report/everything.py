"""A case file that asks every question, in which a stranger wrote every text."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from detente import workbench
from detente.model.case import Case

PAGE = "---\ntitle: %s\nvideoId: river-talks\n---\n\n## %s\n\nOne %s [00:01:00]. Two [00:02:00]. Three [00:03:00].\n"
CASE = """\
detente: 1
title: %(text)s
summary: %(text)s
as_of: 2024-05-09
sources: {river-talks: {title: %(text)s, channel: %(text)s, speaker: %(text)s, note: %(text)s, reliability: F}}
claims:
  one: {at: river@1:00, listened: yes, listened_by: %(text)s, likelihood: roughly even chance, note: %(text)s}
  two: {at: river@2:00}
decision_makers:
  north:
    name: %(text)s
    concept: gmr
    attitudes: {south: negative}
    perceives: {south: {prefers: [not dig]}}
    does_not_see: [pump and dig]
    factions:
      elders: {name: %(text)s, share: 3, prefers: [not pump]}
      young: {name: %(text)s, share: 2, prefers: [pump]}
    options:
      pump: {title: %(text)s, not: %(text)s, because: one}
      share: {title: %(text)s}
    prefers:
      - {that: pump iff dig, title: %(text)s, because: [one, two], otherwise: not pump, strong: yes}
      - {that: share, because: two, otherwise: drop}
    unknown: [share, not share]
  south:
    name: %(text)s
    options: {dig: {title: %(text)s, because: two}}
    prefers: [{that: not (pump iff dig), title: %(text)s, because: one, otherwise: keep}]
status_quo: []
timeline:
  - {date: 2024-05-03, kind: %(text)s, from: north.elders, to: %(text)s, channel: %(text)s, authorised: %(text)s,
     summary: %(text)s, cites: one}
scenarios:
  dry: {title: %(text)s, note: %(text)s, change: {decision_makers: {south: {prefers: [dig]}}}}
  stuck: {title: %(text)s, change: {feasible: [pump and not pump]}}
readings:
  why:
    title: %(text)s
    about: north.prefers[0]
    note: %(text)s
    readings: {rest: %(text)s, time: %(text)s}
    taken: rest
    evidence:
      one: {rest: C, time: II, note: %(text)s}
      two: {rest: I, time: N}
"""


def everything(text: str) -> Case:
    """The case with one text in all places where a text may stand."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "case"
        (folder / "notes").mkdir(parents=True)
        said = " ".join(text.splitlines())
        (folder / "notes" / "river.md").write_text(PAGE % (json.dumps(text), said, said), encoding="utf-8")
        (folder / "case.yaml").write_text(CASE % {"text": json.dumps(text)}, encoding="utf-8")
        return workbench.load(folder)
