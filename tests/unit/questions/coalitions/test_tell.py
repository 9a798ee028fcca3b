"""Coalitions in words and in JSON."""

from __future__ import annotations

import json

import pytest

import detente as dt
from cases import HEAD, case_of
from detente.catalog import catalog_path
from detente.report.coalitions import document, section


@pytest.fixture(scope="module")
def elmira():
    return dt.analyze(dt.load(catalog_path("elmira")))


def test_the_section_names_the_coalition_its_moves_and_its_reasons(elmira):
    told = section(elmira)
    assert "from 2 of the 5 states that hold one could" in told.lead
    assert "State 6 " in told.headline[0]
    assert "by Ministry of the Environment and Uniroyal together" in told.headline[0]
    assert told.headline[0].endswith("Moves: Uniroyal from 6 to 8, then Ministry of the Environment from 8 to 9.")
    assert told.headline[-1] == "From states 4, 5 and 9 no coalition could gain."
    (passage,) = told.passages
    assert len(passage.steps) == 2
    assert passage.closing == "They both prefer state 9 to state 6."
    assert {r.sentence.split(" finds ")[0] for r in passage.reasons} == {"Ministry of the Environment", "Uniroyal"}


def test_a_state_that_one_side_could_leave_alone_is_told_apart(elmira):
    assert section(elmira).headline[1].startswith("State 1 holds only because answers deter a side")


def test_the_document_has_the_keys_of_the_contract(elmira):
    told = json.loads(json.dumps(document(elmira)))["coalitions"]
    upset = {u["state"]: u for u in told["upset"]}
    assert (upset[6]["coalition"], upset[6]["to"], upset[6]["strong"]) == (["moe", "uniroyal"], [9], [9])
    assert upset[6]["path"] == [{"by": "uniroyal", "from": 6, "to": 8}, {"by": "moe", "from": 8, "to": 9}]
    assert told["universally_stable"]["nash"] == [5, 9]
    assert told["by_coalition"][0]["improvements"] == [
        {"state": 2, "to": [4]},
        {"state": 6, "to": [9]},
        {"state": 7, "to": [9]},
    ]


def test_one_decision_maker_has_nothing_to_tell(tmp_path):
    found = dt.analyze(case_of(tmp_path, HEAD + "decision_makers:\n  me: {options: {a: A}, ranking: [Y, N]}\n"))
    assert section(found) is None
    assert document(found)["coalitions"]["upset"] == []


def test_where_nobody_could_gain_one_line_says_so(tmp_path):
    text = HEAD + (
        "decision_makers:\n  left: {options: {a: A}, ranking: [YY, YN, NY, NN]}\n"
        "  right: {options: {b: B}, ranking: [YY, NY, YN, NN]}\n"
    )
    told = section(dt.analyze(case_of(tmp_path, text)))
    assert "from none of the 1 state that hold could one" not in told.lead
    assert told.headline == ("From state 4 (left: A; right: B) no coalition could gain.",)
    assert told.grids == ()
