"""How far a ranking may be wrong, in plain Python: all weak orders, nearest first. The slow twin of ``near_rankings``.

For up to five states: they have 541 weak orders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product


def weak_orders(n_states: int) -> Iterator[tuple[int, ...]]:
    """Every ranking with ties, as dense ranks, 0 = worst."""
    for ranks in product(range(n_states), repeat=n_states):
        if set(ranks) == set(range(len(set(ranks)))):
            yield ranks


def distance(first: Sequence[int], second: Sequence[int]) -> int:
    """The number of pairs of states whose order (better, worse or equal) is not the same in both."""
    return sum(
        _sign(first[a] - first[b]) != _sign(second[a] - second[b]) for a, b in combinations(range(len(first)), 2)
    )


def radius(payoff: Sequence[Sequence[int]], dm: int, holds: Callable[[list[list[int]]], bool]) -> int | None:
    """The smallest distance of a ranking of ``dm`` under which ``holds`` is false, the others' as they are; or None."""
    for other in sorted(weak_orders(len(payoff[dm])), key=lambda ranks: distance(payoff[dm], ranks)):
        changed = [list(other) if i == dm else list(row) for i, row in enumerate(payoff)]
        if not holds(changed):
            return distance(payoff[dm], other)
    return None


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)
