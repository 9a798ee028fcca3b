"""What holds, whatever is unknown of the preferences, in JSON."""

from __future__ import annotations

from detente import workbench
from detente.model.results import Analysis


def test_what_is_sure_what_is_possible_and_what_was_taken(gisborne: Analysis) -> None:
    document = workbench.as_json(gisborne)
    assert document["possibly"]["nash"]["federal"] == [2, 4, 6, 8]
    assert document["surely"]["nash"]["provincial"] == []
    assert document["possibly_equilibria"]["gmr"] == [4, 6, 8]
    assert document["unknown_pairs"] == {"federal": 0, "provincial": 24, "support": 0}
    assert document["undecided"] == {"surely": {}, "possibly": {}, "possibly_equilibria": {}}
    taken = [c for e in document["completions"] for c in e["comparisons"] if c.get("premise", {}).get("unknown", False)]
    assert {c["decision_maker"] for c in taken} == {"provincial"}
