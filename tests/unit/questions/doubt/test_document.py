import json

import pytest
from doubts import OTHER, VIDEO, doubtful, doubtless, hostile_doubt, large_doubt, sampled

from detente.questions.doubt.document import doubt_document

CONTRACT = {"kind", "concept", "state", "yes", "as_modelled", "worlds_holding", "flips", "without_source"}


def test_the_contract():
    found = doubt_document(doubtful())
    assert found["schema"] == "detente.doubt/1"
    assert found["in_doubt"][0] == {
        "claim": "well-low", "source": VIDEO, "because": "its source is graded F", "bears": True,
    }  # fmt: skip
    assert {k: found["method"][k] for k in ("kind", "worlds", "distinct")} == {
        "kind": "exact", "worlds": 16, "distinct": 8,
    }  # fmt: skip
    assert all(set(entry) >= CONTRACT for entry in found["conclusions"])
    first = found["conclusions"][0]
    assert {k: first[k] for k in sorted(CONTRACT)} == {
        "kind": "equilibrium", "concept": "nash", "state": 2, "yes": ["south.pump"], "as_modelled": True,
        "worlds_holding": 4, "flips": [["well-low"], ["well-deep"]], "without_source": {VIDEO: False, OTHER: True},
    }  # fmt: skip
    assert first["share"] == 0.25
    assert found["linchpins"][0] == {"claim": "well-low", "conclusions": 1, "lost": 1, "gained": 0, "jointly": 1}


def test_a_state_that_does_not_exist_as_modelled_has_no_number_and_a_reachable_one_no_concept():
    entries = doubt_document(doubtful())["conclusions"]
    assert (entries[4]["state"], entries[4]["yes"], entries[4]["as_modelled"]) == (None, ["north.close"], False)
    assert (entries[3]["kind"], entries[3]["concept"]) == ("reachable", None)


def test_claims_in_doubt_are_cited_with_their_moments():
    found = doubt_document(doubtful())
    assert [c["name"] for c in found["citations"]] == ["well-low", "well-deep", "road-old", "village@00:05:00"]
    assert found["citations"][0]["url"] == "https://youtu.be/abcDEF12-_x?t=69"
    assert [entry["claim"] for entry in found["listen"]] == ["well-low", "well-deep", "village@00:05:00", "road-old"]


def test_a_sample_states_its_error():
    method = doubt_document(sampled())["method"]
    assert (method["kind"], method["sample"], method["error"]) == ("sampled", 100_000, 0.0043)
    assert "error" not in doubt_document(doubtful())["method"]


@pytest.mark.parametrize("make", [doubtful, sampled, doubtless, hostile_doubt, large_doubt])
def test_the_document_is_plain_json(make):
    document = doubt_document(make())
    assert json.loads(json.dumps(document)) == document
