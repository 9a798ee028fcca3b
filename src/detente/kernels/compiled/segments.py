"""The moves of one decision maker among listed states, compiled. Twin of :mod:`detente.kernels.segments`: same bits."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numba import njit

from detente.kernels.dense import infinity
from detente.kernels.moves import Moves, best_first

__all__ = ["CompiledGraphMover", "CompiledSegmentMover"]

NEW_TIER, OWN = 1, 2


class CompiledSegmentMover:
    """One decision maker in option form; see :class:`detente.kernels.segments.SegmentMover`.

    Memory: 5 bytes per entry of the moves once improvements are asked for.
    """

    transitive = True

    def __init__(self, moves: Moves, ranks: np.ndarray) -> None:
        self.moves, self.ranks = moves, ranks
        self.ends = np.append(moves.starts[1:], moves.members.size)

    def best(self, values: np.ndarray, out: np.ndarray) -> np.ndarray:
        """Largest value among the states reachable from each, and the state itself."""
        top = np.empty(self.moves.starts.size, values.dtype)
        _extremes(values, self.moves.members, self.moves.starts, self.ends, top, True)
        return np.take(top, self.moves.segment, out=out, mode="clip")

    def lower(self, values: np.ndarray) -> bool:
        """Lower each value to the smallest among the states reachable from it; returns whether anything changed."""
        least = np.empty(self.moves.starts.size, values.dtype)
        _extremes(values, self.moves.members, self.moves.starts, self.ends, least, False)
        return bool(_take(values, least, self.moves.segment))

    def lower_by_improvements(self, values: np.ndarray) -> bool:
        """Lower each value to the smallest among the states that the decision maker can improve to from it."""
        order, marks = self._ladder
        return bool(_climb(values, order, marks, self.moves.starts, self.ends, infinity(values)))

    def sorted_improvements(self) -> object:
        """Sort them now."""
        return self._ladder

    def listed(self, cells: np.ndarray) -> Moves:
        """The moves among some states; here there are no holes, so it is all of them."""
        assert cells.size == self.moves.segment.size
        return self.moves

    @cached_property
    def _ladder(self) -> tuple[np.ndarray, np.ndarray]:
        """The members of each segment, best first, and marks: a new tier of ties begins; the segment is its own."""
        segment = self.moves.owners()
        order = self.moves.members[best_first(segment, self.ranks[self.moves.members])]
        rank = self.ranks[order]
        marks = np.where(self.moves.segment[order] == segment, OWN, 0).astype(np.uint8)
        marks[1:] |= (rank[1:] != rank[:-1]).astype(np.uint8)
        marks[self.moves.starts] |= NEW_TIER
        return order.astype(np.int32), marks


class CompiledGraphMover(CompiledSegmentMover):
    """One decision maker in any graph; see :class:`detente.kernels.segments.GraphMover`."""

    transitive = False

    def elsewhere(self, values: np.ndarray, *, paying: bool) -> np.ndarray:
        """Smallest value among the states one move away, or one improvement away; INF where there is none."""
        found = np.empty_like(values)
        _elsewhere(
            values, self.ranks, self.moves.members, self.moves.starts, self.ends, paying, infinity(values), found
        )
        return found


@njit(cache=True, nogil=True)
def _extremes(values, members, starts, ends, out, largest):
    """The largest or smallest value of each segment."""
    for g in range(starts.size):
        found = values[members[starts[g]]]
        for state in members[starts[g] : ends[g]]:
            found = max(found, values[state]) if largest else min(found, values[state])
        out[g] = found


@njit(cache=True, nogil=True)
def _take(values, least, segment):
    """Each state takes the value of its segment."""
    changed = False
    for s in range(values.size):
        new = least[segment[s]]
        if new < values[s]:
            values[s] = new
            changed = True
    return changed


@njit(cache=True, nogil=True)
def _climb(values, order, marks, starts, ends, infinity):
    """A running minimum down each segment; ``tier`` collects a tier of ties, which counts only for what is below it."""
    changed = False
    for g in range(starts.size):
        running, tier = infinity, infinity
        for k in range(starts[g], ends[g]):
            if marks[k] & NEW_TIER:
                running = min(running, tier)
                tier = infinity
            state = order[k]
            value = values[state]
            tier = min(tier, value)
            if marks[k] & OWN and running < value:
                values[state] = running
                changed = True
    return changed


@njit(cache=True, nogil=True)
def _elsewhere(values, ranks, members, starts, ends, paying, infinity, out):
    """One move, nobody staying. One segment per state."""
    for s in range(starts.size):
        found = infinity
        for state in members[starts[s] : ends[s]]:
            if state != s and (not paying or ranks[state] > ranks[s]):
                found = min(found, values[state])
        out[s] = found
