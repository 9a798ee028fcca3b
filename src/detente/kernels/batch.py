"""Nash, GMR, SMR, SEQ, SSEQ and SIM for many preference profiles over one conflict at once.

The definitions are those of :mod:`detente.kernels.stability`, and so is the form they are brought into: with ``P`` the
ranks of decision maker ``i``, ``e(s)`` the best rank that ``i`` can reach from ``s`` or has there, and ``cl f (s)``
(``cl+ f (s)``) the smallest ``f`` over the states that the others can reach together from ``s`` by moves (by
improvements), staying included, a state ``s`` is stable for ``i`` iff

    Nash    e(s)                     <= P(s)
    GMR     best_i(min(P, cl  P))(s) <= P(s)
    SMR     best_i(min(P, cl  e))(s) <= P(s)
    SEQ     best_i(min(P, cl+ P))(s) <= P(s)
    SSEQ    best_i(min(P, cl+ e))(s) <= P(s)
    SIM     max over moves s1 of (min over outcomes x of (P(x) | closed(x))) <= P(s)

where the outcomes of a move are what can come of it if others move at once, it alone included, and ``closed(x)`` has
all bits set if one of the others' moves is no improvement, else none. (If ``P(s)`` itself has all bits set, nothing
improves on it.) A merged state takes the largest over its masks.

Here each of these values is a row of an array: one number for each profile, side by side in memory, so that one
instruction of the processor treats many profiles. Which rows to combine depends on the moves alone and stands in the
:class:`~detente.kernels.batch_plan.BatchPlan`. Only ``cl+`` differs from profile to profile; it is the fixpoint of

    v(s) <- min(v(s), v(t))    for every move (s, t) of an opponent j, in those profiles where P_j(t) > P_j(s).

Profiles are taken some hundred at a time, so that all rows stay in the processor's cache.
Sources: :mod:`detente.model.concepts`. Slow twin: definitions.stability, profile by profile.
"""

from __future__ import annotations

from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from detente.kernels.arrays import BoolArray, IntArray, Integers
from detente.kernels.batch_plan import BatchPlan, Groups
from detente.kernels.simultaneous_plan import Outcomes, SimultaneousPlan

Rows = npt.NDArray[np.unsignedinteger]


def ranks_of(payoffs: Integers) -> Rows:
    """The payoffs in the narrowest unsigned type that holds their order. Nothing is sorted.

    payoffs : any integer type, any shape, any memory order
    returns : unsigned, C order, the same shape: each payoff less the smallest. A difference of two 64-bit numbers
        always fits into 64 unsigned bits, and unsigned arithmetic wraps round to it.
    Time and memory O(size of payoffs).
    """
    if payoffs.size == 0:
        return np.zeros(payoffs.shape, np.uint8)
    low, high = payoffs.min(), payoffs.max()
    narrow = np.min_scalar_type(int(high) - int(low))
    if payoffs.dtype.kind == "u" and payoffs.dtype.itemsize <= narrow.itemsize:
        return payoffs.astype(narrow, order="C")
    wide = np.dtype(f"u{payoffs.dtype.itemsize}")
    ranks: Rows = np.empty(payoffs.shape, narrow)
    np.subtract(payoffs.astype(wide, copy=False), low.astype(wide), out=ranks, casting="unsafe")
    return ranks


class ByState(NamedTuple):
    """One value for each state and profile; states that share their values share a row.

    rows : unsigned, shape (n_sets, n_profiles)
    of : int64, shape (n_states,)   the row of each state
    """

    rows: Rows
    of: IntArray

    def each(self) -> Rows:
        """The values with a row for each state. returns : unsigned, shape (n_states, n_profiles). Time O(its size)."""
        return self.rows.take(self.of, axis=0)


