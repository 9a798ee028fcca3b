import json
from dataclasses import replace

import jsonschema
import numpy as np
from builders import alone, hostile, merged_well, well, well_case

from detente.model.concepts import Concept
from detente.model.results import Analysis, ConflictGraph, StabilityTable, StateSpace
from detente.questions.stability.document import analysis_document

NUMBERS = {"type": "array", "items": {"type": "integer", "minimum": 1}}
CONTRACT = {
    "type": "object",
    "required": "schema title decision_makers options states stable equilibria citations problems".split(),  # noqa: SIM905
    "properties": {
        "schema": {"const": "detente.analysis/1"},
        "title": {"type": "string"},
        "decision_makers": {"type": "array", "items": {"type": "string"}},
        "options": {"type": "array", "items": {"type": "string"}},
        "states": {
            "type": "object",
            "required": ["count", "list"],
            "properties": {
                "list": {
                    "type": "array",
                    "items": {"required": ["state", "yes"], "properties": {"state": {"type": "integer", "minimum": 1}}},
                }
            },
        },
        "stable": {"additionalProperties": {"additionalProperties": NUMBERS}},
        "equilibria": {"additionalProperties": NUMBERS},
        "citations": {
            "items": {
                "required": ["assumption", "claims"],
                "properties": {"claims": {"items": {"required": ["source", "stamp", "seconds", "url", "sentence"]}}},
            }
        },
    },
}


def test_the_contract_holds_for_every_shape_of_case():
    for analysis in (well(), merged_well(), alone(), hostile()):
        document = json.loads(json.dumps(analysis_document(analysis)))
        jsonschema.validate(document, CONTRACT)


def test_numbers_are_one_based_and_verdicts_by_key():
    document = analysis_document(well())
    assert document["decision_makers"] == ["south", "north"]
    assert document["states"] == {
        "count": 4,
        "list": [
            {"state": 1, "yes": []},
            {"state": 2, "yes": ["south.pump"]},
            {"state": 3, "yes": ["north.close"]},
            {"state": 4, "yes": ["south.pump", "north.close"]},
        ],
    }
    assert document["stable"]["nash"] == {"south": [2, 4], "north": [1, 2, 3, 4]}
    assert document["equilibria"] == {"nash": [2, 4], "gmr": [1, 2, 4]}
    assert document["status_quo"] == 1


def test_each_assumption_that_cites_has_its_moments():
    citations = analysis_document(well())["citations"]
    assert [cited["assumption"] for cited in citations] == [
        "south.options.pump",
        "south.prefers[0]",
        "south.factions.elders",
        "timeline[0]",
    ]
    first = citations[1]
    assert (first["text"], first["title"]) == ("south.pump", "Water at night")
    (cited,) = first["claims"]
    assert {k: cited[k] for k in ("source", "stamp", "seconds", "url", "sentence")} == {
        "source": "abcDEF12-_x",
        "stamp": "00:01:09",
        "seconds": 69,
        "url": "https://youtu.be/abcDEF12-_x?t=69",
        "sentence": "The well is said to run low.",
    }
    assert (cited["grade"], cited["page"], cited["listened"]) == ("F6", "notes/village.md", False)


def test_assumptions_without_a_known_claim_are_left_out():
    assert analysis_document(well(case=well_case(claims={})))["citations"] == []


def test_the_witness_is_there_to_re_check():
    witness = analysis_document(well())["explanations"][2]
    assert witness["improvements"][0]["sanction"] == {
        "to": 3,
        "at_once": False,
        "steps": [
            {"decision_maker": "north", "from": 2, "to": 4},
            {"decision_maker": "south", "from": 4, "to": 3},
        ],
    }
    assert witness["comparisons"][0]["premise"] == {
        "path": "south.prefers[0]",
        "text": "south.pump",
        "title": "",
        "claims": ["well-low"],
        "holds_in": 2,
    }


def test_merged_states_carry_their_pattern():
    assert analysis_document(merged_well())["states"]["list"][1] == {"state": 2, "yes": ["south.pump"], "pattern": "Y-"}


def test_an_id_that_is_no_id_is_not_put_into_an_address():
    assert analysis_document(hostile())["citations"][0]["claims"][0]["url"] is None


def test_a_large_case_leaves_out_the_lists_unless_asked():
    large = _large(4097)
    document = analysis_document(large)
    assert document["states"] == {"count": 4097}
    assert "stable" not in document
    assert document["equilibria"] == {"nash": [4097]}
    full = analysis_document(large, all_states=True)
    assert len(full["states"]["list"]) == 4097
    assert full["stable"]["nash"]["a"] == [4097]
    assert "stable" in analysis_document(_large(4096))


def _large(n: int) -> Analysis:
    masks = np.arange(n, dtype=np.uint64)
    stable = np.zeros((1, n), bool)
    stable[0, -1] = True
    return replace(
        alone(),
        space=StateSpace(
            options=tuple(f"a.o{k}" for k in range(13)),
            masks=masks,
            members=masks,
            state_of=np.arange(n, dtype=np.int64),
        ),
        ranks=np.ones((1, n), np.int64),
        table=StabilityTable(stable={"nash": stable}),
        concepts=(Concept.NASH,),
        matter=(n - 1,),
        explanations=(),
        graph=ConflictGraph(rows=(), arcs=(), complete=False),
    )
