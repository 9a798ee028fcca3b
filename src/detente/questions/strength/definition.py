"""Strong stability as defined, in plain Python: the slow twin of ``strength`` (Hamouda, Kilgour & Hipel 2004, 2006).

``much[a][b]`` says that the decision maker strongly prefers a to b; all else is as in :mod:`reference`.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.kernels.definitions.stability import MoveSets, Payoffs, improvements, joint_moves

Much = Sequence[Sequence[bool]]


def much_better(truths: Sequence[Sequence[bool]], strong: Sequence[bool], a: int, b: int) -> bool:
    """A is strongly preferred to b: the first statement on which they differ is strong, and true in a."""
    for truth, is_strong in zip(truths, strong, strict=True):
        if truth[a] != truth[b]:
            return is_strong and truth[a]
    return False


def strongly_gmr(moves: MoveSets, payoff: Payoffs, much: Much, i: int, s: int) -> bool:
    """For all s1 in R_i+(s), mild or strong, there is s2 in R_{N-i}(s1) with s >> s2."""
    others = [j for j in range(len(moves)) if j != i]
    return all(
        any(much[s][s2] for s2 in joint_moves(lambda j, q: moves[j][q], others, s1))
        for s1 in improvements(moves, payoff, i, s)
    )


def strongly_smr(moves: MoveSets, payoff: Payoffs, much: Much, i: int, s: int) -> bool:
    """As strongly GMR, and s >> s3 for all s3 in R_i(s2)."""
    others = [j for j in range(len(moves)) if j != i]
    return all(
        any(
            much[s][s2] and all(much[s][s3] for s3 in moves[i][s2])
            for s2 in joint_moves(lambda j, q: moves[j][q], others, s1)
        )
        for s1 in improvements(moves, payoff, i, s)
    )


def strongly_seq(moves: MoveSets, payoff: Payoffs, much: Much, i: int, s: int) -> bool:
    """As strongly GMR with s2 in R+_{N-i}(s1), the others' improvements being mild or strong."""
    others = [j for j in range(len(moves)) if j != i]
    return all(
        any(much[s][s2] for s2 in joint_moves(lambda j, q: improvements(moves, payoff, j, q), others, s1))
        for s1 in improvements(moves, payoff, i, s)
    )
