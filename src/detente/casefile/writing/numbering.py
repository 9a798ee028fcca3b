"""The numbers of states, where a file needs them: positions of the feasible masks in ascending order."""

from __future__ import annotations

import numpy as np

from detente.errors import TooLargeError
from detente.kernels.expressions import evaluate
from detente.kernels.states import feasible_masks, merge_masks
from detente.model.case import Case
from detente.model.formula import compile_formula
from detente.model.graph import IntArray, MaskArray
from detente.model.limits import LISTED_STATES
from detente.model.preference import Ranking


def numbered_masks(case: Case, limit: int) -> MaskArray | None:
    """The feasible masks, ascending and before merging, or None if there are more than ``limit``."""
    index = case.option_index
    try:
        return feasible_masks(len(index), [compile_formula(rule.formula, index) for rule in case.feasible], limit)
    except TooLargeError:
        return None


def merged_states(case: Case, masks: MaskArray) -> IntArray:
    """The state of each mask, 0-based: mask ``k`` is state ``k`` where nothing is merged."""
    index = case.option_index
    return merge_masks(masks, [evaluate(compile_formula(rule.formula, index), masks) for rule in case.merges])


def grouped(labels: IntArray) -> list[IntArray]:
    """The positions of each label, in the order of the labels and ascending within each."""
    order = np.argsort(labels, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)


def patterns(case: Case) -> tuple[str, ...]:
    """State 1, 2, ... in letters: Y or N per option, ``-`` where the merged masks differ.

    Empty where no ranking uses numbers, and where there are too many states for anybody to have ranked them by hand.
    """
    preferences = [dm.preference for dm in case.decision_makers]
    by_number = any(ref.number for p in preferences if isinstance(p, Ranking) for tier in p.tiers for ref in tier)
    masks = numbered_masks(case, LISTED_STATES) if by_number else None
    if masks is None or masks.size == 0:
        return ()
    states = merged_states(case, masks)
    taken = (masks[:, None] >> np.arange(len(case.options), dtype=np.uint64)) & np.uint64(1)
    return tuple("".join(_letter(column) for column in taken[rows].T) for rows in grouped(states))


def _letter(column: np.ndarray) -> str:
    return "Y" if column.all() else "-" if column.any() else "N"
