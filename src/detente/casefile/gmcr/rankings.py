"""Preferences as rankings of numbered states, for a ``.gmcr`` file in which everybody is ranked by hand.

The numbers are those of the file: positions of the feasible masks in ascending order, without merging, because a
``.gmcr`` file cannot merge states. Where the case ranks a merged state, all its masks take its place as a tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from detente.casefile.source.findings import listed
from detente.casefile.writing.numbering import grouped, merged_states, numbered_masks
from detente.errors import CaseFileError, Problem, SourcePos, refusal
from detente.kernels.expressions import evaluate
from detente.kernels.ranks import dense_ranks, lexicographic_ranks
from detente.model.case import Case, DecisionMaker
from detente.model.formula import compile_formula
from detente.model.graph import IntArray, MaskArray
from detente.model.preference import Indifferent, Prioritised, Ranking, StateRef, Weight, Weights

MAX_RANKED = 65_536

Tiers = list[list[int]]


def check_rankings(case: Case) -> None:
    """Refuse rankings by hand that miss or repeat a state; they mean nothing in any kind of file.

    Raises
    ------
    CaseFileError
        With one problem per such ranking. Beyond :data:`MAX_RANKED` states nothing is checked.
    """
    masks = numbered_masks(case, MAX_RANKED)
    problems: list[Problem] = []
    for dm in case.decision_makers:
        if isinstance(dm.preference, Ranking) and masks is not None and masks.size:
            try:
                tiers_of(case, dm, masks)
            except CaseFileError as error:
                problems.extend(error.problems)
    if problems:
        raise CaseFileError(problems)


def tiers_of(case: Case, dm: DecisionMaker, masks: MaskArray) -> Tiers:
    """The states best first, each tier a tie, as 1-based numbers. Time O(statements x n_masks).

    Raises
    ------
    CaseFileError
        If the case itself ranks states by hand and misses or repeats one.
    """
    index = case.option_index
    match dm.preference:
        case Ranking() as ranking:
            return _as_ranked(case, dm, ranking, masks)
        case Prioritised(statements=statements):
            truths = (evaluate(compile_formula(s.formula, index), masks) for s in statements)
            return _tiers(lexicographic_ranks(truths, masks.size))
        case Weights(weights=weights):
            return _tiers(_weighed(weights, index, masks))
        case Indifferent():
            return _tiers(np.ones(masks.size, np.int64))


def _weighed(weights: Sequence[Weight], index: dict[str, int], masks: MaskArray) -> IntArray:
    """Weights are summed as the decimals that the analyst wrote, so that equal sums are ties."""
    sums = np.full(masks.size, Fraction(0), object)
    for w in weights:
        sums[evaluate(("option", index[w.option]), masks)] += Fraction(repr(w.weight))
    return dense_ranks(sums)


def _tiers(ranks: IntArray) -> Tiers:
    return [[int(row) + 1 for row in tier] for tier in grouped(-ranks)]


def _as_ranked(case: Case, dm: DecisionMaker, ranking: Ranking, masks: MaskArray) -> Tiers:
    state_of = merged_states(case, masks)
    members = grouped(state_of)
    tiers = [
        [int(row) + 1 for ref in tier for state in _states_of(ref, masks, state_of) for row in members[state]]
        for tier in ranking.tiers
    ]
    unknown = [ref.text for tier in ranking.tiers for ref in tier if not _states_of(ref, masks, state_of)]
    fault = _fault(tiers, unknown, masks.size)
    if fault:
        message = f"the ranking of {dm.name} {fault}"
        pos = ranking.grounds.pos or SourcePos(case.path, 1, 1)
        hint = "give every feasible state one place; ties are allowed"
        raise refusal(pos, "gmcr-ranking", message, hint)
    return tiers


def _fault(tiers: Tiers, unknown: Sequence[str], n_states: int) -> str:
    """Why the tiers are no ranking of all states, or nothing."""
    numbers = [number for tier in tiers for number in tier]
    missing = sorted(set(range(1, n_states + 1)) - set(numbers))
    if unknown:
        return f"names {listed(unknown, 'and')}, but there is no such state"
    if missing:
        return f"misses state {listed(map(str, missing), 'and')}"
    return "places a state twice" if len(numbers) != n_states else ""


def _states_of(ref: StateRef, masks: MaskArray, state_of: IntArray) -> list[int]:
    """States that a reference means, ascending: a number, or the states of which some mask fits the pattern."""
    if ref.number is not None:
        return [ref.number - 1] if 1 <= ref.number <= int(state_of.max()) + 1 else []
    letters = list(enumerate(ref.pattern or ""))
    care = sum(1 << k for k, letter in letters if letter in "YN")
    wanted = sum(1 << k for k, letter in letters if letter == "Y")
    return [int(state) for state in np.unique(state_of[(masks & np.uint64(care)) == np.uint64(wanted)])]
