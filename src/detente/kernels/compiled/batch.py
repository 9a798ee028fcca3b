"""Many preference profiles at once, compiled: the loops of :mod:`detente.kernels.batch` without temporary arrays.

A row holds one number for each profile, contiguous. The innermost loops run along rows and become vector instructions;
for that, they keep to one unsigned type and have no branch. All kernels trust their arguments, write only to the array
that their first line names, and give the same bits as the arrays of :class:`detente.kernels.batch.RankProfiles`.
Twin of :mod:`detente.kernels.batch`. Shapes: ranks (n_dms, n_states, n_profiles), rank, low and stable (n_states,
n_profiles), result (n_sets, n_profiles), of (n_states,), members (n_entries,), and the rest as in the plans.
"""

from __future__ import annotations

from typing import Self

import numpy as np
from numba import njit

from detente.kernels.arrays import BoolArray, IntArray, Integers
from detente.kernels.batch import ByState, RankProfiles, Rows
from detente.kernels.batch_plan import BatchPlan, Groups
from detente.kernels.simultaneous_plan import Outcomes, SimultaneousPlan


class CompiledProfiles(RankProfiles):
    """As :class:`RankProfiles`, with the same bits."""

    @classmethod
    def of_payoffs(
        cls, plan: BatchPlan, payoffs: Integers, some: slice, at_once: SimultaneousPlan | None = None
    ) -> Self:
        """As :meth:`RankProfiles.of_payoffs`; no copy of the payoffs is made where they are in C order."""
        first, last = some.start, some.stop
        if not payoffs.flags.c_contiguous or not payoffs.dtype.isnative:
            payoffs = np.ascontiguousarray(payoffs[:, :, some], payoffs.dtype.newbyteorder("="))
            first, last = 0, last - first
        if last == first:
            return super().of_payoffs(plan, payoffs, some, at_once)
        low, high = _extremes(payoffs, first, last)
        ranks = np.empty((*payoffs.shape[:2], last - first), np.min_scalar_type(int(high) - int(low)))
        # As a number of its own type: numba would take a Python integer for 64 bits with a sign.
        _shifted(payoffs, first, last, payoffs.dtype.type(low), ranks)
        return cls(plan, ranks, at_once)

    def at_most(self, values: ByState, rank: Rows) -> BoolArray:
        """As :meth:`RankProfiles.at_most`."""
        result = np.empty(rank.shape, np.bool_)
        _at_most(values.rows, values.of, rank, result)
        return result

    def largest(self, rank: Rows, groups: Groups) -> ByState:
        """As :meth:`RankProfiles.largest`."""
        return self.largest_of_smaller(rank, ByState(rank, self.plan.each), groups)

    def smallest(self, values: ByState, groups: Groups) -> ByState:
        """As :meth:`RankProfiles.smallest`."""
        result = np.empty((groups.count, values.rows.shape[1]), values.rows.dtype)
        _smallest(values.rows, values.of, groups.members, groups.starts, result)
        return ByState(result, groups.of)

    def largest_of_smaller(self, rank: Rows, answer: ByState, groups: Groups) -> ByState:
        """As :meth:`RankProfiles.largest_of_smaller`."""
        result = np.empty((groups.count, rank.shape[1]), rank.dtype)
        _largest_of_smaller(rank, answer.rows, answer.of, groups.members, groups.starts, result)
        return ByState(result, groups.of)

    def in_any_order(self, movers: IntArray, feared: ByState) -> Rows:
        """As :meth:`RankProfiles.in_any_order`; what a mover changes is used in the same pass."""
        low = feared.each()
        _in_any_order(low, movers, self.ranks, self.plan.targets, self.plan.starts)
        return low

    def in_turn(self, movers: IntArray, feared: ByState) -> Rows:
        """As :meth:`RankProfiles.in_turn`; what a mover changes is used in the same pass."""
        after = np.repeat(feared.each()[None], movers.size + 1, axis=0)
        _in_turn(after, movers, self.ranks, self.plan.targets, self.plan.starts)
        return after[-1]

    def simultaneous(self, rank: Rows, outcomes: Outcomes, closed: Rows) -> BoolArray:
        """As :meth:`RankProfiles.simultaneous`."""
        stable = np.ones(rank.shape, np.bool_)
        of = outcomes
        _simultaneous(stable, rank, closed, of.here, (of.members, of.starts), (of.others, of.other_starts))
        return stable


@njit(cache=True, nogil=True)
def _extremes(payoffs, first, last):
    """The smallest and the largest payoff of the profiles first .. last - 1."""
    low = high = payoffs[0, 0, first]
    for dm in range(payoffs.shape[0]):
        for s in range(payoffs.shape[1]):
            row = payoffs[dm, s, first:last]
            for b in range(row.size):
                low = row[b] if row[b] < low else low
                high = row[b] if row[b] > high else high
    return low, high


