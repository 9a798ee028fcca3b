"""SIM: stability against simultaneous improvements, in option form.

Decision makers own disjoint options, so the changes they make to a mask ``s`` at the same time never collide: the joint
outcome is ``s`` with every mover's own bits replaced. An improvement of ``i`` is deterred iff some combination of
"stay" and improvements of the others, applied together with it, gives a feasible state that ``i`` does not prefer.

The number of combinations is a product, so this is slower than the other concepts. Undecided (mask, improvement) pairs
are tried many at once: first against a bound (where nothing that the others could ever do would hurt, nothing deters),
then against the improvements of each opponent alone, then against combinations; a pair leaves as soon as it is decided.
The worst case is every combination at every mask; :func:`work` says beforehand how many that would be.
Source: Fraser & Hipel 1984. Slow twin: definitions.stability.sim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from detente.frozen import frozen
from detente.kernels.arrays import BoolArray, Integers
from detente.kernels.moves import Improving, Moves, ranges
from detente.kernels.states import positions

AT_ONCE = 1 << 15  # outcomes looked at in one array pass once few pairs are undecided
PAIRS_AT_ONCE = 1 << 20  # (mask, improvement) pairs in memory at a time
FEW = 1 << 16  # outcomes so few that looking at all of them is quicker than choosing
TABLE_OPTIONS = 24


@frozen(eq=False)
class Joint:
    """What the others can do at the moment of one improvement.

    outcome, movers : the position of the mask that deters, and where each mover's change alone would lead; or None
    outcomes : int64, shape (number of them,), distinct positions of feasible outcomes that were looked at, ascending;
        where nothing deters, all of them, or None if they are too many and a bound says that none of them hurts
    """

    outcome: int | None
    movers: dict[int, int]
    outcomes: Integers | None


class Simultaneous:
    """One conflict in option form, ready to be asked about SIM.

    masks : uint64, shape (n_masks,), ascending; state_of : int64, shape (n_masks,)
    moves : moves between masks, per decision maker; own : bit sets of the options each owns
    ranks : int64, shape (n_dms, n_masks), those of the states that the masks are, below 2**31
    Time O(n_dms x n_masks log n_masks) to begin with. Memory: about 60 bytes per mask and decision maker, and 40 per
    pair looked at.
    """

    def __init__(
        self, masks: np.ndarray, state_of: Integers, moves: Sequence[Moves], own: Sequence[int], ranks: Integers
    ) -> None:
        self.masks, self.state_of, self.own = masks, state_of, own
        self.ranks = ranks.astype(np.int32)  # half the bytes to move; there are at most 2**24 masks
        self.sorted: list[Improving] = [m.improving(ranks[j]) for j, m in enumerate(moves)]
        # Best first in each segment: the improvements of a mask are the entries before its own tier of ties.
        self.first = [m.starts[m.segment].astype(np.int32) for m in moves]
        ends = [s.before.astype(np.int32) for s in self.sorted]
        self.counts = [np.maximum(end - first + 1, 0) for end, first in zip(ends, self.first, strict=True)]
        # What each of these entries does with the mover's own options; nothing else changes in a move.
        self.choice = [masks[s.members] & np.uint64(own[j]) for j, s in enumerate(self.sorted)]
        n_options = int(masks[-1]).bit_length()
        self.position: Integers | None = None
        if n_options <= TABLE_OPTIONS:
            self.position = np.full(1 << n_options, -1, np.int32)
            self.position[masks] = np.arange(masks.size)

    def work(self) -> float:
        """Outcomes to look at in the worst case: every combination at every mask with an improvement, for everybody.

        Time O(n_dms ** 2 x n_masks).
        """
        total = 0.0
        for dm in range(len(self.counts)):
            joint = (self.counts[dm] > 0).astype(float)
            for j in self._others(dm):
                joint *= self.counts[j] + 1
            total += float(joint.sum())
        return total

    def stable(self, dm: int) -> BoolArray:
        """Whether each state is SIM-stable for ``dm``. returns : bool, shape (n_states,).

        A merged state is stable iff it is at each of its masks. Time O(improvements of ``dm`` x combinations of the
        others'), which :meth:`work` counts, at the most; memory 40 bytes for each of PAIRS_AT_ONCE pairs.
        """
        ends = np.cumsum(self.counts[dm])
        is_open = np.zeros(self.masks.size, bool)
        start = 0
        while start < self.masks.size:
            before = int(ends[start - 1]) if start else 0
            stop = max(start + 1, int(np.searchsorted(ends, before + PAIRS_AT_ONCE, side="right")))
            is_open[self._open_masks(dm, np.arange(start, stop))] = True
            start = stop
        stable = np.ones(int(self.state_of.max()) + 1, bool)
        stable[self.state_of[is_open]] = False
        return stable

    def joint_answer(self, dm: int, improvement: int, here: int) -> Joint:
        """The others' simultaneous improvements against one improvement, by fewest movers.

        improvement, here : positions of masks. Time O(combinations of the others' improvements at ``here``).
        """
        movers = [j for j in self._others(dm) if self.counts[j][here]]
        looked = [np.array([improvement])]
        many = np.prod([self.counts[j][here] + 1.0 for j in movers]) > AT_ONCE
        if many and self._bound(dm, np.array([improvement]))[0] > self.ranks[dm, here]:
            return Joint(None, {}, None)
        for size in range(1, len(movers) + 1):
            for group in combinations(movers, size):
                for turns in self._turns(group, here):
                    outcomes = self._positions(self._outcomes(self.masks[improvement], turns, here, group))
                    deters = (outcomes >= 0) & (self.ranks[dm, outcomes] <= self.ranks[dm, here])
                    looked.append(outcomes[outcomes >= 0])
                    if deters.any():
                        k = int(np.argmax(deters))
                        picks = self._picks(int(turns[k]), here, group)
                        return Joint(int(outcomes[k]), picks, np.unique(np.concatenate(looked)))
        return Joint(None, {}, np.unique(np.concatenate(looked)))

    def improvements(self, dm: int, here: int) -> Integers:
        """Positions of the masks that ``dm`` can improve to from one mask, best first: a view.

        returns : int64, shape (number of them,). O(1).
        """
        first = int(self.first[dm][here])
        return self.sorted[dm].members[first : first + int(self.counts[dm][here])]

    def _others(self, dm: int) -> list[int]:
        return [j for j in range(len(self.counts)) if j != dm]

    def _open_masks(self, dm: int, at: Integers) -> Integers:
        """Of some masks, those with an improvement of ``dm`` that nothing deters."""
        is_open = np.zeros(self.masks.size, bool)
        alone = np.all([self.counts[j][at] == 0 for j in self._others(dm)], axis=0)  # nobody else would move
        is_open[at[alone & (self.counts[dm][at] > 0)]] = True
        at = at[~is_open[at]]
        count = self.counts[dm][at]
        here = np.repeat(at, count)
        moved = self.sorted[dm].members[ranges(self.first[dm][at], count)]
        hopeless = self._bound(dm, moved) > self.ranks[dm, here]
        is_open[here[hopeless]] = True
        left = ~is_open[here]
        here, moved = here[left], self.masks[moved[left]]
        joint = np.prod([self.counts[j][here] + 1.0 for j in self._others(dm)], axis=0)
        if here.size * joint.max(initial=0) <= FEW:
            is_open[self._no_combination_deters(dm, here, moved)] = True
            return np.flatnonzero(is_open)
        for j in self._others(dm):
            here, moved = self._not_deterred_by_one(dm, j, here, moved)
        if len(self.counts) <= 2:
            is_open[here] = True
            return np.flatnonzero(is_open)
        # One open improvement is enough, so those of a mask are taken one at a time.
        order = np.argsort(here, kind="stable")
        here, moved = here[order], moved[order]
        place = np.arange(here.size) - np.searchsorted(here, here)
        for k in range(int(place.max(initial=-1)) + 1):
            now = (place == k) & ~is_open[here]
            is_open[self._no_combination_deters(dm, here[now], moved[now])] = True
        return np.flatnonzero(is_open)

    def _bound(self, dm: int, improved: Integers) -> Integers:
        """Smallest rank of ``dm`` over all feasible masks in which it has done as in ``improved``."""
        own = self.masks & np.uint64(self.own[dm])
        patterns, which = np.unique(own, return_inverse=True)
        least = np.full(patterns.size, np.iinfo(np.int32).max, np.int32)
        np.minimum.at(least, which, self.ranks[dm])
        return least[which[improved]]

    def _not_deterred_by_one(self, dm: int, j: int, here: Integers, moved: np.ndarray) -> tuple[Integers, np.ndarray]:
        """Of pairs (mask, mask after the improvement), those that no single improvement of ``j`` deters."""
        kept_here, kept_moved = [here[:0]], [moved[:0]]
        turn = 0
        while here.size:
            more = self.counts[j][here] > turn
            kept_here.append(here[~more])
            kept_moved.append(moved[~more])
            here, moved = here[more], moved[more]
            outcome = (moved & ~np.uint64(self.own[j])) | self.choice[j][self.first[j][here] + turn]
            undeterred = ~self._deters(dm, outcome, here)
            here, moved = here[undeterred], moved[undeterred]
            turn += 1
        return np.concatenate(kept_here), np.concatenate(kept_moved)

    def _no_combination_deters(self, dm: int, here: Integers, moved: np.ndarray) -> Integers:
        """The masks of those pairs that every combination leaves standing."""
        others = self._others(dm)
        count = np.prod([self.counts[j][here] + 1.0 for j in others], axis=0)
        standing = [here[:0]]
        turn = 1  # combination 0 is "all stay", which leaves the improvement as it is
        while here.size:
            left = count > turn
            standing.append(here[~left])
            here, moved, count = here[left], moved[left], count[left]
            stop = min(turn + max(1, AT_ONCE // max(1, here.size)), int(count.max(initial=turn + 1)))
            turns = np.arange(turn, stop)[:, None]
            outcomes = self._outcomes(moved, turns, here, others, stay=True)
            undeterred = ~self._deters(dm, outcomes, here).any(axis=0)
            here, moved, count = here[undeterred], moved[undeterred], count[undeterred]
            turn += turns.size
        return np.concatenate(standing)

    def _outcomes(
        self, moved: np.ndarray, turns: Integers, here: Integers | int, group: Sequence[int], *, stay: bool = False
    ) -> np.ndarray:
        """Masks that come of the combinations numbered ``turns`` on top of ``moved``; the shapes broadcast.

        A combination is a mixed-radix number over the improvements of the group; with ``stay`` digit 0 is no change. A
        number beyond the last combination wraps round to an earlier one, which does no harm.
        """
        rest = turns.astype(np.int32)  # int32 divides three times faster
        outcome = moved
        for j in group:
            rest, digit = np.divmod(rest, self.counts[j][here] + np.int32(stay))
            chosen = self.choice[j][self.first[j][here] + digit - stay]
            joined = (outcome & ~np.uint64(self.own[j])) | chosen
            outcome = np.where(digit > 0, joined, outcome) if stay else joined
        return outcome

    def _turns(self, group: Sequence[int], here: int) -> Iterator[Integers]:
        """The numbers of all combinations in which everybody in the group improves, AT_ONCE at a time."""
        total = int(np.prod([self.counts[j][here] for j in group]))
        for start in range(0, total, AT_ONCE):
            yield np.arange(start, min(total, start + AT_ONCE))

    def _picks(self, turn: int, here: int, group: Sequence[int]) -> dict[int, int]:
        """Where each of the group goes alone in the combination of this number."""
        picks: dict[int, int] = {}
        for j in group:
            turn, digit = divmod(turn, int(self.counts[j][here]))
            picks[j] = int(self.sorted[j].members[int(self.first[j][here]) + digit])
        return picks

    def _positions(self, outcome: np.ndarray) -> Integers:
        """Position of each mask, -1 where it is not feasible: by a table where masks are small, else by bisection."""
        if self.position is not None:
            return self.position[outcome]
        return positions(self.masks, outcome)

    def _deters(self, dm: int, outcome: np.ndarray, here: Integers) -> BoolArray:
        """Whether an outcome is feasible and not preferred to what the mover has at ``here``."""
        found = self._positions(outcome)
        return (found >= 0) & (self.ranks[dm][found] <= self.ranks[dm][here])
