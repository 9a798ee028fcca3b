"""The others' shortest answer to an improvement: a path of legal moves, found by breadth-first search.

The search runs over (state, last mover) pairs, level by level in arrays, so it is exact for any graph, and the path it
returns is a shortest one: it is the witness that a verdict shows.
Source of legal sequences: Fang, Hipel & Kilgour 1993, ch. 3. Slow twin: definitions.stability.joint_moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import BoolArray, IntArray
from detente.kernels.moves import Moves

Chosen = Callable[[IntArray], BoolArray]  # which of some states


@frozen(eq=False)
class AnswerReach:
    """What a search found.

    path : (dm, from, to) of each step to the accepted state, or None where none was reached
    reached : int64, shape (number of them,), ascending, the states reached on the way, after one move or more
    """

    path: tuple[tuple[int, int, int], ...] | None
    reached: IntArray


class Search:
    """Searches in one conflict, one at a time: the marks are allocated once and wiped where a search has set them.

    moves : one per decision maker; ranks : int64, shape (n_dms, n_states)
    Memory: 9 bytes per state and decision maker. Threads wait for one another.
    """

    def __init__(self, moves: Sequence[Moves], ranks: IntArray) -> None:
        self.moves, self.ranks = moves, ranks
        self.n_states = ranks.shape[1]
        self.marks_in_use = Lock()
        self.seen = np.zeros(ranks.shape, bool)
        self.parent = np.zeros(ranks.shape, np.int64)  # (last mover, state) a step came from, packed; -1 = the start

    def run(self, start: int, group: Sequence[int], accept: Chosen, *, improving: bool) -> AnswerReach:
        """Look for the nearest accepted state that ``group`` can reach from ``start`` by a legal sequence.

        group : decision makers, in the order in which equally short paths are preferred
        accept(states) : which of them would do, bool, shape (n,), asked of states as they are reached, ascending; it
            must not search itself
        improving : only moves that improve for their mover count
        returns : Reach; if nothing is accepted, ``reached`` is the whole of R_H(start) (or R_H+)
        Time O(moves of the group x members); less where a state is accepted early.
        """
        touched: list[tuple[int, IntArray]] = []
        with self.marks_in_use:
            try:
                path = self._levels(start, group, accept, improving, touched)
            finally:
                for j, states in touched:
                    self.seen[j, states] = False
        reached = [states for _, states in touched]
        return AnswerReach(path, np.unique(np.concatenate(reached)) if reached else np.empty(0, np.int64))

    def _levels(
        self, start: int, group: Sequence[int], accept: Chosen, improving: bool, touched: list[tuple[int, IntArray]]
    ) -> tuple[tuple[int, int, int], ...] | None:
        """The path, if there is one. What is marked as seen is added to ``touched``, by mover, even if this fails."""
        frontier = {-1: np.array([start])}  # by last mover; before the first move nobody has moved
        while any(states.size for states in frontier.values()):
            following: dict[int, IntArray] = {}
            for j in group:
                came, target = self._onward(j, frontier, improving)
                fresh = ~self.seen[j, target]
                target, index = np.unique(target[fresh], return_index=True)
                self.seen[j, target] = True
                self.parent[j, target] = came[fresh][index]
                touched.append((j, target))
                found = target[accept(target)]
                if found.size:
                    return self._trace(j, int(found[0]), start)
                following[j] = target
            frontier = following
        return None

    def _onward(self, j: int, frontier: dict[int, IntArray], improving: bool) -> tuple[IntArray, IntArray]:
        """Moves of ``j`` from every frontier state that somebody else reached last, as (packed origin, target)."""
        came, targets = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for last, states in frontier.items():
            if last == j:
                continue
            origin, target = self.moves[j].successors(states)
            if improving:
                better = self.ranks[j, target] > self.ranks[j, origin]
                origin, target = origin[better], target[better]
            came.append(np.full(origin.size, -1) if last < 0 else last * self.n_states + origin)
            targets.append(target)
        return np.concatenate(came), np.concatenate(targets)

    def _trace(self, dm: int, state: int, start: int) -> tuple[tuple[int, int, int], ...]:
        """The steps that led to ``state`` with ``dm`` moving last, first step first."""
        steps: list[tuple[int, int, int]] = []
        while True:
            came = int(self.parent[dm, state])
            steps.append((dm, start if came < 0 else came % self.n_states, state))
            if came < 0:
                return tuple(reversed(steps))
            dm, state = divmod(came, self.n_states)
