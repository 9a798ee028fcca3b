"""Sustainable development (structure: Hipel 2001, as used by Inohara, Hipel & Walker 2007).

The structure is that of the source. The rankings are NOT certain to be, so that nothing here is a published result: the
numbers are computed by an independent transcription of the definitions for these rankings.
"""

from __future__ import annotations

import numpy as np
import pytest

import detente as dt

# Environmental agencies: proactive (P) or reactive (R); developers: sustainable (S) or unsustainable (U).
STATES = ["PS", "PU", "RS", "RU"]
MOVES = [[(0, 2), (2, 0), (1, 3), (3, 1)], [(0, 1), (1, 0), (2, 3), (3, 2)]]
BEST_FIRST = [["PS", "RS", "PU", "RU"], ["RS", "PS", "RU", "PU"]]
LIMITED = {1: "PS", 2: "PS", 3: "", 4: "PS RS", 5: "PS", 6: "PS", 7: "", 8: "PS RS"}


@pytest.fixture(scope="module")
def found():
    payoffs = np.array([[-ranking.index(state) for state in STATES] for ranking in BEST_FIRST])
    return dt.limited_moves(dt.GraphModel.from_moves(4, MOVES, payoffs))


@pytest.mark.parametrize("h", LIMITED)
def test_hipel2001_computed_limited_moves(found, h):
    assert {STATES[row] for row in found.equilibria(h)} == set(LIMITED[h].split())


def test_hipel2001_computed_cycle(found):
    assert (found.period, found.cycle_from) == (4, 2)  # at h = 1 more is stable for one of them than at 5
