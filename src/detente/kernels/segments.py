"""The moves of one decision maker among listed states, in plain numpy: for the feasible few of very many, and graphs.

:class:`~detente.kernels.moves.Moves` says which states share their moves. Values are unsigned integers, one per state;
the largest number of the dtype, ``INF``, stands for "no state".
Slow twin: the sets R_i(s) of definitions.stability, and definitions.stability.improvements; of them the extremes are
taken.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from detente.kernels.arrays import IntArray
from detente.kernels.dense import infinity, replace_values
from detente.kernels.moves import Improving, Moves


class SegmentMover:
    """One decision maker in option form.

    moves : its moves, transitive; ranks : unsigned, shape (n_states,), its own ranks
    transitive : two moves in a row are one move or none, as in option form
    ``values`` are of the dtype of the ranks. Memory: 24 bytes per entry of the moves once improvements are asked for.
    """

    transitive = True

    def __init__(self, moves: Moves, ranks: np.ndarray) -> None:
        self.moves, self.ranks = moves, ranks

    def best(self, values: np.ndarray, out: np.ndarray) -> np.ndarray:
        """Largest value among the states reachable from each, and the state itself.

        values, out : unsigned, shape (n_states,); ``out`` is written to and returned. Time O(n_states + n_entries).
        """
        top = np.maximum.reduceat(values[self.moves.members], self.moves.starts)
        return np.take(top, self.moves.segment, out=out, mode="clip")

    def lower(self, values: np.ndarray) -> bool:
        """Lower each value, in place, to the smallest among the states reachable from it; returns whether any changed.

        values : unsigned, shape (n_states,). Time O(n_states + n_entries).
        """
        following = np.minimum.reduceat(values[self.moves.members], self.moves.starts)[self.moves.segment]
        return replace_values(values, following)

    def lower_by_improvements(self, values: np.ndarray) -> bool:
        """As :meth:`lower`, among the states that the decision maker can improve to."""
        return replace_values(values, np.minimum(values, self.improving.worst(values)))

    def sorted_improvements(self) -> object:
        """Prepare what :meth:`lower_by_improvements` needs; it does so itself where this was not called.

        Time O(n_entries log n_entries), once.
        """
        return self.improving

    def listed(self, cells: IntArray) -> Moves:
        """The moves among some states, which are then counted from 0.

        cells : int64, shape (n,), ascending; here there are no holes, so it is all of them, and nothing is done: O(1).
        """
        assert cells.size == self.moves.segment.size
        return self.moves

    @cached_property
    def improving(self) -> Improving:
        """The states of each segment from most to least preferred."""
        return self.moves.improving(self.ranks)


class GraphMover(SegmentMover):
    """One decision maker in any graph: two moves in a row need not be one. Needs moves with one segment per state.

    Memory: 8 bytes per state more than a :class:`SegmentMover`, for the entries at which a state stays put.
    """

    transitive = False

    def elsewhere(self, values: np.ndarray, *, paying: bool) -> np.ndarray:
        """Smallest value among the states one move away, or (``paying``) one improvement; INF where there is none.

        values : unsigned, shape (n_states,); returns : the same shape and dtype. Time O(n_states + n_entries).
        """
        if paying:
            return self.improving.worst(values)
        found = values[self.moves.members]
        found[self._staying] = infinity(values)
        return np.minimum.reduceat(found, self.moves.starts)

    @cached_property
    def _staying(self) -> IntArray:
        """The entries that are no moves."""
        return np.flatnonzero(self.moves.members == self.moves.owners())
