"""Partial preferences of a case: what is read as known, what is said about it, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import detente as dt
from detente.analysis.preferences import known_preferences
from detente.analysis.state_space import state_space
from detente.catalog import catalog_path
from detente.errors import CaseFileError, NotApplicableError, Severity, TooLargeError
from detente.kernels.definitions import stability as reference
from detente.kernels.partial_order import unknown_pairs
from detente.model.results import Omitted

HEAD = "detente: 1\ntitle: Two\ndecision_makers:\n"
NORTH = "  north:\n    options: {stop: Stop, pay: Pay}\n    ranking: [s1, s2, s3, s4]\n"


def case_of(tmp_path: Path, text: str) -> dt.Case:
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    return dt.load(tmp_path)


def unknown_of(tmp_path: Path, north: str) -> set[tuple[int, int]]:
    """The pairs (numbers) that are unknown of the first decision maker of a case with two options."""
    case = case_of(tmp_path, HEAD + north)
    space = state_space(case)
    ge = known_preferences(case, space)[0]
    return {(int(a) + 1, int(b) + 1) for a, b in np.argwhere(np.triu(unknown_pairs(ge)))}


@pytest.mark.parametrize(
    ("group", "pairs"),
    [
        ("[s2, s3]", {(2, 3)}),
        ("[s1, s2, s3]", {(1, 2), (1, 3), (2, 3)}),
        ("[s1, s3]", set()),
        ("[not pay]", {(1, 2)}),
        ("not pay", {(1, 2)}),
        ("[not pay, s3]", {(1, 3), (2, 3)}),
        ("[NN, YN, s3]", {(1, 2), (1, 3), (2, 3)}),
        ("[-N, -Y]", {(1, 3), (1, 4), (2, 3), (2, 4)}),
        ("{states: [s3, s4]}", {(3, 4)}),
    ],
)
def test_pairs_of_different_members_are_unknown_unless_they_follow(tmp_path, group, pairs) -> None:
    assert unknown_of(tmp_path, f"{NORTH}    unknown: [{group}]\n") == pairs


def test_of_known_chains_everything_else_is_unknown(tmp_path) -> None:
    north = "  north:\n    options: {stop: Stop, pay: Pay}\n    known: [[s4, s1], [s1, s2]]\n"
    assert unknown_of(tmp_path, north) == {(1, 3), (2, 3), (3, 4)}
    analysis = dt.analyze(dt.load(tmp_path))
    assert analysis.ranks.tolist() == [[2, 1, 1, 3]]


def problems_of(tmp_path: Path, north: str) -> dict[str, dt.Problem]:
    (tmp_path / "case.yaml").write_text(HEAD + north + "status_quo: []\n", encoding="utf-8")
    return {problem.code: problem for problem in dt.check(tmp_path)[1]}


def test_a_pair_that_follows_is_a_warning_that_names_it(tmp_path) -> None:
    problem = problems_of(tmp_path, f"{NORTH}    unknown:\n      - [s1, s3]\n")["unknown-pair-implied"]
    assert problem.severity is Severity.WARNING
    assert "states 1 and 3 (state 2 stands between them)" in problem.message
    assert (problem.pos.line, problem.pos.column) == (8, 9)


@pytest.mark.parametrize("group", ["[s1]", "[s1, stop and not stop]"])
def test_a_group_that_compares_nothing_is_a_warning(tmp_path, group) -> None:
    found = problems_of(tmp_path, f"{NORTH}    unknown: [{group}]\n")
    assert found["group-compares-nothing"].severity is Severity.WARNING


def test_states_that_are_not_there_and_circles_are_errors(tmp_path) -> None:
    assert "no-such-state" in problems_of(tmp_path, f"{NORTH}    unknown: [[s1, s9]]\n")
    free = NORTH.replace("ranking: [s1, s2, s3, s4]", "known: [[s1, s2, s3], [s3, s1]]")
    assert "state 1 above state 2" in problems_of(tmp_path, free)["known-contradiction"].message
    twice = NORTH.replace("ranking: [s1, s2, s3, s4]", "known: [[s4, stop]]")
    assert "state 4 belongs to two members" in problems_of(tmp_path, twice)["known-contradiction"].message
    turned = problems_of(tmp_path, f"{NORTH}    known: [[s4, s1]]\n")["known-contradiction"]
    assert "puts state 4 above state 1" in turned.message
    with pytest.raises(CaseFileError):
        dt.analyze(dt.load(tmp_path))


def test_a_case_without_unknown_pairs_has_no_partial_result(tmp_path) -> None:
    assert dt.analyze(case_of(tmp_path, HEAD + NORTH)).answers.get("partial") is None
    idle = case_of(tmp_path, f"{HEAD}{NORTH}    unknown: [[s1, s3]]\n")
    assert dt.analyze(idle).answers.get("partial") is None


def test_every_witness_is_one_by_the_definitions(tmp_path) -> None:
    analysis = dt.analyze(dt.load(catalog_path("gisborne-unknown")))
    assert analysis.answers.get("partial") is not None
    assert analysis.answers["partial"].witnesses
    arcs = {(a.dm, a.origin, a.to) for a in analysis.graph.arcs}
    arcs |= {(a.dm, a.to, a.origin) for a in analysis.graph.arcs if a.back}
    moves = [[{q for d, p, q in arcs if (d, p) == (dm, s)} for s in range(8)] for dm in range(3)]
    space = analysis.space
    known = known_preferences(analysis.case, space)
    for witness in analysis.answers["partial"].witnesses:
        e, payoffs = witness.explanation, witness.payoffs
        for ge, row in zip(known, payoffs, strict=True):
            assert np.all(row[:, None] >= row, where=ge)
            assert np.all(row[:, None] > row, where=ge & ~ge.T)
        assert e.stable == getattr(reference, e.concept.value)(moves, payoffs.tolist(), e.dm, e.state)
        table = analysis.answers["partial"].possibly if witness.best else analysis.answers["partial"].surely
        assert e.stable == table[e.concept.value][e.dm, e.state]
        for c in e.comparisons:
            assert c.known == bool(known[c.dm][c.left, c.right] or known[c.dm][c.right, c.left])


MODEL = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[2, 1, 4, 3], [2, 4, 1, 3]])


@pytest.mark.parametrize(
    "unknown", [[[(0, 4)]], [[(0, 0)]], [[(0, 1, 2)]], {2: [(0, 1)]}, [[(0.5, 1)]], [[(0, 1), (2,)]]]
)
def test_pairs_that_do_not_fit_are_a_sentence(unknown) -> None:
    with pytest.raises(dt.AnalysisError, match="unknown"):
        dt.partial_stability(MODEL, unknown)


def test_what_is_not_covered_is_refused() -> None:
    with pytest.raises(NotApplicableError, match="SIM"):
        dt.partial_stability(MODEL, {}, ["sim"])
    large = dt.GraphModel.from_options(owners=[0] * 13, payoffs=np.zeros((1, 1 << 13), np.int64))
    with pytest.raises(TooLargeError, match="4,096 states"):
        dt.partial_stability(large, {0: [(0, 1)]})


def test_a_search_that_is_given_up_leaves_an_interval(monkeypatch) -> None:
    model = dt.GraphModel.from_moves(
        6,
        [[(0, 1)], [(1, 2), (1, 3), (3, 5)], [(2, 3), (3, 4)]],
        [[1, 3, 3, 3, 0, 0], [0, 0, 1, 1, 1, 2], [0, 0, 1, 2, 3, 0]],
    )
    monkeypatch.setattr("detente.questions.partial.verdicts.NODES_EACH", 1)
    monkeypatch.setattr("detente.questions.partial.verdicts.DRAWN", 0)
    found = dt.partial_stability(model, {2: [(3, 4), (3, 2)]})
    assert not found.exact
    assert found.open_surely["seq"][0, 0]
    assert not found.surely["seq"][0, 0]
    assert found.possibly["seq"][0, 0]


def test_beyond_4096_states_the_modelled_order_is_taken_and_said_so(tmp_path) -> None:
    options = ", ".join(f"o{k}: O" for k in range(13))
    text = f"{HEAD}  north:\n    options: {{{options}}}\n    prefers: [o1, o2]\n    unknown: [[o3, o4]]\n"
    analysis = dt.analyze(case_of(tmp_path, text), ["nash"])
    assert isinstance(analysis.answers["partial"], Omitted)
    assert any("taken as modelled" in line for line in analysis.limits)
