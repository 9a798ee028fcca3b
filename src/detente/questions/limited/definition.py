"""Limited moves and maximin as defined, in plain Python: the slow twin of ``limited`` and ``ties``.

A state is an int, ``moves[i][s]`` the set R_i(s), ``payoff[i][s]`` the ordinal payoff of decision maker i.
"""

from __future__ import annotations

from detente.kernels.definitions.stability import MoveSets, Payoffs, joint_moves


def anticipated(moves: MoveSets, payoff: Payoffs, h: int, i: int, s: int) -> int:
    """G_h(i, s) for two decision makers (Kilgour 1985): the state in which i expects play from s to end."""
    if h == 0 or not moves[i][s]:
        return s
    ends = [anticipated(moves, payoff, h - 1, 1 - i, q) for q in sorted(moves[i][s])]
    best = max(ends, key=lambda end: payoff[i][end])
    return best if payoff[i][best] > payoff[i][s] else s


def possible_outcomes(moves: MoveSets, payoff: Payoffs, h: int, i: int, s: int) -> set[int]:
    """Every G_h(i, s) that some way of breaking ties brings about."""
    p = payoff[i]
    if h == 0 or not moves[i][s]:
        return {s}
    after = [possible_outcomes(moves, payoff, h - 1, 1 - i, q) for q in moves[i][s]]
    found: set[int] = set()
    for k, ends in enumerate(after):
        for end in ends:
            no_better = all(any(p[other] <= p[end] for other in after[m]) for m in range(len(after)) if m != k)
            if no_better:
                found.add(end if p[end] > p[s] else s)
    return found


def maximin(moves: MoveSets, payoff: Payoffs, h: int, i: int, s: int) -> int:
    """V_h(s) for i: what i can be sure of with h moves left, i to move, if all others together do their worst."""
    p = payoff[i]
    if h == 0:
        return p[s]
    return max([p[s], *(_against(moves, payoff, h - 1, i, q) for q in moves[i][s])])


def _against(moves: MoveSets, payoff: Payoffs, h: int, i: int, q: int) -> int:
    """W_h(q) for i: the same with the others to move, by a legal sequence of any length or not at all."""
    p = payoff[i]
    if h == 0:
        return p[q]
    others = [j for j in range(len(moves)) if j != i]
    reached = joint_moves(lambda j, t: moves[j][t], others, q)
    return min([p[q], *(maximin(moves, payoff, h - 1, i, t) for t in reached)])


def maximin_stable(moves: MoveSets, payoff: Payoffs, h: int, i: int, s: int) -> bool:
    """V_h(s) = P_i(s): no move of i promises more than staying."""
    return maximin(moves, payoff, h, i, s) == payoff[i][s]
