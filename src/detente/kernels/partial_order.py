"""What is known of one decision maker's preference, as a partial order, and the ways to complete it.

``ge[a, b]`` says that a is known to be at least as good as b, ``ge[a, b] and not ge[b, a]`` that it is known to be
better; a pair with neither ``ge[a, b]`` nor ``ge[b, a]`` is unknown. Always closed under transitivity, with a true
diagonal. A *completion* is a weak order (ties allowed) with every known relation in it.

Every unknown pair is open in all three ways. Let a and b be unknown in a closed relation, and add one of a > b, a = b,
b > a: a contradiction would be a chain from one back to the other through known relations, and by transitivity that
would have made the pair known. So each addition leaves a consistent relation, and adding on until nothing is unknown
gives a completion (Szpilrajn 1930, for preorders). Slow twin: questions.partial.definition.
"""

from __future__ import annotations

import numpy as np

from detente.kernels.arrays import BoolArray, IntArray


def closed(relation: BoolArray) -> BoolArray:
    """The transitive closure, with a true diagonal.

    relation : bool, shape (n_states, n_states); returns : bool, the same shape
    Time O(n_states ** 3 / 8) byte operations (a second or two for 4,096 states), memory 9 / 8 n_states ** 2 bytes.
    Source: Warshall 1962, a row of bits at a time.
    """
    n = relation.shape[0]
    bits = np.packbits(relation | np.eye(n, dtype=bool), axis=1)
    for k in range(n):
        above = (bits[:, k >> 3] >> np.uint8(7 - (k & 7))) & 1 == 1
        bits[above] |= bits[k]
    return np.unpackbits(bits, axis=1, count=n).astype(bool)


def known_from_ranks(ranks: IntArray, unknown: BoolArray) -> BoolArray:
    """An order over all states of which some pairs are said to be unknown.

    ranks : int64, shape (n_states,); unknown : bool, shape (n_states, n_states), symmetric
    returns : ge, bool, shape (n_states, n_states); an unknown pair that the others imply is known in it: see
        :func:`implied`
    Time O(n_states ** 2), and that of :func:`closed` where something is unknown.
    Reference: questions.partial.definition.known_relation.
    """
    ge = (ranks[:, None] >= ranks[None, :]) & ~unknown
    return closed(ge) if unknown.any() else ge


def implied(ge: BoolArray, unknown: BoolArray) -> IntArray:
    """The pairs (a, b), a < b, that are said to be unknown and follow from the others.

    ge, unknown : bool, shape (n_states, n_states); returns : int64, shape (number of pairs, 2). Time O(n_states ** 2).
    """
    return np.argwhere(np.triu(unknown & (ge | ge.T), 1))


def known_from_better(better: BoolArray) -> tuple[BoolArray, IntArray]:
    """Only some pairs known: better[a, b] where a is better than b.

    better : bool, shape (n_states, n_states)
    returns : ge, bool, the same shape; and the pairs (a, b) of ``better`` that lie on a circle, int64, shape (number of
        pairs, 2), none if all are consistent
    Time: that of :func:`closed`, O(n_states ** 3 / 8).
    """
    ge = closed(better)
    return ge, np.argwhere(better & ge.T)


def unknown_pairs(ge: BoolArray) -> BoolArray:
    """Whether each pair is unknown. ge, and returns : bool, shape (n_states, n_states). Time O(n_states ** 2)."""
    return ~(ge | ge.T)


def completion(gt: BoolArray) -> IntArray:
    """One weak order with every relation in it: the number of states that are known to be worse.

    gt : bool, shape (n_states, n_states), closed: gt[a, b] where a is better than b
    returns : int64, shape (n_states,), higher is better. Time O(n_states ** 2).
    Where a is at least as good as b, all that is worse than b is worse than a; where a is better than b, b itself is so
    too. Hence the count keeps both. Reference: one of questions.partial.definition.completions.
    """
    return gt.sum(axis=1, dtype=np.int64)


def some_completion(ge: BoolArray, rng: np.random.Generator) -> IntArray:
    """Another weak order with every known relation in it, drawn at random; any may come, not all alike often.

    ge : bool, shape (n_states, n_states); returns : int64, shape (n_states,), higher is better. Time O(n_states ** 2).
    A state is worth the sum of random weights over the states that it is known to be no worse than, itself included. A
    better state has all of these and more, an equal one the same. Reference: one of
    questions.partial.definition.completions.
    """
    weights = 1 << rng.integers(0, 40, ge.shape[0])  # far apart, so that a few weights decide
    return ge @ weights


class Growing:
    """A partial order to which comparisons are added, each followed by everything that transitivity draws from it.

    ge, gt : bool, shape (n_states, n_states)   at least as good; better. Unlike a known preference this may hold ``ge``
        alone, where it is settled that a is not worse than b and open whether it is better. Changed by what is added.
    """

    def __init__(self, ge: BoolArray, gt: BoolArray) -> None:
        self.ge, self.gt = ge, gt

    @classmethod
    def of(cls, ge: BoolArray) -> Growing:
        """From a known preference, which is copied. ge : bool, shape (n_states, n_states). Time O(n_states ** 2)."""
        return cls(ge.copy(), ge & ~ge.T)

    def copy(self) -> Growing:
        """Another one that grows by itself."""
        return Growing(self.ge.copy(), self.gt.copy())

    def add(self, above: int, below: int, *, strict: bool) -> None:
        """Add that ``above`` is better than, or (not strict) at least as good as, ``below``, in place.

        The opposite must not be settled; then the relation stays consistent. Time O(n_states ** 2).
        """
        up, down = self.ge[:, above].copy(), self.ge[below].copy()
        if strict:
            self.gt |= up[:, None] & down
        else:
            self.gt |= (self.gt[:, above].copy()[:, None] & down) | (up[:, None] & self.gt[below].copy())
        self.ge |= up[:, None] & down

    def place(self, state: int, *, high: bool) -> None:
        """Place a state above (or below) every state that it is not compared with, in place. Time O(n_states ** 2).

        One step for all of them: none is compared with the state, so no two additions make a chain.
        """
        others = ~(self.ge[state] | self.ge[:, state])
        if high:
            up, down = self.ge[:, state], np.logical_or.reduce(self.ge[others], axis=0)
        else:
            up, down = np.logical_or.reduce(self.ge[:, others], axis=1), self.ge[state]
        added = np.outer(up, down)
        self.ge |= added
        self.gt |= added
