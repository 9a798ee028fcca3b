"""The table over horizons in JSON."""

from __future__ import annotations

import json

from told import document_of

import detente as dt
from detente import workbench


def test_maximin_is_labelled_pessimistic(elmira):
    assert document_of("limited_moves", elmira)["limited_moves"]["pessimistic"] is True


def test_the_document_is_that_of_the_reference_page(syria_iraq):
    told = json.loads(json.dumps(workbench.as_json(syria_iraq)["limited_moves"]))
    assert (told["kind"], told["horizon"], told["period"], told["cycle_from"]) == ("limited-move", 8, 4, 1)
    assert told["stable"]["1"] == {"syria": [1, 6], "iraq": [2, 4, 6]}
    assert told["equilibria"]["4"] == [1, 6]
    assert told["non_myopic"]["equilibria"] == []
    assert told["ties"] == []
    line = told["lines"][0]
    assert set(line) == {"decision_maker", "state", "horizon", "stable", "steps", "to"}


def test_a_horizon_can_be_chosen(syria_iraq):
    found = dt.analyze(syria_iraq.case, horizon=3)
    assert list(document_of("limited_moves", found)["limited_moves"]["stable"]) == ["1", "2", "3"]
    assert found.answers["limited_moves"].period == 4
