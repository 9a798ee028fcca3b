"""Coalition stability, transcribed from the definitions in plain Python: the slow twin of ``kernels.coalitions``.

Notation as in :mod:`detente.kernels.definitions.stability`; ``group`` is the coalition H. Sources: Kilgour, Hipel, Fang
& Peng 2001; Inohara & Hipel 2008. The others answer as individuals: by any legal sequence of moves, or of own
improvements.
"""

from __future__ import annotations

from collections.abc import Iterable

from detente.kernels.definitions.stability import MoveSets, Payoffs, improvements, joint_moves


def reach(moves: MoveSets, group: Iterable[int], s: int) -> set[int]:
    """R_H(s)."""
    return joint_moves(lambda j, q: moves[j][q], group, s)


def all_gain(payoff: Payoffs, group: Iterable[int], s: int, x: int) -> bool:
    """Every i in H prefers x to s."""
    return all(payoff[i][x] > payoff[i][s] for i in group)


def joint_improvements(moves: MoveSets, payoff: Payoffs, group: Iterable[int], s: int) -> set[int]:
    """R_H++(s) = { x in R_H(s) : x preferred to s by every i in H }."""
    members = list(group)
    return {x for x in reach(moves, members, s) if all_gain(payoff, members, s, x)}


def coalition_stable(concept: str, moves: MoveSets, payoff: Payoffs, group: Iterable[int], s: int) -> bool:
    """Nash, GMR, SMR, SEQ and SSEQ with H for i: a sanction is a state where some i in H does not gain."""
    members = list(group)
    others = [j for j in range(len(moves)) if j not in members]

    def mover(j: int, q: int) -> Iterable[int]:
        return improvements(moves, payoff, j, q) if concept in ("seq", "sseq") else moves[j][q]

    def deters(s2: int) -> bool:
        if all_gain(payoff, members, s, s2):
            return False
        if concept in ("smr", "sseq"):
            return not any(all_gain(payoff, members, s, s3) for s3 in reach(moves, members, s2))
        return True

    found = joint_improvements(moves, payoff, members, s)
    if concept == "nash":
        return not found
    return all(any(deters(s2) for s2 in joint_moves(mover, others, x)) for x in found)


def upsets(moves: MoveSets, payoff: Payoffs, equilibria: Iterable[int]) -> dict[tuple[int, tuple[int, ...]], set[int]]:
    """(s, H) -> R_H++(s), for every equilibrium s and every H of two or more for which it is not empty."""
    found: dict[tuple[int, tuple[int, ...]], set[int]] = {}
    for s in equilibria:
        for bits in range(1 << len(moves)):
            group = tuple(i for i in range(len(moves)) if bits >> i & 1)
            if len(group) > 1 and (to := joint_improvements(moves, payoff, group, s)):
                found[s, group] = to
    return found
