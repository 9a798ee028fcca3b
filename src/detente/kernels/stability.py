"""Nash, GMR, SMR, SEQ and SSEQ for every state and decision maker at once.

Let ``P`` be the ranks of decision maker ``i`` and ``e(s)`` the best rank that ``i`` can reach from ``s`` or has there.
For a set of opponents, ``cl f (s)`` is the smallest ``f`` over the states they can reach together from ``s``, and
``cl+ f (s)`` the same by their improvements only. Then ``s`` is stable for ``i`` iff

    Nash    best_i(P)(s)             <= P(s)
    GMR     best_i(min(P, cl  P))(s) <= P(s)
    SMR     best_i(min(P, cl  e))(s) <= P(s)
    SEQ     best_i(min(P, cl+ P))(s) <= P(s)
    SSEQ    best_i(min(P, cl+ e))(s) <= P(s)

Why: ``s`` is unstable iff some s1 in R_i(s) has P(s1) > P(s) and every state s2 that the others can reach from s1 has
v(s2) > P(s), with v = P, or v = e where i's way out counts (for SMR the sanction "P(s2) <= P(s) and every counter-move
<= P(s)" is e(s2) <= P(s)). That is max over s1 of min(P(s1), min over s2 of v(s2)) > P(s). Counting s1 itself among the
s2 changes nothing, since v(s1) >= P(s1) > P(s); counting s among the s1 changes nothing, since min(P(s), .) <= P(s).
Definitions: :mod:`detente.model.concepts`. Slow twin: :mod:`detente.kernels.reference`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from detente.kernels.moves import INF, Improving, Moves

__all__ = ["CONCEPTS", "Solver"]

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


class Solver:
    """One conflict, ready to be asked for verdicts; work shared between concepts is done once.

    moves : one :class:`Moves` per decision maker, all of the same kind
    ranks : int64, shape (n_dms, n_states)   dense ordinal ranks, higher is better; not modified
    Memory: about 40 bytes per state and decision maker beyond the moves.
    """

    def __init__(self, moves: Sequence[Moves], ranks: IntArray) -> None:
        self.moves, self.ranks = tuple(moves), ranks
        self._improving: dict[int, Improving] = {}

    def stable(self, dm: int, concept: str) -> BoolArray:
        """Whether each state is stable for ``dm``. returns bool, shape (n_states,)."""
        rank = self.ranks[dm]
        if concept == "nash":
            return self.moves[dm].best(rank) <= rank
        return self.moves[dm].best(np.minimum(rank, self.answer(dm, concept))) <= rank

    def answer(self, dm: int, concept: str) -> IntArray:
        """``cl`` or ``cl+`` of what ``dm`` fears, by state; an improvement to s1 is deterred iff it is <= P(s).

        returns int64, shape (n_states,)
        """
        rank = self.ranks[dm]
        feared = self.moves[dm].best(rank) if concept in ("smr", "sseq") else rank
        return self._closure(dm, feared, improvements=concept in ("seq", "sseq"))

    def improving(self, dm: int) -> Improving:
        """The improvements of ``dm``, sorted on first use."""
        if dm not in self._improving:
            self._improving[dm] = self.moves[dm].improving(self.ranks[dm])
        return self._improving[dm]

    def _closure(self, dm: int, values: IntArray, *, improvements: bool) -> IntArray:
        """Smallest value over what the others of ``dm`` can reach together from each state."""
        others = [j for j in range(len(self.moves)) if j != dm]
        if improvements:
            steps: list[Callable[[IntArray], IntArray]] = [self.improving(j).worst for j in others]
        else:
            steps = [self.moves[j].worst if self.moves[j].transitive else self.moves[j].worst_elsewhere for j in others]
        if all(self.moves[j].transitive for j in others):
            return _closure_of_transitive(values, steps)
        return _closure_of_alternating(values, steps)


def _closure_of_transitive(values: IntArray, steps: Sequence[Callable[[IntArray], IntArray]]) -> IntArray:
    """Fixpoint of v <- min(v, step v) over all steps; the state itself counts.

    "No decision maker twice in a row" is vacuous here: a transitive mover's two moves in a row are one move (or none).
    A step that was just applied is idempotent, so it is enough that all *other* steps leave the values as they are.
    """
    current = values
    quiet = 0
    while steps and quiet < len(steps):
        for step in steps:
            following = np.minimum(current, step(current))
            if np.array_equal(following, current):
                quiet += 1
                if quiet >= len(steps):
                    break
            else:
                current, quiet = following, 1
    return current


def _closure_of_alternating(values: IntArray, steps: Sequence[Callable[[IntArray], IntArray]]) -> IntArray:
    """Smallest value over one or more moves, nobody twice in a row; the state itself does not count.

    ``after[j]`` is the smallest value that can still be reached when j moved last: rules (1) and (2) of the definition
    of joint moves by last-mover sets (Fang, Hipel & Kilgour 1993), as a fixpoint over (state, last mover).
    """
    after = [values] * len(steps)
    changed = True
    while changed:
        changed = False
        onward = [step(after[j]) for j, step in enumerate(steps)]
        for j in range(len(steps)):
            following = values
            for k, reached in enumerate(onward):
                if k != j:
                    following = np.minimum(following, reached)
            if not np.array_equal(following, after[j]):
                after[j], changed = following, True
    result = np.full(values.shape, INF)
    for j, step in enumerate(steps):
        result = np.minimum(result, step(after[j]))
    return result
