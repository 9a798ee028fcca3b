"""Why a state is stable for a coalition or not: the same witness as for one decision maker, told of all members.

A joint improvement comes with a path of its members' moves. "The coalition does not gain" rests on one member: the
comparison that says so is a premise; "it gains" rests on a comparison for every member.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from detente.analysis.stability import Conflict
from detente.analysis.witness import by_rank, explanation, steps
from detente.errors import AnalysisError, NotApplicableError
from detente.kernels.answers import Search
from detente.model.concepts import Concept
from detente.model.graph import GraphModel, IntArray
from detente.model.results import Coalition, Explanation, Step


def explain_coalition(conflict: Conflict, group: Coalition, state: int, concept: Concept) -> Explanation:
    """The witness of one verdict on a coalition; concept : Nash, GMR, SMR, SEQ or SSEQ.

    Cost: two searches over joint moves per joint improvement from ``state``, and where a way out counts one per answer.
    """
    asked = replace(
        by_rank(conflict, group, state, concept),
        goes=_jointly(Search(conflict.moves, conflict.ranks), group),
        escape=lambda states: int(states[0]),
    )
    found = explanation(asked)
    paths = (replace(fate, path=joint_path(conflict, group, state, [fate.to])) for fate in found.improvements)
    return replace(found, improvements=tuple(paths), coalition=group)


def coalition_of(model: GraphModel, members: Sequence[object]) -> Coalition:
    """The members in ascending order, each once.

    Raises
    ------
    AnalysisError
        If there is none, or one that does not exist.
    """
    if not members:
        raise AnalysisError("a coalition needs at least one decision maker.")
    found: set[int] = set()
    for dm in members:
        if not isinstance(dm, int | np.integer):
            raise AnalysisError("decision makers are whole numbers, counted from 0.")
        if not 0 <= dm < model.n_dms:
            raise AnalysisError(f"there is no decision maker {dm}; they are 0 to {model.n_dms - 1}.")
        found.add(int(dm))
    return tuple(sorted(found))


def refuse_sim(concepts: Sequence[Concept]) -> None:
    """NotApplicableError if SIM is among the concepts."""
    if Concept.SIM in concepts:
        raise NotApplicableError(
            "SIM is not defined for coalitions: it applies changes at the same moment, and a coalition moves in turn. "
            "Ask for nash, gmr, smr, seq or sseq."
        )


def joint_path(conflict: Conflict, group: Coalition, state: int, ends: Sequence[int]) -> tuple[Step, ...]:
    """A shortest legal sequence of moves of the members to one of some states; empty if there is none."""
    return steps(conflict.search.run(state, group, lambda states: np.isin(states, ends), improving=False).path)


def _jointly(search: Search, group: Coalition) -> Callable[[IntArray], tuple[IntArray, IntArray]]:
    """R_H of each of some states, as (origin, target) arrays.

    search : of its own, since an answer may be looked for at the same time
    """

    def goes(states: IntArray) -> tuple[IntArray, IntArray]:
        reached = [
            search.run(s, group, lambda states: np.zeros(states.size, bool), improving=False).reached
            for s in states.tolist()
        ]
        sizes = [targets.size for targets in reached]
        return np.repeat(states, sizes), np.concatenate([*reached, np.empty(0, np.int64)])

    return goes
