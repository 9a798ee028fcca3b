"""The others' shortest answer to an improvement: a path of legal moves, found by breadth-first search.

The search runs over (state, last mover) pairs, level by level in arrays, so it is exact for any graph, and the path it
returns is a shortest one: it is the witness that a verdict shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.kernels.moves import Moves

__all__ = ["Reach", "search"]

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What the search found: the accepted state and the steps to it (or None), and all states it reached on the way."""

    path: tuple[tuple[int, int, int], ...] | None
    reached: IntArray


def search(
    start: int, moves: Sequence[Moves], group: Sequence[int], accept: BoolArray, ranks: IntArray | None = None
) -> Reach:
    """Look for the nearest accepted state that ``group`` can reach from ``start`` by a legal sequence.

    accept : bool, shape (n_states,)
    ranks : int64, shape (n_dms, n_states); if given, only moves that improve for their mover count
    returns : Reach; ``path`` holds (dm, from, to) steps. If nothing is accepted, ``reached`` is the whole of R_H(start)
    (or R_H+). Time O(moves of the group x movers). Reference: kernels.reference.joint_moves.
    """
    n_states = accept.size
    parent = np.full((len(moves), n_states), -1)  # packed (last mover, state) the step came from
    seen = np.zeros((len(moves), n_states), bool)
    root = len(moves) * n_states
    frontier = {j: np.array([start]) for j in group}
    first = True
    while any(states.size for states in frontier.values()):
        following: dict[int, IntArray] = {}
        for j in group:
            origin, via, target = _onward(j, frontier, moves[j], ranks, group, first)
            fresh = ~seen[j, target]
            target, index = np.unique(target[fresh], return_index=True)
            seen[j, target] = True
            parent[j, target] = root if first else (via[fresh] * n_states + origin[fresh])[index]
            found = target[accept[target]]
            if found.size:
                return Reach(_trace(j, int(found[0]), start, parent, root), np.flatnonzero(seen.any(axis=0)))
            following[j] = target
        frontier, first = following, False
    return Reach(None, np.flatnonzero(seen.any(axis=0)))


def _onward(
    j: int, frontier: dict[int, IntArray], moves: Moves, ranks: IntArray | None, group: Sequence[int], first: bool
) -> tuple[IntArray, IntArray, IntArray]:
    """Moves of ``j`` from every frontier state that somebody else reached last, as (origin, last mover, target)."""
    origins, vias, targets = [], [], []
    for last in [j] if first else [k for k in group if k != j]:
        origin, target = moves.successors(frontier[last])
        if ranks is not None:
            better = ranks[j, target] > ranks[j, origin]
            origin, target = origin[better], target[better]
        origins.append(origin)
        targets.append(target)
        vias.append(np.full(origin.size, last))
    if not origins:
        nothing = np.empty(0, np.int64)
        return nothing, nothing, nothing
    return np.concatenate(origins), np.concatenate(vias), np.concatenate(targets)


def _trace(dm: int, state: int, start: int, parent: IntArray, root: int) -> tuple[tuple[int, int, int], ...]:
    n_states = parent.shape[1]
    steps: list[tuple[int, int, int]] = []
    while True:
        came = int(parent[dm, state])
        origin = start if came == root else came % n_states
        steps.append((dm, origin, state))
        if came == root:
            return tuple(reversed(steps))
        dm, state = came // n_states, origin
