"""Why a state is stable or not: the improvements, the answer to each, and the way out of it, or their absence.

An explanation is a witness: every step in it is a legal move, every comparison can be looked up, and together they are
the verdict (:mod:`detente.analysis.witness` builds it). Tests check each witness against the definitions
(:mod:`detente.kernels.definitions.stability`). This module adds what one decision maker's own ranking brings: SIM, and
conflicts in which there is too much to list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from detente.analysis.coalition import coalition_of, explain_coalition, refuse_sim
from detente.analysis.stability import Conflict, prepare
from detente.analysis.witness import Answer, Leaving, by_rank, explanation
from detente.errors import AnalysisError, NotApplicableError
from detente.kernels.answers import Chosen
from detente.model.concepts import Concept, concept_named
from detente.model.graph import BoolArray, GraphModel, IntArray
from detente.model.limits import LISTED_STATES
from detente.model.results import Explanation, Sanction, Step

LISTED = 64  # improvements, reached states and ways out that are listed one by one


def explain(model: GraphModel, dm: int | Iterable[int], state: int, concept: str) -> Explanation:
    """The witness of one verdict.

    dm : 0-based; several of them are asked as a coalition that moves together
    state : 0-based; concept : a name of :class:`detente.model.concepts.Concept`
    Cost: one breadth-first search per improvement of ``dm`` from ``state``; for a coalition one more per joint
    improvement, and one per answer where a way out counts.

    Raises
    ------
    AnalysisError
        For a decision maker, state or concept that does not exist.
    NotApplicableError
        For SIM, where the model has no options, or for a coalition.
    """
    together = isinstance(dm, Iterable)
    members = coalition_of(model, tuple(dm) if together else (dm,))
    if not isinstance(state, int | np.integer) or not 0 <= state < model.n_states:
        raise AnalysisError(f"there is no state {state}; rows are whole numbers, 0 to {model.n_states - 1}.")
    wanted = concept_named(concept)
    if together:
        refuse_sim([wanted])
        return explain_coalition(prepare(model), members, int(state), wanted)
    if wanted is Concept.SIM and not model.has_options:
        raise NotApplicableError("SIM needs options, and this model was built from moves alone.")
    return explanation(_leaving(prepare(model), members[0], int(state), wanted))


def _leaving(conflict: Conflict, dm: int, state: int, concept: Concept) -> Leaving:
    asked = replace(by_rank(conflict, (dm,), state, concept), listed=LISTED)
    if concept is Concept.SIM:
        return replace(asked, answer=lambda to, _: _at_once(conflict, dm, state, to))
    return asked if conflict.model.n_states <= LISTED_STATES else _in_brief(conflict, asked)


def _in_brief(conflict: Conflict, asked: Leaving) -> Leaving:
    """Of very many improvements the first, those that nothing deters before the others; no search where it is vain."""
    dm, concept = asked.members[0], asked.concept
    if concept is Concept.NASH:
        return replace(asked, first=lambda improvements: improvements[:LISTED])

    def deterred(states: IntArray) -> BoolArray:
        return conflict.answer(dm, concept)[states] <= conflict.ranks[dm, asked.state]

    def first(improvements: IntArray) -> IntArray:
        if improvements.size <= LISTED:
            return improvements
        return improvements[np.argsort(deterred(improvements), kind="stable")][:LISTED]

    def answer(to: int, deters: Chosen) -> Answer:
        return asked.answer(to, deters) if deterred(np.array([to])).all() else Answer()

    return replace(asked, first=first, answer=answer)


def _at_once(conflict: Conflict, dm: int, state: int, to: int) -> Answer:
    """SIM: what the others may do at the same moment. A merged state is deterred only if each of its masks is."""
    sim, state_of = conflict.simultaneous, conflict.state_of
    sanction: Sanction | None = None
    for here in np.flatnonzero(state_of == state):
        targets = sim.improvements(dm, int(here))
        for target in targets[state_of[targets] == to]:
            joint = sim.joint_answer(dm, int(target), int(here))
            if joint.outcome is None:
                counted = joint.outcomes is not None and conflict.model.n_states <= LISTED_STATES
                return Answer(reached=np.setdiff1d(state_of[joint.outcomes], [to]) if counted else None)
            steps = tuple(Step(j, state, int(state_of[q])) for j, q in sorted(joint.movers.items()))
            sanction = sanction or Sanction(steps=steps, to=int(state_of[joint.outcome]), at_once=True)
    return Answer(sanction)
