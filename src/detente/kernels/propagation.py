"""The smallest value that can be reached from each state, at a cost that does not depend on how long the paths are.

Sweeps (:mod:`detente.kernels.stability`) need as many passes as the longest path has changes of mover: a handful in
practice, and very many in a conflict built like a staircase. Then this takes over. States are taken from the smallest
value upwards; each gives its value to all states that can reach it and have none yet, walking the moves backwards. The
states of one segment are kept from least to most preferred: a mover improves to ``u`` from exactly those before ``u``'s
own tier, and a pointer remembers how far that list has been opened, so that every entry is opened once. Time O(movers x
states), and with one-way options times the patterns that contain one another.
Reference: definitions.stability.joint_moves, of whose states the smallest value is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import IntArray
from detente.kernels.moves import Moves


@frozen(eq=False)
class Backwards:
    """Who can come from where, by one mover.

    states : int64, shape (n_states,)   segment after segment, least preferred first
    starts : int64, shape (n_segments + 1,)   where each segment begins
    segment : int64, shape (n_states,)   of each state
    sources : int64, shape (n,)   the segments from which a segment's states can be reached, one list after another
    source_starts : int64, shape (n_segments + 1,)   where the list of each segment begins
    ranks : int64, shape (n_states,)   all 0 for moves that need not pay, with ``by`` 1; else ``by`` is 0
    by : a state s moves to u iff ranks[s] < ranks[u] + by
    """

    states: IntArray
    starts: IntArray
    segment: IntArray
    sources: IntArray
    source_starts: IntArray
    ranks: IntArray
    by: int

    @classmethod
    def of(cls, moves: Moves, ranks: np.ndarray, *, paying: bool) -> Backwards:
        """Turn the moves of one decision maker round.

        ranks : any integers, shape (n_states,), its own; paying : only moves that improve for it count
        Time O(n_states log n_states + n_entries log n_entries), memory some 80 bytes per state and entry meanwhile.
        """
        worth = ranks.astype(np.int64) if paying else np.zeros(ranks.size, np.int64)
        n_segments = moves.starts.size
        states = np.lexsort((worth, moves.segment))
        starts = np.searchsorted(moves.segment[states], np.arange(n_segments + 1))
        to, source = np.unique(np.stack([moves.segment[moves.members], moves.owners()]), axis=1)
        source_starts = np.searchsorted(to, np.arange(n_segments + 1))
        return cls(states, starts, moves.segment, source, source_starts, worth, 0 if paying else 1)


Spread = Callable[..., None]


def propagate(values: np.ndarray, movers: Sequence[Backwards], run: Spread) -> None:
    """Lower each value, in place, to the smallest that can be reached by any sequence of moves, staying included.

    values : unsigned, shape (n_states,), changed; movers : :class:`Backwards` of each
    run : :func:`spread`, or its compiled twin
    Time O(n_states log n_states + n_dms x n_states), times the patterns that contain one another; memory as the movers.
    """
    order = np.argsort(values, kind="stable")
    offsets = np.cumsum([0, *(m.starts.size for m in movers)])
    sources = np.cumsum([0, *(m.sources.size for m in movers)])
    run(
        values,
        order,
        np.stack([m.states for m in movers]),
        np.stack([m.segment for m in movers]),
        np.stack([m.ranks for m in movers]),
        np.array([m.by for m in movers]),
        np.concatenate([m.starts for m in movers]),
        np.concatenate([m.source_starts for m in movers]),
        np.concatenate([m.sources for m in movers]),
        offsets,
        sources,
    )


def spread(  # noqa: PLR0913, PLR0917 - one flat list of arrays, so that the same source can be compiled
    values, order, states, segment, ranks, by, starts, source_starts, sources, offsets, source_offsets
):
    """Give each state the smallest value that it can reach, in place.

    values : unsigned, shape (n_states,), changed; order : int64, shape (n_states,), the states by rising value
    states, segment, ranks : int64, shape (n_movers, n_states); by : int64, shape (n_movers,); as in :class:`Backwards`
    starts, source_starts, sources : int64, one mover after another; offsets, source_offsets : int64, shape
        (n_movers + 1,), where those of each mover begin in the first two and in the last
    Time O(n_movers x n_states), times the patterns that contain one another; memory some 20 bytes per state.
    """
    opened = starts.copy()
    done = np.zeros(values.size, np.bool_)
    stack = np.empty(values.size, np.int64)
    for first in order:
        if done[first]:
            continue
        value = values[first]
        done[first] = True
        stack[0] = first
        height = 1
        while height:
            height -= 1
            here = stack[height]
            for j in range(states.shape[0]):
                at = offsets[j] + segment[j, here]
                limit = ranks[j, here] + by[j]
                for k in range(source_starts[at], source_starts[at + 1]):
                    source = offsets[j] + sources[source_offsets[j] + k]
                    place, end = opened[source], starts[source + 1]
                    while place < end and ranks[j, states[j, place]] < limit:
                        state = states[j, place]
                        place += 1
                        if not done[state]:
                            done[state] = True
                            values[state] = value
                            stack[height] = state
                            height += 1
                    opened[source] = place
