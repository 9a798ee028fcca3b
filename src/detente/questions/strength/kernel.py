"""Strength of preference: which states are strongly less preferred, and stability by sanctions that are felt strongly.

Definitions: Hamouda, Kilgour & Hipel (2004 for two decision makers, 2006 for more), the case of two degrees (mild and
strong) of the general one of Xu, Hipel & Kilgour (2009). A decision maker leaves s for anything it prefers, mildly or
strongly. s is *strongly* stable for i

    GMR  iff for every improvement s1 there is s2 in R_{N-i}(s1) with s >> s2;
    SMR  iff moreover s >> s3 for every s3 in R_i(s2);
    SEQ  as GMR with s2 in R+_{N-i}(s1), where the others' improvements may be mild or strong.

Without an improvement s is strongly stable under all three. Slow twin: definition.
"""

from __future__ import annotations

import numpy as np

from detente.kernels.arrays import Bits, BoolArray, IntArray
from detente.kernels.moves import Moves
from detente.kernels.relational import stable_by_relations

CONCEPTS = ("gmr", "smr", "seq")


def far_below(truths: BoolArray, strong: BoolArray, s: IntArray) -> BoolArray:
    """The states strongly less preferred than each of some ``s``: the first statement that tells them apart is strong.

    truths : bool, shape (n_statements, n_states), most important first; strong : bool, shape (n_statements,)
    s : int64, shape (n,); returns : bool, shape (n, n_states). Time O(n_statements x n x n_states).
    Reference: definition.much_better.
    """
    undecided = np.ones((s.size, truths.shape[1]), bool)
    found = np.zeros_like(undecided)
    for truth, is_strong in zip(truths, strong, strict=True):
        here = truth[s, None]
        differs = undecided & (truth != here)
        if is_strong:
            found |= differs & here
        undecided &= ~differs
    return found


def strongly_stable(
    moves: Moves, rank: IntArray, reach: Bits, truths: BoolArray, strong: BoolArray, *, no_way_out: bool
) -> BoolArray:
    """Whether each state is strongly stable for one decision maker.

    moves : its own; rank : int64, shape (n_states,), its own
    reach : uint8, shape (n_states, ceil(n_states / 8)), of the others, by any moves for GMR and SMR, by improvements
        for SEQ, from :class:`~detente.kernels.coalitions.JointMoves`
    truths, strong : its preference, as in :func:`far_below`; no_way_out : as SMR has it
    returns : bool, shape (n_states,)
    Time O(n_statements x n_states ** 2 + moves of the decision maker x n_states / 8).
    Reference: definition.strongly_stable.
    """
    return stable_by_relations(
        moves,
        reach,
        leaves=lambda s: rank > rank[s, None],
        deters=lambda s: far_below(truths, strong, s),
        no_way_out=no_way_out,
    )
