"""``scenarios``: the same case under other circumstances.

What a scenario says of itself is read and written here. Its change is not: a scenario is a whole case, which
:mod:`detente.casefile.reading.scenarios` reads and :mod:`detente.casefile.writing.dump` compares with the case.
"""

from __future__ import annotations

from dataclasses import replace

from detente.casefile.reading.context import CaseReading, in_words
from detente.casefile.schema.base import Free, Many, Shape, evidence
from detente.casefile.schema.scalars import Name, Said
from detente.casefile.sections.section import CaseSection, Losses, loss
from detente.casefile.sections.told import Told, filled, rests
from detente.casefile.source.findings import listed
from detente.model.case import Case, Scenario


class ScenarioShape(Shape):
    """The same case under another circumstance."""

    title: Said | None = None
    change: Free = None
    note: Said | None = None
    because: Many = evidence()


def _read(given: dict[str, ScenarioShape], reading: CaseReading, case: Case) -> Case:
    """The case as it stands takes the place of each changed one until that is read."""
    found = tuple(
        Scenario(
            key=key,
            title=key if scenario.title is None else scenario.title.line,
            case=case,
            note=in_words(scenario.note),
            grounds=reading.grounds(scenario.because, "scenarios", key),
        )
        for key, scenario in given.items()
    )
    return replace(case, scenarios=found)


def told(scenario: Scenario, change: Told) -> Told:
    """What stands under the name of a scenario, with its change as a merge patch."""
    return filled(
        {"title": scenario.title if scenario.title != scenario.key else "", "change": change, "note": scenario.note}
    ) | rests(scenario.grounds)


def _losses(case: Case) -> Losses:
    if case.scenarios:
        yield loss(case, f"a .gmcr file has no scenarios: {listed(s.key for s in case.scenarios)} left out")


SCENARIOS = CaseSection("scenarios", dict[Name, ScenarioShape], _read, lambda case: None, losses=_losses, of_whole=True)
