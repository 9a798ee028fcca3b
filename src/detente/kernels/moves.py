"""Who can move where: the unilateral moves of one decision maker as segments of one array.

All kernels ask a decision maker's moves the same three questions: the largest value among the states reachable from
each state, the smallest, and the smallest among the strictly preferred ones. :class:`Moves` answers them for any
structure in array passes. States that reach the same states share a *segment*:

* option form, all options reversible: the states that agree on everybody else's options form one segment;
* option form with one-way options: one segment per such group and pattern of one-way options, holding the states whose
  pattern can still be reached (a superset, options oriented so that a move only adds);
* any other graph (merged states, forbidden arcs, arcs from a list): one segment per state.

Each segment contains its own states as well: staying put changes none of the answers that :mod:`stability` needs.
Source: Fang, Hipel & Kilgour 1993, ch. 2 and 3. Slow twin: definitions.stability, where R_i(s) is a set.
"""

from __future__ import annotations

import numpy as np

from detente.errors import TooLargeError
from detente.frozen import frozen
from detente.kernels.arrays import IntArray, Integers

MAX_ENTRIES = 400_000_000
INF = np.iinfo(np.int64).max


def ranges(starts: Integers, lengths: Integers) -> IntArray:
    """``start, start + 1, ...`` for each start, one after another.

    starts, lengths : integers, shape (n,); returns : int64, shape (sum of lengths,). Time O(n + sum of lengths).
    """
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if ends.size else 0
    return np.arange(total) + np.repeat(starts - (ends - lengths), lengths)


@frozen(eq=False)
class Moves:
    """The moves of one decision maker.

    members : int64, shape (n_entries,)   states, segment after segment
    starts : int64, shape (n_segments,)   where each segment begins; no segment is empty
    segment : int64, shape (n_states,)   the segment of a state: the states it can reach, and itself
    transitive : two moves in a row are always one move (true for option form, false in general)
    Memory: 8 bytes per entry, segment and state.
    """

    members: IntArray
    starts: IntArray
    segment: IntArray
    transitive: bool

    @classmethod
    def from_options(cls, masks: np.ndarray, own: int, adds_only: int = 0, removes_only: int = 0) -> Moves:
        """Option form: any subset of the own options changes at once, in the allowed directions.

        masks : uint64, shape (n_masks,), ascending   feasible masks
        own, adds_only, removes_only : bit sets; the latter two are the one-way options among ``own``
        Time O(n_masks log n_masks + n_entries); n_entries is n_masks without one-way options, and with w of them at
        most 2 ** w times as much. Memory 8 bytes for each of these a few times over.
        Reference: definitions.stability.option_moves.

        Raises
        ------
        TooLargeError
            If there are more than MAX_ENTRIES entries.
        """
        others = masks & ~np.uint64(own)
        pattern = (masks & np.uint64(adds_only & own)) | (~masks & np.uint64(removes_only & own))
        order = np.lexsort((pattern, others))
        by_others, by_pattern = others[order], pattern[order]
        new_group = np.r_[True, by_others[1:] != by_others[:-1]]
        new_cell = new_group | np.r_[True, by_pattern[1:] != by_pattern[:-1]]
        cell_start = np.flatnonzero(new_cell)
        cell_size = np.diff(np.r_[cell_start, masks.size])
        segment = np.empty(masks.size, np.int64)
        segment[order] = np.cumsum(new_cell) - 1
        if cell_start.size == np.count_nonzero(new_group):
            return cls(order, cell_start, segment, True)
        source, target = _superset_pairs(by_pattern[cell_start], (np.cumsum(new_group) - 1)[cell_start])
        lengths = cell_size[target]
        _refuse_if_large(int(lengths.sum()))
        members = order[ranges(cell_start[target], lengths)]
        size = np.bincount(source, weights=lengths, minlength=cell_start.size).astype(np.int64)
        return cls(members, np.cumsum(size) - size, segment, True)

    @classmethod
    def from_arcs(cls, n_states: int, arcs: IntArray) -> Moves:
        """Any graph: one segment per state.

        arcs : int64, shape (n_arcs, 2), pairs (from, to), in any order; repeated pairs count once
        Time O(n log n) for n = n_states + n_arcs, memory 8 bytes for each of these a few times over.
        """
        every = np.arange(n_states)
        pairs = np.concatenate([every * n_states + every, arcs[:, 0] * n_states + arcs[:, 1]])  # below 2**48
        pairs.sort()
        pairs = pairs[np.r_[True, pairs[1:] != pairs[:-1]]]
        origin, target = np.divmod(pairs, n_states)
        return cls(target, np.searchsorted(origin, every), every, False)

    def successors(self, states: IntArray) -> tuple[IntArray, IntArray]:
        """The moves from some states, grouped by origin.

        states : int64, shape (n,); returns : origins and targets, int64, shape (number of moves from these,), in the
        order of ``states``, and for each state in that of its segment; staying put is left out
        Time and memory O(n + moves), whatever the size of the conflict.
        """
        segment = self.segment[states]
        following = self.starts.take(segment + 1, mode="clip")
        starts, ends = self.starts[segment], np.where(segment + 1 < self.starts.size, following, self.members.size)
        origins = np.repeat(states, ends - starts)
        targets = self.members[ranges(starts, ends - starts)]
        proper = origins != targets
        return origins[proper], targets[proper]

    def count(self) -> int:
        """Number of moves, and one more for each state, which stays put; without listing them. Time O(n_states)."""
        return int(self.sizes()[self.segment].sum())

    def arcs(self) -> IntArray:
        """All moves. returns : int64, shape (n_arcs, 2), (from, to), by rising origin. Time O(n_arcs).

        Raises
        ------
        TooLargeError
            If moves and stays are more than MAX_ENTRIES.
        """
        _refuse_if_large(self.count())
        return np.stack(self.successors(np.arange(self.segment.size)), axis=1)

    def best(self, values: IntArray) -> IntArray:
        """Largest value among the states reachable from each state, and the state itself.

        values : int64, shape (n_states,); returns : the same shape. Time O(n_states + n_entries).
        """
        return np.maximum.reduceat(values[self.members], self.starts)[self.segment]

    def worst(self, values: IntArray) -> IntArray:
        """As :meth:`best`, the smallest."""
        return np.minimum.reduceat(values[self.members], self.starts)[self.segment]

    def worst_elsewhere(self, values: IntArray) -> IntArray:
        """As :meth:`worst` without the state itself; the largest int64 where there is no move.

        Needs one segment per state, as :meth:`from_arcs` makes them.
        """
        found = values[self.members]
        found[self.members == np.repeat(self.segment, self.sizes())] = INF
        return np.minimum.reduceat(found, self.starts)[self.segment]

    def improving(self, ranks: Integers) -> Improving:
        """The moves that strictly improve on ``ranks``, sorted once and reused.

        ranks : any integers, shape (n_states,). Time O(n_entries log n_entries), memory 24 bytes per entry meanwhile.
        """
        segment = self.owners()
        order = best_first(segment, ranks[self.members])
        members, rank = self.members[order], ranks[self.members][order]
        new_tier = np.ones(members.size, bool)
        new_tier[1:] = (segment[1:] != segment[:-1]) | (rank[1:] != rank[:-1])
        tier_start = np.flatnonzero(new_tier)[np.cumsum(new_tier) - 1]
        own = self.segment[members] == segment
        first = tier_start[own]
        before = np.full(self.segment.size, -1)
        before[members[own]] = np.where(first > self.starts[segment[own]], first - 1, -1)
        return Improving(members, segment, before)

    def owners(self) -> IntArray:
        """The segment of each entry. returns : int64, shape (n_entries,), ascending. Time O(n_entries)."""
        return np.repeat(np.arange(self.starts.size), self.sizes())

    def sizes(self) -> IntArray:
        """How many members each segment has. returns : int64, shape (n_segments,). Time O(n_segments)."""
        return np.diff(np.r_[self.starts, self.members.size])