@njit(cache=True, nogil=True)
def _shifted(payoffs, first, last, low, ranks):
    """Write payoffs - low into ranks, whose type holds every difference; arithmetic may wrap round to it."""
    for dm in range(payoffs.shape[0]):
        for s in range(payoffs.shape[1]):
            row, rank = payoffs[dm, s, first:last], ranks[dm, s]
            for b in range(row.size):
                rank[b] = row[b] - low


@njit(cache=True, nogil=True)
def _at_most(rows, of, rank, result):
    """result[s] <- rows[of s] <= rank[s]."""
    for s in range(of.size):
        value, own, row = rows[of[s]], rank[s], result[s]
        for b in range(row.size):
            row[b] = value[b] <= own[b]


@njit(cache=True, nogil=True)
def _smallest(rows, of, members, starts, result):
    """result[g] <- the smallest of rows[of q] over the members q of g."""
    for g in range(starts.size - 1):
        row = result[g]
        row[:] = rows[of[members[starts[g]]]]
        for k in range(starts[g] + 1, starts[g + 1]):
            other = rows[of[members[k]]]
            for b in range(row.size):
                row[b] = other[b] if other[b] < row[b] else row[b]


@njit(cache=True, nogil=True)
def _largest_of_smaller(rank, answer, of, members, starts, result):
    """result[g] <- the largest of min(rank[q], answer[of q]) over the members q of g."""
    for g in range(starts.size - 1):
        row = result[g]
        row[:] = 0
        for k in range(starts[g], starts[g + 1]):
            q = members[k]
            own, feared = rank[q], answer[of[q]]
            for b in range(row.size):
                worth = feared[b] if feared[b] < own[b] else own[b]
                row[b] = worth if worth > row[b] else row[b]


@njit(cache=True, nogil=True)
def _in_any_order(low, movers, ranks, targets, starts):
    """low[s] <- min(low[s], low[t]) for each improvement (s, t) of each mover, until nothing changes.

    A mover that was just applied is idempotent, so it is enough that all *other* movers leave the values as they are.
    """
    changed = np.empty_like(low[0])
    quiet = turn = 0
    while quiet < movers.size:
        mover = movers[turn % movers.size]
        changed[:] = 0
        for s in range(low.shape[0]):
            for k in range(starts[mover, s], starts[mover, s + 1]):
                t = targets[k]
                for b in range(changed.size):
                    old, new = low[s, b], low[t, b]
                    new = new if new < old else old
                    new = new if ranks[mover, t, b] > ranks[mover, s, b] else old
                    changed[b] |= new ^ old
                    low[s, b] = new
        quiet = 1 if _any(changed) else quiet + 1
        turn += 1


@njit(cache=True, nogil=True)
def _in_turn(after, movers, ranks, targets, starts):
    """after[l, s] <- min(after[l, s], after[j, t]) for each improvement (s, t) of movers[j] and each l but j.

    Until no mover changes anything any more; the last l stands for nobody having moved yet.
    """
    changed = np.empty_like(after[0, 0])
    quiet = turn = 0
    while quiet < movers.size:
        j = turn % movers.size
        changed[:] = 0
        for s in range(after.shape[1]):
            for k in range(starts[movers[j], s], starts[movers[j], s + 1]):
                for last in range(movers.size + 1):
                    if last != j:
                        _lower(after, last, s, j, targets[k], ranks[movers[j]], changed)
        quiet = 0 if _any(changed) else quiet + 1
        turn += 1


@njit(cache=True, nogil=True)
def _lower(after, last, s, j, t, rank, changed):
    """after[last, s] <- min(after[last, s], after[j, t]) where rank[t] > rank[s]; marks the change."""
    for b in range(changed.size):
        old, new = after[last, s, b], after[j, t, b]
        new = new if new < old else old
        new = new if rank[t, b] > rank[s, b] else old
        changed[b] |= new ^ old
        after[last, s, b] = new


@njit(cache=True, nogil=True)
def _simultaneous(stable, rank, closed, here, outcomes, movers):
    """stable[here of m] <- false where rank[x] | closed of the others' moves is larger for each outcome x of m."""
    (members, starts), (others, other_starts) = outcomes, movers
    least, low = np.empty_like(rank[0]), np.empty_like(rank[0])
    for m in range(here.size):
        least[:] = rank[members[starts[m]]]
        for x in range(starts[m] + 1, starts[m + 1]):
            end, own = rank[members[x]], closed[others[other_starts[x]]]
            for b in range(low.size):
                low[b] = end[b] | own[b]
            for k in range(other_starts[x] + 1, other_starts[x + 1]):
                more = closed[others[k]]
                for b in range(low.size):
                    low[b] |= more[b]
            for b in range(low.size):
                least[b] = low[b] if low[b] < least[b] else least[b]
        row, own = stable[here[m]], rank[here[m]]
        for b in range(row.size):
            row[b] &= least[b] <= own[b]


@njit(cache=True, nogil=True)
def _any(row):
    """Whether any entry differs from zero."""
    found = 0
    for b in range(row.size):
        found |= row[b]
    return found != 0
