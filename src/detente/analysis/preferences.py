"""What each decision maker prefers, as ordinal ranks over states, and why one state ranks above another.

Prioritised statements compare lexicographically, weights by their sum, a ranking as it stands. A merged state is judged
at its smallest mask; where the statements would tell its masks apart, that is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import lcm

import numpy as np

from detente.analysis.known import (
    contradictions,
    group_errors,
    known_relation,
    matching_rows,
    no_such_state,
    order_of_chains,
    premise_of_chains,
    premise_of_unknown,
)
from detente.analysis.state_space import holds
from detente.errors import InconsistentCaseError, Problem
from detente.kernels.ranks import dense_ranks, lexicographic_ranks
from detente.model.case import Case, DecisionMaker
from detente.model.formula import OptionRef
from detente.model.graph import BoolArray, IntArray, MaskArray, read_only
from detente.model.limits import LISTED_STATES
from detente.model.preference import Indifferent, Preference, Prioritised, Ranking, Weight, Weights
from detente.model.results import Comparison, Explanation, Premise, StateSpace

Known = dict[tuple[int, int, int], Premise | None]  # what decides a comparison of a decision maker, where found


def preference_ranks(case: Case, space: StateSpace) -> IntArray:
    """Ordinal ranks, 1 = worst, ties equal. returns int64, shape (n_dms, n_states).

    Raises
    ------
    InconsistentCaseError
        With every ranking that misses or repeats a state, or names one that does not exist; and everything known or
        unknown that names no state, or contradicts itself.
    """
    problems = [p for holder in holders(case) for p in _ranking_problems(case, space, *holder)]
    problems += [p for dm in case.decision_makers for p in group_errors(case, space, dm)]
    if problems:
        raise InconsistentCaseError(problems)
    ranks = np.stack([modelled_ranks(space, dm) for dm in case.decision_makers])
    problems = contradictions(case, space, ranks)
    if problems:
        raise InconsistentCaseError(problems)
    return read_only(ranks)


def holders(case: Case) -> Iterator[tuple[str, Preference]]:
    """Every preference of a case with the name of its holder: decision makers, their factions, their views."""
    for dm in case.decision_makers:
        yield dm.name, dm.preference
        for faction in dm.factions:
            if faction.preference is not None:
                yield f"{faction.title} ({dm.name})", faction.preference
        for other in dm.perceives:
            yield f"{other.dm} as {dm.name} sees it", other.preference


def known_preferences(case: Case, space: StateSpace) -> list[BoolArray]:
    """What is known of each preference: ``ge`` of kernels.partial_order, bool, shape (n_states, n_states) each."""
    return [_known(space, dm) for dm in case.decision_makers]


@lru_cache(maxsize=8)
def _known(space: StateSpace, dm: DecisionMaker) -> BoolArray:
    """Kept for a while, since every comparison of an explanation asks for it. ``space`` counts as itself only."""
    return known_relation(space, dm, modelled_ranks(space, dm))


def modelled_ranks(space: StateSpace, dm: DecisionMaker) -> IntArray:
    """The order of the preference; of a decision maker for whom only chains are known, the one drawn from these."""
    if dm.known and isinstance(dm.preference, Indifferent):
        return dense_ranks(order_of_chains(space, dm))
    return ranks_of(space, dm.preference)


def ranks_of(space: StateSpace, preference: Preference, masks: MaskArray | None = None) -> IntArray:
    """The ordinal ranks of one preference, 1 = worst: int64, shape (n_states,). Rankings must have been checked.

    masks : by which option combinations states are judged; None means the smallest of each
    """
    masks = space.masks if masks is None else masks
    match preference:
        case Prioritised(statements=statements):
            truths = (holds(s.formula, space.options, masks) for s in statements)
            return lexicographic_ranks(truths, masks.size)
        case Weights(weights=weights):
            return dense_ranks(_weight_sums(weights, space.options, masks))
        case Ranking(tiers=tiers):
            ranks = np.zeros(space.count, np.int64)
            for tier, refs in enumerate(tiers):
                for ref in refs:
                    ranks[matching_rows(ref, space)] = len(tiers) - tier
            return dense_ranks(ranks)
        case Indifferent():
            return np.ones(masks.size, np.int64)


def _weight_sums(weights: Sequence[Weight], options: Sequence[str], masks: np.ndarray) -> np.ndarray:
    """Exact sums: decimal weights are scaled to whole numbers, so that equal totals are equal."""
    exact = [Fraction(repr(w.weight)) for w in weights]
    scale = lcm(*(w.denominator for w in exact)) if exact else 1
    whole = [int(w * scale) for w in exact]
    dtype = np.int64 if sum(map(abs, whole)) < 2**62 else object
    sums = np.zeros(masks.size, dtype)
    for w, weight in zip(weights, whole, strict=True):
        sums[holds(OptionRef(w.option), options, masks)] += weight
    return sums


def _ranking_problems(case: Case, space: StateSpace, name: str, ranking: Preference) -> list[Problem]:
    if not isinstance(ranking, Ranking):
        return []
    problems: list[Problem] = []
    placed = np.zeros(space.count, bool)
    for ref in (ref for tier in ranking.tiers for ref in tier):
        rows = matching_rows(ref, space)
        if rows.size == 0:
            problems.append(no_such_state(case, space, ref, ranking.grounds))
        elif placed[rows].any():
            again = ", ".join(str(r + 1) for r in rows[placed[rows]][:8])
            message = f"the ranking of {name} places state {again} twice ('{ref.text}')"
            pos, hint = ref.pos or ranking.grounds.pos, "keep one place for each state"
            problems.append(case.error(pos, "ranking-repeats-state", message, hint))
        placed[rows] = True
    missing = np.flatnonzero(~placed)
    if missing.size:
        listed = ", ".join(f"s{r + 1} ({space.pattern(int(r))})" for r in missing[:8])
        more = f" and {missing.size - 8} more" if missing.size > 8 else ""
        message = f"the ranking of {name} misses {missing.size} of {space.count} states: {listed}{more}"
        hint = "rank every feasible state; ties are allowed"
        problems.append(case.error(ranking.grounds.pos, "ranking-misses-states", message, hint))
    return problems


def preference_problems(case: Case, space: StateSpace) -> list[Problem]:
    """Warnings: statements that decide nothing, and preferences that tell merged masks apart."""
    found: list[Problem] = []
    for name, preference in holders(case):
        found += _idle_statements(case, space, name, preference)
        found += _split_merges(case, space, name, preference)
    return found


def _idle_statements(case: Case, space: StateSpace, name: str, preference: Preference) -> list[Problem]:
    if not isinstance(preference, Prioritised):
        return []
    problems: list[Problem] = []
    for statement in preference.statements:
        truth = holds(statement.formula, space.options, space.masks)
        if truth.all() or not truth.any():
            always = "every" if truth.all() else "no"
            message = f"'{statement.text}' holds in {always} feasible state, so it ranks nothing for {name}"
            hint = "drop it, or look at the rules under 'feasible'"
            problems.append(case.warning(statement.grounds.pos, "statement-decides-nothing", message, hint))
    return problems


def _split_merges(case: Case, space: StateSpace, name: str, preference: Preference) -> list[Problem]:
    if not space.merged or isinstance(preference, Ranking | Indifferent):
        return []
    ranks = ranks_of(space, preference, space.members)
    at_smallest = ranks[np.searchsorted(space.members, space.masks)]
    split = np.unique(space.state_of[ranks != at_smallest[space.state_of]])
    if split.size == 0:
        return []
    listed = ", ".join(str(row + 1) for row in split[:8])
    message = (
        f"the preferences of {name} tell apart masks that are merged into state {listed}; the smallest mask was taken"
    )
    hint = "make the statements independent of what no longer matters once states are merged"
    return [case.warning(case.merges[0].grounds.pos, "merge-ambiguous", message, hint)]


def premise(case: Case, space: StateSpace, dm: int, left: int, right: int) -> Premise | None:
    """What decides how ``dm`` ranks two states, or says that nobody can tell; None if nothing does (they tie)."""
    maker = case.decision_makers[dm]
    if (maker.unknown or maker.known) and space.count <= LISTED_STATES:
        ge = _known(space, maker)
        if not (ge[left, right] or ge[right, left]):
            return premise_of_unknown(space, maker, left, right)
    match maker.preference:
        case Prioritised(statements=statements):
            pair = space.masks[[left, right]]
            for statement in statements:
                here, there = holds(statement.formula, space.options, pair)
                if here != there:
                    holds_in = left if here else right
                    return Premise(
                        path=statement.grounds.path,
                        text=statement.text,
                        title=statement.title,
                        claims=statement.grounds.claims,
                        holds_in=holds_in,
                    )
            return None
        case Ranking(grounds=grounds):
            return Premise(path=grounds.path, text="the ranking of states", claims=grounds.claims)
        case Weights(grounds=grounds):
            return Premise(path=grounds.path, text="the weights of options", claims=grounds.claims)
        case Indifferent():
            return premise_of_chains(space, maker, left, right)


def with_premises(case: Case, space: StateSpace, explanation: Explanation, known: Known) -> Explanation:
    """The explanation with the reason of each comparison; ``known`` holds those found so far."""
    return replace(explanation, comparisons=reasoned(case, space, explanation.comparisons, known))


def all_with_premises(case: Case, space: StateSpace, told: Iterable[Explanation]) -> tuple[Explanation, ...]:
    """The same for several explanations; a reason that they share is looked up once."""
    known: Known = {}
    return tuple(with_premises(case, space, explanation, known) for explanation in told)


def reasoned(case: Case, space: StateSpace, comparisons: Iterable[Comparison], known: Known) -> tuple[Comparison, ...]:
    """The same comparisons, each with its reason."""
    found: list[Comparison] = []
    for c in comparisons:
        key = (c.dm, c.left, c.right)
        if key not in known:
            known[key] = premise(case, space, *key)
        found.append(replace(c, premise=known[key]))
    return tuple(found)
