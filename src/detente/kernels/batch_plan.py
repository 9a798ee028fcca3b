"""What all profiles of a batch share: the moves, and whom the others can reach, worked out once per conflict.

The moves do not depend on preferences. So the sets over which the definitions take their largest and smallest values
are known before the first profile is seen, except for the opponents' improvements, which differ between profiles.
Source of joint moves: Fang, Hipel & Kilgour 1993, ch. 3. Slow twin: definitions.stability.joint_moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import Bits, IntArray
from detente.kernels.moves import Moves
from detente.kernels.relational import joint_reach

MAX_STATES = 1024
MAX_ENTRIES = 1 << 22


@frozen(eq=False, slots=False)
class Groups:
    """Some sets of states, none of them empty; equal sets are kept once.

    members : int64, shape (n_entries,)   the states, set after set
    starts : int64, shape (n_sets + 1,)   where each set begins, and the end
    of : int64, shape (n_states,)   the set that belongs to each state, or to each of whatever the sets are of
    """

    members: IntArray
    starts: IntArray
    of: IntArray

    @property
    def count(self) -> int:
        """Number of sets."""
        return self.starts.size - 1

    @cached_property
    def by_size(self) -> tuple[tuple[IntArray, IntArray], ...]:
        """Sets of equal size together: (which sets, their members).

        returns : pairs of int64, shape (sets of this size,) and shape (sets of this size, size), by rising size
        """
        sizes = np.diff(self.starts)
        found = []
        for size in np.unique(sizes):
            which = np.flatnonzero(sizes == size)
            found.append((which, self.members[self.starts[which, None] + np.arange(size)]))
        return tuple(found)


@frozen(eq=False, slots=False)
class BatchPlan:
    """The structure of one conflict, for :class:`detente.kernels.batch.RankProfiles`.

    own : per decision maker, the states it can reach from each state, and that state itself
    joint : per decision maker, the states that the others can reach together from each state by legal sequences, and
        that state itself (which changes nothing, see :mod:`detente.kernels.stability`)
    targets : int64, shape (n_arcs,)   where the moves lead, by decision maker and origin
    starts : int64, shape (n_dms, n_states + 1)   where the moves of each from each state begin, and the end
    alternating : "nobody moves twice in a row" must be watched, because two moves in a row are not always one move
    """

    own: tuple[Groups, ...]
    joint: tuple[Groups, ...]
    targets: IntArray
    starts: IntArray
    alternating: bool

    @property
    def n_dms(self) -> int:
        """Number of decision makers."""
        return self.starts.shape[0]

    @property
    def n_states(self) -> int:
        """Number of states."""
        return self.starts.shape[1] - 1

    @cached_property
    def each(self) -> IntArray:
        """Each state by itself. returns : int64, shape (n_states,)."""
        return np.arange(self.n_states)

    @cached_property
    def others(self) -> tuple[IntArray, ...]:
        """Per decision maker, the others who have a move at all. returns : int64, shape (n_movers,) each, ascending."""
        movers = np.flatnonzero(self.starts[:, -1] > self.starts[:, 0])
        return tuple(movers[movers != dm] for dm in range(self.n_dms))

    @cached_property
    def rounds(self) -> tuple[IntArray, ...]:
        """Per decision maker, its first move from every state, the second, and so on, as targets.

        int64, shape (largest number of moves from one state, n_states); a state without an r-th move stays where it is.
        """
        return tuple(
            rounds(self.n_states, np.repeat(self.each, np.diff(starts)), self.targets[starts[0] : starts[-1]])
            for starts in self.starts
        )


def rounds(n_states: int, here: IntArray, there: IntArray) -> IntArray:
    """The first move at every state, the second, and so on: where it leads, or comes from.

    here, there : int64, shape (n_arcs,), the two ends of each move
    returns : int64, shape (most moves at one state, n_states); a state without an r-th one stands for itself
    Time O(n_arcs log n_arcs + size of the result). Reference: none; every move is in one round.
    """
    order = np.argsort(here, kind="stable")
    here, there = here[order], there[order]
    which = np.arange(here.size) - np.searchsorted(here, here)
    found = np.repeat(np.arange(n_states)[None], int(which.max(initial=-1)) + 1, axis=0)
    found[which, here] = there
    return found


def plan_for(moves: Sequence[Moves]) -> BatchPlan | None:
    """The plan of a conflict, or None where it has too many states or moves to gain from one.

    moves : one :class:`Moves` per decision maker
    Where every move can be undone, what the others reach is a component of their moves: O(n_dms x sweeps x n_states).
    Else time O(n_dms x sweeps x n_arcs x n_states / 8), memory n_states ** 2 / 8 bytes per decision maker meanwhile, by
    :func:`detente.kernels.relational.joint_reach`. Refused beyond MAX_STATES and MAX_ENTRIES.
    """
    n_states = moves[0].segment.size
    if n_states > MAX_STATES or sum(mine.count() for mine in moves) > MAX_ENTRIES:
        return None
    pairs = [mine.arcs() for mine in moves]
    others = [[j for j in range(len(moves)) if j != dm] for dm in range(len(moves))]
    if all(mine.members.size == n_states for mine in moves):
        joint = [_components(n_states, [moves[j] for j in group]) for group in others]
    else:
        joint = [_distinct_sets(joint_reach(n_states, [pairs[j] for j in group])) for group in others]
    if sum(groups.members.size for groups in joint) > MAX_ENTRIES:
        return None
    own = tuple(Groups(mine.members, np.append(mine.starts, mine.members.size), mine.segment) for mine in moves)
    targets, starts = _by_origin(n_states, pairs)
    return BatchPlan(own, tuple(joint), targets, starts, not all(is_transitive(n_states, mine) for mine in pairs))


def _components(n_states: int, moves: Sequence[Moves]) -> Groups:
    """The states that movers whose segments are all disjoint can reach together: each takes on the smallest label."""
    label, before = np.arange(n_states), None
    while before is None or not np.array_equal(before, label):
        before = label
        for mine in moves:
            label = mine.worst(label)
    first, of = np.unique(label, return_inverse=True)
    order = np.argsort(of, kind="stable")
    return Groups(order, np.searchsorted(of[order], np.arange(first.size + 1)), of)


def _distinct_sets(reach: Bits) -> Groups:
    """The sets of packed bits, one row for each state, with that state put in; equal ones are kept once."""
    rows = reach | np.packbits(np.eye(reach.shape[0], dtype=bool), axis=1)
    distinct, of = np.unique(rows, axis=0, return_inverse=True)
    which, members = np.nonzero(np.unpackbits(distinct, axis=1, count=rows.shape[0]))
    return Groups(members, np.searchsorted(which, np.arange(distinct.shape[0] + 1)), of.reshape(-1))


def _by_origin(n_states: int, pairs: Sequence[IntArray]) -> tuple[IntArray, IntArray]:
    """The ``targets`` and ``starts`` of a :class:`BatchPlan`."""
    origin = np.concatenate([mine[:, 0] + dm * n_states for dm, mine in enumerate(pairs)])
    order = np.argsort(origin, kind="stable")
    ends = np.searchsorted(origin[order], np.arange(len(pairs) * n_states + 1))
    starts = np.arange(len(pairs))[:, None] * n_states + np.arange(n_states + 1)
    return np.concatenate([mine[:, 1] for mine in pairs])[order], ends[starts]


def is_transitive(n_states: int, pairs: IntArray) -> bool:
    """Whether two moves in a row always lead where one move leads, or back. Then so do two improvements in a row.

    pairs : int64, shape (n_arcs, 2), (from, to). Time O(n_arcs x n_states / 8), memory n_states ** 2 bytes.
    """
    reach = np.eye(n_states, dtype=bool)
    reach[pairs[:, 0], pairs[:, 1]] = True
    bits = np.packbits(reach, axis=1)
    at_once = max(1, (1 << 22) // bits.shape[1])
    return all(
        not (bits[some[:, 1]] & ~bits[some[:, 0]]).any()
        for some in (pairs[first : first + at_once] for first in range(0, len(pairs), at_once))
    )
