"""Probabilities of conclusions as defined, in plain Python: the slow twin of the kernels of likelihood.

World w is a number whose bit j is set iff claim j fails; ``p[j]`` is the probability that claim j is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

Truth = Sequence[bool]


def _true(world: int, j: int) -> bool:
    return not (world >> j) & 1


def _weight(world: int, p: Sequence[float]) -> float:
    weight = 1.0
    for j, chance in enumerate(p):
        weight *= chance if _true(world, j) else 1 - chance
    return weight


def is_essential(truth: Truth, j: int) -> bool:
    """There is a world in which the conclusion changes if claim j alone does."""
    return any(truth[w] != truth[w ^ (1 << j)] for w in range(len(truth)))


def probability(truth: Truth, p: Sequence[float]) -> float:
    """The sum, over the worlds in which it holds, of their probabilities; claims are independent."""
    return sum(_weight(w, p) for w in range(len(truth)) if truth[w])


def comonotone_probability(truth: Truth, p: Sequence[float]) -> float:
    """One uniform U for all claims, claim j true iff U <= p[j]: the length of the U for which the conclusion holds."""
    ends = sorted({0.0, 1.0, *p})
    total = 0.0
    for low, high in pairwise(ends):
        u = (low + high) / 2
        world = sum(1 << j for j, chance in enumerate(p) if not u <= chance)
        total += (high - low) * truth[world]
    return total


def independent_extremes(truth: Truth, bounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Least and greatest probability where every claim is at an end of its interval; claims are independent."""
    found = [probability(truth, p) for p in product(*bounds)]
    return min(found), max(found)


def comonotone_extremes(truth: Truth, bounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Least and greatest of one source together: each claim at every end of an interval that lies in its own."""
    ends = sorted({end for pair in bounds for end in pair})
    grid = [[end for end in ends if low <= end <= high] for low, high in bounds]
    found = [comonotone_probability(truth, p) for p in product(*grid)]
    return min(found), max(found)


def coupled_with_one(truth: Truth, source: Sequence[float], p: float) -> tuple[float, float]:
    """Bounds for a source of known distribution and one more claim (the last), whatever their dependence.

    source : the probability of each world of the source. The p by which the last claim is true goes to the worlds
    where it helps most (or least), as far as each of them goes: a knapsack that can be filled in parts.
    """
    found = []
    for sign in (1, -1):
        base, left = 0.0, p
        gains = []
        for w, chance in enumerate(source):
            holds, fails = truth[w], truth[w + len(source)]
            base += chance * fails
            gains.append((sign * (int(holds) - int(fails)), chance))
        for gain, chance in sorted(gains, reverse=True):
            used = min(left, chance)
            base += sign * gain * used
            left -= used
        found.append(base)
    return min(found), max(found)


def group_world(world: int, sizes: Sequence[int], any_fails: Sequence[bool]) -> int:
    """Which groups fail in a world of their claims."""
    failed = 0
    for g, size in enumerate(sizes):
        own = [not _true(world, sum(sizes[:g]) + k) for k in range(size)]
        failed += (any(own) if any_fails[g] else all(own)) << g
    return failed


def sobol(truth: Truth, p: Sequence[float], j: int) -> tuple[float, float, float]:
    """First-order index, total index and Var(E[C | X_j]) of claim j, from the definitions as variances."""
    mean = probability(truth, p)
    variance = mean - mean**2
    given = [0.0, 0.0]  # E[C | claim j true], E[C | claim j false]
    for w, holds in enumerate(truth):
        chance = p[j] if _true(w, j) else 1 - p[j]
        given[not _true(w, j)] += _weight(w, p) / chance * holds
    between = p[j] * (given[0] - mean) ** 2 + (1 - p[j]) * (given[1] - mean) ** 2
    within = 0.0
    for w in range(len(truth)):
        if _true(w, j):  # one world for each state of the other claims
            rest = _weight(w, p) / p[j]
            expected = p[j] * truth[w] + (1 - p[j]) * truth[w | (1 << j)]
            within += rest * (expected - expected**2)
    return between / variance, within / variance, between


def conjunction(p: Sequence[float]) -> tuple[float, float]:
    """Bounds of "all claims are true" whatever their dependence (Frechet 1935)."""
    return max(0.0, sum(p) - (len(p) - 1)), min(p)


def disjunction(p: Sequence[float]) -> tuple[float, float]:
    """Bounds of "some claim is true" whatever their dependence (Boole 1854, Frechet 1935)."""
    return max(p), min(1.0, sum(p))
