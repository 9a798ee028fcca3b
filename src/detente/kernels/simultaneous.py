"""SIM: stability against simultaneous improvements, in option form.

Decision makers own disjoint options, so the changes they make to a mask ``s`` at the same time never collide: the joint
outcome is ``s`` with every mover's own bits replaced. An improvement of ``i`` is deterred iff some combination of
"stay" and improvements of the others, applied together with it, gives a feasible state that ``i`` does not prefer.

The number of combinations is a product, so this is slower than the other concepts. Undecided (mask, improvement) pairs
are tried all at once, first against the improvements of each opponent alone, then against combinations, and a pair
leaves as soon as one deters it. The worst case is every combination at every mask.
Definition: Fraser & Hipel 1984. Slow twin: kernels.reference.sim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from detente.kernels.moves import INF, Moves, ranges

__all__ = ["Changes", "joint_answer", "simultaneously_stable"]

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
AT_ONCE = 1 << 15  # outcomes looked at in one array pass once few pairs are undecided
TABLE_OPTIONS = 24


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """The improvements of one decision maker as option changes, mask by mask.

    padded : uint64, shape (1 + n_improvements,)   bits to flip, after one zero that means "stay"
    starts, counts : int64, shape (n_masks,)   those of mask k are changes[starts[k] : starts[k] + counts[k]]
    targets : int64, shape (n_improvements,)   position of the mask it leads to
    """

    padded: np.ndarray
    targets: IntArray
    starts: IntArray
    counts: IntArray

    @classmethod
    def of(cls, moves: Moves, masks: np.ndarray, rank: IntArray) -> Changes:
        """Improvements among ``moves`` between masks; rank : int64, shape (n_masks,)."""
        origin, target = moves.successors(np.arange(masks.size))
        better = rank[target] > rank[origin]
        origin, target = origin[better], target[better]
        counts = np.bincount(origin, minlength=masks.size)
        padded = np.concatenate([np.zeros(1, np.uint64), masks[origin] ^ masks[target]])
        return cls(padded, target, np.cumsum(counts) - counts, counts)

    @property
    def changes(self) -> np.ndarray:
        """Bits that each improvement flips."""
        return self.padded[1:]


def simultaneously_stable(
    dm: int, masks: np.ndarray, state_of: IntArray, changes: Sequence[Changes], rank: IntArray
) -> BoolArray:
    """Whether each state is SIM-stable for ``dm``.

    masks : uint64, shape (n_masks,), ascending; state_of : int64, shape (n_masks,)
    changes : per decision maker; rank : int64, shape (n_masks,)   ranks of ``dm`` by mask
    returns : bool, shape (n_states,). A merged state is stable iff it is at each of its masks.
    Memory: about 60 bytes per improvement of ``dm``.
    """
    own = changes[dm]
    others = [c for j, c in enumerate(changes) if j != dm]
    held = _RankLookup(masks, rank)
    here = np.repeat(np.arange(masks.size), own.counts)
    moved = masks[own.targets]
    for other in others:
        here, moved = _not_deterred_by_one(here, moved, other, held)
    open_at = _not_deterred_together(here, moved, others, held) if len(others) > 1 else here
    stable = np.ones(int(state_of.max()) + 1, bool)
    stable[state_of[open_at]] = False
    return stable


def _not_deterred_by_one(
    here: IntArray, moved: np.ndarray, other: Changes, held: _RankLookup
) -> tuple[IntArray, np.ndarray]:
    """Of the pairs (mask, mask after the improvement), those that no single improvement of ``other`` deters."""
    kept_here, kept_moved = [here[:0]], [moved[:0]]
    turn = 0
    while here.size:
        more = other.counts[here] > turn
        kept_here.append(here[~more])
        kept_moved.append(moved[~more])
        here, moved = here[more], moved[more]
        outcome = moved ^ other.changes[other.starts[here] + turn]
        undeterred = ~held.deters(outcome, here)
        here, moved = here[undeterred], moved[undeterred]
        turn += 1
    return np.concatenate(kept_here), np.concatenate(kept_moved)


def _not_deterred_together(here: IntArray, moved: np.ndarray, others: Sequence[Changes], held: _RankLookup) -> IntArray:
    """The masks with an improvement that no combination of the others deters.

    One is enough to drop a mask, so its improvements are taken one at a time: first those of every mask, then the
    second of every mask that is left, and so on.
    """
    order = np.argsort(here, kind="stable")
    here, moved = here[order], moved[order]
    is_open = np.zeros(held.masks.size, bool)
    place = np.arange(here.size) - np.searchsorted(here, here)
    for k in range(int(place.max(initial=-1)) + 1):
        now = (place == k) & ~is_open[here]
        is_open[_no_combination_deters(here[now], moved[now], others, held)] = True
    return np.flatnonzero(is_open)


def _no_combination_deters(here: IntArray, moved: np.ndarray, others: Sequence[Changes], held: _RankLookup) -> IntArray:
    """Of the pairs (mask, mask after the improvement), the masks of those that every combination leaves standing."""
    count = np.ones(here.size)
    for other in others:
        count *= other.counts[here] + 1.0
    standing = [here[:0]]
    turn = 1  # combination 0 is "all stay", which leaves the improvement as it is
    while here.size:
        left = count > turn
        standing.append(here[~left])
        here, moved, count = here[left], moved[left], count[left]
        turns = np.arange(turn, turn + max(1, AT_ONCE // max(1, here.size)))
        outcomes = moved ^ _combinations(turns, here, others)
        undeterred = ~held.deters(outcomes, here).any(axis=0)
        here, moved, count = here[undeterred], moved[undeterred], count[undeterred]
        turn += turns.size
    return np.concatenate(standing)


def _combinations(turns: IntArray, here: IntArray, others: Sequence[Changes]) -> np.ndarray:
    """Bits flipped by the combinations numbered ``turns`` at each mask, shape (n_turns, n_here).

    A combination is a mixed-radix number, digit 0 = stay. A number beyond the last combination wraps round to one that
    was tried before, which does no harm.
    """
    flips = np.zeros((turns.size, here.size), np.uint64)
    rest = np.repeat(turns[:, None].astype(np.uint32), here.size, axis=1)
    for other in others:
        radix = (other.counts[here] + 1).astype(np.uint32)
        following = rest // radix
        digit = rest - following * radix
        rest = following
        flips ^= other.padded[np.where(digit > 0, other.starts[here] + digit, 0)]
    return flips


class _RankLookup:
    """Rank of any mask, infeasible ones above all: by a table where all masks fit into one, else by bisection."""

    def __init__(self, masks: np.ndarray, rank: IntArray) -> None:
        self.masks, self.rank = masks, rank
        n_options = int(masks[-1]).bit_length()
        self.table: IntArray | None = None
        if n_options <= TABLE_OPTIONS:
            self.table = np.full(1 << n_options, INF)
            self.table[masks] = rank

    def deters(self, outcome: np.ndarray, here: IntArray) -> BoolArray:
        """Whether an outcome is feasible and not preferred to what the mover has at ``here``."""
        if self.table is not None:
            inside = outcome < np.uint64(self.table.size)
            return inside & (self.table[np.where(inside, outcome, np.uint64(0))] <= self.rank[here])
        position = np.minimum(np.searchsorted(self.masks, outcome), self.masks.size - 1)
        return (self.masks[position] == outcome) & (self.rank[position] <= self.rank[here])


def joint_answer(
    dm: int, improvement: int, here: int, masks: np.ndarray, changes: Sequence[Changes], rank: IntArray
) -> tuple[int, dict[int, int]] | None:
    """A smallest set of others whose simultaneous improvements deter one improvement, or None.

    improvement, here : positions of masks
    returns : (position of the outcome, {decision maker: position of the mask its own change alone leads to})
    """
    others = [j for j in range(len(changes)) if j != dm and changes[j].counts[here]]
    held = _RankLookup(masks, rank)
    for size in range(1, len(others) + 1):
        for group in combinations(others, size):
            for picks in product(*(_indices(changes[j], here) for j in group)):
                flips = np.bitwise_xor.reduce([changes[j].changes[p] for j, p in zip(group, picks, strict=True)])
                outcome = np.array([masks[improvement] ^ flips], np.uint64)
                if held.deters(outcome, np.array([here]))[0]:
                    end = int(np.searchsorted(masks, outcome)[0])
                    return end, {j: int(changes[j].targets[p]) for j, p in zip(group, picks, strict=True)}
    return None


def _indices(changes: Changes, here: int) -> Iterator[int]:
    return iter(ranges(changes.starts[[here]], changes.counts[[here]]).tolist())
