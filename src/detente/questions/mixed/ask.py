"""Which states hold where each decision maker is its own kind of actor.

A stability concept says what an actor fears: nothing (Nash), any answer (GMR), only answers that pay those who give
them (SEQ). Nothing makes all sides of a conflict fear alike. Stability is a property of one state and one decision
maker, so a concept may be chosen for each of them. For concepts c_1 .. c_n:

    s is a mixed equilibrium iff, for every decision maker i, s is stable for i under c_i.

Decision makers without a concept are asked about together: what holds if they all share this concept, or that one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from detente.analysis.explanation import explain
from detente.analysis.preferences import all_with_premises
from detente.analysis.stability import stability
from detente.errors import AnalysisError
from detente.model.case import ActorKind, Case
from detente.model.concepts import Concept, concept_named
from detente.model.graph import GraphModel, IntArray
from detente.model.results import rows_where
from detente.questions.mixed.found import MixedEquilibria
from detente.questions.question import Asked

EXPLAINED = 8  # equilibria told with their reasons


def mixed_equilibria(model: GraphModel, concepts: Sequence[str]) -> IntArray:
    """The states that are stable for each decision maker under its own concept.

    Parameters
    ----------
    model : GraphModel
    concepts : one name per decision maker, in their order

    Returns
    -------
    int64, shape (n_equilibria,)
        Rows, 0-based and ascending.

    Raises
    ------
    AnalysisError
        If there is not one concept for each, or a name is unknown.
    NotApplicableError
        For SIM on a model built from moves alone.

    Cost: that of :func:`detente.analysis.stability.stability` for the different concepts.
    """
    if isinstance(concepts, str) or len(concepts) != model.n_dms:
        given = 1 if isinstance(concepts, str) else len(concepts)
        raise AnalysisError(
            f"mixed_equilibria needs one concept per decision maker: there are {model.n_dms}, and {given} given."
        )
    wanted = [concept_named(name) for name in concepts]
    table = stability(model, dict.fromkeys(wanted))
    return np.flatnonzero(np.stack([table.stable[c.value][dm] for dm, c in enumerate(wanted)]).all(axis=0))


def with_actors(case: Case, concepts: Mapping[str, str]) -> Case:
    """The case with other kinds of actors.

    concepts : decision maker, by its key -> name of a concept; the others stay as the case has them

    Raises
    ------
    AnalysisError
        For a decision maker that the case has not, or an unknown concept.
    """
    keys = [dm.key for dm in case.decision_makers]
    for key in concepts:
        if key not in keys:
            raise AnalysisError(f"'{key}' is not a decision maker of this case; they are {', '.join(keys)}.")
    makers = (
        replace(dm, actor=ActorKind(concept=concept_named(concepts[dm.key]))) if dm.key in concepts else dm
        for dm in case.decision_makers
    )
    return replace(case, decision_makers=tuple(makers)) if concepts else case


def ask(asked: Asked) -> MixedEquilibria | None:
    """What holds then; None where no decision maker has a concept of its own. Concepts not yet asked for are added."""
    found = asked.analysis
    own = tuple(None if dm.actor is None else dm.actor.concept for dm in found.case.decision_makers)
    chosen = [(dm, concept) for dm, concept in enumerate(own) if concept is not None]
    if not chosen:
        return None
    stable = dict(found.table.stable)
    if missing := {c for _, c in chosen if c.value not in stable}:
        stable |= stability(asked.model, sorted(missing)).stable
    theirs = np.logical_and.reduce([stable[c.value][dm] for dm, c in chosen])
    free = [dm for dm, concept in enumerate(own) if concept is None]
    if_others = tuple(
        (Concept(name), rows_where(theirs & np.logical_and.reduce(verdicts[free])))
        for name, verdicts in found.table.stable.items()
        if free
    )
    shared = [set(rows) for _, rows in if_others]
    equilibria = tuple(sorted(set.intersection(*shared))) if shared else rows_where(theirs)
    told = equilibria or tuple(dict.fromkeys(row for _, rows in if_others for row in rows))
    reasons = (explain(asked.model, dm, row, concept) for row in told[:EXPLAINED] for dm, concept in chosen)
    return MixedEquilibria(
        concepts=own,
        equilibria=equilibria,
        if_others=if_others,
        explanations=all_with_premises(found.case, found.space, reasons),
    )
