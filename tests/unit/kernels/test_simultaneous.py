"""SIM where it differs from the sequential concepts, and where masks are too wide for a table."""

from __future__ import annotations

import numpy as np
import pytest

import detente as dt
from detente.kernels import simultaneous


def test_two_improvements_at_once_can_be_worse_than_either() -> None:
    """Chicken: from (swerve, swerve) each gains by going straight, and both at once is the worst for both."""
    model = dt.GraphModel.from_options([0, 1], [[1, 2, 4, 3], [1, 4, 2, 3]])
    table = dt.stability(model)
    assert table.equilibria("sim").tolist() == [1, 2, 3]
    assert table.equilibria("seq").tolist() == [1, 2]
    witness = dt.explain(model, 0, 3, "sim")
    (fate,) = witness.improvements
    assert fate.sanction is not None
    assert (fate.sanction.at_once, fate.sanction.to) == (True, 0)
    assert [(step.dm, step.origin, step.to) for step in fate.sanction.steps] == [(1, 3, 1)]


def test_three_at_once() -> None:
    """Each alone gains by taking its option; nothing less than all three together hurts the first."""
    first = [0, 2, 1, 3, 1, 3, 1, -9]
    second = [0, 0, 1, 0, 0, 0, 0, 0]
    third = [0, 0, 0, 0, 1, 0, 0, 0]
    model = dt.GraphModel.from_options([0, 1, 2], [first, second, third])
    assert dt.stability(model, ["sim"]).stable["sim"][0, 0]
    (fate,) = dt.explain(model, 0, 0, "sim").improvements
    assert fate.sanction is not None
    assert sorted(step.dm for step in fate.sanction.steps) == [1, 2]


@pytest.mark.parametrize("table_options", [0, 24])
def test_wide_masks_are_found_by_bisection(table_options: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simultaneous, "TABLE_OPTIONS", table_options)
    rng = np.random.default_rng(5)
    masks = np.flatnonzero(rng.random(64) < 0.7).astype(np.uint64)
    payoffs = rng.integers(0, 9, (3, masks.size))
    narrow = dt.GraphModel.from_options([0, 1, 2, 0, 1, 2], payoffs, states=masks)
    spread = sum(((masks >> np.uint64(k)) & np.uint64(1)) << np.uint64(12 * k) for k in range(6))
    owners = [-1] * 61
    for k in range(6):
        owners[12 * k] = k % 3
    wide = dt.GraphModel.from_options(owners, payoffs, states=spread)
    before, after = dt.stability(narrow).stable, dt.stability(wide).stable
    assert all(np.array_equal(before[c], after[c]) for c in before)
