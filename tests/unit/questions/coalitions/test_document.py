"""Coalitions in JSON."""

from __future__ import annotations

import json

from told import document_of

import detente as dt
from cases import HEAD, case_of


def test_the_document_has_the_keys_of_the_contract(elmira):
    told = json.loads(json.dumps(document_of("coalitions", elmira)))["coalitions"]
    upset = {u["state"]: u for u in told["upset"]}
    assert (upset[6]["coalition"], upset[6]["to"], upset[6]["strong"]) == (["moe", "uniroyal"], [9], [9])
    assert upset[6]["path"] == [{"by": "uniroyal", "from": 6, "to": 8}, {"by": "moe", "from": 8, "to": 9}]
    assert told["universally_stable"]["nash"] == [5, 9]
    assert told["by_coalition"][0]["improvements"] == [
        {"state": 2, "to": [4]},
        {"state": 6, "to": [9]},
        {"state": 7, "to": [9]},
    ]


def test_one_decision_maker_upsets_nothing(tmp_path):
    found = dt.analyze(case_of(tmp_path, HEAD + "decision_makers:\n  me: {options: {a: A}, ranking: [Y, N]}\n"))
    assert document_of("coalitions", found)["coalitions"]["upset"] == []
