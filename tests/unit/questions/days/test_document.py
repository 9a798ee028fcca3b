"""What was known when, in JSON."""

from __future__ import annotations

import json
from pathlib import Path

from detente import workbench
from tests.unit.analysis.test_as_of import case_of
from tests.unit.questions.days.test_ask import CASE


def test_the_document_is_that_of_the_reference_page(tmp_path: Path) -> None:
    found = workbench.between(case_of(tmp_path, CASE), "2024-05-03", "2024-05-07", ["nash"])
    told = json.loads(json.dumps(workbench.between_as_json(found)))
    assert set(told) == {
        "schema", "title", "from", "to", "concepts", "before", "days", "missing", "undated_claims", "version", "digest",
    }  # fmt: skip
    assert (told["schema"], told["from"], told["to"], told["concepts"]) == (
        "detente.between/1", "2024-05-03", "2024-05-07", ["nash"],
    )  # fmt: skip
    letter = told["days"][0]
    assert set(letter) == {"day", "contacts", "claims", "entered", "holding", "appeared", "vanished"}
    assert letter["contacts"][0]["assumption"] == "timeline[1]"
    assert letter["claims"] == [
        {
            "claim": "river@1:00",
            "source": "river-talks",
            "stamp": "00:01:00",
            "url": "https://youtu.be/river-talks?t=60",
        }
    ]
    assert letter["entered"][0]["waits_for"] == [{"claim": "river@1:00", "known_from": "2024-05-03"}]
    assert {"kind": "equilibrium", "concept": "nash", "yes": ["south.open"]} in letter["appeared"]
    assert told["missing"][0]["assumption"] == "south.prefers[0]"
