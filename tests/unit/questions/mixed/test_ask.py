"""One concept per decision maker, in a case: its own, given by hand, and what is left open."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from cases import HEAD, case_of
from detente import workbench
from detente.errors import AnalysisError

BRIDGE = (
    HEAD
    + """\
decision_makers:
  left: {name: Left, options: {back: Back off}, weights: {left.back: 0}}
  right: {name: Right, options: {back: Back off}, weights: {left.back: 0}}
"""
)
BRIDGE = BRIDGE.replace("weights: {left.back: 0}", "ranking: [NY, YY, YN, NN]", 1)
BRIDGE = BRIDGE.replace("weights: {left.back: 0}", "ranking: [YN, YY, NY, NN]")


@pytest.fixture
def bridge(tmp_path: Path) -> dt.Case:
    return case_of(tmp_path, BRIDGE)


def test_without_a_concept_there_is_nothing_to_tell(bridge: dt.Case) -> None:
    found = dt.analyze(bridge)
    assert found.answers.get("mixed") is None


def test_a_bold_driver_and_a_cautious_one(bridge: dt.Case) -> None:
    """Both backing off (state 4) holds for whoever fears any answer, and not for whoever fears none."""
    found = workbench.analyze(bridge, actors={"left": "nash", "right": "gmr"})
    asked = found.answers.get("mixed")
    assert asked is not None
    assert asked.equilibria == (1, 2)
    cautious = workbench.analyze(bridge, actors={"left": "gmr", "right": "gmr"})
    asked = cautious.answers.get("mixed")
    assert asked is not None
    assert asked.equilibria == (1, 2, 3)


def test_the_others_are_asked_about_together(bridge: dt.Case) -> None:
    found = workbench.analyze(bridge, ["nash", "gmr"], actors={"left": "gmr"})
    asked = found.answers.get("mixed")
    assert asked is not None
    assert dict(asked.if_others) == {dt.Concept.NASH: (1, 2), dt.Concept.GMR: (1, 2, 3)}
    assert asked.equilibria == (1, 2)


def test_every_verdict_has_its_witness(bridge: dt.Case) -> None:
    found = workbench.analyze(bridge, ["nash"], actors={"left": "smr", "right": "seq"}).answers.get("mixed")
    assert found is not None
    assert {(e.dm, e.concept.value, e.stable) for e in found.explanations} == {(0, "smr", True), (1, "seq", True)}
    assert {e.state for e in found.explanations} == set(found.equilibria)
    assert all(c.premise is not None for e in found.explanations for c in e.comparisons if c.relation != "=")


def test_what_is_given_by_hand_comes_before_the_case(tmp_path: Path) -> None:
    case = case_of(tmp_path, BRIDGE.replace("name: Left,", "name: Left, concept: gmr,"))
    assert dt.analyze(case).answers["mixed"].concepts == (dt.Concept.GMR, None)
    assert workbench.analyze(case, actors={"left": "nash"}).answers["mixed"].concepts == (dt.Concept.NASH, None)


@pytest.mark.parametrize(
    ("actors", "says"),
    [
        ({"middle": "nash"}, "'middle' is not a decision maker of this case; they are left, right"),
        ({"left": "x"}, "'x'"),
    ],
)
def test_mistakes_are_told(bridge: dt.Case, actors: dict[str, str], says: str) -> None:
    with pytest.raises(AnalysisError, match=says):
        workbench.analyze(bridge, actors=actors)


@pytest.mark.parametrize("concepts", [["nash"], "nash", ["nash", "nash", "nash"]])
def test_arrays_need_one_concept_each(concepts: list[str]) -> None:
    model = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[1, 2, 4, 3], [1, 4, 2, 3]])
    with pytest.raises(AnalysisError, match="one concept per decision maker: there are 2"):
        dt.mixed_equilibria(model, concepts)
