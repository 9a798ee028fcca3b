"""The moves of one decision maker among listed states, in plain numpy: for the feasible few of very many, and graphs.

:class:`~detente.kernels.moves.Moves` says which states share their moves. Values are unsigned integers, one per state;
the largest number of the dtype, ``INF``, stands for "no state".
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from detente.kernels.dense import infinity, replace_values
from detente.kernels.moves import Moves

__all__ = ["GraphMover", "SegmentMover", "best_first"]

IntArray = npt.NDArray[np.int64]


class SegmentMover:
    """One decision maker in option form.

    moves : its moves, transitive; ranks : unsigned, shape (n_states,), its own ranks
    Memory: 24 bytes per entry of the moves once improvements are asked for.
    """

    transitive = True

    def __init__(self, moves: Moves, ranks: np.ndarray) -> None:
        self.moves, self.ranks = moves, ranks

    def best(self, values: np.ndarray) -> np.ndarray:
        """Largest value among the states reachable from each, and the state itself."""
        return np.maximum.reduceat(values[self.moves.members], self.moves.starts)[self.moves.segment]

    def lower(self, values: np.ndarray) -> bool:
        """Lower each value to the smallest among the states reachable from it; returns whether anything changed."""
        following = np.minimum.reduceat(values[self.moves.members], self.moves.starts)[self.moves.segment]
        return replace_values(values, following)

    def lower_by_improvements(self, values: np.ndarray) -> bool:
        """Lower each value to the smallest among the states that the decision maker can improve to from it."""
        return replace_values(values, np.minimum(values, self.ladder.worst(values)))

    def sorted_improvements(self) -> object:
        """Sort them now."""
        return self.ladder

    def listed(self, cells: IntArray) -> Moves:
        """The moves among some states; here there are no holes, so it is all of them."""
        assert cells.size == self.moves.segment.size
        return self.moves

    @cached_property
    def ladder(self) -> _Ladder:
        """The states of each segment from most to least preferred."""
        return _ladder(self.moves, self.ranks)


class GraphMover(SegmentMover):
    """One decision maker in any graph: two moves in a row need not be one. Needs moves with one segment per state."""

    transitive = False

    def elsewhere(self, values: np.ndarray, *, paying: bool) -> np.ndarray:
        """Smallest value among the states one move away, or one improvement away; INF where there is none."""
        if paying:
            return self.ladder.worst(values)
        found = values[self.moves.members]
        found[self._staying] = infinity(values)
        return np.minimum.reduceat(found, self.moves.starts)

    @cached_property
    def _staying(self) -> IntArray:
        return np.flatnonzero(self.moves.members == self.moves.owners())


class _Ladder:
    """The members of each segment from most to least preferred.

    members, segment : int64, shape (n_entries,)   best first inside each segment
    above : int64, shape (n_states,)   the last entry that is strictly better than the state, -1 if there is none
    """

    def __init__(self, members: IntArray, segment: IntArray, above: IntArray) -> None:
        self.members, self.segment = members, segment
        self.climbers = np.flatnonzero(above >= 0)
        self.above = above[self.climbers]

    def worst(self, values: np.ndarray) -> np.ndarray:
        """Smallest value among the strictly preferred states one move away; INF if there is none.

        A running minimum along each segment, read just above the state's own tier of ties. Segments do not leak into
        one another because each is shifted below all values of the one before. Time O(n_entries).
        """
        top = infinity(values)
        found = values[self.members].astype(np.int64)
        shift = self.segment * (int(found.max(initial=0)) + 1)
        found -= shift
        np.minimum.accumulate(found, out=found)
        found += shift
        result = np.full(values.shape, top)
        result[self.climbers] = found[self.above]
        return result


def _ladder(moves: Moves, ranks: np.ndarray) -> _Ladder:
    segment = moves.owners()
    order = best_first(segment, ranks[moves.members])
    members, rank = moves.members[order], ranks[moves.members][order]
    new_tier = np.ones(members.size, bool)
    new_tier[1:] = (segment[1:] != segment[:-1]) | (rank[1:] != rank[:-1])
    tier_start = np.flatnonzero(new_tier)[np.cumsum(new_tier) - 1]
    own = moves.segment[members] == segment
    above = np.full(ranks.size, -1)
    first = tier_start[own]
    above[members[own]] = np.where(first > moves.starts[segment[own]], first - 1, -1)
    return _Ladder(members, segment, above)


def best_first(segment: IntArray, ranks: np.ndarray) -> IntArray:
    """The order by segment, then falling rank. Keys that fit 64 bits are sorted with their position packed in.

    segment : int64, ascending; ranks : unsigned; both shape (n_entries,)
    """
    fallen = ranks.max(initial=0) - ranks
    place = max(segment.size - 1, 1).bit_length()
    fall = int(fallen.max(initial=0)).bit_length()
    if int(segment[-1] if segment.size else 0).bit_length() + fall + place > 63:
        return np.lexsort((fallen, segment))
    keys = (segment << (fall + place)) | (fallen.astype(np.int64) << place) | np.arange(segment.size)
    keys.sort()
    return keys & ((1 << place) - 1)
