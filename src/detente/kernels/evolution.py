"""How a conflict could move on from one state: shortest legal sequences of moves, some kinds of which have a price.

A *sequence* is legal if nobody moves twice in a row (Fang, Hipel & Kilgour 1993, ch. 3). A *mover* is a decision maker
or, in :mod:`questions.evolution.kernel`, a coalition. Each kind of move is either free or dear; a path is cheapest if
it has the fewest dear moves and, among these, the fewest moves. So three questions are one search:

* levels of any legal moves from the status quo: every move is free (Li, Kilgour & Hipel 2005; Xu, Li, Kilgour, Hipel &
  Kemkes 2010);
* levels of unilateral improvements: improvements are free and nothing else is allowed (the same sources);
* fewest moves against somebody's own preference: improvements are free, every other move is dear.

The search runs over (state, last mover), level by level. Of each state it keeps the first arrival and the first one by
another mover: whoever is to move next, one of the two lets it. Where two moves of one decision maker are always one
move (option form), one arrival is enough, since a cheapest path then never has the same mover twice in a row.
Slow twin: definitions.evolution.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import BoolArray, IntArray
from detente.kernels.moves import Moves, ranges

Pairs = tuple[IntArray, IntArray]
Expand = Callable[[IntArray], Pairs]
NOBODY = -1


@frozen(eq=False)
class PathMover:
    """Somebody who moves on a path: a decision maker, or a coalition.

    free, dear : the moves of each kind from some states, int64, shape (n,), as origins and targets, int64, shape (moves
        from these,); None where there are none of the kind
    They are asked about each state at most once, in order of rising cost, and may leave out a target that they gave
    before: it was reached at no higher cost then.
    """

    members: tuple[int, ...]
    free: Expand | None = None
    dear: Expand | None = None


@frozen(eq=False)
class Tree:
    """The cheapest arrivals at each state: row 0 the first, row 1 (if kept) the first by another mover.

    movers : who the numbers in ``by`` stand for
    dear, moves : int64, shape (1 or 2, n_states)   dear moves and all moves on the way; -1 where there is none
    by : int64, the same shape   the last mover; -1 at the start
    origin, slot : int64, the same shape   the state it came from, and which arrival there
    """

    movers: tuple[tuple[int, ...], ...]
    dear: IntArray
    moves: IntArray
    by: IntArray
    origin: IntArray
    slot: IntArray

    def path(self, state: int) -> list[tuple[tuple[int, ...], int, int]]:
        """The cheapest way to a reached state: (members of the mover, from, to) of each move, first move first.

        Time O(moves on the way).
        """
        steps: list[tuple[tuple[int, ...], int, int]] = []
        slot = 0
        while (by := int(self.by[slot, state])) != NOBODY:
            origin, before = int(self.origin[slot, state]), int(self.slot[slot, state])
            steps.append((self.movers[by], origin, state))
            state, slot = origin, before
        return steps[::-1]


def levels(moves: Sequence[Moves], start: int) -> Tree:
    """Fewest legal moves from ``start`` to each state, whatever the movers prefer.

    moves : per decision maker. Time O(n_entries log n_entries), n_entries of everybody.
    Source: Li, Kilgour & Hipel 2005. Reference: definitions.evolution.levels.
    """
    movers = [PathMover((dm,), free=_AnyMove(mine)) for dm, mine in enumerate(moves)]
    return grow(moves[0].segment.size, start, movers, _slots(moves))


def cheapest(moves: Sequence[Moves], ranks: IntArray, start: int) -> Tree:
    """Fewest moves that do not improve for their mover, then fewest moves, from ``start`` to each state.

    moves : per decision maker; ranks : int64, shape (n_dms, n_states)
    States with ``dear == 0`` are those that improvements alone lead to, with the fewest improvements in ``moves``.
    Time O(n_entries log n_entries), n_entries of everybody; memory 5 or 10 int64 for each state, 2 for each entry.
    Reference: definitions.evolution.cheapest.
    """
    return grow(moves[0].segment.size, start, single_movers(moves, ranks, dear=True), _slots(moves))


def single_movers(moves: Sequence[Moves], ranks: IntArray, *, dear: bool) -> list[PathMover]:
    """Each decision maker with its improvements as free moves and, if asked, every move as a dear one.

    moves : per decision maker; ranks : int64, shape (n_dms, n_states). Time O(n_entries log n_entries).
    """
    return [
        PathMover((dm,), free=_Improvement(mine, rank), dear=_AnyMove(mine) if dear else None)
        for dm, (mine, rank) in enumerate(zip(moves, ranks, strict=True))
    ]


def _slots(moves: Sequence[Moves]) -> int:
    """How many arrivals are enough: see the module."""
    return 1 if all(mine.transitive for mine in moves) else 2


def grow(
    n_states: int, start: int, movers: Sequence[PathMover], slots: int = 2, wanted: IntArray | None = None
) -> Tree:
    """Cheapest legal sequences from ``start``, by rising (dear moves, moves).

    slots : arrivals kept for each state; 1 only where a cheapest path cannot have the same mover twice in a row
    wanted : int64, shape (n,), stop once these states are reached; None means all states
    Of equally cheap arrivals at a state, that of the mover listed first is kept, from the origin that it names first.
    Moves are asked for only when their cost is due, so that none is looked at after the last state is reached.
    Time O(slots x moves told x their logarithm, and n_states for each cost); memory 5 int64 for each slot and state.
    """
    arrivals = _Arrivals(n_states, start, slots)
    waiting: dict[tuple[int, int], list[tuple[int, Expand, IntArray]]] = {}
    queue: list[tuple[int, int]] = []

    def later(cost: tuple[int, int], mover: int, expand: Expand | None, states: IntArray) -> None:
        if expand is not None and states.size:
            if cost not in waiting:
                waiting[cost] = []
                heappush(queue, cost)
            waiting[cost].append((mover, expand, states))

    cost, fresh = (0, 0), (np.array([start]), np.array([0]))
    while True:
        for k, mover in enumerate(movers):
            states = arrivals.may_move(fresh, k)
            later((cost[0], cost[1] + 1), k, mover.free, states)
            later((cost[0] + 1, cost[1] + 1), k, mover.dear, states)
        if not queue or arrivals.complete(wanted):
            return arrivals.tree(tuple(mover.members for mover in movers))
        cost = heappop(queue)
        fresh = arrivals.add(cost, waiting.pop(cost))


class _Arrivals:
    """The arrays of a :class:`Tree` while it grows."""

    def __init__(self, n_states: int, start: int, slots: int) -> None:
        shape = (slots, n_states)
        self.start, self.slots = start, slots
        self.dear, self.moves, self.by, self.origin, self.slot = (np.full(shape, -1) for _ in range(5))
        self.dear[0, start] = self.moves[0, start] = 0

    def may_move(self, fresh: tuple[IntArray, IntArray], mover: int) -> IntArray:
        """The states of (states, slots) from which a mover may go on now and could not before."""
        states, slots = fresh
        first_is_its_own = self.by[0, states] == mover
        return states[first_is_its_own == (slots == 1)]

    def complete(self, wanted: IntArray | None) -> bool:
        """Whether all wanted states are reached."""
        return bool((self.moves[0, slice(None) if wanted is None else wanted] >= 0).all())

    def add(self, cost: tuple[int, int], due: list[tuple[int, Expand, IntArray]]) -> tuple[IntArray, IntArray]:
        """Enter the arrivals of one cost, in the order of the movers; returns the new ones as (states, slots)."""
        new: list[IntArray] = []
        slots: list[IntArray] = []
        for mover, expand, from_states in sorted(due, key=lambda item: item[0]):
            origins, targets = expand(from_states)
            for slot in range(self.slots):
                some = self._open(slot, mover, targets)
                states, first = np.unique(targets[some], return_index=True)
                self._enter(cost, mover, slot, states, origins[some][first])
                new.append(states)
                slots.append(np.full(states.size, slot))
        return np.concatenate(new), np.concatenate(slots)

    def _open(self, slot: int, mover: int, targets: IntArray) -> BoolArray:
        """The targets at which an arrival by this mover is still wanted as the first, or as the one by another."""
        free = self.moves[slot, targets] < 0
        if slot:  # nothing more is wanted of the start, where everybody may move
            free &= (self.by[0, targets] != mover) & (targets != self.start)
        return free

    def _enter(self, cost: tuple[int, int], mover: int, slot: int, states: IntArray, origins: IntArray) -> None:
        self.dear[slot, states], self.moves[slot, states] = cost
        self.by[slot, states], self.origin[slot, states] = mover, origins
        self.slot[slot, states] = self.by[0, origins] == mover

    def tree(self, movers: tuple[tuple[int, ...], ...]) -> Tree:
        return Tree(movers, self.dear, self.moves, self.by, self.origin, self.slot)


class _AnyMove:
    """All moves of one decision maker; each segment is told once, from the first of its states that is asked about."""

    def __init__(self, moves: Moves) -> None:
        self.moves = moves
        self.ends = np.append(moves.starts[1:], moves.members.size)
        self.told = np.zeros(moves.starts.size, bool)

    def __call__(self, states: IntArray) -> Pairs:
        """The moves not told before. states : int64, shape (n,)."""
        segment = self.moves.segment[states]
        fresh = ~self.told[segment]
        segments, first = np.unique(segment[fresh], return_index=True)
        self.told[segments] = True
        begin, end = self.moves.starts[segments], self.ends[segments]
        origins = np.repeat(states[fresh][first], end - begin)
        targets = self.moves.members[ranges(begin, end - begin)]
        elsewhere = origins != targets
        return origins[elsewhere], targets[elsewhere]


class _Improvement:
    """The improvements of one decision maker, best first: a segment is told down to its least preferred known state."""

    def __init__(self, moves: Moves, ranks: IntArray) -> None:
        self.moves, self.ranks = moves, ranks
        self.best_first = moves.improving(ranks)
        self.told = moves.starts.copy()

    def __call__(self, states: IntArray) -> Pairs:
        """The improvements not told before, from the least preferred of these states in each segment."""
        segment = self.moves.segment[states]
        order = np.lexsort((states, self.ranks[states], segment))
        segments, first = np.unique(segment[order], return_index=True)
        lowest = states[order][first]
        begin = self.told[segments]
        end = np.maximum(self.best_first.before[lowest] + 1, begin)
        self.told[segments] = end
        return np.repeat(lowest, end - begin), self.best_first.members[ranges(begin, end - begin)]
