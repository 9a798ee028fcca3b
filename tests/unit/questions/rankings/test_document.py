"""How far rankings may be wrong, in JSON."""

from __future__ import annotations

from builders import well_case
from doubts import doubtful, rankings

from detente.questions.doubt.document import doubt_document
from detente.questions.rankings.document import ranking_document


def test_the_document_names_decision_makers_and_counts_states_from_one():
    found = ranking_document(well_case(), rankings())
    assert found is not None
    assert found["radii"][0] == {
        "state": 2, "concept": "nash", "dm": "south", "swaps": 1, "exact": True, "lost_for": "south",
        "example": [{"better": 2, "worse": 1, "tied_before": False, "tied_after": False}],
    }  # fmt: skip
    assert found["radii"][2]["exact"] is False
    assert found["radii"][3]["swaps"] is None
    assert doubt_document(doubtful(rankings=rankings()))["rankings"] == found
    assert doubt_document(doubtful())["rankings"] is None
