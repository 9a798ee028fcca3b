"""Strength of preference in JSON."""

from __future__ import annotations

import json

from told import document_of

from detente import workbench


def test_the_document_is_that_of_the_reference_page(truce):
    told = json.loads(json.dumps(workbench.as_json(truce)["strength"]))
    assert set(told) == {"marked", "strongly", "weakly", "strong_equilibria", "weak_equilibria", "reading"}
    assert told["marked"] == ["west", "east"]
    assert told["strongly"]["seq"]["west"] == [1, 3, 4]
    assert told["weakly"]["seq"]["east"] == [4]
    assert told["strong_equilibria"] == {"gmr": [1], "smr": [1], "seq": [1]}


def test_a_case_without_strength_has_no_key(chicken):
    assert document_of("strength", chicken) == {}
