"""Which equilibria rest on sanctions that are felt strongly, where the case marks preferences as strong.

Definitions and sources: ``kernel``. The general verdicts are those of the concepts without
strength; here each is split into strongly and weakly stable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from detente.analysis.preferences import all_with_premises, matching_rows
from detente.analysis.stability import Conflict, prepare
from detente.analysis.state_space import holds
from detente.analysis.witness import ascending, by_rank, explanation, rank_relation
from detente.frozen import frozen
from detente.kernels.coalitions import JointMoves
from detente.model.case import Case, DecisionMaker
from detente.model.concepts import CONCEPTS, Concept
from detente.model.graph import BoolArray, GraphModel, read_only
from detente.model.limits import LISTED_STATES
from detente.model.preference import Prioritised, Ranking
from detente.model.results import Explanation, Omitted, StateSpace
from detente.questions.question import Asked
from detente.questions.strength.found import Strength
from detente.questions.strength.kernel import CONCEPTS as STRONG_CONCEPTS
from detente.questions.strength.kernel import far_below, strongly_stable


@frozen(eq=False)
class Marks:
    """How one decision maker compares states, as statements of which some are strong.

    truths : bool, shape (n_statements, n_states), most important first; strong : bool, shape (n_statements,)
    """

    truths: BoolArray
    strong: BoolArray

    def far_below(self, state: int) -> BoolArray:
        """The states strongly less preferred than ``state``."""
        return far_below(self.truths, self.strong, np.array([state]))[0]


def strong_marks(case: Case, space: StateSpace) -> tuple[Marks, ...]:
    """What each decision maker prefers strongly; a merged state is judged at its smallest mask. Weights say nothing."""
    return tuple(_marks(case, space, dm) for dm in case.decision_makers)


def _marks_anything(dm: DecisionMaker) -> bool:
    match dm.preference:
        case Prioritised(statements=statements):
            return any(s.strong for s in statements)
        case preference:
            return isinstance(preference, Ranking) and bool(preference.gaps)


def _marks(case: Case, space: StateSpace, dm: DecisionMaker) -> Marks:
    truths, strong = np.empty((0, space.count), bool), np.empty(0, bool)
    match dm.preference:
        case _ if not _marks_anything(dm):
            pass
        case Prioritised(statements=statements):
            truths = np.stack([holds(s.formula, space.options, space.masks) for s in statements])
            strong = np.array([s.strong for s in statements])
        case Ranking(gaps=gaps) as ranking:
            tier_of = np.zeros(space.count, np.int64)
            for k, tier in enumerate(ranking.tiers):
                for ref in tier:
                    tier_of[matching_rows(ref, space)] = k
            truths, strong = np.stack([tier_of < gap for gap in gaps]), np.ones(len(gaps), bool)
        case _:
            pass
    return Marks(truths, strong)


def ask(asked: Asked) -> Strength | Omitted | None:
    """Split the verdicts of GMR, SMR and SEQ, as far as they were asked for; None where nothing is marked as strong.

    Cost: for each concept, and each decision maker that marks anything, O(statements x n_states ** 2 + moves x n_states
    / 8), and what the others can bring about.
    """
    found, model, stable = asked.analysis, asked.model, asked.analysis.table.stable
    marked = tuple(map(_marks_anything, found.case.decision_makers))
    if not any(marked):
        return None
    if found.space.count > LISTED_STATES:
        return Omitted(f"Strength of preference is left out beyond {LISTED_STATES:,} states.")
    concepts = [concept for concept in STRONG_CONCEPTS if concept in stable]
    if not concepts:
        return None
    marks = strong_marks(found.case, found.space)
    conflict = prepare(model)
    nash = conflict.ranks >= np.stack(conflict.best)
    strongly = _strongly(conflict, nash, marks, concepts)
    told = (
        explain_strongly(model, marks[dm], dm, row, c)
        for row in dict.fromkeys((*found.matter, *asked.also))
        for dm in range(model.n_dms)
        for c in concepts
        if marked[dm] and stable[c][dm, row] and not nash[dm, row]
    )
    return Strength(
        marked=marked,
        strongly=strongly,
        weakly={c: read_only(stable[c] & ~strongly[c]) for c in concepts},
        explanations=all_with_premises(found.case, found.space, told),
    )


def _strongly(
    conflict: Conflict, nash: BoolArray, marks: Sequence[Marks], concepts: Sequence[str]
) -> dict[str, BoolArray]:
    """By concept, bool, shape (n_dms, n_states). Whoever marks nothing is strongly stable only without improvements."""
    found = {concept: nash.copy() for concept in concepts}
    joint = JointMoves(conflict.moves, conflict.ranks)
    for dm, mark in enumerate(marks):
        if mark.strong.any():
            others = tuple(j for j in range(len(marks)) if j != dm)
            for concept in concepts:
                rules = CONCEPTS[Concept(concept)]
                found[concept][dm] = strongly_stable(
                    conflict.moves[dm],
                    conflict.ranks[dm],
                    joint.reach(others, improving=rules.answers_pay),
                    mark.truths,
                    mark.strong,
                    no_way_out=rules.no_way_out,
                )
    return {concept: read_only(stable) for concept, stable in found.items()}


def explain_strongly(model: GraphModel, marks: Marks, dm: int, state: int, concept: str) -> Explanation:
    """The witness of one strong verdict. ``stable`` is that verdict; comparisons tell much better and much worse apart.

    dm, state : 0-based; marks : of the decision maker; concept : ``gmr``, ``smr`` or ``seq``
    Cost: one breadth-first search for each improvement.
    """
    conflict, below = prepare(model), marks.far_below(state)
    by_order = rank_relation(conflict.ranks)

    def relation(i: int, left: int, right: int) -> str:
        strong = i == dm and (marks.far_below(right)[left] or marks.far_below(left)[right])
        return by_order(i, left, right) * (2 if strong else 1)

    asked = replace(
        by_rank(conflict, (dm,), state, Concept(concept)),
        goes=ascending(conflict.moves[dm]),
        feared=lambda states: below[states],
        relation=relation,
    )
    return replace(explanation(asked), strongly=True)
