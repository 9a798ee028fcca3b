"""Strength of preference in words and in JSON."""

from __future__ import annotations

import json

import pytest

import detente as dt
from detente import workbench
from detente.catalog import catalog_path
from detente.report.strength import document, section

CASE = """\
detente: 1
title: A truce
decision_makers:
  west: {name: The west, options: {hold: Hold fire}, ranking: [NY, YY, '>>', NN, YN]}
  east: {name: The east, options: {hold: Hold fire}, ranking: [YN, YY, NN, '>>', NY]}
  lake: {name: The lake, weights: {west.hold: 1}}
status_quo: [west.hold, east.hold]
"""


@pytest.fixture(scope="module")
def truce(tmp_path_factory):
    path = tmp_path_factory.mktemp("truce") / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return dt.analyze(dt.load(path))


def test_strong_and_weak_equilibria_are_told_by_concept(truce):
    told = section(truce)
    assert "SEQ: strong: state 1; weak: state 4." in told.headline
    assert told.headline[-1].startswith("Nothing is marked as strong for The lake")
    assert told.grids[0].rows[0] == ("4", *["weak, for The east"] * 3)  # the status quo first


def test_the_reason_of_each_verdict_is_told(truce):
    told = {p.sentence: p for p in section(truce).passages}
    strong = told["SEQ: state 4 is strongly stable for The west:"]
    assert strong.steps == (
        "after a move to state 3, The east could move to state 1, which The west finds much worse than state 4.",
    )
    assert any(r.sentence.startswith("The west finds state 1 much worse than state 4") for r in strong.reasons)
    assert "SEQ: state 4 is only weakly stable for The east: after a move to state 2 the others can bring about " \
        "nothing that it finds much worse." in told  # fmt: skip


def test_the_document_is_that_of_the_reference_page(truce):
    told = json.loads(json.dumps(workbench.as_json(truce)["strength"]))
    assert set(told) == {"marked", "strongly", "weakly", "strong_equilibria", "weak_equilibria", "reading"}
    assert told["marked"] == ["west", "east"]
    assert told["strongly"]["seq"]["west"] == [1, 3, 4]
    assert told["weakly"]["seq"]["east"] == [4]
    assert told["strong_equilibria"] == {"gmr": [1], "smr": [1], "seq": [1]}


def test_a_case_without_strength_has_neither_section_nor_key():
    chicken = dt.analyze(dt.load(catalog_path("folklore/chicken")))
    assert section(chicken) is None
    assert document(chicken) == {}
