"""Strength of preference: which states are strongly less preferred, and stability by sanctions that are felt strongly.

Definitions: Hamouda, Kilgour & Hipel (2004 for two decision makers, 2006 for more), the case of two degrees (mild and
strong) of the general one of Xu, Hipel & Kilgour (2009). A decision maker leaves s for anything it prefers, mildly or
strongly. s is *strongly* stable for i

    GMR  iff for every improvement s1 there is s2 in R_{N-i}(s1) with s >> s2;
    SMR  iff moreover s >> s3 for every s3 in R_i(s2);
    SEQ  as GMR with s2 in R+_{N-i}(s1), where the others' improvements may be mild or strong.

Without an improvement s is strongly stable under all three. Slow twin: kernels.reference_strength.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from detente.kernels.moves import Moves
from detente.kernels.relational import Bits, arcs_where, joint_reach, stable_by_relations

__all__ = ["CONCEPTS", "far_below", "reach_of_others", "strongly_stable"]

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

CONCEPTS = ("gmr", "smr", "seq")


def far_below(truths: BoolArray, strong: BoolArray, s: int) -> BoolArray:
    """The states that are strongly less preferred than ``s``: the first statement that tells them apart is strong.

    truths : bool, shape (n_statements, n_states), most important first; strong : bool, shape (n_statements,)
    returns : bool, shape (n_states,). Time O(n_statements x n_states).
    Reference: kernels.reference_strength.much_better.
    """
    undecided = np.ones(truths.shape[1], bool)
    found = np.zeros(truths.shape[1], bool)
    for truth, is_strong in zip(truths, strong, strict=True):
        differs = undecided & (truth != truth[s])
        if is_strong and truth[s]:
            found |= differs
        undecided &= ~differs
    return found


def reach_of_others(moves: Sequence[Moves], ranks: IntArray, dm: int, *, improving: bool) -> Bits:
    """What all but ``dm`` can bring about together, by any moves or by improvements.

    moves : per decision maker; ranks : int64, shape (n_dms, n_states)
    returns : As :func:`detente.kernels.relational.joint_reach`, of the same cost.
    """

    def counts(rank: IntArray) -> Callable[[IntArray, IntArray], BoolArray]:
        return lambda origin, target: (rank[target] > rank[origin]) | (not improving)

    arcs = [arcs_where(m, counts(rank)) for j, (m, rank) in enumerate(zip(moves, ranks, strict=True)) if j != dm]
    return joint_reach(ranks.shape[1], arcs)


def strongly_stable(
    moves: Moves, rank: IntArray, reach: Bits, truths: BoolArray, strong: BoolArray, *, no_way_out: bool
) -> BoolArray:
    """Whether each state is strongly stable for one decision maker.

    moves : its own; rank : int64, shape (n_states,), its own
    reach : of the others, from :func:`reach_of_others`, by any moves for GMR and SMR, by improvements for SEQ
    truths, strong : its preference, as in :func:`far_below`; no_way_out : as SMR has it
    returns : bool, shape (n_states,)
    Time O(n_states x n_statements x n_states + moves x n_states / 8), and with ``no_way_out`` as much again for the
    escapes and n_states x n_entries.
    Reference: kernels.reference_strength.strongly_gmr, strongly_smr, strongly_seq.
    """

    def deters(s: int) -> BoolArray:
        return far_below(truths, strong, s)

    return stable_by_relations(
        moves,
        reach,
        leaves=lambda s: rank > rank[s],
        deters=deters,
        escapes=(lambda s: ~deters(s)) if no_way_out else None,
    )
