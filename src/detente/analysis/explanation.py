"""Why a state is stable or not: the improvements, the answer to each, and the way out of it, or their absence.

An explanation is a witness: every step in it is a legal move, every comparison can be looked up, and together they are
the verdict. Tests check each witness against the definitions (:mod:`detente.kernels.reference`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

import numpy as np

from detente.analysis.coalition_reasons import explain_coalition
from detente.analysis.stability import Conflict, prepare
from detente.errors import AnalysisError, NotApplicableError
from detente.model.concepts import CONCEPTS, Concept, concept_named
from detente.model.graph import GraphModel, IntArray
from detente.model.results import Comparison, Explanation, Improvement, Sanction, Step

__all__ = ["explain"]

COUNTED = 4096  # in larger conflicts the states that the others could reach in vain are not counted
LISTED = 64  # reached states and escapes listed one by one; beyond that the decisive one and the count


def explain(model: GraphModel, dm: int | Iterable[int], state: int, concept: str) -> Explanation:
    """The witness of one verdict.

    dm : 0-based; several of them are asked as a coalition that moves together
    state : 0-based; concept : a name of :class:`detente.model.concepts.Concept`
    Cost: one breadth-first search per improvement of ``dm`` from ``state``.

    Raises
    ------
    AnalysisError
        For a decision maker, state or concept that does not exist.
    """
    if isinstance(dm, Iterable) and not isinstance(dm, str):
        return explain_coalition(model, tuple(dm), state, concept)
    return _explain_one(model, cast(int, dm), state, concept)


def _explain_one(model: GraphModel, dm: int, state: int, concept: str) -> Explanation:
    wanted = _checked(model, dm, state, concept)
    conflict = prepare(model)
    reachable = np.sort(conflict.moves[dm].successors(np.array([state]))[1])
    rank = conflict.ranks[dm]
    improving = reachable[rank[reachable] > rank[state]]
    told = _worth_telling(conflict, dm, state, wanted, improving)
    fates = [_fate(conflict, dm, state, int(q), wanted) for q in told]
    stable = all(fate.told.sanction is not None for fate in fates)
    complete = told.size == improving.size
    used: dict[Comparison, None] = {}
    for q in reachable:
        if stable or any(fate.told.to == q and fate.told.sanction is None for fate in fates):
            used[_compare(conflict, dm, int(q), state)] = None
    for fate in fates:
        if fate.told.sanction is None:
            complete &= fate.listed
        if stable == (fate.told.sanction is not None):
            used |= dict.fromkeys(_premises(conflict, dm, state, wanted, fate))
    return Explanation(
        dm=dm,
        state=state,
        concept=wanted,
        stable=stable,
        improvements=tuple(fate.told for fate in fates),
        comparisons=tuple(used),
        complete=complete,
    )


def _worth_telling(conflict: Conflict, dm: int, state: int, concept: Concept, improving: IntArray) -> IntArray:
    """All improvements; of very many in a large conflict the first, those that nothing deters before the others."""
    if concept is Concept.SIM or conflict.model.n_states <= COUNTED or improving.size <= LISTED:
        return improving
    if concept is Concept.NASH:
        return improving[:LISTED]
    deterred = conflict.answer(dm, concept)[improving] <= conflict.ranks[dm, state]
    return improving[np.argsort(deterred, kind="stable")][:LISTED]


@dataclass(frozen=True, slots=True, eq=False)
class _Fate:
    """What becomes of one improvement, and all states that the others can bring about after it where nothing deters."""

    told: Improvement
    reached: IntArray = field(default_factory=lambda: np.empty(0, np.int64))

    @property
    def listed(self) -> bool:
        """Whether every state reached in vain is known and few enough to be compared one by one."""
        return self.told.reached is not None and self.reached.size <= LISTED


def _checked(model: GraphModel, dm: int, state: int, concept: str) -> Concept:
    if not all(isinstance(value, int | np.integer) for value in (dm, state)):
        raise AnalysisError("a decision maker and a state are whole numbers, counted from 0.")
    if not 0 <= dm < model.n_dms:
        raise AnalysisError(f"there is no decision maker {dm}; they are 0 to {model.n_dms - 1}.")
    if not 0 <= state < model.n_states:
        raise AnalysisError(f"there is no state {state}; rows are 0 to {model.n_states - 1}.")
    wanted = concept_named(concept)
    if wanted is Concept.SIM and not model.has_options:
        raise NotApplicableError("SIM needs options, and this model was built from moves alone.")
    return wanted


def _fate(conflict: Conflict, dm: int, state: int, to: int, concept: Concept) -> _Fate:
    if concept is Concept.NASH:
        return _Fate(Improvement(to=to))
    if concept is Concept.SIM:
        return _simultaneous_fate(conflict, dm, state, to)
    return _sequential_fate(conflict, dm, state, to, concept)


def _sequential_fate(conflict: Conflict, dm: int, state: int, to: int, concept: Concept) -> _Fate:
    """GMR, SMR, SEQ, SSEQ: the shortest answer after the improvement, or why there is none."""
    rank = conflict.ranks[dm]
    hurts = rank <= rank[state]
    no_way_out = CONCEPTS[concept].no_way_out
    accept = conflict.best[dm] <= rank[state] if no_way_out else hurts
    deterred = conflict.answer(dm, concept)[to] <= rank[state]
    if not deterred and conflict.model.n_states > COUNTED:
        return _Fate(Improvement(to=to, reached=None))
    found = conflict.search.run(to, _others(conflict, dm), accept, improving=CONCEPTS[concept].answers_pay)
    if found.path is not None:
        steps = tuple(Step(*step) for step in found.path)
        return _Fate(Improvement(to=to, sanction=Sanction(steps=steps, to=steps[-1].to)))
    reached = found.reached
    worst = int(reached[np.argmin(rank[reached])]) if reached.size else None
    escapes = _escapes(conflict, dm, reached[hurts[reached]][:LISTED]) if no_way_out else ()
    return _Fate(Improvement(to=to, reached=int(reached.size), worst=worst, escapes=escapes), reached)


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


def _simultaneous_fate(conflict: Conflict, dm: int, state: int, to: int) -> _Fate:
    """SIM: what the others may do at the same moment. A merged state is deterred only if each of its masks is."""
    sim, rank, state_of = conflict.simultaneous, conflict.ranks[dm], conflict.state_of
    sanction: Sanction | None = None
    for here in np.flatnonzero(state_of == state):
        targets = sim.improvements(dm, int(here))
        for target in targets[state_of[targets] == to]:
            joint = sim.joint_answer(dm, int(target), int(here))
            if joint.outcome is None and (joint.outcomes is None or conflict.model.n_states > COUNTED):
                return _Fate(Improvement(to=to, reached=None))
            if joint.outcome is None:
                reached = np.setdiff1d(state_of[joint.outcomes], [to])
                worst = int(reached[np.argmin(rank[reached])]) if reached.size else None
                return _Fate(Improvement(to=to, reached=int(reached.size), worst=worst), reached)
            steps = tuple(Step(j, state, int(state_of[q])) for j, q in sorted(joint.movers.items()))
            sanction = sanction or Sanction(steps=steps, to=int(state_of[joint.outcome]), at_once=True)
    return _Fate(Improvement(to=to, sanction=sanction))


def _premises(conflict: Conflict, dm: int, state: int, concept: Concept, fate: _Fate) -> Iterator[Comparison]:
    """The preferences behind the fate of one improvement, beyond that it is one."""
    if concept is Concept.NASH:
        return
    if fate.told.sanction is not None:
        found = _sanction_premises(conflict, dm, state, concept, fate.told.sanction)
    else:
        found = _open_premises(conflict, dm, state, concept, fate)
    yield from (c for c in found if c.left != c.right)


def _sanction_premises(
    conflict: Conflict, dm: int, state: int, concept: Concept, sanction: Sanction
) -> Iterator[Comparison]:
    """The answer hurts; it pays those who give it, where it must; and there is no way out of it, where that counts."""
    yield _compare(conflict, dm, sanction.to, state)
    if CONCEPTS[concept].answers_pay:
        for step in sanction.steps:
            yield _compare(conflict, step.dm, step.to, step.origin)
    if CONCEPTS[concept].no_way_out:
        for out in conflict.moves[dm].successors(np.array([sanction.to]))[1]:
            yield _compare(conflict, dm, int(out), state)


def _open_premises(conflict: Conflict, dm: int, state: int, concept: Concept, fate: _Fate) -> Iterator[Comparison]:
    """No state that the others bring about hurts (or there is a way out), and their other moves do not pay them."""
    for _, out in fate.told.escapes:
        yield _compare(conflict, dm, out, state)
    if not fate.listed:
        if fate.told.worst is not None:
            yield _compare(conflict, dm, fate.told.worst, state)
        return
    escaped = {hurtful for hurtful, _ in fate.told.escapes}
    for reached in fate.reached.tolist():
        if reached not in escaped:
            yield _compare(conflict, dm, reached, state)
    if CONCEPTS[concept].answers_pay:
        origins = np.array([state]) if concept is Concept.SIM else np.union1d(fate.reached, [fate.told.to])
        for j in _others(conflict, dm):
            for origin, target in zip(*conflict.moves[j].successors(origins), strict=True):
                if conflict.ranks[j, target] <= conflict.ranks[j, origin]:
                    yield _compare(conflict, j, int(target), int(origin))


def _compare(conflict: Conflict, dm: int, left: int, right: int) -> Comparison:
    here, there = conflict.ranks[dm, left], conflict.ranks[dm, right]
    return Comparison(dm=dm, left=left, relation=">" if here > there else "<" if here < there else "=", right=right)
