"""Rankings near a given one: a state moved down, and the smallest rearrangements after which a move pays no more.

The *distance* between two rankings (weak orders) of the same states is the number of pairs of states whose order
changes: strict turned round, a tie made strict, or strict made a tie, each counts 1. Between rankings without ties it
is the number of exchanges of neighbours that lead from one to the other (Kendall 1938).

Two facts make a search among all rankings short.

*Moving one state.* To bring each state of a set above ``s``, where ``t`` is the worst of them, costs at least the
number of states other than ``s`` that are ranked from ``t`` up to ``s``. The pair ``(s, t)`` changes. For every other
such ``u``, if neither its order with ``s`` nor that with ``t`` changed, ``s >= u >= t`` would still hold as it did, and
``t`` could not be above ``s``; so one of these two changes, and no two ``u`` share a pair. Moving ``s`` alone below all
states as good as ``t`` costs exactly that.

*Rearranging neighbours.* The states of whole neighbouring tiers form a *window*. Wherever two rankings differ, the
tiers of the first fall into windows such that across the borders nothing changes, and every border inside a window is
crossed by a change. If the change of ``u > v`` crosses, each state from ``u`` down to ``v`` changes its order with one
of the two (as above, a tie of ``u`` and ``v`` included); so the changes of a window connect its states, and a window of
``m`` states costs at least ``m - 1``. Within distance 3, windows have at most four states, and there are few shapes.

Slow twin: :mod:`detente.kernels.definitions.rankings`, which looks at all weak orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from detente.kernels.arrays import IntArray
from detente.kernels.moves import ranges

FURTHEST = 3  # distance up to which rearrangements are listed
FINE = FURTHEST + 1  # how many places there are from one tier up to the next; no window has more states


def just_below(tiers: IntArray) -> IntArray:
    """The place just below the states of these ranks (1 is the worst), in a ranking with FINE places to a tier.

    tiers : int64, shape (n,); returns : int64, the same shape. O(1) each.
    """
    return tiers * FINE - 1


def passed(ranks: IntArray, state: int, tier: int) -> IntArray:
    """The states that ``state`` passes down to just below ``tier``, ties included; the distance is their number.

    ranks : int64, shape (n_states,); returns : int64, shape (number of states passed,), ascending. Time O(n_states).
    Reference: definitions.rankings.distance.
    """
    between = (ranks >= tier) & (ranks <= ranks[state])
    between[state] = False
    return np.flatnonzero(between)


def changed_pairs(before: IntArray, after: IntArray, states: IntArray) -> list[tuple[int, int]]:
    """The pairs among some states whose order differs: (a, b), a ranked at least as high before.

    before, after : int64, shape (n_states,); states : int64, shape (n,). Time O(n ** 2).
    Reference: definitions.rankings.distance, the number of these.
    """
    found = []
    for k, a in enumerate(states.tolist()):
        for b in states[k + 1 :].tolist():
            was, now = int(np.sign(before[a] - before[b])), int(np.sign(after[a] - after[b]))
            if was != now:
                found.append((a, b) if was > 0 or (was == 0 and now < 0) else (b, a))
    return found


class Rearranged(NamedTuple):
    """Some neighbouring tiers in another order.

    cost : pairs of states whose order changes
    tier, last : the ranks of the lowest and the highest tier of the window
    states : the states of the window
    levels : the place of each, in the order of ``states``; 0 is the lowest
    """

    cost: int
    tier: int
    last: int
    states: tuple[int, ...]
    levels: tuple[int, ...]


def rearrangements(ranks: IntArray, arcs: IntArray) -> list[Rearranged]:
    """Rearrangements of one window after which some improvement is one no more; of several that do the same, one.

    ranks : int64, shape (n_states,), dense, 1 is the worst
    arcs : int64, shape (n_arcs, 2)   the moves (from, to) of this decision maker
    returns : those up to distance FURTHEST; left out is one if another in the same window costs no more and takes away
        the same improvements, or more. What it adds does not count: see :mod:`detente.questions.rankings.ask`.
    Time O(n_states log n_states + n_arcs), and n_states ** 2 to clear as many bytes of memory.
    Source: Kendall 1938 for the distance. Reference: definitions.rankings.radius.
    """
    n_states = ranks.size
    has_move = np.zeros((n_states, n_states), bool)
    has_move[arcs[:, 0], arcs[:, 1]] = True
    order = np.argsort(ranks, kind="stable")
    starts = np.searchsorted(ranks[order], np.arange(1, int(ranks.max()) + 2))
    sizes = np.diff(starts).tolist()
    found: list[Rearranged] = []
    for low in range(len(sizes)):
        for high in range(low + 1, min(low + FINE, len(sizes))):
            shape = tuple(sizes[low : high + 1])
            if sum(shape) > FINE:
                break
            states = order[starts[low] : starts[high + 1]]
            pays = has_move[states[:, None], states[None, :]]
            code = sum(1 << k for k, (a, b) in enumerate(_pairs(len(states))) if pays[a, b])
            names = tuple(states.tolist())
            found += [Rearranged(cost, low + 1, high + 1, names, levels) for cost, levels in _useful(shape, code)]
    return found


def how_many(some: Sequence[Rearranged], cost: int) -> int:
    """How many rows :func:`together` has, without making them.

    some : sorted by ``tier``. Time O(cost x number of rearrangements).
    """
    prices, begin = _prices_and_followers(some)
    after = np.zeros((cost + 1, len(some) + 1), np.int64)  # chains of a cost that begin at this place or later
    for total in range(1, cost + 1):
        left = total - prices
        chains = (left == 0) + np.where(left > 0, after[np.maximum(left, 0), begin], 0)
        after[total, :-1] = np.cumsum(chains[::-1])[::-1]
    return int(after[cost, 0])


def together(some: Sequence[Rearranged], cost: int) -> IntArray:
    """Every choice of rearrangements in windows that do not overlap, with this cost in sum.

    some : sorted by ``tier``
    returns : int64, shape (number of choices, cost)   places in ``some``, ascending, and -1 where a choice has fewer
    Time and memory O(choices of up to this cost x cost): :func:`how_many` says beforehand how many.
    """
    prices, begin = _prices_and_followers(some)
    chains = np.full((len(some), cost), -1)
    chains[:, 0] = np.arange(len(some))
    paid, last = prices.copy(), chains[:, 0]
    whole = [chains[paid == cost]]
    for place in range(1, cost):
        going_on = paid < cost
        chains, paid, last = chains[going_on], paid[going_on], last[going_on]
        counts = len(some) - begin[last]
        following = ranges(begin[last], counts)
        chains, paid = np.repeat(chains, counts, axis=0), np.repeat(paid, counts) + prices[following]
        chains[:, place], last = following, following
        whole.append(chains[paid == cost])
    return np.concatenate(whole)


def _prices_and_followers(some: Sequence[Rearranged]) -> tuple[IntArray, IntArray]:
    """The cost of each, and the first place in the list from which on windows lie wholly above its own."""
    tiers = np.array([one.tier for one in some], np.int64)
    lasts = np.array([one.last for one in some], np.int64)
    return np.array([one.cost for one in some], np.int64), np.searchsorted(tiers, lasts, side="right")


def shifts(some: Sequence[Rearranged], ranks: IntArray) -> npt.NDArray[np.int8]:
    """What each adds to a ranking in FINE places to a tier.

    ranks : int64, shape (n_states,), dense, 1 is the worst
    returns : int8, shape (number of rearrangements + 1, n_states), the last row zero. Time and memory O(its size).
    """
    found = np.zeros((len(some) + 1, ranks.size), np.int8)
    for row, one in zip(found, some, strict=False):
        states = list(one.states)
        row[states] = one.tier * FINE + np.array(one.levels) - ranks[states] * FINE
    return found


@cache
def _pairs(count: int) -> tuple[tuple[int, int], ...]:
    """Positions (worse, better) in a window; states come from the lowest tier up."""
    return tuple(combinations(range(count), 2))


@cache
def _useful(shape: tuple[int, ...], code: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """The (cost, levels) for a window of tiers with so many states, the worst first.

    code : a bit for each pair, set where there is a move from the worse to the better state
    """
    before = [tier for tier, size in enumerate(shape) for _ in range(size)]
    pairs = _pairs(len(before))
    options: list[tuple[int, int, bool, tuple[int, ...]]] = []
    for levels in product(range(len(before)), repeat=len(before)):
        if set(levels) != set(range(max(levels) + 1)):
            continue
        changed = [(a, b) for a, b in pairs if _sign(before[b] - before[a]) != _sign(levels[b] - levels[a])]
        ended = sum(
            1 << k
            for k, (a, b) in enumerate(pairs)
            if code >> k & 1 and before[b] > before[a] and levels[b] <= levels[a]
        )
        whole = all(any(before[a] < cut <= before[b] for a, b in changed) for cut in range(1, len(shape)))
        if ended and len(changed) <= FURTHEST:
            options.append((len(changed), ended, whole, levels))
    kept: list[tuple[int, int, bool, tuple[int, ...]]] = []
    for option in sorted(options, key=lambda o: (o[0], -o[1].bit_count(), o[2], o[3])):
        if not any(option[1] & ~better[1] == 0 for better in kept):
            kept.append(option)
    return tuple((cost, levels) for cost, _, whole, levels in kept if whole)


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
