"""How a decision maker ranks states in each of many worlds.

What it ranks depends on which elements of its own preference have fallen, and on nothing else; so each combination of
them is worked out once, and combinations that give one order are one variant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from detente.analysis.known import matching_rows
from detente.analysis.preferences import modelled_ranks
from detente.analysis.state_space import holds
from detente.analysis.worlds.fallen import fallen
from detente.analysis.worlds.structures import combinations
from detente.errors import AnalysisError
from detente.frozen import frozen
from detente.kernels.variants import MAX_STATEMENTS, distinct_orders, payoffs_of_statements
from detente.model.case import Case, DecisionMaker
from detente.model.graph import BoolArray, IntArray
from detente.model.grounds import SWAP, Assumption
from detente.model.preference import Prioritised, Ranking, Statement, StateRef
from detente.model.results import StateSpace

FEW = 1 << 22  # payoffs; up to that many it is worth finding out which combinations give the same order


@frozen
class Variants:
    """The orders of one decision maker.

    payoffs : int64, shape (n_states, n_variants); only their order counts
    of : int64, shape (n_worlds,)   the variant of each world
    """

    payoffs: IntArray
    of: IntArray


def preference_variants(
    case: Case, space: StateSpace, dm: int, elements: Sequence[Assumption], fell: BoolArray
) -> Variants:
    """The orders of a decision maker in many worlds.

    case : its rankings name states by pattern (:func:`by_pattern`)
    elements : those of this decision maker's preference; fell : bool, shape (n_worlds, len(elements))
    Time O(combinations of fallen elements x states x statements).

    Raises
    ------
    AnalysisError
        If a ranking says nothing about a state that exists only where rules have fallen.
    """
    distinct, of = combinations(fell)
    preference = case.decision_makers[dm].preference
    if isinstance(preference, Prioritised) and len(preference.statements) <= MAX_STATEMENTS:
        payoffs = _of_statements(space, preference.statements, elements, distinct)
    else:
        payoffs = np.stack([_one_by_one(case, space, dm, elements, row) for row in distinct], axis=1)
    if payoffs.size > FEW:
        return Variants(payoffs, of)
    ranks, which = distinct_orders(payoffs)
    return Variants(ranks, which[of])


def _of_statements(
    space: StateSpace, statements: Sequence[Statement], elements: Sequence[Assumption], fell: BoolArray
) -> IntArray:
    def truth(formula: object) -> BoolArray:
        if formula is None or isinstance(formula, str):
            return np.zeros(space.count, bool)
        return holds(formula, space.options, space.masks)  # pyright: ignore[reportArgumentType]

    given = np.stack([truth(s.formula) for s in statements]) if statements else np.zeros((0, space.count), bool)
    instead = np.stack([truth(s.grounds.otherwise) for s in statements]) if statements else given
    gone = np.zeros((fell.shape[0], len(statements)), bool)
    for column, element in enumerate(elements):
        gone[:, element.index] = fell[:, column]
    swapping = np.array([s.grounds.otherwise == SWAP for s in statements], bool)
    return payoffs_of_statements(given, instead, gone & ~swapping, gone & swapping)


def _one_by_one(case: Case, space: StateSpace, dm: int, elements: Sequence[Assumption], row: BoolArray) -> IntArray:
    gone = [element.path for element, fell in zip(elements, row, strict=True) if fell]
    world = fallen(case, gone) if gone else case
    maker = world.decision_makers[dm]
    if isinstance(maker.preference, Ranking):
        _check_complete(maker, maker.preference, space)
    return modelled_ranks(space, maker)


def _check_complete(maker: DecisionMaker, ranking: Ranking, space: StateSpace) -> None:
    placed = np.zeros(space.count, bool)
    for ref in (ref for tier in ranking.tiers for ref in tier):
        placed[matching_rows(ref, space)] = True
    if not placed.all():
        missing = ", ".join(space.pattern(int(row)) for row in np.flatnonzero(~placed)[:4])
        raise AnalysisError(
            f"the ranking of {maker.name} says nothing about states that exist only where a doubted rule fails, as "
            f"{missing}; rank them by pattern, or keep the rule out of doubt, or write 'otherwise: keep'.",
            mend="trust",
        )


def by_pattern(case: Case, space: StateSpace) -> Case:
    """The case with the states of its rankings named by what is taken, not by number.

    Numbers are those of the case as modelled; where a rule falls, states are numbered anew.
    """
    makers = tuple(_maker_by_pattern(maker, space) for maker in case.decision_makers)
    return replace(case, decision_makers=makers)


def _maker_by_pattern(maker: DecisionMaker, space: StateSpace) -> DecisionMaker:
    known = tuple(replace(chain, members=_refs(chain.members, space)) for chain in maker.known)
    preference = maker.preference
    if isinstance(preference, Ranking):
        preference = replace(preference, tiers=tuple(_refs(tier, space) for tier in preference.tiers))
    return replace(maker, preference=preference, known=known)


def _refs(refs: Sequence[StateRef], space: StateSpace) -> tuple[StateRef, ...]:
    return tuple(_ref(ref, space) for ref in refs)


def _ref(ref: StateRef, space: StateSpace) -> StateRef:
    if ref.number is None or not 1 <= ref.number <= space.count:
        return ref
    return StateRef(text=ref.text, pattern=space.letters(space.masks[ref.number - 1]), pos=ref.pos)
