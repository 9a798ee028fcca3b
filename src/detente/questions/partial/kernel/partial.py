"""Stability where some comparisons are unknown: four extensions, and bounds on what holds in every or some completion.

Put x_q = [s is at least as good as q for i], for the state s and decision maker i asked about. In each of

    Nash  AND_q x_q      over q in R_i(s)
    GMR   AND_q (x_q or OR_s2 x_s2)      over s2 in R_{N-i}(q)
    SMR   AND_q (x_q or OR_s2 (x_s2 and AND_s3 x_s3))      over s3 in R_i(s2)

the verdict depends on i's comparisons with s alone and never gets worse when an x turns true. So the least favourable
completion has every unknown q above s, the most favourable has every unknown q below s, provided that there are such
completions. There are: putting s just below everything that is unknown to it asks for "q better than s" only, and a
circle would need a q' known to be no better than s and no worse than some unknown q, hence q known to be no better than
s; the other side is the mirror image. Each decision maker is completed by itself, so two evaluations decide *surely*
and *possibly*, and a state is surely (possibly) an equilibrium iff it is surely (possibly) stable for everybody.

These two are extensions a and d of Li, Hipel, Kilgour & Fang (2004), which thus are exact for Nash, GMR and SMR.

SEQ and SSEQ put R+_{N-i}(q) for R_{N-i}(q). The verdict still never gets worse when another decision maker has one more
improvement, so the known improvements alone bound it from below, and known and unknown ones together from above. But
these bounds need not be reached: of two opposite moves between unknown states at most one improves, and transitivity
binds the rest. Where they differ, ``kernel.completions`` decides.
Slow twin: definition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from detente.kernels.arrays import Bits, BoolArray, IntArray
from detente.kernels.moves import Moves
from detente.kernels.relational import arcs_where, joint_reach, stable_by_relations

# letter: leaves for an unknown state too; is deterred by an unknown state too (and counts only a sure way out)
EXTENSIONS: dict[str, tuple[bool, bool]] = {
    "a": (True, False),
    "b": (False, False),
    "c": (True, True),
    "d": (False, True),
}
ANSWERS_PAY = ("seq", "sseq")
NO_WAY_OUT = ("smr", "sseq")


class Partial:
    """A conflict with partly known preferences. What is worked out is kept.

    moves, ge : one per decision maker; ge : bool, shape (n_states, n_states), see :mod:`partial_order`
    Memory: n_states ** 2 bytes twice, and n_states ** 2 / 8 for each kind of answers, per decision maker.
    """

    def __init__(self, moves: Sequence[Moves], ge: Sequence[BoolArray]) -> None:
        self.moves, self.ge = tuple(moves), tuple(ge)
        self.n_states = ge[0].shape[0]
        self._reach: dict[tuple[int, str], Bits] = {}
        self._stable: dict[tuple[int, str, str, str], BoolArray] = {}

    @cached_property
    def transposed(self) -> tuple[BoolArray, ...]:
        """``ge`` by column, so that a column is read as fast as a row: bool, shape (n_states, n_states) each."""
        return tuple(np.ascontiguousarray(ge.T) for ge in self.ge)

    def reach(self, dm: int, answers: str) -> Bits:
        """What the others can bring about by moves: ``all``, those that ``may`` improve, those that ``must``.

        returns : As :func:`detente.kernels.relational.joint_reach`, of the same cost, kept: a view.
        """
        if (dm, answers) not in self._reach:
            others = [j for j in range(len(self.moves)) if j != dm]
            arcs = [arcs_where(self.moves[j], self._counts(j, answers)) for j in others]
            self._reach[dm, answers] = joint_reach(self.n_states, arcs)
        return self._reach[dm, answers]

    def _counts(self, j: int, answers: str) -> Callable[[IntArray, IntArray], BoolArray]:
        """Which moves of ``j`` are answers: for :func:`detente.kernels.relational.arcs_where`."""
        ge = self.ge[j]
        if answers == "all":
            return lambda origins, targets: np.ones(origins.size, bool)
        if answers == "may":
            return lambda origins, targets: ~ge[origins, targets]
        return lambda origins, targets: ge[targets, origins] & ~ge[origins, targets]

    def stable(self, dm: int, concept: str, letter: str, answers: str = "may") -> BoolArray:
        """Stability for one decision maker under one extension, kept: a view. returns : bool, shape (n_states,).

        letter : of EXTENSIONS; answers : as for :meth:`reach`, under SEQ and SSEQ
        Time O(moves of the decision maker x n_states / 8): see ``relational.stable_by_relations``.
        Source: Li, Hipel, Kilgour & Fang 2004. Reference: definition.extension.
        """
        if concept not in ANSWERS_PAY:
            answers = "all"
        key = (dm, concept, letter, answers)
        if key not in self._stable:
            self._stable[key] = self._by_relations(*key)
        return self._stable[key]

    def _by_relations(self, dm: int, concept: str, letter: str, answers: str) -> BoolArray:
        """:meth:`stable`, not kept: what the letter makes of an unknown comparison, as relations."""
        leaves_unknown, unknown_deters = EXTENSIONS[letter]
        ge, transposed = self.ge[dm], self.transposed[dm]

        def better(s: IntArray, *, perhaps: bool) -> BoolArray:
            return ~ge[s] if perhaps else transposed[s] & ~ge[s]

        return stable_by_relations(
            self.moves[dm],
            None if concept == "nash" else self.reach(dm, answers),
            leaves=lambda s: better(s, perhaps=leaves_unknown),
            deters=lambda s: ~better(s, perhaps=not unknown_deters),
            no_way_out=concept in NO_WAY_OUT,
        )

    def extension(self, concept: str, letter: str) -> BoolArray:
        """One of the four extensions for everybody; under SEQ and SSEQ answers are moves that may improve.

        returns : bool, shape (n_dms, n_states). Time O(n_dms) times that of :meth:`stable`.
        """
        return np.stack([self.stable(dm, concept, letter) for dm in range(len(self.moves))])

    def bounds(self, concept: str) -> tuple[tuple[BoolArray, BoolArray], tuple[BoolArray, BoolArray]]:
        """Bounds over all completions; lower and upper ones are equal for Nash, GMR and SMR.

        returns : (at least, at most) for "stable in every completion", and for "in some": bool, shape (n_dms, n_states)
            each. What is in the upper and not in the lower one is not decided by bounds.
        Time O(n_dms) times that of :meth:`stable`, for two extensions, and for four under SEQ and SSEQ.
        Reference: definition.over_all_completions lies between them.
        """
        least, most = self.extension(concept, "a"), self.extension(concept, "d")
        if concept not in ANSWERS_PAY:
            return (least, least), (most, most)
        surely, possibly = (
            np.stack([self.stable(dm, concept, letter, "must") for dm in range(len(self.moves))]) for letter in "ad"
        )
        return (surely, least), (possibly, most)
