"""Verdicts, and their reasons, where a relation takes the place of one ranking.

That is so under attitudes, and for decision makers of several minds. What a decision maker "prefers" then is what
:class:`detente.kernels.strict.Strict` is told; the sentences of the concepts stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from detente.analysis.witness import Leaving, ascending, explanation, in_turn
from detente.kernels.strict import Strict
from detente.model.concepts import CONCEPTS, Concept
from detente.model.graph import BoolArray, read_only
from detente.model.results import Explanation


def verdicts_under_relations(strict: Strict, concepts: Iterable[Concept]) -> dict[Concept, BoolArray]:
    """Whether each state is stable for each decision maker: per concept bool, shape (n_dms, n_states), read-only."""
    found: dict[Concept, BoolArray] = {}
    for concept in concepts:
        told = CONCEPTS[concept]
        rows = [
            strict.stable(
                dm, answers=concept is not Concept.NASH, answers_pay=told.answers_pay, no_way_out=told.no_way_out
            )
            for dm in range(len(strict.moves))
        ]
        found[concept] = read_only(np.stack(rows))
    return found


def reasons_where_told_apart(
    strict: Strict, tables: Sequence[dict[Concept, BoolArray]], rows: Iterable[int]
) -> tuple[Explanation, ...]:
    """The witnesses of the verdicts about some states on which the tables, that of ``strict`` among them, differ."""
    return tuple(
        explain_under_relations(strict, dm, row, concept)
        for row in rows
        for dm in range(len(strict.moves))
        for concept in tables[0]
        if len({bool(table[concept][dm, row]) for table in tables}) > 1
    )


def explain_under_relations(strict: Strict, dm: int, state: int, concept: Concept) -> Explanation:
    """The witness of one verdict under relations; ``stable`` is that verdict.

    dm, state : 0-based; concept : one of Nash, GMR, SMR, SEQ and SSEQ
    A comparison says ``>`` where the relation holds and ``!>`` where it does not; a relation that is no ranking has no
    worst state, so ``Improvement.worst`` stays None. Cost: one breadth-first search for each improvement.
    """
    search = strict.search(answers_pay=CONCEPTS[concept].answers_pay)  # it is given only the moves that count
    asked = Leaving(
        state=state,
        concept=concept,
        moves=strict.moves,
        prefers=lambda i, q, s: strict.preferred(i)[s, q],
        relation=lambda i, q, s: ">" if strict.preferred(i)[s, q] else "!>",
        members=(dm,),
        goes=ascending(strict.moves[dm]),
        answer=in_turn(search, (dm,), concept, improving=False),
    )
    return explanation(asked)
