"""The ways to the equilibria in JSON."""

from __future__ import annotations

from builders import well
from told import document_of
from ways import CLOSE, TOGETHER, asked, to

from detente.questions.evolution.document import evolution_document


def test_json_of_a_coalition_has_its_steps_and_the_alternative():
    analysis = asked(to(2, TOGETHER, CLOSE))
    (entry,) = evolution_document(analysis)["equilibria"]
    assert (entry["state"], entry["reach"], entry["movers"]) == (3, "coalition", ["south", "north"])
    assert entry["path"][1] == {
        "by": ["south", "north"],
        "from": 2,
        "to": 3,
        "improvement": True,
        "steps": [{"by": ["south"], "from": 2, "to": 1}, {"by": ["north"], "from": 1, "to": 3}],
    }
    assert entry["alternatives"] == [
        {
            "reach": "disimprovement",
            "movers": ["north"],
            "path": [
                {"by": ["south"], "from": 1, "to": 2, "improvement": True},
                {"by": ["north"], "from": 2, "to": 4, "improvement": False},
            ],
        }
    ]
    assert document_of("evolution", analysis)["evolution"]["levels"] == {"moves": [1, 2, 1], "improvements": [1, 1]}


def test_without_an_evolution_the_analysis_gains_no_key():
    assert document_of("evolution", well()) == {}
