"""The slow twin of ``kernel``: relational preferences, line by line in plain Python.

``attitudes[i][j]`` is ``"+"``, ``"-"`` or ``"0"``; ``payoff[j][s]`` the ordinal payoff of j.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.kernels.definitions.stability import MoveSets, Payoffs

Attitudes = Sequence[Sequence[str]]


def relational_preference(attitudes: Attitudes, payoff: Payoffs, i: int, j: int, q: int, s: int) -> bool:
    """Q RP_ij s: devoting (what j prefers), aggressive (the reverse of it), or indifferent (always)."""
    match attitudes[i][j]:
        case "+":
            return payoff[j][q] > payoff[j][s]
        case "-":
            return payoff[j][s] > payoff[j][q]
        case _:
            return True


def total_relational_preference(attitudes: Attitudes, payoff: Payoffs, i: int, q: int, s: int) -> bool:
    """Q TRP_i s: q RP_ij s for every j."""
    return all(relational_preference(attitudes, payoff, i, j, q, s) for j in range(len(payoff)))


def total_relational_reply(attitudes: Attitudes, payoff: Payoffs, moves: MoveSets, i: int, s: int) -> set[int]:
    """TRR_i(s): s itself, and the states of R_i(s) that are totally relationally preferred to it."""
    return {s} | {q for q in moves[i][s] if total_relational_preference(attitudes, payoff, i, q, s)}
