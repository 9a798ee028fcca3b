"""Why a state is stable or not: the improvements, the answer to each, and the way out of it, or their absence.

An explanation is a witness: every step in it is a legal move, every comparison can be looked up, and together they are
the verdict. Tests check each witness against the definitions (:mod:`detente.kernels.reference`).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.analysis.stability import Conflict, prepare
from detente.errors import AnalysisError, NotApplicableError
from detente.kernels.simultaneous import joint_answer
from detente.model.concepts import CONCEPTS, Concept, concept_named
from detente.model.graph import BoolArray, GraphModel, IntArray
from detente.model.results import Comparison, Explanation, Improvement, Sanction, Step

__all__ = ["explain"]

COUNTED = 4096  # in larger conflicts the states that the others could reach in vain are not counted
LISTED = 64  # reached states and escapes listed one by one; beyond that the decisive one and the count


def explain(model: GraphModel, dm: int, state: int, concept: str) -> Explanation:
    """The witness of one verdict.

    dm, state : 0-based; concept : a name of :class:`detente.model.concepts.Concept`
    Cost: one breadth-first search per improvement of ``dm`` from ``state``.

    Raises
    ------
    AnalysisError
        For a decision maker, state or concept that does not exist.
    """
    wanted = _checked(model, dm, state, concept)
    conflict = prepare(model)
    reachable = np.sort(conflict.moves[dm].successors(np.array([state]))[1])
    rank = conflict.ranks[dm]
    improving = reachable[rank[reachable] > rank[state]]
    if wanted is Concept.NASH:
        fates = tuple(Improvement(to=int(q)) for q in improving)
        stable = improving.size == 0
    else:
        fate = _simultaneous_fate if wanted is Concept.SIM else _fate
        fates = tuple(fate(conflict, dm, state, int(q), wanted) for q in improving)
        stable = all(f.sanction is not None for f in fates)
    comparisons = dict.fromkeys(_comparisons(conflict, dm, state, wanted, reachable, fates, stable))
    return Explanation(
        dm=dm, state=state, concept=wanted, stable=stable, improvements=fates, comparisons=tuple(comparisons)
    )


def _checked(model: GraphModel, dm: int, state: int, concept: str) -> Concept:
    if not 0 <= dm < model.n_dms:
        raise AnalysisError(f"there is no decision maker {dm}; they are 0 to {model.n_dms - 1}.")
    if not 0 <= state < model.n_states:
        raise AnalysisError(f"there is no state {state}; rows are 0 to {model.n_states - 1}.")
    wanted = concept_named(concept)
    if wanted is Concept.SIM and not model.has_options:
        raise NotApplicableError("SIM needs options, and this model was built from moves alone.")
    return wanted


def _fate(conflict: Conflict, dm: int, state: int, to: int, concept: Concept) -> Improvement:
    """GMR, SMR, SEQ, SSEQ: the shortest answer after the improvement, or why there is none."""
    rank = conflict.ranks[dm]
    hurts = rank <= rank[state]
    no_escape = CONCEPTS[concept].no_way_out
    accept = conflict.best[dm] <= rank[state] if no_escape else hurts
    deterred = conflict.answer(dm, concept)[to] <= rank[state]
    if not deterred and conflict.model.n_states > COUNTED:
        return Improvement(to=to, reached=None)
    found = conflict.search.run(to, _others(conflict, dm), accept, improving=CONCEPTS[concept].answers_pay)
    if found.path is not None:
        steps = tuple(Step(*step) for step in found.path)
        return Improvement(to=to, sanction=Sanction(steps=steps, to=steps[-1].to))
    reached = found.reached
    worst = int(reached[np.argmin(rank[reached])]) if reached.size else None
    escapes = _escapes(conflict, dm, reached[hurts[reached]][:LISTED]) if no_escape else ()
    return Improvement(to=to, reached=int(reached.size), worst=worst, escapes=escapes)


def _others(conflict: Conflict, dm: int) -> list[int]:
    return [j for j in range(len(conflict.moves)) if j != dm]


def _escapes(conflict: Conflict, dm: int, hurtful: IntArray) -> tuple[tuple[int, int], ...]:
    """For each answer that would hurt, the mover's best way out of it."""
    rank = conflict.ranks[dm]
    pairs: list[tuple[int, int]] = []
    for state in hurtful:
        out = conflict.moves[dm].successors(np.array([state]))[1]
        pairs.append((int(state), int(out[np.argmax(rank[out])])))
    return tuple(pairs)


