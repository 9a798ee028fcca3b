"""Evidence against competing readings in JSON."""

from __future__ import annotations

import json

from told import document_of

import detente as dt
from detente import workbench


def test_the_document_is_that_of_the_reference_page(towns):
    alone = json.loads(json.dumps(workbench.readings_as_json(towns)))
    assert alone["schema"] == "detente.readings/1"
    assert alone["readings"] == json.loads(json.dumps(workbench.as_json(dt.analyze(towns))))["readings"]
    (question,) = alone["readings"]
    assert (question["question"], question["about"], question["taken"]) == ("why", "north.prefers[0]", "rest")
    assert [e["tells_apart"] for e in question["evidence"]] == ["against-some", "against-some", "same", "unrated"]
    assert question["evidence"][3]["ratings"] == {"rest": "N", "time": None}
    assert question["readings"][1] == {
        "reading": "time",
        "title": "It wants time.",
        "inconsistent": 0,
        "very_inconsistent": 1,
        "not_rated": 1,
        "independent_sources": 1,
        "independent_sources_against": 1,
    }


def test_a_case_without_readings_has_no_key(chicken):
    assert document_of("readings", chicken) == {}
