"""Who could act together: what every coalition of two or more could bring about, and what holds against all of them.

A state that everybody alone would keep may still be left by several who move together and all gain. The others answer
as individuals, by legal sequences of moves (GMR, SMR) or of their own improvements (SEQ, SSEQ): these are the sentences
of the classic concepts with a coalition in place of one decision maker, so that a coalition of one is the classic case.
Inohara & Hipel 2008 let the coalitions that the others might form answer by improvements of theirs in SEQ; that adds
sanctions which rest on further agreements, and a coalition of one would no longer be the classic case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from detente.analysis.coalition import joint_path, refuse_sim
from detente.analysis.preferences import Known, with_premises
from detente.analysis.stability import Conflict, applicable_concepts, prepare, stability
from detente.analysis.witness import by_rank, comparisons
from detente.errors import TooLargeError
from detente.kernels.coalitions import MAX_DMS, JointMoves, coalition_improvements, coalition_stable, groups_of, work
from detente.kernels.relational import MAX_STATES
from detente.model.case import Case
from detente.model.concepts import CONCEPTS, Concept, concepts_named
from detente.model.graph import BoolArray, GraphModel, frozen
from detente.model.results import Coalition, Explanation, Improvement, Omitted, StabilityTable, StateSpace
from detente.questions.coalitions.found import Coalitions, JointImprovements, Upset
from detente.questions.question import Asked

BYTES, WORDS = 4e9, 5e8  # of joint moves, and compared for each concept, that ``analyze`` affords: a second or two
EXPLAINED = 8  # upsets told with their reasons
PATHS = 200  # upsets told move by move


def coalitions(model: GraphModel, concepts: Iterable[str] | None = None) -> Coalitions:
    """Every coalition of two or more decision makers: its improvements, its stable states, the equilibria it upsets.

    Parameters
    ----------
    model : GraphModel
        Of at most 4,096 states and 10 decision makers.
    concepts : names among nash, gmr, smr, seq, sseq; None means all five

    Returns
    -------
    Coalitions
        ``upset`` lists each equilibrium under any of the concepts with each coalition that could leave it together.

    Raises
    ------
    AnalysisError
        For an unknown concept.
    NotApplicableError
        For SIM, which is not defined for coalitions.
    TooLargeError
        Beyond 4,096 states or 10 decision makers.

    Cost: for each of the 2 ** n_dms - n_dms - 1 coalitions, its joint moves and those of the others, O(moves x n_states
    / 8) for each step of the longest sequence; then O(joint improvements x n_states / 8) for each concept.
    Sources: Kilgour, Hipel, Fang & Peng 2001 (upset equilibria); Inohara & Hipel 2008 (stability).
    """
    wanted = _defined(model) if concepts is None else concepts_named(concepts)
    refuse_sim(wanted)
    if model.n_dms > MAX_DMS:
        raise TooLargeError(
            f"there are {model.n_dms} decision makers, which is {2**model.n_dms - model.n_dms - 1:,} coalitions; "
            f"coalitions are analysed for up to {MAX_DMS} decision makers.",
            needed=model.n_dms,
            limit=MAX_DMS,
        )
    if model.n_states > MAX_STATES:
        raise TooLargeError(
            f"there are {model.n_states:,} states; coalitions are analysed for up to {MAX_STATES:,}.",
            needed=model.n_states,
            limit=MAX_STATES,
        )
    return _every_coalition(prepare(model), stability(model, wanted), wanted)


def coalition_analysis(
    case: Case, space: StateSpace, model: GraphModel, table: StabilityTable
) -> tuple[Coalitions | None, str]:
    """The answer for a case, with the reasons of the first upsets; or None, and why it was left out.

    table : the verdicts for everybody alone under the concepts asked for; equilibria under any of them, SIM too, count
    """
    left_out = "Who could act together was left out, because "
    if model.n_dms > MAX_DMS:
        return None, f"{left_out}there are more than {MAX_DMS} decision makers."
    if model.n_states > MAX_STATES:
        return None, f"{left_out}there are more than {MAX_STATES:,} states."
    conflict = prepare(model)
    touched, compared = work(conflict.moves)
    groups = 2**model.n_dms - model.n_dms - 1
    many = f"{groups:,} coalition{'s' * (groups != 1)} and {model.n_states:,} states"
    long = f"with {many} it would take long."
    if touched > BYTES:
        return None, left_out + long
    usual = [c for c in map(Concept, table.stable) if c is not Concept.SIM]
    quick = [c for c in usual if c is Concept.NASH or compared <= WORDS]
    limit = f"Which answers deter a coalition was left out, because {long}" if len(quick) < len(usual) else ""
    found = _every_coalition(conflict, table, quick)
    known: Known = {}
    told = [u for u in found.upset[:PATHS] if not u.alone and not _smaller(u, found.upset[:PATHS])][:EXPLAINED]
    reasons = (_explain_upset(conflict, u) for u in told)
    return replace(found, explanations=tuple(with_premises(case, space, e, known) for e in reasons)), limit


def _defined(model: GraphModel) -> tuple[Concept, ...]:
    return tuple(c for c in applicable_concepts(model) if c is not Concept.SIM)


def _smaller(upset: Upset, among: Iterable[Upset]) -> bool:
    """Whether fewer of the same decision makers could leave the state already."""
    return any(u.state == upset.state and set(u.coalition) < set(upset.coalition) for u in among)


def _every_coalition(conflict: Conflict, table: StabilityTable, concepts: Sequence[Concept]) -> Coalitions:
    groups = groups_of(conflict.model.n_dms)
    joint = JointMoves(conflict.moves, conflict.ranks)
    improvements: list[JointImprovements] = []
    stable: dict[str, list[BoolArray]] = {c.value: [] for c in concepts}
    for group in groups:
        ranks = conflict.ranks[list(group)]
        own = joint.reach(group)
        found = coalition_improvements(own, ranks)
        improvements.append(JointImprovements(frozen(found[0]), frozen(found[1])))
        others = tuple(j for j in range(conflict.model.n_dms) if j not in group)
        for c in concepts:
            answers = None if c is Concept.NASH else joint.reach(others, improving=CONCEPTS[c].answers_pay)
            onward = own if CONCEPTS[c].no_way_out else None
            stable[c.value].append(coalition_stable(found, ranks, answers, onward))
    tables = {name: frozen(_stacked(rows, conflict.model.n_states)) for name, rows in stable.items()}
    return Coalitions(
        groups=groups,
        improvements=tuple(improvements),
        stable=tables,
        universal={name: frozen(np.all([*rows, *table.stable[name]], axis=0)) for name, rows in tables.items()},
        upset=_upsets(conflict, groups, improvements, table),
    )


def _stacked(rows: list[BoolArray], n_states: int) -> BoolArray:
    return np.stack(rows) if rows else np.ones((0, n_states), bool)


def _upsets(
    conflict: Conflict, groups: tuple[Coalition, ...], improvements: list[JointImprovements], table: StabilityTable
) -> tuple[Upset, ...]:
    holds: dict[Concept, BoolArray] = {Concept(name): np.all(rows, axis=0) for name, rows in table.stable.items()}
    equilibria: dict[tuple[Concept, ...], set[int]] = {}
    found: list[Upset] = []
    for s in np.flatnonzero(np.any([*holds.values()], axis=0)) if holds else ():
        concepts = tuple(c for c, rows in holds.items() if rows[s])
        if concepts not in equilibria:
            equilibria[concepts] = set(np.flatnonzero(np.any([holds[c] for c in concepts], axis=0)).tolist())
        also = equilibria[concepts]
        single = [set(moves.successors(np.array([s]))[1].tolist()) for moves in conflict.moves]
        for group, gains in zip(groups, improvements, strict=True):
            if to := gains.of(int(s)):
                strong = tuple(x for x in to if x in also)
                alone = tuple(i for i in group if not single[i].isdisjoint(to))
                upset = Upset(state=int(s), coalition=group, to=to, strong=strong, concepts=concepts, alone=alone)
                found.append(_with_path(conflict, upset) if len(found) < PATHS else upset)
    return tuple(found)


def _with_path(conflict: Conflict, upset: Upset) -> Upset:
    return replace(upset, path=joint_path(conflict, upset.coalition, upset.state, upset.strong or upset.to))


def ask(asked: Asked) -> Coalitions | Omitted:
    """What coalitions could gain; what would take long is left out, in part or all of it."""
    found = asked.analysis
    together, left_out = coalition_analysis(found.case, found.space, asked.model, found.table)
    if together is None:
        return Omitted(left_out)
    if left_out:
        asked.leave_out(left_out)
    return together


def _explain_upset(conflict: Conflict, upset: Upset) -> Explanation:
    """Why a coalition could leave an equilibrium: the one joint improvement to which the path of the upset leads.

    Any other that :func:`explain_coalition` would list is left out; one is enough for the verdict.
    """
    end = upset.path[-1].to
    asked = by_rank(conflict, upset.coalition, upset.state, Concept.NASH)
    return Explanation(
        dm=upset.coalition[0],
        state=upset.state,
        concept=Concept.NASH,
        stable=False,
        improvements=(Improvement(to=end, path=upset.path),),
        comparisons=comparisons(asked.standing([end]), asked.relation),
        coalition=upset.coalition,
    )
