"""The moves of one decision maker in a hypercube of states, in plain numpy. See :mod:`detente.kernels.layout`.

Values are unsigned integers over all cells. A cell that is not feasible holds 0 among ranks and the largest number of
its dtype, ``INF``, among values that are to be lowered; so it is never the best, never the worst, and never changed.
Slow twin: definitions.stability.option_moves and improvements, of whose states the extremes are taken.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import IntArray
from detente.kernels.layout import OptionBlock
from detente.kernels.moves import Moves

INFINITY = {np.dtype(kind): kind(np.iinfo(kind).max) for kind in (np.uint16, np.uint32, np.uint64)}


def infinity(values: np.ndarray) -> np.unsignedinteger:
    """The largest number of an unsigned dtype, which stands for "no state". values : any shape. O(1)."""
    return INFINITY[values.dtype]


class DenseMover:
    """One decision maker, as :class:`~detente.kernels.segments.SegmentMover`, over cells.

    block : where its options stand; ranks : unsigned, shape (n_cells,), its own ranks, 0 = infeasible
    Memory: nothing until improvements are asked for; then 24 bytes per cell, times 1.5 for each one-way option.
    """

    transitive = True

    def __init__(self, block: OptionBlock, ranks: np.ndarray) -> None:
        self.block, self.ranks = block, ranks
        self.shape = block.shape(ranks.size)

    def best(self, values: np.ndarray, out: np.ndarray) -> np.ndarray:
        """As :meth:`SegmentMover.best`, over cells: shape (n_cells,); INF where there is 0, a hole. Time O(n_cells)."""
        top = np.max(values.reshape(self.shape), axis=2, keepdims=True)
        _over_supersets(np.maximum, top)
        out.reshape(self.shape)[:] = top
        if self.holes:
            out[values == 0] = infinity(values)
        return out

    def lower(self, values: np.ndarray) -> bool:
        """As :meth:`SegmentMover.lower`, over cells: shape (n_cells,), where INF, a hole, is left. Time O(n_cells)."""
        least = np.min(values.reshape(self.shape), axis=2, keepdims=True)
        _over_supersets(np.minimum, least)
        following = np.minimum(values.reshape(self.shape), least).reshape(-1)
        if self.holes:
            np.copyto(following, values, where=values == infinity(values))
        return replace_values(values, following)

    def lower_by_improvements(self, values: np.ndarray) -> bool:
        """As :meth:`SegmentMover.lower_by_improvements`, over cells: shape (n_cells,).

        Time O(n_cells), times 1.5 for each one-way option.
        """
        changed = False
        for ladder in self._ladders:
            changed |= ladder.lower(values)
        return changed

    def listed(self, cells: IntArray) -> Moves:
        """As :meth:`SegmentMover.listed`, for ``cells``: those that are not holes."""
        return self.block.moves_among(cells)

    def sorted_improvements(self) -> object:
        """As :meth:`SegmentMover.sorted_improvements`. Time O(n_cells log n_cells), as often as there are ladders."""
        return self._ladders

    @cached_property
    def holes(self) -> bool:
        """Whether some cell is infeasible."""
        return not self.ranks.all()

    @cached_property
    def _ladders(self) -> list[_Ladder]:
        """One ladder for each pattern of one-way options: the cells that can be reached from it, best first."""
        keys, first = self._keys(), self._first_cells()
        free, shift = self.block.reversible, self.block.reversible + self.block.ways
        rows = np.arange(self.block.size)
        within = [rows[(rows >> free) & pattern == pattern] for pattern in range(1 << self.block.ways)]
        return [_ladder(keys[:, some], first, k, free, shift, self.block.low) for k, some in enumerate(within)]

    def _keys(self) -> np.ndarray:
        """Packed (how far below the best, pattern of own options): shape (blocks, block size); sorts best first."""
        above, ways, free, below = self.shape
        size = ways * free
        top = int(self.ranks.max())
        bits = top.bit_length() + size.bit_length() - 1
        dtype = np.uint16 if bits <= 16 else np.uint32 if bits <= 32 else np.uint64
        lanes = self.ranks.reshape(above, size, below).transpose(0, 2, 1).reshape(-1, size)
        fallen = dtype(top) - lanes.astype(dtype)
        return (fallen << dtype(size.bit_length() - 1)) | np.arange(size, dtype=dtype)

    def _first_cells(self) -> IntArray:
        """The cell of each block in which none of the own options is set."""
        above, _, _, below = self.shape
        return (np.arange(above)[:, None] * (self.block.size * below) + np.arange(below)).reshape(-1)


def _over_supersets(combine: np.ufunc, values: np.ndarray) -> None:
    """Fold, in place, each one-way pattern (axis 1) with all patterns that contain it."""
    above, ways, _, below = values.shape
    bit = 1
    while bit < ways:
        pairs = values.reshape(above, ways // (2 * bit), 2, bit * below)
        combine(pairs[:, :, 0], pairs[:, :, 1], out=pairs[:, :, 0])
        bit *= 2


def replace_values(values: np.ndarray, following: np.ndarray) -> bool:
    """Take over the following values, in place; returns whether any was different.

    values, following : unsigned, shape (n_states,) or (n_cells,). Time O(their size).
    """
    if (values == following).all():
        return False
    values[:] = following
    return True


@frozen(eq=False)
class _Ladder:
    """Cells of each block from most to least preferred, and how far each climber's improvements reach.

    order : intp, shape (blocks, rungs)   cells
    climbers : intp, shape (n,)   the cells that move along this ladder
    above : intp, shape (n,)   the last rung (flat) that is strictly better than the climber, or the number of rungs
    """

    order: IntArray
    climbers: IntArray
    above: IntArray

    def lower(self, values: np.ndarray) -> bool:
        """A running minimum down each ladder, read just above the climber's own tier of ties."""
        running = np.empty(self.order.size + 1, values.dtype)
        running[-1] = infinity(values)
        lanes = running[:-1].reshape(self.order.shape)
        np.take(values, self.order, out=lanes, mode="clip")
        np.minimum.accumulate(lanes, axis=1, out=lanes)
        before = values[self.climbers]
        after = np.minimum(before, running[self.above])
        values[self.climbers] = after
        return not (before == after).all()


def _ladder(keys: np.ndarray, first: IntArray, pattern: int, free: int, shift: int, low: int) -> _Ladder:
    """The ladder of one one-way pattern, of cells with that pattern or a superset of it.

    keys : unsigned, shape (blocks, cells), as of ``_keys``, unsorted; first : their blocks' first cells
    free, shift : how many own options are reversible, and how many there are; low : the bit where they begin
    """
    keys = np.sort(keys, axis=1)
    row = (keys & keys.dtype.type((1 << shift) - 1)).astype(np.int64)
    order = first[:, None] + (row << low)
    fallen = keys >> keys.dtype.type(shift)
    rung = np.arange(keys.shape[1])
    new_tier = np.ones(keys.shape, bool)
    new_tier[:, 1:] = fallen[:, 1:] != fallen[:, :-1]
    start = np.maximum.accumulate(np.where(new_tier, rung, 0), axis=1)
    lane = np.arange(keys.shape[0])[:, None] * keys.shape[1]
    above = np.where(start > 0, lane + start - 1, keys.size)
    own = (row >> free) == pattern
    return _Ladder(order, order[own], above[own])
