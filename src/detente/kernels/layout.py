"""How the states of a conflict lie in memory when most option combinations are feasible: as one hypercube.

A *cell* is a state of the hypercube under another order of its bits: the options of one decision maker stand side by
side, those that change both ways below its one-way options, and a one-way option is turned so that a move only adds it.
The moves of a decision maker are then a matter of shape: with its options at bits ``low`` to ``low + reversible +
ways``, the cells form an array ``(above, 2**ways, 2**reversible, 2**low)``, and it moves along the third axis freely
and along the second to supersets. Options that nobody changes stand on top. The decision maker with most options stands
lowest, so that all others find long runs of neighbouring cells.
Reference: none of its own; definitions.stability.option_moves has the moves, mask by mask.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import IntArray
from detente.kernels.moves import Moves

TABLE_BITS = 16


@frozen
class OptionBlock:
    """Where one decision maker's options stand: from bit ``low`` on ``reversible`` bits, then ``ways`` one-way bits."""

    low: int
    reversible: int
    ways: int

    @property
    def size(self) -> int:
        """Cells in which only this decision maker's options differ."""
        return 1 << (self.reversible + self.ways)

    def moves_among(self, cells: IntArray) -> Moves:
        """The moves among some cells, which are then counted from 0.

        cells : int64, shape (n,), ascending. Time O(n log n), and that of the entries among them.
        """
        ways = ((1 << self.ways) - 1) << (self.low + self.reversible)
        return Moves.from_options(cells.astype(np.uint64), (self.size - 1) << self.low, ways)

    def shape(self, n_cells: int) -> tuple[int, int, int, int]:
        """(above, one-way patterns, reversible patterns, below) of the array of all cells."""
        below, ways, free = 1 << self.low, 1 << self.ways, 1 << self.reversible
        return n_cells // (below * ways * free), ways, free, below


@frozen
class Layout:
    """The order of the bits. Option ``k`` of a mask is bit ``place[k]`` of its cell, negated where ``turned``."""

    place: tuple[int, ...]
    turned: int
    blocks: tuple[OptionBlock, ...]

    @property
    def n_cells(self) -> int:
        """2 to the number of options."""
        return 1 << len(self.place)

    @property
    def same(self) -> bool:
        """Whether every cell is its own mask."""
        return self.turned == 0 and self.place == tuple(range(len(self.place)))

    def cells(self, masks: np.ndarray) -> IntArray:
        """The cell of each mask. masks : unsigned, shape (n,); returns : int64, the same shape. Time O(n)."""
        low, high = _tables(self.place, self.turned)
        under = np.uint64((1 << TABLE_BITS) - 1)
        cells = low[(masks & under).astype(np.intp)]
        cells ^= high[(masks >> np.uint64(TABLE_BITS)).astype(np.intp)]
        return cells

    def to_cells(self, values: np.ndarray, out: np.ndarray) -> None:
        """``out[cell of mask] = values[mask]``, for all masks. values, out : shape (n_cells,). Time O(n_cells)."""
        if self.same:
            out[:] = values
            return
        backwards = tuple(self.place.index(bit) for bit in range(len(self.place)))
        turned = sum(1 << k for k, bit in enumerate(self.place) if self.turned >> bit & 1)
        self._gather(values, out, *_tables(backwards, turned))

    def to_masks(self, values: np.ndarray, out: np.ndarray) -> None:
        """``out[mask] = values[cell of mask]``, for all masks. values, out : shape (n_cells,). Time O(n_cells)."""
        if self.same:
            out[:] = values
            return
        self._gather(values, out, *_tables(self.place, self.turned))

    @staticmethod
    def _gather(values: np.ndarray, out: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """``out[k] = values[image of k]``, a run of low bits at a time."""
        for k, above in enumerate(high):
            np.take(values, low ^ above, out=out[k * low.size : (k + 1) * low.size], mode="clip")


@lru_cache(maxsize=4)
def _tables(place: tuple[int, ...], turned: int) -> tuple[np.ndarray, np.ndarray]:
    """Images of the low bits and of the high bits; the image of a number is their exclusive or."""
    low = np.array([turned], np.int64)
    high = np.array([0], np.int64)
    for k, bit in enumerate(place):
        if k < TABLE_BITS:
            low = np.concatenate([low, low ^ (1 << bit)])
        else:
            high = np.concatenate([high, high ^ (1 << bit)])
    return low, high


def layout_of(owners: Sequence[int], one_way: Sequence[int], n_dms: int) -> Layout:
    """The layout for options with these owners (-1 = nobody) and directions (+1 only yes, -1 only no, 0 both).

    owners, one_way : of each option, n_options of them. Time O(n_dms x n_options).
    """
    own = [[k for k, owner in enumerate(owners) if owner == dm] for dm in range(n_dms)]
    order = sorted(range(n_dms), key=lambda dm: -len(own[dm]))
    lowest, rest = order[0], sorted(order[1:], key=lambda dm: own[dm][:1])
    if own[lowest] and all(len(own[lowest]) == len(own[dm]) for dm in rest if own[dm]):
        lowest, *rest = sorted(order, key=lambda dm: own[dm][:1] or [len(owners)])
    place, blocks, at = [0] * len(owners), [OptionBlock(0, 0, 0)] * n_dms, 0
    for dm in (lowest, *rest):
        free = [k for k in own[dm] if one_way[k] == 0]
        ways = [k for k in own[dm] if one_way[k] != 0]
        blocks[dm] = OptionBlock(at, len(free), len(ways))
        for k in (*free, *ways):
            place[k], at = at, at + 1
    for k, owner in enumerate(owners):
        if owner < 0:
            place[k], at = at, at + 1
    turned = sum(1 << place[k] for k in range(len(owners)) if owners[k] >= 0 and one_way[k] < 0)
    return Layout(tuple(place), turned, tuple(blocks))
