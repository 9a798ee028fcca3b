"""The whole answer: status quo, states that matter, forbidden arcs, the picture, large cases."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import detente as dt
from cases import HEAD, case_of, two
from detente.analysis import explanation, stability
from detente.errors import AnalysisError


def test_status_quo_and_equilibria_matter(tmp_path: Path) -> None:
    found = dt.analyze(two(tmp_path, "status_quo: {yes: [share]}\n"))
    assert found.status_quo == 2
    assert set(found.equilibria("nash")) == {5, 7}
    assert set(found.matter) >= {2, 5, 7}
    assert {(e.dm, e.state) for e in found.explanations} == {(dm, row) for dm in (0, 1) for row in found.matter}


def test_a_forbidden_arc_makes_a_state_stable(tmp_path: Path) -> None:
    """North would pump; where South digs and North does not share, that move does not exist."""
    rule = "moves:\n  forbid: [{dm: north, from: not pump, to: pump, when: dig and not share}]\n"
    free = dt.analyze(two(tmp_path)).table.stable["nash"][0]
    bound = dt.analyze(two(tmp_path, rule)).table.stable["nash"][0]
    assert np.flatnonzero(free != bound).tolist() == [4]
    strict = "moves:\n  forbid: [{dm: north, from: not pump, to: pump, when: dig}]\n"
    bound = dt.analyze(two(tmp_path, strict)).table.stable["nash"][0]
    assert np.flatnonzero(free != bound).tolist() == [4, 6]


def test_irreversible_options(tmp_path: Path) -> None:
    case = two(tmp_path, "moves: {irreversible: [share]}\n", north="not share")
    assert dt.analyze(case).table.stable["nash"][0].all()


def test_premises_name_the_statement(tmp_path: Path) -> None:
    found = dt.analyze(two(tmp_path), concepts=["nash"], also=[0])
    witness = found.explanation(0, 0, dt.Concept.NASH)
    assert witness is not None
    assert not witness.stable
    assert {c.premise.path for c in witness.comparisons if c.premise} == {"north.prefers[0]"}


def test_a_state_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError, match="there is no state"):
        dt.analyze(two(tmp_path), also=[99])


def test_concepts_are_named_in_any_case_and_unknown_ones_are_a_sentence(tmp_path: Path) -> None:
    case = two(tmp_path)
    assert dt.analyze(case, concepts="Nash").concepts == (dt.Concept.NASH,)
    assert dt.analyze(case, concepts=["seq", "SEQ"]).concepts == (dt.Concept.SEQ,)
    with pytest.raises(AnalysisError, match="'foo' is not a stability concept; known are nash, gmr"):
        dt.analyze(case, concepts=["foo"])


def test_the_picture_is_a_neighbourhood_beyond_sixty_states(tmp_path: Path) -> None:
    options = ", ".join(f"o{k}: Option {k}" for k in range(8))
    text = HEAD + (
        f"decision_makers:\n  a:\n    name: A\n    options: {{{options}}}\n    prefers: [o0, o1, o2, not o3]\n"
        "status_quo: {yes: [o3]}\n"
    )
    graph = dt.analyze(case_of(tmp_path, text), concepts=["nash"]).graph
    assert not graph.complete
    assert len(graph.rows) == 60
    assert all(arc.origin in graph.rows and arc.to in graph.rows for arc in graph.arcs)


def test_of_very_many_improvements_the_open_ones_are_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict is that of the table, whether all improvements are told or few."""
    rng = np.random.default_rng(3)
    payoffs = rng.integers(0, 40, (2, 256))
    model = dt.GraphModel.from_options([0] * 5 + [1] * 3, payoffs)
    table = dt.stability(model)
    monkeypatch.setattr(explanation, "LISTED_STATES", 4)
    monkeypatch.setattr(explanation, "LISTED", 2)
    for state in range(256):
        for concept in table.stable:
            witness = dt.explain(model, 0, state, concept)
            assert witness.stable == table.stable[concept][0, state]
            assert concept == "sim" or len(witness.improvements) <= 2


def test_large_cases_leave_sim_out_and_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stability, "SIM_OUTCOMES", 1)
    case = two(tmp_path)
    found = dt.analyze(case)
    assert "sim" not in found.table.stable
    assert any("SIM was left out" in limit for limit in found.limits)
    assert "sim" in dt.analyze(case, concepts=["sim"]).table.stable
