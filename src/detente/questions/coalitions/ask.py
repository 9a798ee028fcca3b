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
from detente.analysis.preferences import all_with_premises
from detente.analysis.stability import Conflict, applicable_concepts, prepare, stability
from detente.analysis.witness import by_rank, comparisons
from detente.errors import TooLargeError
from detente.kernels.coalitions import MAX_DMS, JointMoves, coalition_improvements, coalition_stable, groups_of, work
from detente.model.concepts import CONCEPTS, Concept, concepts_named
from detente.model.graph import BoolArray, GraphModel, read_only
from detente.model.limits import LISTED_STATES
from detente.model.results import Coalition, Explanation, Improvement, Omitted, StabilityTable, rows_where
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
    defined = [c for c in applicable_concepts(model) if c is not Concept.SIM]
    wanted = defined if concepts is None else concepts_named(concepts)
    refuse_sim(wanted)
    if model.n_dms > MAX_DMS:
        many = f"there are {model.n_dms} decision makers, which is {2**model.n_dms - model.n_dms - 1:,} coalitions"
        message = f"{many}; coalitions are analysed for up to {MAX_DMS} decision makers."
        raise TooLargeError(message, needed=model.n_dms, limit=MAX_DMS)
    if model.n_states > LISTED_STATES:
        message = f"there are {model.n_states:,} states; coalitions are analysed for up to {LISTED_STATES:,}."
        raise TooLargeError(message, needed=model.n_states, limit=LISTED_STATES)
    return _every_coalition(prepare(model), stability(model, wanted), wanted)


def ask(asked: Asked) -> Coalitions | Omitted:
    """What coalitions could gain, with the reasons of the first upsets; what would take long is left out.

    Equilibria under any of the concepts asked for, SIM too, count.
    """
    model, table = asked.model, asked.analysis.table
    left_out = "Who could act together was left out, because "
    if model.n_dms > MAX_DMS:
        return Omitted(f"{left_out}there are more than {MAX_DMS} decision makers.")
    if model.n_states > LISTED_STATES:
        return Omitted(f"{left_out}there are more than {LISTED_STATES:,} states.")
    conflict = prepare(model)
    touched, compared = work(conflict.moves)
    groups = 2**model.n_dms - model.n_dms - 1
    many = f"{groups:,} coalition{'s' * (groups != 1)} and {model.n_states:,} states"
    long = f"with {many} it would take long."
    if touched > BYTES:
        return Omitted(left_out + long)
    usual = [c for c in map(Concept, table.stable) if c is not Concept.SIM]
    quick = [c for c in usual if c is Concept.NASH or compared <= WORDS]
    if len(quick) < len(usual):
        asked.leave_out(f"Which answers deter a coalition was left out, because {long}")
    found = _every_coalition(conflict, table, quick)
    told = [u for u in found.upset[:PATHS] if not u.alone and not _smaller(u, found.upset[:PATHS])][:EXPLAINED]
    reasons = (_explain_upset(conflict, u) for u in told)
    return replace(found, explanations=all_with_premises(asked.analysis.case, asked.analysis.space, reasons))


def _smaller(upset: Upset, among: Iterable[Upset]) -> bool:
    """Whether fewer of the same decision makers could leave the state already."""
    return any(u.state == upset.state and set(u.coalition) < set(upset.coalition) for u in among)


def _every_coalition(conflict: Conflict, table: StabilityTable, concepts: Sequence[Concept]) -> Coalitions:
    groups = groups_of(conflict.model.n_dms)
    joint = JointMoves(conflict.moves, conflict.ranks)
    improvements: list[JointImprovements] = []
    stable = {c.value: np.ones((len(groups), conflict.model.n_states), bool) for c in concepts}
    for k, group in enumerate(groups):
        ranks = conflict.ranks[list(group)]
        own = joint.reach(group)
        found = coalition_improvements(own, ranks)
        improvements.append(JointImprovements(read_only(found[0]), read_only(found[1])))
        others = tuple(j for j in range(conflict.model.n_dms) if j not in group)
        for c in concepts:
            answers = None if c is Concept.NASH else joint.reach(others, improving=CONCEPTS[c].answers_pay)
            onward = own if CONCEPTS[c].no_way_out else None
            stable[c.value][k] = coalition_stable(found, ranks, answers, onward)
    return Coalitions(
        groups=groups,
        improvements=tuple(improvements),
        stable={name: read_only(rows) for name, rows in stable.items()},
        universal={name: read_only(np.all([*rows, *table.stable[name]], axis=0)) for name, rows in stable.items()},
        upset=_upsets(conflict, groups, improvements, table),
    )


def _upsets(
    conflict: Conflict, groups: tuple[Coalition, ...], improvements: list[JointImprovements], table: StabilityTable
) -> tuple[Upset, ...]:
    holds: dict[Concept, BoolArray] = {Concept(name): np.all(rows, axis=0) for name, rows in table.stable.items()}
    equilibria: dict[tuple[Concept, ...], set[int]] = {}
    found: list[Upset] = []
    for s in rows_where(np.any([*holds.values()], axis=0)) if holds else ():
        concepts = tuple(c for c, rows in holds.items() if rows[s])
        if concepts not in equilibria:
            equilibria[concepts] = set(rows_where(np.any([holds[c] for c in concepts], axis=0)))
        also = equilibria[concepts]
        single = [set(moves.successors(np.array([s]))[1].tolist()) for moves in conflict.moves]
        for group, gains in zip(groups, improvements, strict=True):
            if to := gains.of(s):
                strong = tuple(x for x in to if x in also)
                alone = tuple(i for i in group if not single[i].isdisjoint(to))
                path = joint_path(conflict, group, s, strong or to) if len(found) < PATHS else ()
                found.append(
                    Upset(state=s, coalition=group, to=to, strong=strong, concepts=concepts, alone=alone, path=path)
                )
    return tuple(found)


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
