"""Which states can be reached by improvements alone, under each of many preference profiles."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from detente.analysis.batch import payoff_stack
from detente.analysis.stability import prepare
from detente.errors import AnalysisError
from detente.kernels.batch_plan import is_transitive, rounds
from detente.kernels.improving_reach import improving_reach
from detente.model.graph import BoolArray, GraphModel, IntArray, read_only

AT_ONCE = 1 << 13  # profiles


def reachable_batch(model: GraphModel, payoffs: npt.ArrayLike, start: int) -> BoolArray:
    """The states that can be reached from a start by improvements, whoever makes them.

    Parameters
    ----------
    model : GraphModel
        For its states and moves; its own payoffs are not used.
    payoffs : int, shape (n_dms, n_states, n_profiles)
        Ordinal, higher is better.
    start : row of the state to begin from; it counts as reached

    Returns
    -------
    bool, shape (n_states, n_profiles), read-only

    Raises
    ------
    AnalysisError
        For payoffs that are not whole numbers or do not fit the model, or a start that is no row of it.

    Legal sequences (Fang, Hipel & Kilgour 1993): nobody moves twice in a row. Profile by profile the same as
    the evolution finds by improvements alone. Cost: linear in profiles, each moves x
    length of the longest sequence that is needed; memory beyond the result: as much again for every decision maker, of
    8,192 profiles at a time.
    """
    stack = payoff_stack(model, payoffs)
    if not 0 <= start < model.n_states:
        raise AnalysisError(f"there is no state {start}; rows are numbered 0 to {model.n_states - 1}.")
    origins, alternating = _moves(model)
    found = np.empty(stack.shape[1:], bool)
    for first in range(0, stack.shape[2], AT_ONCE):
        some = slice(first, first + AT_ONCE)
        found[:, some] = improving_reach(stack[:, :, some], origins, start, alternating=alternating)
    return read_only(found)


@lru_cache(maxsize=8)
def _moves(model: GraphModel) -> tuple[list[IntArray], bool]:
    arcs = [mine.arcs() for mine in prepare(model).moves]
    origins = [rounds(model.n_states, mine[:, 1], mine[:, 0]) for mine in arcs]
    return origins, not all(is_transitive(model.n_states, mine) for mine in arcs)
