"""The moves of one decision maker in a hypercube of states, compiled. Twin of :mod:`detente.kernels.dense`: same bits.

A *column* is one block of cells in which only the decision maker's own options differ: ``size`` cells, ``below`` apart.
Plain moves need the best or worst value of a column. Neighbouring columns lie side by side in memory, so that a row of
them is taken at a time and the processor works on many columns at once. Improvements need each column from the best
cell to the worst: a running minimum, released at the end of each tier of ties. That order is sorted once and kept.
Columns whose cells lie far apart are copied into a small buffer and back, because cells that lie a power of two apart
compete for the same few lines of the cache.

In the compiled loops ``values``, ``ranks``, ``order`` and what is written have shape (n_cells,), which is (above, ways,
free, below) as of :meth:`detente.kernels.layout.OptionBlock.shape`; ``size`` is ways x free, the cells of a column.
Each loop takes time O(n_cells), those over supersets times the one-way options.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numba import njit

from detente.kernels.dense import DenseMover, infinity

ROW = 512  # neighbouring columns taken at a time
WIDTH = 32  # columns in a buffer
BUFFER = 1 << 16  # values in a buffer, at most (unless one column is longer)
SORTED_AT_ONCE = 1 << 20  # keys sorted at a time


class CompiledDenseMover(DenseMover):
    """One decision maker; see :class:`detente.kernels.dense.DenseMover`.

    block : where its options stand; ranks : unsigned, shape (n_cells,), its own ranks, 0 = infeasible
    Memory: 1, 2 or 4 bytes per cell once improvements are asked for, as the decision maker has up to 7, 15 or more
    options.
    """

    def best(self, values: np.ndarray, out: np.ndarray) -> np.ndarray:
        """As :meth:`DenseMover.best`."""
        if self.shape[3] == 1:
            _best_of_runs(values, out, *self.shape[:3], infinity(values))
        else:
            _best_of_columns(values, out, *self.shape, infinity(values))
        return out

    def lower(self, values: np.ndarray) -> bool:
        """As :meth:`DenseMover.lower`."""
        if self.shape[3] == 1:
            return bool(_lower_runs(values, *self.shape[:3], infinity(values)))
        return bool(_lower_columns(values, *self.shape, infinity(values)))

    def lower_by_improvements(self, values: np.ndarray) -> bool:
        """As :meth:`DenseMover.lower_by_improvements`; with one-way options up to 2 to their number for each cell."""
        order = self._order
        flag = order.dtype.type(1 << (order.dtype.itemsize * 8 - 1))
        return bool(_climb(values, order, flag, *self.shape, infinity(values)))

    def sorted_improvements(self) -> object:
        """As :meth:`DenseMover.sorted_improvements`. Time O(n_cells log of a column), once."""
        return self._order

    @cached_property
    def _order(self) -> np.ndarray:
        """The own pattern of each cell, best first in each column; the top bit marks the first of a tier of ties.

        returns : unsigned, shape (n_cells,), column after column. They are sorted some columns at a time, since keys
        are several times as wide as what is kept.
        """
        above, _, _, below = self.shape
        size, columns = self.block.size, above * below
        bits = size.bit_length() - 1
        top = int(self.ranks.max())
        order = np.empty(self.ranks.size, np.uint8 if bits <= 7 else np.uint16 if bits <= 15 else np.uint32)
        flag = order.dtype.type(1 << (order.dtype.itemsize * 8 - 1))
        need = top.bit_length() + bits
        kind = np.uint16 if need <= 16 else np.uint32 if need <= 32 else np.uint64
        at_once = min(columns, max(1, SORTED_AT_ONCE // size))
        keys = np.empty((at_once, size), kind)
        for first in range(0, columns, at_once):
            part = keys[: min(at_once, columns - first)]
            _pack(self.ranks, part, first, kind(top), kind(bits), below)
            part.sort(axis=1)
            _unpack(part, order, first, kind(bits), flag)
        return order


@njit(cache=True, nogil=True)
def _best_of_columns(values, found, above, ways, free, below, infinity):
    """Column by column the largest value; then, over one-way options, the largest of all supersets."""
    size, wide = ways * free, min(below, ROW)
    best = np.empty((ways, wide), values.dtype)
    for block in range(above):
        for left in range(0, below, wide):
            width, start = min(wide, below - left), block * size * below + left
            _extremes_of_columns(values, best, start, free, below, width, True)
            _over_supersets(best, width, True)
            for k in range(size):
                at = start + k * below
                row, target, top = values[at : at + width], found[at : at + width], best[k // free, :width]
                for c in range(width):
                    target[c] = infinity if row[c] == 0 else top[c]


@njit(cache=True, nogil=True)
def _best_of_runs(values, found, above, ways, free, infinity):
    """:func:`_best_of_columns` where each column is one run of neighbouring cells."""
    best = np.empty((ways, 1), values.dtype)
    for block in range(above):
        start = block * ways * free
        _extremes_of_runs(values, best, start, free, True)
        _over_supersets(best, 1, True)
        for pattern in range(ways):
            at = start + pattern * free
            run, target, top = values[at : at + free], found[at : at + free], best[pattern, 0]
            for k in range(free):
                target[k] = infinity if run[k] == 0 else top


@njit(cache=True, nogil=True)
def _lower_columns(values, above, ways, free, below, infinity):
    """As :func:`_best_of_columns`, with the smallest, in place; returns whether anything changed."""
    size, wide = ways * free, min(below, ROW)
    least = np.empty((ways, wide), values.dtype)
    changed = values.dtype.type(0)
    for block in range(above):
        for left in range(0, below, wide):
            width, start = min(wide, below - left), block * size * below + left
            _extremes_of_columns(values, least, start, free, below, width, False)
            _over_supersets(least, width, False)
            for k in range(size):
                at = start + k * below
                row, low = values[at : at + width], least[k // free, :width]
                for c in range(width):
                    new = infinity if row[c] == infinity else low[c]
                    changed |= row[c] ^ new
                    row[c] = new
    return changed != 0


@njit(cache=True, nogil=True)
def _lower_runs(values, above, ways, free, infinity):
    """:func:`_lower_columns` where each column is one run of neighbouring cells."""
    least = np.empty((ways, 1), values.dtype)
    changed = values.dtype.type(0)
    for block in range(above):
        start = block * ways * free
        _extremes_of_runs(values, least, start, free, False)
        _over_supersets(least, 1, False)
        for pattern in range(ways):
            at = start + pattern * free
            run, low = values[at : at + free], least[pattern, 0]
            for k in range(free):
                new = infinity if run[k] == infinity else low
                changed |= run[k] ^ new
                run[k] = new
    return changed != 0


@njit(cache=True, nogil=True, inline="always")
def _extremes_of_columns(values, found, start, free, below, width, largest):
    """The largest or smallest value of each column, per one-way pattern, for a row of neighbouring columns."""
    for pattern in range(found.shape[0]):
        extreme, first = found[pattern, :width], start + pattern * free * below
        extreme[:] = values[first : first + width]
        for k in range(1, free):
            row = values[first + k * below : first + k * below + width]
            for c in range(width):
                extreme[c] = max(extreme[c], row[c]) if largest else min(extreme[c], row[c])


@njit(cache=True, nogil=True, inline="always")
def _extremes_of_runs(values, found, start, free, largest):
    """The same for one column that is a run of neighbouring cells."""
    for pattern in range(found.shape[0]):
        run = values[start + pattern * free : start + (pattern + 1) * free]
        extreme = run[0]
        for value in run:
            extreme = max(extreme, value) if largest else min(extreme, value)
        found[pattern, 0] = extreme


@njit(cache=True, nogil=True, inline="always")
def _over_supersets(found, width, largest):
    """Fold each one-way pattern with all patterns that contain it, one option after another."""
    bit = 1
    while bit < found.shape[0]:
        for pattern in range(found.shape[0]):
            if pattern & bit == 0:
                mine, more = found[pattern, :width], found[pattern | bit, :width]
                for c in range(width):
                    mine[c] = max(mine[c], more[c]) if largest else min(mine[c], more[c])
        bit *= 2


@njit(cache=True, nogil=True)
def _pack(ranks, keys, first, top, bits, below):
    """keys[c, k] = how far cell k of column first + c is below the best rank, then k: sorts best first."""
    size = keys.shape[1]
    for c in range(keys.shape[0]):
        block, left = divmod(first + c, below)
        start = block * size * below + left
        for k in range(size):
            fallen = top - keys.dtype.type(ranks[start + k * below])
            keys[c, k] = (fallen << bits) | keys.dtype.type(k)


@njit(cache=True, nogil=True)
def _unpack(keys, order, first, bits, flag):
    """The cells of each column, best first; ``flag`` is set where a new tier of ties begins."""
    size = keys.shape[1]
    mask = (keys.dtype.type(1) << bits) - keys.dtype.type(1)
    for c in range(keys.shape[0]):
        column = order[(first + c) * size : (first + c + 1) * size]
        before = keys[c, 0] >> bits
        for k in range(size):
            here = keys[c, k] >> bits
            cell = order.dtype.type(keys[c, k] & mask)
            column[k] = cell if here == before else cell | flag
            before = here


@njit(cache=True, nogil=True)
def _climb(values, order, flag, above, ways, free, below, infinity):
    """Each value lowered to the smallest among the better cells of its column; returns whether any changed."""
    size = ways * free
    wide = min(below, max(4, min(WIDTH, BUFFER // size)))
    buffer = np.empty(size * wide, values.dtype)
    table = np.empty(ways, values.dtype)
    changed = False
    for block in range(above):
        for left in range(0, below, wide):
            width, start = min(wide, below - left), block * size * below + left
            columns = order[(block * below + left) * size : (block * below + left + width) * size]
            inside = values[start : start + size] if below == 1 else buffer[: size * width]
            if below > 1:
                _copy_rows(values, inside, start, below, width, True)
            if ways > 1:
                lowered = _climb_one_way(inside, columns, flag, table, free, width, infinity)
            else:
                lowered = _climb_freely(inside, columns, flag, size, width, infinity)
            if lowered and below > 1:
                _copy_rows(values, inside, start, below, width, False)
            changed |= lowered
    return changed


@njit(cache=True, nogil=True, inline="always")
def _copy_rows(values, buffer, start, below, width, forth):
    """The rows of some columns into the buffer, or back."""
    for k in range(buffer.size // width):
        row, copy = values[start + k * below : start + k * below + width], buffer[k * width : (k + 1) * width]
        source, target = (row, copy) if forth else (copy, row)
        for c in range(width):
            target[c] = source[c]


@njit(cache=True, nogil=True, inline="always")
def _climb_freely(inside, columns, flag, size, width, infinity):
    """One running minimum per column. ``tier`` collects a tier of ties, which counts only for what is below it."""
    changed = False
    for c in range(width):
        running, tier = infinity, infinity
        for rung in columns[c * size : (c + 1) * size]:
            if rung & flag:
                running = min(running, tier)
                tier = infinity
            at = np.intp(rung & ~flag) * width + c
            value = inside[at]
            tier = min(tier, value)
            if running < value and value != infinity:
                inside[at] = running
                changed = True
    return changed


@njit(cache=True, nogil=True, inline="always")
def _climb_one_way(inside, columns, flag, table, free, width, infinity):
    """The same where a cell reaches only supersets of its one-way pattern.

    table[u] is the smallest value so far among better cells whose pattern contains u. A value that does not lower the
    entry of its own pattern cannot lower that of any subset, since those are smaller already.
    """
    size = table.size * free
    changed = False
    for c in range(width):
        table[:] = infinity
        tier = 0
        column = columns[c * size : (c + 1) * size]
        for k in range(size):
            if column[k] & flag:
                for better in column[tier:k]:
                    cell = np.intp(better & ~flag)
                    value = inside[cell * width + c]
                    pattern = cell // free
                    if value < table[pattern]:
                        subset = pattern
                        while True:
                            table[subset] = min(table[subset], value)
                            if subset == 0:
                                break
                            subset = (subset - 1) & pattern
                tier = k
            cell = np.intp(column[k] & ~flag)
            value, running = inside[cell * width + c], table[cell // free]
            if running < value and value != infinity:
                inside[cell * width + c] = running
                changed = True
    return changed
