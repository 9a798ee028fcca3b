"""Which worlds there are, with as few of them as tell everything.

A world says which of the claims in doubt fail. Claims on which the same assumptions rest in the same way cannot be told
apart by any conclusion, and are one *item*:

* where each of these assumptions needs all of its claims, it falls as soon as one claim of the item fails: the item
  fails if *any* claim of it does, in ``2**size - 1`` of ``2**size`` ways;
* where each of them needs any one of its claims, only the failure of *all* claims of the item matters, in 1 way.

So 2**n worlds of n items, each counted as often as it occurs, are all 2**k worlds of k claims. A claim on which nothing
rests doubles the count and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np

from detente.analysis.worlds.claims import Doubted
from detente.frozen import frozen
from detente.model.graph import BoolArray, IntArray
from detente.model.grounds import Assumption, Needs


@frozen
class Rests:
    """When an element falls: if any of ``one_of`` fails, or if all of ``all_of`` fail (and there are some)."""

    one_of: frozenset[str]
    all_of: frozenset[str]


@frozen
class WorldItem:
    """Claims in doubt (or an assumption in doubt) that make the same difference.

    any_fails : it fails if any of its claims fails; else if all of them fail
    """

    claims: tuple[str, ...]
    any_fails: bool

    @property
    def cost(self) -> int:
        """How many claims must fail for the item to fail."""
        return 1 if self.any_fails else len(self.claims)

    @property
    def ways(self) -> tuple[int, int]:
        """In how many ways its claims can stand so that it holds, and so that it fails."""
        every = 2 ** len(self.claims)
        return (1, every - 1) if self.any_fails else (every - 1, 1)

    def smallest(self) -> tuple[tuple[str, ...], ...]:
        """The smallest sets of claims whose failure makes it fail."""
        return tuple((claim,) for claim in self.claims) if self.any_fails else (self.claims,)


def resting(elements: Sequence[Assumption], found: Doubted) -> tuple[Rests, ...]:
    """When each element falls, as far as claims and assumptions in doubt go."""
    return tuple(_rests(element, found) for element in elements)


def _rests(element: Assumption, found: Doubted) -> Rests:
    nothing: frozenset[str] = frozenset()
    if element.path in found.trusted:
        return Rests(nothing, nothing)
    own = frozenset({element.path} & set(found.assumptions))
    in_doubt = frozenset(claim for claim in element.claims if claim in found.claims)
    if element.grounds.needs is Needs.ALL or len(element.claims) == 1:
        return Rests(in_doubt | own, nothing)
    return Rests(own, in_doubt if len(in_doubt) == len(element.claims) else nothing)


def items_of(names: Sequence[str], rests: Sequence[Rests]) -> tuple[WorldItem, ...]:
    """The items among the claims (and assumptions) in doubt, in their order, without those that bear on nothing."""
    alike: dict[object, list[str]] = {}
    for name in names:
        one = frozenset(k for k, r in enumerate(rests) if name in r.one_of)
        every = frozenset(k for k, r in enumerate(rests) if name in r.all_of)
        if one or every:
            mixed = name if one and every else None  # such a claim stands by itself
            alike.setdefault((one, every, mixed), []).append(name)
    return tuple(WorldItem(tuple(claims), bool(key[0])) for key, claims in alike.items())  # pyright: ignore[reportIndexIssue]


def every_world(n_items: int) -> BoolArray:
    """All worlds: bool, shape (2**n_items, n_items). In world ``w``, item ``j`` fails iff bit ``j`` of ``w`` is set."""
    return (np.arange(1 << n_items)[:, None] >> np.arange(n_items) & 1).astype(bool)


def drawn_worlds(items: Sequence[WorldItem], count: int, seed: int) -> BoolArray:
    """Worlds drawn with equal chance for each of the 2**k: bool, shape (count, n_items)."""
    chances = [item.ways[1] / sum(item.ways) for item in items]
    return np.random.Generator(np.random.PCG64(seed)).random((count, len(items))) < np.array(chances)


def small_sets(items: Sequence[WorldItem], most: int) -> Iterator[tuple[int, ...]]:
    """Every set of items that fails if at most so many claims fail, small ones first; without the empty one."""
    affordable = [j for j, item in enumerate(items) if item.cost <= most]
    for size in range(1, most + 1):
        for some in combinations(affordable, size):
            if sum(items[j].cost for j in some) <= most:
                yield some


def rows_of(sets: Sequence[tuple[int, ...]], n_items: int) -> BoolArray:
    """Sets of failing items as rows: bool, shape (len(sets), n_items)."""
    rows = np.zeros((len(sets), n_items), bool)
    for k, some in enumerate(sets):
        rows[k, list(some)] = True
    return rows


def fallen_elements(failing: BoolArray, items: Sequence[WorldItem], rests: Sequence[Rests]) -> BoolArray:
    """Which elements fall where these items fail.

    failing : bool, shape (n_worlds, n_items)
    returns : bool, shape (n_worlds, len(rests))
    """
    fell = np.zeros((failing.shape[0], len(rests)), bool)
    for k, rest in enumerate(rests):
        one = [j for j, item in enumerate(items) if rest.one_of & set(item.claims)]
        every = [j for j, item in enumerate(items) if rest.all_of & set(item.claims)]
        for j in one:
            fell[:, k] |= failing[:, j]
        if every:
            fell[:, k] |= failing[:, every].all(axis=1)
    return fell


def counts(failing: BoolArray, items: Sequence[WorldItem]) -> IntArray | np.ndarray:
    """In how many ways each world of items occurs, exactly: int64, or Python integers where these are too large."""
    large = sum(len(item.claims) for item in items) > 52
    found = np.ones(failing.shape[0], object if large else np.int64)
    for j, item in enumerate(items):
        holds, fails = item.ways
        found *= np.where(failing[:, j], fails, holds).astype(object if large else np.int64)
    return found


def claim_sets(some: Sequence[int], items: Sequence[WorldItem]) -> Iterator[tuple[str, ...]]:
    """The minimal sets of claims that make exactly these items fail."""
    for choice in product(*(items[j].smallest() for j in some)):
        yield tuple(claim for claims in choice for claim in claims)
