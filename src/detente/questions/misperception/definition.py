"""First-level hypergames in plain Python: the game that one decision maker sees, as sets and lists.

Slow twin of the room. Nothing is renumbered: a state that is not seen stays, without moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.kernels.definitions.stability import MoveSets, Payoffs

Verdict = Callable[[MoveSets, Payoffs, int, int], bool]


def moves_seen(moves: MoveSets, seen: Sequence[bool]) -> list[list[set[int]]]:
    """The moves of the game in which only some states exist: none to or from another."""
    return [[{q for q in targets if seen[q]} if seen[s] else set() for s, targets in enumerate(mine)] for mine in moves]


def stays(verdict: Verdict, moves: MoveSets, payoff: Payoffs, seen: Sequence[bool], j: int, s: int) -> bool:
    """Whether j stays at s in a game with these payoffs and seen states; ``verdict`` is a function of ``reference``."""
    return verdict(moves_seen(moves, seen), payoff, j, s)


def hypergame_equilibrium(
    verdict: Verdict, moves: MoveSets, payoffs: Sequence[Payoffs], seen: Sequence[Sequence[bool]], s: int
) -> bool:
    """Stable for each i in its own game: payoffs[i] and seen[i] are those of i's game."""
    return all(stays(verdict, moves, payoffs[i], seen[i], i, s) for i in range(len(moves)))