def _simultaneous_fate(conflict: Conflict, dm: int, state: int, to: int, _: Concept) -> Improvement:
    """SIM: what the others may do at the same moment. A merged state is deterred only if each of its masks is."""
    rank = conflict.ranks[dm][conflict.state_of]
    sanction: Sanction | None = None
    for here in np.flatnonzero(conflict.state_of == state):
        targets = conflict.mask_moves[dm].successors(np.array([here]))[1]
        for target in targets[conflict.state_of[targets] == to]:
            answer = joint_answer(dm, int(target), int(here), conflict.masks, conflict.changes, rank)
            if answer is None:
                return Improvement(to=to, worst=to)
            end, others = answer
            steps = tuple(Step(j, state, int(conflict.state_of[q])) for j, q in sorted(others.items()))
            sanction = sanction or Sanction(steps=steps, to=int(conflict.state_of[end]), at_once=True)
    return Improvement(to=to, sanction=sanction)


def _comparisons(
    conflict: Conflict,
    dm: int,
    state: int,
    concept: Concept,
    reachable: IntArray,
    fates: tuple[Improvement, ...],
    stable: bool,
) -> Iterator[Comparison]:
    """The preferences that the verdict uses: all of them if it is stable, those of the open improvements if not."""
    for q in reachable:
        if stable or any(f.to == q and f.sanction is None for f in fates):
            yield _compare(conflict, dm, int(q), state)
    for fate in fates:
        if fate.sanction is not None and stable:
            yield from _sanction_comparisons(conflict, dm, state, concept, fate.sanction)
        elif fate.sanction is None and concept is not Concept.NASH:
            yield from _open_comparisons(conflict, dm, state, fate, concept)


def _sanction_comparisons(
    conflict: Conflict, dm: int, state: int, concept: Concept, sanction: Sanction
) -> Iterator[Comparison]:
    yield _compare(conflict, dm, sanction.to, state)
    if CONCEPTS[concept].answers_pay:
        for step in sanction.steps:
            yield _compare(conflict, step.dm, step.to, step.origin)
    if CONCEPTS[concept].no_way_out:
        for out in conflict.moves[dm].successors(np.array([sanction.to]))[1]:
            yield _compare(conflict, dm, int(out), state)


def _open_comparisons(
    conflict: Conflict, dm: int, state: int, fate: Improvement, concept: Concept
) -> Iterator[Comparison]:
    for _, out in fate.escapes:
        yield _compare(conflict, dm, out, state)
    if fate.worst is None or fate.worst == fate.to or fate.reached is None:
        return
    escaped = {hurtful for hurtful, _ in fate.escapes}
    if fate.reached > LISTED:
        yield _compare(conflict, dm, fate.worst, state)
        return
    nothing: BoolArray = np.zeros(conflict.model.n_states, bool)
    found = conflict.search.run(fate.to, _others(conflict, dm), nothing, improving=CONCEPTS[concept].answers_pay)
    for reached in found.reached:
        if int(reached) not in escaped:
            yield _compare(conflict, dm, int(reached), state)


def _compare(conflict: Conflict, dm: int, left: int, right: int) -> Comparison:
    here, there = conflict.ranks[dm, left], conflict.ranks[dm, right]
    return Comparison(dm=dm, left=left, relation=">" if here > there else "<" if here < there else "=", right=right)
