"""Strong stability as defined, in plain Python: the slow twin of ``strength`` (Hamouda, Kilgour & Hipel 2004, 2006).

``much[a][b]`` says that the decision maker strongly prefers a to b; all else is as in :mod:`reference`.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.kernels.definitions.stability import MoveSets, Payoffs, answers, improvements

Much = Sequence[Sequence[bool]]


def much_better(truths: Sequence[Sequence[bool]], strong: Sequence[bool], a: int, b: int) -> bool:
    """A is strongly preferred to b: the first statement on which they differ is strong, and true in a."""
    for truth, is_strong in zip(truths, strong, strict=True):
        if truth[a] != truth[b]:
            return is_strong and truth[a]
    return False


def strongly_stable(concept: str, moves: MoveSets, payoff: Payoffs, much: Much, i: int, s: int) -> bool:
    """For all s1 in R_i+(s), mild or strong, there is s2 in R_{N-i}(s1) with s >> s2.

    Under SMR also s >> s3 for all s3 in R_i(s2). Under SEQ s2 is in R+_{N-i}(s1), the others' improvements being mild
    or strong.
    """

    def deters(s2: int) -> bool:
        return much[s][s2] and (concept != "smr" or all(much[s][s3] for s3 in moves[i][s2]))

    return all(
        any(deters(s2) for s2 in answers(moves, payoff, i, s1, improving=concept == "seq"))
        for s1 in improvements(moves, payoff, i, s)
    )
