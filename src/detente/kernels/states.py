"""Enumerating feasible states: extend partial assignments option by option, drop what no completion can save.

Every row of the frontier has decided the same options, so a constraint is checked for all rows in one array pass
(:func:`detente.kernels.expressions.bounds`). The order of options follows the constraints: options that complete a
constraint come first, because a constraint prunes best when it is complete. 40 options with 50,000 feasible states
need a frontier of about that size, not 2**40 masks.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.errors import TooLargeError
from detente.kernels.arrays import MaskArray
from detente.kernels.expressions import Expr, bounds, conjuncts, options_used

MAX_STATES = 1 << 24


def feasible_masks(n_options: int, constraints: Sequence[Expr], limit: int = MAX_STATES) -> MaskArray:
    """The masks in which every constraint holds.

    constraints : expressions that must hold of any feasible state
    returns : uint64, shape (n_masks,), ascending; empty if the constraints contradict one another
    Time O(n_options x frontier x nodes of the constraints touched), memory 3 x frontier x 8 bytes.
    Reference: :func:`detente.kernels.expressions.evaluate` of every constraint for all 2 ** n_options masks.

    Raises
    ------
    TooLargeError
        If more than ``limit`` (partial) states remain at any point.
    """
    parts = [part for constraint in constraints for part in conjuncts(constraint)]
    used = [options_used(part) for part in parts]
    frontier = np.zeros(1, np.uint64)
    for part in parts:
        frontier = frontier[bounds(part, frontier, 0)[1]]
    known = 0
    for option in _option_order(n_options, used):
        if 2 * frontier.size > limit and not any(u >> option & 1 for u in used):
            raise _too_large(n_options, limit)
        known |= 1 << option
        frontier = np.concatenate([frontier, frontier | np.uint64(1 << option)])
        for part, options in zip(parts, used, strict=True):
            if options >> option & 1:
                frontier = frontier[bounds(part, frontier, known)[1]]
        if frontier.size > limit:
            raise _too_large(n_options, limit)
    return frontier if np.all(frontier[1:] > frontier[:-1]) else np.sort(frontier)


def _too_large(n_options: int, limit: int) -> TooLargeError:
    """The refusal, which says what would help."""
    return TooLargeError(
        f"these {n_options} options have more than {limit:,} feasible states, the most that is analysed; "
        "add feasibility rules that exclude combinations which cannot occur",
        needed=limit + 1,
        limit=limit,
    )


def _option_order(n_options: int, used: Sequence[int]) -> list[int]:
    """Greedy order: next comes the option in the constraints that have fewest undecided options left.

    Options in no constraint come last: they only double the frontier. Ties go to the lower index.
    """
    inside = np.array([[u >> k & 1 for k in range(n_options)] for u in used], bool).reshape(len(used), n_options)
    order: list[int] = []
    open_options = np.ones(n_options, bool)
    while len(order) < n_options:
        undecided = (inside & open_options).sum(axis=1)
        score = (inside * np.exp2(-undecided.astype(float))[:, None]).sum(axis=0)
        option = int(np.argmax(np.where(open_options, score, -1.0)))
        open_options[option] = False
        order.append(option)
    return order


def merge_masks(masks: MaskArray, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Which state each mask belongs to, when all masks of a group are one state.

    masks : uint64, shape (n_masks,), ascending
    groups : bool arrays, shape (n_masks,); overlapping groups join into one state
    returns : int64, shape (n_masks,)   states numbered by their smallest mask, ascending
    Time O(number of groups x n_masks log n_masks). Source: GMCR II (Fang, Hipel, Kilgour & Peng 2003), where a group is
    a pattern of options beyond which nobody distinguishes. Reference: definitions.stability.merged_moves, for the
    moves.
    """
    leader = np.arange(masks.size)
    for group in groups:
        if group.any():
            joined = np.isin(leader, np.unique(leader[group]))
            leader[joined] = leader[joined].min()
    return np.unique(leader, return_inverse=True)[1].astype(np.int64)


def positions(masks: MaskArray, wanted: MaskArray) -> np.ndarray:
    """The position of each wanted mask, -1 where it is not feasible.

    masks : uint64, shape (n_masks,), ascending; wanted : uint64, any shape
    returns : int64, the shape of ``wanted``. Time O(size of ``wanted`` x log n_masks).
    Reference: none of its own; definitions.stability.sim looks masks up one by one.
    """
    found = np.minimum(np.searchsorted(masks, wanted), masks.size - 1)
    return np.where(masks[found] == wanted, found, -1)
