"""Evolution from the status quo, transcribed from the definitions in plain Python, for small conflicts.

The slow twin of :mod:`kernels.evolution` and :mod:`questions.evolution.kernel`: no array, no kept arrivals, but every
pair of a state and a last mover. A cost is (dear moves, moves), compared from the left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from detente.kernels.definitions.coalitions import joint_improvements
from detente.kernels.definitions.stability import MoveSets, Payoffs, improvements

Cost = tuple[int, int]
Coalition = tuple[int, ...]
Choices = Callable[[Coalition, int], Iterable[tuple[int, int]]]  # (target, 1 if the move is dear else 0)


def _costs(start: int, movers: Sequence[Coalition], choices: Choices) -> dict[int, Cost]:
    """The least cost of a legal sequence from ``start`` to each state that one leads to.

    A sequence that has come to state s with last mover H may go on by a move of any mover other than H. Costs are
    lowered until none can be lowered any more.
    """
    least: dict[tuple[int, Coalition], Cost] = {(start, ()): (0, 0)}
    lowered = True
    while lowered:
        lowered = False
        for (s, last), (dear, moves) in list(least.items()):
            for mover in movers:
                if mover == last:
                    continue
                for q, price in choices(mover, s):
                    cost = (dear + price, moves + 1)
                    if (q, mover) not in least or cost < least[q, mover]:
                        least[q, mover] = cost
                        lowered = True
    return {s: min(cost for (t, _), cost in least.items() if t == s) for s, _ in least}


def levels(moves: MoveSets, start: int) -> dict[int, int]:
    """Fewest legal moves to each state, whatever they are worth to the movers (Li, Kilgour & Hipel 2005)."""
    movers = [(i,) for i in range(len(moves))]
    found = _costs(start, movers, lambda mover, s: [(q, 0) for q in moves[mover[0]][s]])
    return {s: cost[1] for s, cost in found.items()}


def cheapest(moves: MoveSets, payoff: Payoffs, start: int) -> dict[int, Cost]:
    """(moves to a state that the mover does not prefer, moves): the fewest of the first, then of the second."""

    def choices(mover: Coalition, s: int) -> list[tuple[int, int]]:
        (i,) = mover
        better = improvements(moves, payoff, i, s)
        return [(q, 0 if q in better else 1) for q in moves[i][s]]

    return _costs(start, [(i,) for i in range(len(moves))], choices)


def fewest_joint_moves(moves: MoveSets, payoff: Payoffs, start: int) -> dict[int, Cost]:
    """(joint improvements, moves) over paths of single and joint improvements, no coalition twice in a row."""
    n = len(moves)
    movers = [group for size in range(1, n + 1) for group in combinations(range(n), size)]
    known: dict[tuple[Coalition, int], list[tuple[int, int]]] = {}

    def choices(mover: Coalition, s: int) -> list[tuple[int, int]]:
        if (mover, s) not in known:
            first, *others = mover
            alone = improvements(moves, payoff, first, s)
            found = joint_improvements(moves, payoff, mover, s) if others else alone
            known[mover, s] = [(q, 1 if others else 0) for q in found]
        return known[mover, s]

    return _costs(start, movers, choices)
