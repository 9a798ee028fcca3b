"""Verdicts where a relation takes the place of one ranking: attitudes, and decision makers of several minds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from detente.kernels.strict import Strict
from detente.model.concepts import CONCEPTS, Concept
from detente.model.graph import BoolArray, frozen

__all__ = ["verdicts_under_relations"]


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
        found[concept] = frozen(np.stack(rows))
    return found