@frozen(eq=False)
class Improving:
    """A decision maker's improvements: the members of each segment from most to least preferred.

    members, segment : int64, shape (n_entries,)   states, and their segments, ascending; best first inside each
    before : int64, shape (n_states,)   last entry that is strictly better than the state, -1 if there is none
    """

    members: IntArray
    segment: IntArray
    before: IntArray

    def worst(self, values: Integers) -> Integers:
        """Smallest value among the strictly preferred states one move away; the largest of the dtype if none.

        A running minimum along each segment, read just before the state's own tier of ties. Segments do not leak into
        one another because each is shifted below all values of the one before.

        values : integers, shape (n_states,), at least 0 and so small that ``n_segments x largest value`` is below 2**63
        returns : the same shape and dtype. Time O(n_states + n_entries). Reference: definitions.stability.improvements.
        """
        running = values[self.members].astype(np.int64)
        shift = self.segment * (int(running.max(initial=0)) + 1)
        running -= shift
        np.minimum.accumulate(running, out=running)
        running += shift
        result = np.full(self.before.size, np.iinfo(values.dtype).max, values.dtype)
        some = np.flatnonzero(self.before >= 0)
        result[some] = running[self.before[some]]
        return result


def best_first(segment: IntArray, ranks: Integers) -> IntArray:
    """The order by segment, then falling rank, then position. Keys that fit 64 bits are sorted with the position in.

    segment : int64, shape (n_entries,), ascending; ranks : any integers, shape (n_entries,)
    returns : int64, shape (n_entries,), positions. Time O(n_entries log n_entries).
    """
    fallen = ranks.max(initial=0) - ranks
    place = max(segment.size - 1, 1).bit_length()
    fall = int(fallen.max(initial=0)).bit_length()
    if int(segment[-1] if segment.size else 0).bit_length() + fall + place > 63:
        return np.lexsort((fallen, segment))
    keys = (segment << (fall + place)) | (fallen.astype(np.int64) << place) | np.arange(segment.size)
    keys.sort()
    return keys & ((1 << place) - 1)


def _superset_pairs(patterns: np.ndarray, group: IntArray) -> tuple[IntArray, IntArray]:
    """Pairs (a, b) of cells of one group with the pattern of b containing that of a, sorted by a, with a = b included.

    Quadratic in the patterns of one group, which has at most 2**w for w one-way options.
    """
    first = np.searchsorted(group, group, side="left")
    count = np.searchsorted(group, group, side="right") - first
    _refuse_if_large(int(count.sum()))
    source = np.repeat(np.arange(group.size), count)
    target = ranges(first, count)
    contains = (patterns[source] & ~patterns[target]) == 0
    return source[contains], target[contains]


def _refuse_if_large(entries: int) -> None:
    """Raise before memory for so many entries is asked for, rather than run out of it."""
    if entries > MAX_ENTRIES:
        raise TooLargeError(
            f"the moves of one decision maker would need {entries:,} entries ({entries * 8 / 1e9:.1f} GB); "
            f"the limit is {MAX_ENTRIES:,}",
            needed=entries,
            limit=MAX_ENTRIES,
        )
