"""A recursion over the horizon h, unrolled until it repeats: what is stable at each h, and what in the long run.

Each level of the recursion depends on the level before and on nothing else, so that two equal levels prove that all
that follows repeats. The verdicts may repeat earlier and more often than the recursion does; it is their period that
is found.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import BoolArray, IntArray

LEVELS = 64  # levels for each entry of one, beyond which a cycle is no longer looked for; the longest met is 1.6
ENTRIES = 4_000_000  # the same in entries of all levels together, but for the first LEVELS


@frozen(eq=False)
class Horizons:
    """Verdicts by horizon.

    levels : int64 arrays of one shape, the recursion at h = 0, ..., horizon
    stable : bool, shape (horizon, n_dms, n_states)   entry h - 1 is horizon h
    period, cycle_from : the verdicts of h and h + period are the same for every h >= cycle_from; None if not found
    lasting : bool, shape (n_dms, n_states)   stable at every h >= cycle_from; None if no cycle was found
    """

    levels: tuple[IntArray, ...]
    stable: BoolArray
    period: int | None
    cycle_from: int | None
    lasting: BoolArray | None


def unroll(
    start: IntArray, step: Callable[[IntArray], IntArray], judge: Callable[[IntArray], BoolArray], horizon: int
) -> Horizons:
    """Follow ``level = step(level)`` up to ``horizon``, and on until a level repeats.

    start : int64, any shape, the recursion at h = 0
    step : level -> the next one, a new array of the same shape
    judge : level -> bool, shape (n_dms, n_states), whether each state is stable at that horizon
    Time O(levels), a step each: as many as the pre-period and the period have together, at least ``horizon``. Nor does
    the search for a cycle go on for ever: it takes at most 64 levels for each entry of ``start``, and no more than
    4,000,000 entries in all (but 64 levels in any case), so that states and decision makers alone bound it.
    Memory: the levels up to ``horizon``, and a byte of verdict per decision maker, state and level.
    Reference: definition, horizon by horizon.
    """
    most = max(horizon, LEVELS, min(LEVELS * start.size, ENTRIES // start.size))
    seen = {_digest(start): 0}
    levels, verdicts, level = [start], [judge(start)], start
    repeated: tuple[int, int] | None = None
    while len(verdicts) <= most and (repeated is None or len(verdicts) <= horizon):
        level = step(level)
        if len(levels) <= horizon:
            levels.append(level)
        if repeated is None:
            first = seen.setdefault(_digest(level), len(verdicts))
            repeated = (first, len(verdicts)) if first != len(verdicts) else None
        verdicts.append(judge(level))
    stable = np.stack(verdicts[1 : horizon + 1])
    if repeated is None:
        return Horizons(tuple(levels), stable, None, None, None)
    period, cycle_from = _cycle([_digest(v) for v in verdicts], *repeated)
    lasting = np.logical_and.reduce(verdicts[repeated[0] : repeated[1]])
    return Horizons(tuple(levels), stable, period, cycle_from, lasting)


def _digest(array: np.ndarray) -> bytes:
    """A stand-in by which arrays of one shape are compared, for 32 bytes each."""
    return sha256(array.tobytes()).digest()


def _cycle(verdicts: list[bytes], first: int, again: int) -> tuple[int, int]:
    """The smallest period of the verdicts, and from which h >= 1 on they keep it; levels ``first``, ``again`` agree."""
    span = again - first
    cycle = verdicts[first:again]
    period = next(d for d in range(1, span + 1) if span % d == 0 and cycle == cycle[d:] + cycle[:d])
    start = first
    while start > 1 and verdicts[start - 1] == verdicts[first + (start - 1 + period - first) % span]:
        start -= 1
    return period, max(start, 1)
