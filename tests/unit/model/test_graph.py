"""Arrays that cannot be a conflict are refused with a sentence that names the argument and the value."""

from __future__ import annotations

import numpy as np
import pytest

import detente as dt
from detente.errors import AnalysisError


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"owners": [0, 2], "payoffs": [[1, 2, 3, 4]]}, "decision makers 0 to 0"),
        ({"owners": [0], "payoffs": [[1, 2, 3]]}, "3 columns, but there are 2 states"),
        ({"owners": [0], "payoffs": [[1.5, 2.0]]}, "whole numbers"),
        ({"owners": [0], "payoffs": [1, 2]}, "2 axis"),
        ({"owners": [0], "payoffs": [[1, 2], [1]]}, "equal length"),
        ({"owners": [0], "payoffs": np.empty((0, 2), int)}, "at least one decision maker"),
        ({"owners": [0], "payoffs": [[1, 2]], "one_way": [2]}, "one_way"),
        ({"owners": [0], "payoffs": [[1, 2]], "one_way": [0, 0]}, "one_way"),
        ({"owners": [0], "payoffs": [[1, 2]], "one_way": [-(2**63)]}, "one_way"),
        ({"owners": [0], "payoffs": [[1, 2]], "states": [1, 0]}, "ascend"),
        ({"owners": [0], "payoffs": [[1, 2]], "states": [0, 0]}, "ascend"),
        ({"owners": [0], "payoffs": [[1, 2]], "states": [0, 2]}, "beyond the 1 options"),
        ({"owners": [0], "payoffs": [[1, 2]], "states": [-1, 0]}, "negative"),
        ({"owners": [0], "payoffs": [[1, 2]], "states": []}, "non-empty"),
        ({"owners": [0] * 25, "payoffs": [[1]]}, "pass the feasible ones"),
        ({"owners": [0] * 65, "payoffs": [[1]], "states": [0]}, "at most 64"),
        ({"owners": [0], "payoffs": [[1, 2]], "state_of": [1, 0]}, "smallest masks"),
        ({"owners": [0], "payoffs": [[1, 2]], "state_of": [0]}, "state_of"),
        ({"owners": [0], "payoffs": np.array([[1, 2**63]], np.uint64)}, "beyond 2"),
    ],
)
def test_from_options_refuses(arguments: dict, says: str) -> None:
    with pytest.raises(AnalysisError, match=says):
        dt.GraphModel.from_options(**arguments)


@pytest.mark.parametrize(
    ("n_states", "moves", "payoffs", "says"),
    [
        (2, [[(0, 2)]], [[1, 2]], "outside 0 to 1"),
        (2, [[(0, 0)]], [[1, 2]], "from state 0 to itself"),
        (2, [[(0, 1)], []], [[1, 2]], "2 decision makers"),
        (3, [[(0, 1)]], [[1, 2]], "n_states is 3"),
        (2, [[(0, 1, 1)]], [[1, 2]], "pairs"),
        (2, [[(0.5, 1.0)]], [[1, 2]], "whole numbers"),
    ],
)
def test_from_moves_refuses(n_states: int, moves: list, payoffs: list, says: str) -> None:
    with pytest.raises(AnalysisError, match=says):
        dt.GraphModel.from_moves(n_states, moves, payoffs)


def test_lists_of_wide_masks_are_masks() -> None:
    for states in ([0, 2**64 - 1], [1, 2**63], [2**63, 2**63 + 1]):
        model = dt.GraphModel.from_options([0] * 64, [[1, 2]], states=states)
        assert model.masks is not None
        assert model.masks.tolist() == states
    with pytest.raises(AnalysisError, match="below 2"):
        dt.GraphModel.from_options([0] * 64, [[1, 2]], states=[0, 2**64])


def test_forbidden_arcs_are_bool_arrays() -> None:
    both = [True, True]
    free = dt.GraphModel.from_options([0], [[1, 2]])
    bound = dt.GraphModel.from_options([0], [[1, 2]], forbidden=[dt.Forbidden(dm=0, source=both, target=both)])
    assert dt.stability(free).equilibria("nash").tolist() == [1]
    assert dt.stability(bound).equilibria("nash").tolist() == [0, 1]
    numbers = np.array([1, 1])
    with pytest.raises(AnalysisError, match="two bool arrays"):
        dt.GraphModel.from_options([0], [[1, 2]], forbidden=[dt.Forbidden(dm=0, source=numbers, target=numbers)])


@pytest.mark.parametrize("dm", [1, -1, 0.5, "0", None])
def test_a_forbidden_arc_of_nobody_is_refused(dm):
    both = np.ones(2, bool)
    with pytest.raises(dt.AnalysisError, match=r"needs a decision maker \(0 to 0\)"):
        dt.GraphModel.from_options([0], [[1, 2]], forbidden=[dt.Forbidden(dm=dm, source=both, target=both)])


def test_arrays_are_copied_and_cannot_be_rewritten() -> None:
    payoffs = np.array([[1, 2]])
    model = dt.GraphModel.from_options([0], payoffs)
    payoffs[:] = 0
    assert model.payoffs.tolist() == [[1, 2]]
    with pytest.raises(ValueError, match="read-only"):
        model.payoffs[0, 0] = 9
    with pytest.raises(ValueError, match="read-only"):
        dt.stability(model).stable["nash"][0, 0] = False


def test_unknown_questions_are_sentences() -> None:
    model = dt.GraphModel.from_options([0], [[1, 2]])
    with pytest.raises(AnalysisError, match="'nsah' is not a stability concept"):
        dt.stability(model, ["nsah"])
    with pytest.raises(AnalysisError, match="there is no state 2"):
        dt.explain(model, 0, 2, "nash")
    with pytest.raises(AnalysisError, match="there is no decision maker 1"):
        dt.explain(model, 1, 0, "nash")
    with pytest.raises(AnalysisError, match="whole numbers"):
        dt.explain(model, 0, 0.0, "nash")
    with pytest.raises(AnalysisError, match="'gmr' was not analysed; the table has nash"):
        dt.stability(model, "nash").equilibria("gmr")
    with pytest.raises(AnalysisError, match="'x' is not"):
        dt.explain(model, 0, 0, "x")


def test_a_decision_maker_without_moves_and_an_option_of_nobody() -> None:
    model = dt.GraphModel.from_options([-1, 0], [[1, 2, 3, 4], [4, 3, 2, 1]])
    table = dt.stability(model)
    assert table.stable["nash"].tolist() == [[False, False, True, True], [True] * 4]
    assert table.equilibria("sim").tolist() == [2, 3]
