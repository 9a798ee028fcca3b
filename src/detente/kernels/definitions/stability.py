"""The published definitions, transcribed line by line in plain Python, for small conflicts.

This is the slow twin of the kernels: no arrays, no shortcuts, one function per definition. It is written to be read
beside the literature and to be compared with the kernels in tests. A state is an int, ``moves[i][s]`` the set R_i(s),
``payoff[i][s]`` the ordinal payoff of decision maker i.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product

MoveSets = Sequence[Sequence[set[int]]]
Payoffs = Sequence[Sequence[int]]
Mover = Callable[[int, int], Iterable[int]]


def option_moves(owners: Sequence[int], masks: Sequence[int], one_way: Sequence[int], dm: int) -> list[set[int]]:
    """R_i as positions in ``masks``: both ends feasible, only options of i differ, none against its direction."""
    result: list[set[int]] = []
    for s in masks:
        reachable = set()
        for q, to in enumerate(masks):
            changed = [k for k in range(len(owners)) if (s ^ to) >> k & 1]
            legal = all(owners[k] == dm and one_way[k] * (1 if to >> k & 1 else -1) >= 0 for k in changed)
            if changed and legal:
                reachable.add(q)
        result.append(reachable)
    return result


def merged_moves(moves: Sequence[set[int]], state_of: Sequence[int]) -> list[set[int]]:
    """R_i between merged states: some member of S can move to some member of Q, S and Q different."""
    result: list[set[int]] = [set() for _ in range(max(state_of) + 1)]
    for s, targets in enumerate(moves):
        result[state_of[s]] |= {state_of[q] for q in targets if state_of[q] != state_of[s]}
    return result


def improvements(moves: MoveSets, payoff: Payoffs, i: int, s: int) -> set[int]:
    """R_i+(s) = { q in R_i(s) : q preferred to s by i }."""
    return {q for q in moves[i][s] if payoff[i][q] > payoff[i][s]}


def joint_moves(mover: Mover, group: Iterable[int], s: int) -> set[int]:
    """R_H(s), the smallest set with last-mover sets Omega_H(s, .) such that (Fang, Hipel & Kilgour 1993, ch. 3).

    (1) j in H and q in R_j(s) put q into R_H(s) and j into Omega_H(s, q);
    (2) q in R_H(s), j in H, t in R_j(q) and Omega_H(s, q) != {j} put t into R_H(s) and j into Omega_H(s, t).
    """
    members = list(group)
    omega: dict[int, set[int]] = {}
    for j in members:
        for q in mover(j, s):
            omega.setdefault(q, set()).add(j)
    growing = True
    while growing:
        growing = False
        for q in list(omega):
            for j in members:
                if omega[q] != {j}:
                    for t in mover(j, q):
                        if j not in omega.setdefault(t, set()):
                            omega[t].add(j)
                            growing = True
    return set(omega)


def reachable_by_improvements(moves: MoveSets, payoff: Payoffs, s: int) -> set[int]:
    """R_N+(s) with s itself: where legal sequences of improvements of all decision makers N lead."""
    return joint_moves(lambda j, q: improvements(moves, payoff, j, q), range(len(moves)), s) | {s}


def _others(moves: MoveSets, i: int) -> list[int]:
    return [j for j in range(len(moves)) if j != i]


def answers(moves: MoveSets, payoff: Payoffs, i: int, s1: int, *, improving: bool) -> set[int]:
    """R_{N-i}(s1), or R+_{N-i}(s1) where the others answer by improvements only."""

    def mover(j: int, q: int) -> Iterable[int]:
        return improvements(moves, payoff, j, q) if improving else moves[j][q]

    return joint_moves(mover, _others(moves, i), s1)


def nash(moves: MoveSets, payoff: Payoffs, i: int, s: int) -> bool:
    """R_i+(s) is empty (Nash 1950, 1951)."""
    return not improvements(moves, payoff, i, s)


def gmr(moves: MoveSets, payoff: Payoffs, i: int, s: int) -> bool:
    """For all s1 in R_i+(s) there is s2 in R_{N-i}(s1) with s at least as good as s2 for i (Howard 1971)."""
    p = payoff[i]
    return all(
        any(p[s] >= p[s2] for s2 in answers(moves, payoff, i, s1, improving=False))
        for s1 in improvements(moves, payoff, i, s)
    )


def smr(moves: MoveSets, payoff: Payoffs, i: int, s: int) -> bool:
    """As GMR, and s is at least as good as every s3 in R_i(s2) (Howard 1971)."""
    p = payoff[i]
    return all(
        any(
            p[s] >= p[s2] and all(p[s] >= p[s3] for s3 in moves[i][s2])
            for s2 in answers(moves, payoff, i, s1, improving=False)
        )
        for s1 in improvements(moves, payoff, i, s)
    )


def seq(moves: MoveSets, payoff: Payoffs, i: int, s: int) -> bool:
    """As GMR with s2 in R+_{N-i}(s1): the others answer by improvements only (Fraser & Hipel 1979, 1984)."""
    p = payoff[i]
    return all(
        any(p[s] >= p[s2] for s2 in answers(moves, payoff, i, s1, improving=True))
        for s1 in improvements(moves, payoff, i, s)
    )


def sseq(moves: MoveSets, payoff: Payoffs, i: int, s: int) -> bool:
    """As SMR with s2 in R+_{N-i}(s1) (Rego & Vieira 2017)."""
    p = payoff[i]
    return all(
        any(
            p[s] >= p[s2] and all(p[s] >= p[s3] for s3 in moves[i][s2])
            for s2 in answers(moves, payoff, i, s1, improving=True)
        )
        for s1 in improvements(moves, payoff, i, s)
    )


def relational(
    reach: Callable[[int], Iterable[int]],
    own: Sequence[set[int]],
    s: int,
    leaves: Callable[[int, int], bool],
    deters: Callable[[int, int], bool],
    escapes: Callable[[int, int], bool] | None = None,
) -> bool:
    """The sentence of Howard's concepts with relations in place of one ranking.

    For all q in R_i(s) with leaves(s, q) there is s2 in reach(q) with deters(s, s2) (and, where escapes is given, no s3
    in R_i(s2) with escapes(s, s3)). own[s] is R_i(s), reach(q) the states that the others can reach together from q.
    """
    return all(
        any(deters(s, s2) and not (escapes and any(escapes(s, s3) for s3 in own[s2])) for s2 in reach(q))
        for q in own[s]
        if leaves(s, q)
    )


def sim(masks: Sequence[int], state_of: Sequence[int], moves: MoveSets, payoff: Payoffs, i: int, s: int) -> bool:
    """Simultaneous sanctioning (Fraser & Hipel 1984), with ``moves`` between masks and ``payoff`` of states.

    For every improvement there is, for every other j, a choice of "stay" or one q_j in R_j+(s), such that the option
    changes of all of them, made to s at once, give a feasible x with s at least as good as x. Where several masks are
    one state, this must hold at each mask of the state from which i can make the improvement.
    """
    at = {mask: k for k, mask in enumerate(masks)}
    p = payoff[i]
    for k, mask in enumerate(masks):
        if state_of[k] != s:
            continue
        choices = [
            [0, *(mask ^ masks[q] for q in moves[j][k] if payoff[j][state_of[q]] > payoff[j][s])]
            for j in _others(moves, i)
        ]
        for q in moves[i][k]:
            if p[state_of[q]] <= p[s]:
                continue
            ends = (_apply(masks[q], changes) for changes in product(*choices))
            if not any(x in at and p[state_of[at[x]]] <= p[s] for x in ends):
                return False
    return True


def _apply(mask: int, changes: Iterable[int]) -> int:
    for change in changes:
        mask ^= change
    return mask


def lexicographic_ranks(truths: Sequence[Sequence[bool]], n_states: int) -> list[int]:
    """Dense ranks, 1 = worst, by comparing tuples of truth values, most important statement first."""
    tuples = [tuple(truth[s] for truth in truths) for s in range(n_states)]
    order = sorted(set(tuples))
    return [order.index(t) + 1 for t in tuples]
