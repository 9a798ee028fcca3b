"""Partial preferences by the definition, in plain Python: every completion is tried. For a handful of states.

known[a][b] is one of ">", "=", "<" or "?" (nobody can say). A completion is a weak order, given as a rank per state, in
which every pair that is known stands as known. Surely stable: stable in every completion (of all decision makers);
possibly stable: stable in some; never: in none. The verdict in one completion is that of definitions.stability.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from detente.kernels.definitions import stability as reference
from detente.kernels.definitions.rankings import weak_orders
from detente.kernels.definitions.stability import MoveSets

Known = Sequence[Sequence[str]]


def _sign(a: int, b: int) -> str:
    return ">" if a > b else "<" if a < b else "="


def completions(known: Known) -> list[tuple[int, ...]]:
    """The weak orders that agree with every known pair."""
    n = len(known)
    return [
        ranks
        for ranks in weak_orders(n)
        if all(known[a][b] in ("?", _sign(ranks[a], ranks[b])) for a in range(n) for b in range(n))
    ]


def known_relation(ranks: Sequence[int], unknown: set[frozenset[int]]) -> list[list[str]]:
    """What a ranking leaves known when some pairs are unknown: what holds in every completion of the other pairs."""
    n = len(ranks)
    said = [[("?" if {a, b} in unknown else _sign(ranks[a], ranks[b])) for b in range(n)] for a in range(n)]
    found = completions(said)
    agreed = [[{_sign(order[a], order[b]) for order in found} for b in range(n)] for a in range(n)]
    return [[next(iter(signs)) if len(signs) == 1 else "?" for signs in row] for row in agreed]


def over_all_completions(
    concept: str, moves: MoveSets, known: Sequence[Known]
) -> tuple[list[list[bool]], list[list[bool]], list[bool], list[bool]]:
    """(surely[i][s], possibly[i][s], surely an equilibrium [s], possibly an equilibrium [s])."""
    n_dms, n = len(known), len(known[0])
    verdict = getattr(reference, concept)
    surely = [[True] * n for _ in range(n_dms)]
    possibly = [[False] * n for _ in range(n_dms)]
    always, ever = [True] * n, [False] * n
    for payoff in product(*(completions(one) for one in known)):
        for s in range(n):
            stable = [verdict(moves, payoff, i, s) for i in range(n_dms)]
            for i in range(n_dms):
                surely[i][s] = surely[i][s] and stable[i]
                possibly[i][s] = possibly[i][s] or stable[i]
            always[s] = always[s] and all(stable)
            ever[s] = ever[s] or all(stable)
    return surely, possibly, always, ever


LEAVES = {"a": ">?", "b": ">", "c": ">?", "d": ">"}
DETERS = {"a": "<=", "b": "<=", "c": "<=?", "d": "<=?"}
ESCAPES = {"a": ">?", "b": ">?", "c": ">", "d": ">"}


def extension(letter: str, concept: str, moves: MoveSets, known: Sequence[Known], i: int, s: int) -> bool:
    """The four extensions of Li, Hipel, Kilgour & Fang (2004); in SEQ the others move along > or unknown.

    SSEQ is not in the paper; it is read as SEQ with the escapes of SMR.
    """
    mine, others = known[i], [j for j in range(len(known)) if j != i]

    def answers(q: int) -> set[int]:
        if concept in ("seq", "sseq"):
            return reference.joint_moves(lambda j, p: {t for t in moves[j][p] if known[j][t][p] in ">?"}, others, q)
        return reference.joint_moves(lambda j, p: moves[j][p], others, q) if concept != "nash" else set()

    def escapes(here: int, s3: int) -> bool:
        return mine[s3][here] in ESCAPES[letter]

    return reference.relational(
        answers,
        moves[i],
        s,
        lambda here, q: mine[q][here] in LEAVES[letter],
        lambda here, s2: mine[s2][here] in DETERS[letter],
        escapes if concept in ("smr", "sseq") else None,
    )
