"""What holds if one faction or another decides, in JSON."""

from __future__ import annotations

from detente import workbench
from detente.model.results import Analysis


def test_each_faction_in_charge_and_each_level_of_agreement(divided: Analysis) -> None:
    found = workbench.as_json(divided)["factions"]
    assert found["divided"]["north"]["in_charge"]["elders"]["equilibria"]["nash"] == [3]
    assert found["divided"]["north"]["stable_for_every"]["nash"] == [1]
    assert found["agreement"][1]["more_than"] == [2, 5]
    assert found["agreement"][0]["explanations"][0]["decision_maker"] in ("north", "south")
