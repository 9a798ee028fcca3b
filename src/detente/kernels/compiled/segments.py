"""The moves of one decision maker among listed states, compiled. Twin of :mod:`detente.kernels.segments`: same bits.

In the compiled loops ``values`` and ``ranks`` have shape (n_states,); ``members``, ``order`` and ``marks``
(n_entries,); ``starts``, ``ends`` and what is found of segments (n_segments,). Each takes time O(n_states + n_entries).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numba import njit

from detente.kernels.dense import infinity
from detente.kernels.moves import Moves, best_first
from detente.kernels.segments import SegmentMover

NEW_TIER, OWN = 1, 2


class CompiledSegmentMover(SegmentMover):
    """One decision maker in option form; see :class:`detente.kernels.segments.SegmentMover`.

    moves : transitive; ranks : unsigned, shape (n_states,). Memory: 5 bytes per entry once improvements are asked for.
    """

    def __init__(self, moves: Moves, ranks: np.ndarray) -> None:
        super().__init__(moves, ranks)
        self.ends = np.append(moves.starts[1:], moves.members.size)

    def best(self, values: np.ndarray, out: np.ndarray) -> np.ndarray:
        """As :meth:`SegmentMover.best`."""
        top = np.empty(self.moves.starts.size, values.dtype)
        _extremes(values, self.moves.members, self.moves.starts, self.ends, top, True)
        return np.take(top, self.moves.segment, out=out, mode="clip")

    def lower(self, values: np.ndarray) -> bool:
        """As :meth:`SegmentMover.lower`."""
        least = np.empty(self.moves.starts.size, values.dtype)
        _extremes(values, self.moves.members, self.moves.starts, self.ends, least, False)
        return bool(_take(values, least, self.moves.segment))

    def lower_by_improvements(self, values: np.ndarray) -> bool:
        """As :meth:`SegmentMover.lower_by_improvements`."""
        order, marks = self._ladder
        return bool(_climb(values, order, marks, self.moves.starts, self.ends, infinity(values)))

    def sorted_improvements(self) -> object:
        """As :meth:`SegmentMover.sorted_improvements`."""
        return self._ladder

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
        """As :meth:`GraphMover.elsewhere`. Improvements are compared, not sorted."""
        found = np.empty_like(values)
        _elsewhere(
            values, self.ranks, self.moves.members, self.moves.starts, self.ends, paying, infinity(values), found
        )
        return found


@njit(cache=True, nogil=True)
def _extremes(values, members, starts, ends, out, largest):
    """out[g] <- the largest or smallest value of each segment."""
    for g in range(starts.size):
        found = values[members[starts[g]]]
        for state in members[starts[g] : ends[g]]:
            found = max(found, values[state]) if largest else min(found, values[state])
        out[g] = found


@njit(cache=True, nogil=True)
def _take(values, least, segment):
    """Each state takes the value of its segment if that is smaller; returns whether any was."""
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
    """out[s] <- the smallest value one move away, nobody staying. One segment per state."""
    for s in range(starts.size):
        found = infinity
        for state in members[starts[s] : ends[s]]:
            if state != s and (not paying or ranks[state] > ranks[s]):
                found = min(found, values[state])
        out[s] = found
