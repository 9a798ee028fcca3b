"""What all profiles of a batch share about SIM: which changes can be made to a state at once, and where they lead.

Decision makers own disjoint options. So if a mask ``x`` comes of changes made to ``s`` at once, everybody's part in it
is known: it leads to ``s`` with the own bits of ``x``, and is a move or nothing at all. None of this depends on
preferences.
Source: Fraser & Hipel 1984; see :mod:`detente.kernels.simultaneous`. Slow twin: definitions.stability.sim.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from operator import or_

import numpy as np
import numpy.typing as npt

from detente.frozen import frozen
from detente.kernels.arrays import IntArray, MaskArray
from detente.kernels.batch_plan import Groups
from detente.kernels.moves import Moves
from detente.kernels.relational import arcs_where
from detente.kernels.states import positions

MAX_MASKS = 1024
MAX_OUTCOMES = 1 << 20

Column = tuple[IntArray, list[IntArray]]


@frozen(eq=False, slots=False)
class Outcomes:
    """What can come of each move of one decision maker if others move at the same time.

    members : int64, shape (n_outcomes,)   states of the outcomes, move after move; the first is where it leads alone
    starts : int64, shape (n_moves + 1,)   where the outcomes of each move begin, and the end
    others : int64, shape (n,)   the moves that the others make for it, as numbers of the plan's ``here``
    other_starts : int64, shape (n_outcomes + 1,)   where those of each outcome begin, and the end
    here : int64, shape (n_moves,)   the state that each move starts from
    movable : int64, shape (number of them,)   the states with a move, ascending
    by_state : the moves from each of these
    nobody : the number that stands for no move
    """

    members: IntArray
    starts: IntArray
    others: IntArray
    other_starts: IntArray
    here: IntArray
    movable: IntArray
    by_state: Groups
    nobody: int

    @cached_property
    def columns(self) -> tuple[tuple[IntArray, list[Column]], ...]:
        """Moves with about as many outcomes together: (which moves, their first outcomes, their second, ...).

        returns : which moves as int64, shape (moves of this kind,), and outcomes as (states, others' moves), int64 of
        that shape and a list of such. Moves with fewer outcomes than their neighbours repeat the last one, and
        outcomes with fewer movers are filled up with ``nobody``.
        """
        sizes = np.diff(self.starts)
        bucket = np.ceil(np.log2(np.maximum(sizes, 1))).astype(np.int64)
        found = []
        for size in np.unique(bucket):
            which = np.flatnonzero(bucket == size)
            last = self.starts[which + 1] - 1
            width = int(sizes[which].max())
            found.append((which, [self._column(np.minimum(self.starts[which] + c, last)) for c in range(width)]))
        return tuple(found)

    def _column(self, outcomes: IntArray) -> Column:
        """One outcome of each move of a kind: its states, and the others' moves in it, first movers, second, ..."""
        first, end = self.other_starts[outcomes], self.other_starts[outcomes + 1]
        padded = np.append(self.others, self.nobody)
        turns = range(int((end - first).max(initial=0)))
        moves = [np.where(first + k < end, padded[np.minimum(first + k, end)], self.nobody) for k in turns]
        return self.members[outcomes], moves


@frozen(eq=False, slots=False)
class SimultaneousPlan:
    """The structure of one conflict in option form, for SIM under many profiles.

    here, to : int64, shape (n_moves,)   the states between which each move between masks leads, mover after mover
    starts : int64, shape (n_dms + 1,)   where the moves of each decision maker begin, and the end
    outcomes : per decision maker
    """

    here: IntArray
    to: IntArray
    starts: IntArray
    outcomes: tuple[Outcomes, ...]

    @property
    def size(self) -> int:
        """How many outcomes are looked at for all decision makers."""
        return sum(mine.members.size for mine in self.outcomes)


def simultaneous_plan(
    masks: MaskArray, state_of: IntArray, moves: Sequence[Moves], own: Sequence[int]
) -> SimultaneousPlan | None:
    """The plan of a conflict, or None where there are too many masks or outcomes to gain from one.

    masks : uint64, shape (n_masks,), ascending; state_of : int64, shape (n_masks,)
    moves : between masks, per decision maker; own : bit sets of the options of each
    Time and memory O(n_dms x n_masks ** 2), and 8 bytes for each outcome and each mover in it.
    """
    n_masks = masks.size
    if n_masks > MAX_MASKS:
        return None
    arcs = [arcs_where(mine) for mine in moves]
    starts = np.cumsum([0, *(len(mine) for mine in arcs)])
    nobody = int(starts[-1])
    nobodys = ~np.uint64(reduce(or_, own, 0))
    here, there = np.nonzero(((masks[:, None] ^ masks) & nobodys) == 0)
    part = np.empty((0, here.size), np.int32)
    for dm, mine in enumerate(arcs):
        number = np.full((n_masks, n_masks + 1), -1, np.int32)  # the last column stands for an infeasible mask
        number[mine[:, 0], mine[:, 1]] = np.arange(starts[dm], starts[dm + 1])
        number[np.arange(n_masks), np.arange(n_masks)] = nobody
        alone = masks[here] ^ ((masks[here] ^ masks[there]) & np.uint64(own[dm]))
        taken = number[here, positions(masks, alone)]
        legal = taken >= 0
        here, there, part = here[legal], there[legal], np.vstack([part[:, legal], taken[legal]])
    if np.count_nonzero(part != nobody) > MAX_OUTCOMES:
        return None
    every = np.concatenate(arcs)
    change = masks[here] ^ masks[there]
    outcomes = tuple(
        _outcomes(dm, part, (state_of[there], change), state_of[arcs[dm][:, 0]], nobody) for dm in range(len(arcs))
    )
    return SimultaneousPlan(state_of[every[:, 0]], state_of[every[:, 1]], starts, outcomes)


def _outcomes(
    dm: int, part: npt.NDArray[np.int32], ends: tuple[IntArray, MaskArray], here: IntArray, nobody: int
) -> Outcomes:
    """Of all pairs of a mask and an outcome, those in which ``dm`` moves, by its move.

    part : the move of each decision maker in each pair, shape (n_dms, number of pairs)
    ends : the state of the outcome, and what changes
    """
    mine = np.flatnonzero(part[dm] != nobody)
    others = np.delete(part, dm, axis=0)[:, mine]
    # Fewest movers first, then alike changes: in regular conflicts the columns then hold as many movers in each row.
    order = np.lexsort((ends[1][mine], (others != nobody).sum(axis=0), part[dm, mine]))
    mine, others = mine[order], others[:, order].T
    moving = others != nobody
    movable, state = np.unique(here, return_inverse=True)
    by_here = np.argsort(state, kind="stable")
    return Outcomes(
        members=ends[0][mine],
        starts=np.append(np.flatnonzero(np.diff(part[dm, mine], prepend=-1)), mine.size),
        others=others[moving].astype(np.int64),
        other_starts=np.append(0, np.cumsum(moving.sum(axis=1))),
        here=here,
        movable=movable,
        by_state=Groups(by_here, np.searchsorted(state[by_here], np.arange(movable.size + 1)), state),
        nobody=nobody,
    )
