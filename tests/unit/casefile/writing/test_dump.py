"""A full case, written and read again, is the same case."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from detente.casefile.load import load_case
from detente.casefile.writing.dump import dump_case
from detente.model.case import Case

PAGE = """\
---
title: Two talks
videoId: abcdefghijk
---

## The offer

The north offered to stop first <a class="yt-timestamp" data-t="00:01:05">01:05</a>.
The south asked for a guarantee <a class="yt-timestamp" data-t="00:02:10">02:10</a>.
"""
FULL = """\
detente: 1
title: Two sides of a river
as_of: 2024-05-06
summary: >-
  A summary that is long enough to be folded over several lines, because a principal reads whole sentences and wants to
  know what is at stake before anything else.
doubt: {reliability: [E, F], within_source: together}
sources:
  abcdefghijk: {known_from: 2024-05-01, channel: riverside, speaker: A guest, reliability: C, note: "Known for: little"}
claims:
  stop-first: {at: two-talks@01:05, credibility: 3, likelihood: [0.4, 0.6], known_from: 2024-05-02,
               listened: yes, listened_by: AB}
  guarantee: {at: two-talks@02:10, likelihood: likely, quote: asked for a guarantee}
decision_makers:
  north:
    name: "North: the upper bank"
    note: Speaks with one voice.
    because: [stop-first]
    concept: {concept: seq, because: [guarantee]}
    perceives: {south: {prefers: [{that: pay, because: [guarantee]}]}, lake: {weights: {pay: 1.0}}}
    does_not_see: [ask and pay, {that: ask, title: Questions, because: [guarantee]}]
    attitudes: {south: {attitude: negative, because: [stop-first]}, north: neutral}
    factions:
      elders: {name: The elders, because: [guarantee], share: 3, prefers: [{that: pay, because: [guarantee]}]}
      young: {name: The young, ranking: {order: [[s1, s2], YYYY, s3, s4, s5, s6, s7], because: [guarantee]}}
      guests: {name: Guests, weights: {pay: {weight: 2.5, because: [guarantee], otherwise: keep}}}
      old: The old
    options:
      stop: {title: Stop first, direction: yes-only, because: [stop-first]}
      pay: Pay
    prefers:
      - {that: south.stop, because: [stop-first, "two-talks@02:10"], needs: any, otherwise: swap, strong: yes}
      - {that: north.stop implies pay, title: "Pay after stopping: always", otherwise: not pay}
      - at_least(1, [pay, south.stop])
    unknown:
      - [s1, north.stop and pay]
      - {states: ["---Y", s2], because: [guarantee]}
  south:
    options: {stop: "no", ask: {title: "12:41", not: Wait, direction: no-only}}
    ranking: {order: [[s1, s2], YYYY, ">>", s3, s4, s5, s6, s7], because: [guarantee]}
  lake:
    name: The lake
    concept: Nash
    weights: {north.pay: 2, south.ask: -0.5}
  wind:
    name: The wind
    known: [[s1, s2], {states: [s3, pay and ask, s4], because: [stop-first], otherwise: keep}]
feasible:
  - {that: not (pay and ask) or south.stop, title: No money for a question, because: [guarantee], otherwise: north.pay}
merge:
  - {that: north.stop and south.stop, title: Peace, because: [stop-first], otherwise: keep}
moves:
  irreversible:
    - {option: south.stop, direction: no-only, because: [guarantee, stop-first], needs: any, otherwise: keep}
  forbid:
    - {dm: south, title: A question stays asked, from: ask, to: not ask, when: pay, because: [guarantee]}
status_quo: {yes: [south.ask], because: [guarantee]}
terms: {toll: [high, low]}
positions: {north: {toll: {high: 10, low: 2.5}, no_deal: 1}}
mediator: {dm: lake, motives: [Quiet]}
timeline:
  - {date: 2024-05-01, kind: offer, channel: formal, from: [north.elders], to: south, authorised: "no",
     summary: "An offer: to stop", terms: {toll: low}, cites: [stop-first]}
scenarios:
  same: {}
  drought:
    title: A drought
    note: No rain
    because: [guarantee]
    change:
      title: "null"
      as_of: null
      decision_makers:
        north: {options: {pay: {title: Pay, direction: yes-only}}, attitudes: null, concept: gmr}
        lake: {weights: {north.pay: 3}, concept: }
        hill: {name: "The hill: high", prefers: [pay, not ask]}
        south: {ranking: [["--N-"], ["--Y-"]], because: [stop-first]}
      feasible: null
      mediator: {dm: hill}
      timeline: []
readings:
  why:
    title: "Why stop: for good?"
    about: north.prefers[0]
    readings: {peace: For good., "no": "For a time: N"}
    taken: "no"
    evidence: {stop-first: {peace: cc, "no": I, note: "Said: first"}, guarantee: {"no": na}}
    note: Nobody asked.
  how: {title: How, readings: {one: One way, two: Another}}
"""


@pytest.fixture
def full(tmp_path: Path) -> Case:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "two-talks.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "case.yaml").write_text(FULL, encoding="utf-8")
    return load_case(tmp_path)


def without_places(value: Any) -> Any:
    """A value without the positions, wording and digests that depend on the layout of its file."""
    if is_dataclass(value) and not isinstance(value, type):
        layout = {"pos", "problems", "digest", "pages", "assumptions", "recorded"}
        return {f.name: without_places(getattr(value, f.name)) for f in fields(value) if f.name not in layout}
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items()}
    return [without_places(inner) for inner in value] if isinstance(value, tuple | list) else value


def without_arcs(case: Case) -> Case:
    """A case, and its scenarios, without forbidden moves: these are worded anew."""
    bare = tuple(replace(s, case=replace(s.case, forbidden=())) for s in case.scenarios)
    return replace(case, forbidden=(), scenarios=bare)


def test_a_full_case_is_the_same_after_writing_and_reading(full: Case, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(dump_case(full), encoding="utf-8")
    again = load_case(tmp_path)
    arc, before = again.forbidden[0], full.forbidden[0]
    assert (arc.source, arc.target, arc.grounds.claims, arc.title) == (
        before.source,
        before.target,
        before.grounds.claims,
        "A question stays asked",
    )
    assert without_places(without_arcs(again)) == without_places(without_arcs(full))
    assert [s.case.forbidden[0].source for s in again.scenarios] == [before.source, before.source]
    assert {a.path: a.claims for a in again.assumptions} == {a.path: a.claims for a in full.assumptions}


def test_the_layout_is_canonical(full: Case, tmp_path: Path) -> None:
    text = dump_case(full)
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    once = dump_case(load_case(tmp_path))
    (tmp_path / "case.yaml").write_text(once, encoding="utf-8")
    assert dump_case(load_case(tmp_path)) == once == text


def test_numbers_in_rankings_say_which_states_they_are(full: Case) -> None:
    text = dump_case(full)
    assert "- [s1, s2]  # NNNN YNNN\n" in text
    assert "- [YYYY]\n" in text


def test_remarks_stand_on_top_as_comments(full: Case) -> None:
    assert dump_case(full, ["First\nremark.", "Second."]).startswith("# First remark.\n# Second.\n\ndetente: 1\n")
