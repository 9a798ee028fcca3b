"""Bounds of a probability where a guard ends the exact way: what is still said, and what is called sharp.

Each guard is set to the size of a question, counted where the work is done, and to one less.
"""

from __future__ import annotations

import numpy as np
import pytest

from detente.questions.doubt.likelihood.definition import conjunction
from detente.questions.doubt.likelihood.kernel import bounds as kernel
from detente.questions.doubt.likelihood.kernel.bounds import Bounds, if_sources_independent, whatever_between

pytest.importorskip("scipy")

NEAR = 1e-6  # the tolerance of the linear programs is 1e-7
IFF = np.array([1, 0, 0, 0, 0, 1, 1, 1], bool)  # the first two claims hold if and only if the third does
ONE_INTERVAL_IN_A_SOURCE = np.array([[0.3, 0.3], [0.5, 0.6], [0.3, 0.7]])
ALL_HOLD = np.arange(16) == 0
# Equal probabilities leave a source fewer extreme points: here at the lower ends, and there at the upper ones.
EQUAL_BELOW = np.array([[0.9, 0.91], [0.9, 0.93], [0.9, 0.96], [0.8, 0.85]])
EQUAL_ABOVE = np.array([[0.8, 0.9], [0.85, 0.9], [0.88, 0.9], [0.8, 0.85]])
FEWER, MORE = 8 * 2, 11 * 2  # of both sources: 2 ** 3 worlds or 11 points of the one, 2 worlds of the other


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The entries, rows times columns, of every linear program that is solved."""
    optimize = pytest.importorskip("scipy.optimize")
    solve, seen = optimize.linprog, []

    def solved(cost, **given):
        rows = [given[side].shape[0] for side in ("A_ub", "A_eq") if given[side] is not None]
        seen.append(sum(rows) * cost.size)
        return solve(cost, **given)

    monkeypatch.setattr(optimize, "linprog", solved)
    return seen


def between() -> Bounds | None:
    return whatever_between(IFF, ONE_INTERVAL_IN_A_SOURCE, [[0, 1], [2]], "independent")


def apart(intervals: np.ndarray, *, quick: bool = False) -> Bounds | None:
    return if_sources_independent(ALL_HOLD, intervals, [[0, 1, 2], [3]], "any", quick=quick)


def defined(intervals: np.ndarray) -> tuple[float, float]:
    """Bounds of "all hold" whatever binds the first three, times the chance of the last: Frechet's, in closed form."""
    low, high = intervals.T
    return conjunction(low[:3].tolist())[0] * low[3], conjunction(high[:3].tolist())[1] * high[3]


def test_a_program_as_large_as_is_allowed_is_solved_and_of_a_larger_one_a_part(
    tables: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = between()
    assert exact is not None
    assert exact.sharp
    size = max(tables)
    tables.clear()
    monkeypatch.setattr(kernel, "ENTRIES", size)
    assert between() == exact
    assert max(tables) == size
    tables.clear()
    monkeypatch.setattr(kernel, "ENTRIES", size - 1)
    wider = between()
    assert wider is not None
    assert 0 < max(tables) < size
    assert not wider.sharp
    # That the first two hold has a chance of 0.15 to 0.18 if they are independent, and of 0 to 0.3 if nobody knows.
    assert exact[:2] == pytest.approx((1 - (0.18 + 0.7), 1 - (0.3 - 0.18)), abs=NEAR)
    assert wider[:2] == pytest.approx((1 - (0.3 + 0.7), 1), abs=NEAR)


def test_a_program_has_at_most_as_many_worlds_as_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "COLUMNS", 8)
    assert between() is not None
    monkeypatch.setattr(kernel, "COLUMNS", 7)
    assert between() is None


@pytest.mark.parametrize("intervals", [EQUAL_BELOW, EQUAL_ABOVE])
def test_bounds_are_sharp_where_both_are_reached(intervals: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "COMBINATIONS", MORE)
    found = apart(intervals)
    assert found is not None
    assert found[:2] == pytest.approx(defined(intervals))
    assert found.sharp


@pytest.mark.parametrize("combinations", [FEWER, MORE - 1])
@pytest.mark.parametrize(("intervals", "reached"), [(EQUAL_BELOW, 0), (EQUAL_ABOVE, 1)])
def test_bounds_of_which_one_is_reached_are_not_sharp(
    intervals: np.ndarray, reached: int, combinations: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "COMBINATIONS", combinations)
    found, exact = apart(intervals), defined(intervals)
    assert found is not None
    assert found[reached] == pytest.approx(exact[reached])
    assert found[1 - reached] != pytest.approx(exact[1 - reached], abs=0.01)
    assert found.low <= exact[0] + NEAR
    assert exact[1] <= found.high + NEAR
    assert not found.sharp


@pytest.mark.parametrize("intervals", [EQUAL_BELOW, EQUAL_ABOVE])
def test_quick_is_up_to_few_combinations_on_either_side(intervals: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "FEW", MORE)
    assert apart(intervals, quick=True) == apart(intervals)
    monkeypatch.setattr(kernel, "FEW", MORE - 1)
    assert apart(intervals, quick=True) is None
    assert apart(intervals) is not None


def test_quick_never_waits_for_a_program(tables: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    few = apart(EQUAL_BELOW)
    monkeypatch.setattr(kernel, "marginal_vertices", lambda values: None)
    assert apart(EQUAL_BELOW, quick=True) is None
    assert not tables
    found = apart(EQUAL_BELOW)
    assert tables
    assert found is not None
    assert found.sharp
    assert found[:2] == pytest.approx(few[:2], abs=NEAR)


def test_one_large_source_takes_a_program_for_each_point_of_the_others(
    tables: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two certain claims of a source can go together in two extreme ways, so each bound takes two programs, or one."""
    listed = kernel.marginal_vertices
    monkeypatch.setattr(kernel, "marginal_vertices", lambda values: None if len(values) > 2 else listed(values))
    intervals = np.repeat([[0.9], [0.8], [0.7], [0.6], [0.5]], 2, axis=1)
    odd = np.array([bin(world).count("1") % 2 == 1 for world in range(32)])
    for most, programs, sharp in ((2, 4, True), (1, 2, False)):
        tables.clear()
        monkeypatch.setattr(kernel, "PROGRAMS", most)
        found = if_sources_independent(odd, intervals, [[0, 1, 2], [3, 4]], "any")
        assert found is not None
        assert (len(tables), found.sharp) == (programs, sharp)