class RankProfiles:
    """Some profiles of one conflict, ready to be asked for verdicts; work shared between concepts is done once.

    plan : the structure of the conflict; at_once : the same for SIM, if SIM is asked for
    ranks : unsigned, shape (n_dms, n_states, n_profiles), C order
    Time O(n_profiles x n_entries of the plan), and for SEQ and SSEQ O(n_profiles x n_arcs of the others x sweeps).
    Memory: about n_states x n_profiles x (6 + the largest numbers of moves of each decision maker, added up) ranks.
    """

    def __init__(self, plan: BatchPlan, ranks: Rows, at_once: SimultaneousPlan | None = None) -> None:
        self.plan, self.ranks, self.at_once = plan, ranks, at_once
        self._best: dict[int, ByState] = {}
        self._closed: dict[int, Rows] = {}
        self._at_once: Rows | None = None

    @classmethod
    def of_payoffs(
        cls, plan: BatchPlan, payoffs: Integers, some: slice, at_once: SimultaneousPlan | None = None
    ) -> Self:
        """Of a slice of the profiles.

        payoffs : any integers, shape (n_dms, n_states, profiles in all). Time O(those of the slice).
        """
        return cls(plan, ranks_of(payoffs[:, :, some]), at_once)

    def stable(self, dm: int, concept: str) -> BoolArray:
        """Whether each state is stable for ``dm`` in each profile. returns : bool, shape (n_states, n_profiles).

        Time O(n_profiles x n_entries), under SEQ and SSEQ that of :meth:`in_any_order` or :meth:`in_turn`, under SIM
        that of :meth:`simultaneous`.
        """
        rank, own = self.ranks[dm], self.plan.own[dm]
        if concept == "sim":
            assert self.at_once is not None
            return self.simultaneous(rank, self.at_once.outcomes[dm], self._closed_at_once(self.at_once))
        if concept == "nash":
            return self.at_most(self.best(dm), rank)
        return self.at_most(self.largest_of_smaller(rank, self.answer(dm, concept), own), rank)

    def best(self, dm: int) -> ByState:
        """``e``: the best rank that ``dm`` can reach or has."""
        if dm not in self._best:
            self._best[dm] = self.largest(self.ranks[dm], self.plan.own[dm])
        return self._best[dm]

    def answer(self, dm: int, concept: str) -> ByState:
        """``cl`` or ``cl+`` of what ``dm`` fears; an improvement to s1 is deterred iff it is <= P(s)."""
        feared = self.best(dm) if concept in ("smr", "sseq") else ByState(self.ranks[dm], self.plan.each)
        if concept in ("gmr", "smr"):
            return self.smallest(feared, self.plan.joint[dm])
        movers = self.plan.others[dm]
        low = self.in_turn(movers, feared) if self.plan.alternating else self.in_any_order(movers, feared)
        return ByState(low, self.plan.each)

    def at_most(self, values: ByState, rank: Rows) -> BoolArray:
        """values(s) <= rank(s). rank : unsigned, shape (n_states, n_profiles); returns : bool, the same shape.

        Time O(n_states x n_profiles).
        """
        return values.each() <= rank

    def largest(self, rank: Rows, groups: Groups) -> ByState:
        """The largest rank of each set. rank : unsigned, shape (n_states, n_profiles).

        Time O(n_entries of the groups x n_profiles).
        """
        return ByState(_reduced(np.maximum, rank, groups), groups.of)

    def smallest(self, values: ByState, groups: Groups) -> ByState:
        """As :meth:`RankProfiles.largest`, the smallest of some values."""
        return ByState(_reduced(np.minimum, values.each(), groups), groups.of)

    def largest_of_smaller(self, rank: Rows, answer: ByState, groups: Groups) -> ByState:
        """As :meth:`RankProfiles.largest`, of min(rank, answer)."""
        return self.largest(np.minimum(rank, answer.each()), groups)

    def in_any_order(self, movers: IntArray, feared: ByState) -> Rows:
        """``cl+`` where two moves of one mover in a row are one move, and so two improvements are one improvement.

        Then "nobody twice in a row" is vacuous, and a single mover is done after one pass; otherwise passes go on until
        one changes nothing.

        movers : int64, shape (n_movers,); returns : unsigned, shape (n_states, n_profiles)
        Time O(sweeps x n_arcs of the movers x n_profiles).
        """
        low = feared.each()
        before = np.empty_like(low)
        while movers.size:
            np.copyto(before, low)
            for j in movers:
                for targets, closed in zip(self.plan.rounds[j], self._closed_moves(j), strict=True):
                    np.minimum(low, low.take(targets, axis=0) | closed, out=low)
            if movers.size == 1 or np.array_equal(before, low):
                break
        return low

    def in_turn(self, movers: IntArray, feared: ByState) -> Rows:
        """``cl+`` by legal sequences over (state, last mover), for moves that are not transitive.

        ``after[j]`` is the smallest value that can still be reached, staying included, when ``movers[j]`` moved last;
        the last row of ``after`` stands for nobody having moved yet.

        movers : int64, shape (n_movers,); returns : unsigned, shape (n_states, n_profiles)
        Time O(sweeps x n_arcs of the movers x n_movers x n_profiles), memory n_movers + 1 times the result, twice.
        """
        after = np.repeat(feared.each()[None], movers.size + 1, axis=0)
        changed = True
        while changed:
            before = after.copy()
            for j, mover in enumerate(movers):
                for targets, closed in zip(self.plan.rounds[mover], self._closed_moves(mover), strict=True):
                    onward = after[j].take(targets, axis=0) | closed
                    np.minimum(after[:j], onward, out=after[:j])
                    np.minimum(after[j + 1 :], onward, out=after[j + 1 :])
            changed = not np.array_equal(before, after)
        return after[-1]

    def simultaneous(self, rank: Rows, outcomes: Outcomes, closed: Rows) -> BoolArray:
        """SIM: whether each move, together with any improvements of others, can end no better than its start.

        rank : unsigned, shape (n_states, n_profiles), of the decision maker
        closed : unsigned, shape (n_moves + 1, n_profiles), all bits set where a move is no improvement
        returns : bool, shape (n_states, n_profiles). Time O(n_profiles x (n_outcomes + the others' moves in them)).
        """
        least = np.empty((outcomes.here.size, rank.shape[1]), rank.dtype)
        for which, ((alone, _), *together) in outcomes.columns:
            found = rank.take(alone, axis=0)
            for states, movers in together:
                low = rank.take(states, axis=0)
                for moves in movers:
                    np.bitwise_or(low, closed.take(moves, axis=0), out=low)
                np.minimum(found, low, out=found)
            least[which] = found
        stable = np.ones(rank.shape, bool)
        stable[outcomes.movable] = _reduced(np.maximum, least, outcomes.by_state) <= rank[outcomes.movable]
        return stable

    def _closed_at_once(self, plan: SimultaneousPlan) -> Rows:
        """As :meth:`_closed_moves`, for moves between masks by their number; and no bit set for nobody's move."""
        if self._at_once is None:
            closed = np.zeros((plan.here.size + 1, self.ranks.shape[2]), self.ranks.dtype)
            for rank, first, end in zip(self.ranks, plan.starts, plan.starts[1:], strict=False):
                closed[first:end] = rank.take(plan.to[first:end], axis=0) <= rank.take(plan.here[first:end], axis=0)
            self._at_once = np.negative(closed, out=closed)
        return self._at_once

    def _closed_moves(self, dm: int) -> Rows:
        """All bits set where a move of ``dm`` is no improvement in a profile, none where it is one; by round."""
        if dm not in self._closed:
            rank, rounds = self.ranks[dm], self.plan.rounds[dm]
            closed = np.empty((len(rounds), *rank.shape), rank.dtype)
            for r, targets in enumerate(rounds):
                closed[r] = rank.take(targets, axis=0) <= rank
            self._closed[dm] = np.negative(closed, out=closed)
        return self._closed[dm]


def _reduced(smaller_or_larger: np.ufunc, values: Rows, groups: Groups) -> Rows:
    """``smaller_or_larger`` over the rows of each set: many small sets member by member, few large ones set by set."""
    result = np.empty((groups.count, values.shape[1]), values.dtype)
    for which, members in groups.by_size:
        count, size = members.shape
        if count < size:
            for one, rows in zip(which, members, strict=True):
                smaller_or_larger.reduce(values.take(rows, axis=0), axis=0, out=result[one])
            continue
        found = values.take(members[:, 0], axis=0)
        for column in range(1, size):
            smaller_or_larger(found, values.take(members[:, column], axis=0), out=found)
        result[which] = found
    return result
