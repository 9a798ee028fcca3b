"""The slow twin of :mod:`detente.kernels.strict`, and the relations it is used with, in plain Python.

``better(i, q, s)`` says whether decision maker i strictly prefers q to s; ``moves[i][s]`` is the set R_i(s).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from detente.kernels.definitions.stability import MoveSets, joint_moves, relational

Better = Callable[[int, int, int], bool]


def stable(concept: str, moves: MoveSets, better: Better, i: int, s: int) -> bool:
    """The sentence of a concept (nash, gmr, smr, seq, sseq) with ``better`` for the strict preference.

    For every s1 in R_i(s) with better_i(s1, s) there is an s2 that the others can reach from s1 (by moves that are
    better for those who make them, under SEQ and SSEQ) with not better_i(s2, s) and, under SMR and SSEQ, no s3 in
    R_i(s2) with better_i(s3, s). Under Nash nothing can be reached.
    """
    others = [j for j in range(len(moves)) if j != i]

    def mover(j: int, q: int) -> set[int]:
        pays = concept in ("seq", "sseq")
        return {t for t in moves[j][q] if not pays or better(j, t, q)}

    def gains(here: int, q: int) -> bool:
        return better(i, q, here)

    return relational(
        lambda s1: () if concept == "nash" else joint_moves(mover, others, s1),
        moves[i],
        s,
        leaves=gains,
        deters=lambda here, s2: not gains(here, s2),
        escapes=gains if concept in ("smr", "sseq") else None,
    )


def members_for(ranks: Sequence[Sequence[int]], shares: Sequence[int], q: int, s: int) -> int:
    """How many members strictly prefer q to s; faction f counts for shares[f] members and ranks states by ranks[f]."""
    return sum(share for rank, share in zip(ranks, shares, strict=True) if rank[q] > rank[s])


def more_than(level: Fraction, ranks: Sequence[Sequence[int]], shares: Sequence[int], q: int, s: int) -> bool:
    """Whether more than the share ``level`` of all members strictly prefer q to s."""
    return members_for(ranks, shares, q, s) > level * sum(shares)
