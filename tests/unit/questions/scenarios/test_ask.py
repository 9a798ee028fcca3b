"""A case beside its scenarios: what appears, vanishes and stays, and what only the states of a scenario show."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from detente.errors import Severity
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, Conclusion
from detente.model.results import Omitted
from detente.questions.scenarios.found import Fate, Scenarios
from tests.unit.analysis.cases import two

REST = """\
status_quo: []
scenarios:
  calm: {title: A calm year}
  treaty: {change: {feasible: [north.pump implies share]}}
  turned: {change: {decision_makers: {south: {prefers: [not dig]}}, status_quo: [dig]}}
  third: {change: {decision_makers: {east: {options: {fog: Make fog}, prefers: [fog]}}}}
  stuck: {change: {feasible: [share and not share]}}
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return two(tmp_path, REST)


def compared(case: Case) -> Scenarios:
    found = dt.analyze(case).answers.get("scenarios")
    assert found is not None
    return found


def test_each_version_has_what_its_own_analysis_says(case: Case) -> None:
    """The comparison is that of whole analyses, state by state, by the options taken."""
    found = compared(case)
    for branch in (found.base, *found.others[:-1]):
        own = dt.analyze(dt.workbench.scenario(case, branch.key) if branch.key else case)
        assert branch.states == own.space.count
        for concept in found.concepts:
            rows = own.equilibria(concept)
            assert set(branch.equilibria(concept)) == {own.space.yes(row) for row in rows}
        assert own.answers.get("evolution") is not None
        assert own.status_quo is not None
        assert branch.status_quo == own.space.yes(own.status_quo)
        reached = {own.space.yes(row) for row, n in enumerate(own.answers["evolution"].improvements) if n >= 0}
        assert set(branch.reachable) == reached & set(found.states)


def test_what_becomes_of_a_conclusion(case: Case) -> None:
    found = compared(case)
    calm, treaty, turned, third, stuck = found.others
    pump = Conclusion(EQUILIBRIUM, Concept.NASH, ("north.pump", "south.dig"))
    both = Conclusion(EQUILIBRIUM, Concept.NASH, ("north.pump", "north.share", "south.dig"))
    fog = Conclusion(EQUILIBRIUM, Concept.NASH, ("north.pump", "south.dig", "east.fog"))
    assert [found.fate(pump, b) for b in (calm, treaty, turned, third)] == [
        Fate.STAYS, Fate.VANISHES, Fate.VANISHES, Fate.VANISHES,
    ]  # fmt: skip
    assert [found.fate(both, b) for b in (calm, treaty)] == [Fate.STAYS, Fate.STAYS]
    assert [found.fate(fog, b) for b in (calm, third)] == [Fate.ABSENT, Fate.APPEARS]
    assert pump.yes in treaty.impossible
    assert fog.yes in calm.impossible
    assert stuck.problem.startswith("this rule can never hold")
    assert not stuck.conclusions


def test_states_that_differ_come_first(case: Case) -> None:
    found = compared(case)
    differs = [any(found.base.concepts_of(s) != o.concepts_of(s) for o in found.others[:-1]) for s in found.states]
    assert differs == sorted(differs, reverse=True)


def test_a_case_without_scenarios_has_no_comparison(tmp_path: Path) -> None:
    assert dt.analyze(two(tmp_path)).answers.get("scenarios") is None


def test_only_the_concepts_asked_for_are_compared(case: Case) -> None:
    found = dt.analyze(case, ["nash"]).answers.get("scenarios")
    assert found is not None
    assert found.concepts == (Concept.NASH,)
    assert {c.concept for b in (found.base, *found.others) for c in b.conclusions} <= {Concept.NASH, None}


def test_beyond_4096_states_scenarios_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    options = ", ".join(f"o{k}: O" for k in range(13))
    path.write_text(
        f"detente: 1\ntitle: Large\ndecision_makers: {{a: {{options: {{{options}}}, prefers: [o0]}}}}\n"
        "scenarios: {s: {}}\n",
        encoding="utf-8",
    )
    found = dt.analyze(dt.load(path), ["nash"])
    assert isinstance(found.answers["scenarios"], Omitted)
    assert any("Scenarios are compared up to 4,096 states" in limit for limit in found.limits)


def test_check_tells_what_only_the_states_of_a_scenario_show(tmp_path: Path) -> None:
    two(
        tmp_path,
        "status_quo: [dig]\n"
        "scenarios:\n"
        "  no-dig: {change: {feasible: [not dig]}}\n"
        "  no-dig-either: {change: {feasible: [not dig]}}\n"
        "  ranked: {change: {decision_makers: {south: {prefers: null, ranking: [[s1], [s2]]}}}}\n",
    )
    case, problems = dt.check(tmp_path)
    assert case is None or not [p for p in problems if p.severity is Severity.ERROR and not p.scenarios]
    told = {(p.code, p.scenarios) for p in problems if p.severity is Severity.ERROR}
    assert told == {
        ("status-quo-infeasible", ("no-dig", "no-dig-either")),
        ("ranking-misses-states", ("ranked",)),
    }
    assert all(p.message.startswith("in the scenario") for p in problems if p.scenarios)


def test_an_unreadable_scenario_does_not_hide_what_is_wrong_with_the_case(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        "detente: 1\ntitle: T\ndecision_makers: {a: {options: {x: X}, prefers: [x]}}\nstatus_quo: []\n"
        "feasible: [x, not x]\nscenarios: {s: {change: {feasible: [y]}}, t: {change: [a]}}\n",
        encoding="utf-8",
    )
    codes = {(p.code, p.scenarios) for p in dt.check(tmp_path)[1] if p.severity is Severity.ERROR}
    assert codes == {("no-feasible-state", ()), ("unknown-option", ("s",)), ("wrong-type", ("t",))}


def test_a_scenario_by_its_name(case: Case, tmp_path: Path) -> None:
    assert dt.workbench.scenario(case, "calm").title == "A test (scenario: A calm year)"
    with pytest.raises(dt.AnalysisError, match="the scenarios of this case are calm, treaty, turned, third, stuck"):
        dt.workbench.scenario(case, "storm")
    with pytest.raises(dt.AnalysisError, match="this case has no scenarios"):
        dt.workbench.scenario(two(tmp_path), "storm")
