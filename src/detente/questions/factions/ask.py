"""What holds if this faction decides, if that one does, and if so many of the members must agree.

A decision maker may be a body whose members do not rank states alike. Two questions follow.

1. Each faction in charge: its ranking takes the place of the decision maker's, and every verdict is given anew.
2. Agreement: P_i(q, s) is the share of the members of i that strictly prefer q to s: a count, not a probability. At
   level t the decision maker is taken to prefer q to s iff P_i(q, s) > t, in every place where a concept asks for a
   strict preference (:mod:`detente.kernels.strict`). With t = 0 one member suffices for a move, with 1/2 it takes a
   majority, and with the largest share below 1 all.

The idea of stability by such shares is that of Rego & Santos (2015), who give separate levels for leaving, for being
deterred and for answering; one level for all three is our reading. A decision maker without factions, or whose factions
have no preferences, counts as one member at every level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from detente.analysis.explanation import explain
from detente.analysis.graph import graph_model
from detente.analysis.preferences import Known, ranks_of, with_premises
from detente.analysis.relations import reasons_where_told_apart, verdicts_under_relations
from detente.analysis.stability import prepare, stability
from detente.errors import AnalysisError, TooLargeError
from detente.kernels.strict import Strict
from detente.model.case import Case, DecisionMaker, Faction
from detente.model.concepts import Concept, concepts_named
from detente.model.graph import GraphModel, IntArray
from detente.model.limits import LISTED_STATES
from detente.model.results import Omitted, StateSpace
from detente.questions.factions.found import Agreement, Divided, FactionResults, InCharge
from detente.questions.factions.kernel import MAX_SHARES, agreement, attained_shares
from detente.questions.question import Asked

LEVELS_STATES = 1024  # the levels of agreement compare every state with every other
Groups = Mapping[int, tuple[IntArray, IntArray]]


def faction_analysis(
    case: Case, space: StateSpace, ranks: IntArray, concepts: Sequence[Concept], matter: Sequence[int]
) -> FactionResults | None:
    """The answer for a case; None where no faction has preferences, or the conflict has more than 4,096 states.

    ranks : int64, shape (n_dms, n_states), of the decision makers; matter : rows to give reasons for
    """
    divided = [(dm, maker) for dm, maker in enumerate(case.decision_makers) if ranking_factions(maker)]
    if not divided or space.count > LISTED_STATES:
        return None
    verdicts = tuple(_divided(case, space, ranks, dm, concepts, matter) for dm, _ in divided)
    groups = {
        dm: (
            np.stack([ranks_of(space, f.preference) for _, f in ranking_factions(maker) if f.preference]),
            np.array([f.share for _, f in ranking_factions(maker)]),
        )
        for dm, maker in divided
    }
    levels: tuple[Agreement, ...] = ()
    if space.count <= LEVELS_STATES and attained_shares([shares.tolist() for _, shares in groups.values()]) is not None:
        levels = agreement_levels(graph_model(case, space, ranks), groups, concepts, matter)
    return FactionResults(divided=verdicts, agreement=levels)


def ranking_factions(maker: DecisionMaker) -> list[tuple[int, Faction]]:
    """The factions that have preferences of their own, with their positions."""
    return [(k, faction) for k, faction in enumerate(maker.factions) if faction.preference is not None]


def _divided(
    case: Case, space: StateSpace, ranks: IntArray, dm: int, concepts: Sequence[Concept], matter: Sequence[int]
) -> Divided:
    found: list[tuple[Case, GraphModel, InCharge]] = []
    for k, faction in ranking_factions(case.decision_makers[dm]):
        assert faction.preference is not None
        makers = list(case.decision_makers)
        makers[dm] = replace(makers[dm], preference=faction.preference)
        theirs = replace(case, decision_makers=tuple(makers))
        mine = ranks.copy()
        mine[dm] = ranks_of(space, faction.preference)
        model = graph_model(theirs, space, mine)
        table = stability(model, concepts)
        in_charge = InCharge(
            faction=k,
            share=faction.share,
            stable={c: table.stable[c.value][dm] for c in concepts},
            equilibria={c: tuple(int(row) for row in table.equilibria(c.value)) for c in concepts},
        )
        found.append((theirs, model, in_charge))
    verdicts = [one for _, _, one in found]
    told = [_explained(theirs, space, model, one, dm, verdicts, matter) for theirs, model, one in found]
    return Divided(dm=dm, in_charge=tuple(told))


def _explained(
    case: Case,
    space: StateSpace,
    model: GraphModel,
    one: InCharge,
    dm: int,
    all_of_them: Sequence[InCharge],
    matter: Sequence[int],
) -> InCharge:
    """The faction's verdicts with reasons, for the states that matter on which the factions differ."""
    known: Known = {}
    explanations = []
    for row in matter:
        for concept in one.stable:
            if len({bool(other.stable[concept][row]) for other in all_of_them}) > 1:
                explanations.append(with_premises(case, space, explain(model, dm, row, concept), known))
    return replace(one, explanations=tuple(explanations))


def agreement_levels(
    model: GraphModel, factions: Groups, concepts: Sequence[str], matter: Sequence[int] = ()
) -> tuple[Agreement, ...]:
    """What is stable at each level of agreement at which a verdict can change; levels that agree are joined.

    Parameters
    ----------
    model : GraphModel
        Its payoffs are those of the decision makers without factions.
    factions : decision maker -> (ranks, shares)
        ranks int64, shape (n_factions, n_states), higher is better; shares int64, shape (n_factions,), above 0.
    concepts : names; SIM is passed over, since its answers come from one ranking each
    matter : rows to give reasons for, where the levels differ

    Raises
    ------
    AnalysisError
        For a decision maker that does not exist, or shapes that do not fit.
    TooLargeError
        If the factions have more than 64 different shares together.

    Cost: for each level, concept and decision maker O(moves x n_states / 8), and for what the others can bring about by
    moves that pay O(sweeps x moves x n_states / 8) besides; memory n_states ** 2 bytes per decision maker.
    """
    wanted = [c for c in concepts_named(concepts) if c is not Concept.SIM]
    groups = {dm: _checked(model, dm, *given) for dm, given in factions.items()}
    levels = attained_shares([shares.tolist() for _, shares in groups.values()])
    if levels is None:
        message = (
            f"the factions have more than {MAX_SHARES} different shares together; give fewer of them, or alike shares"
        )
        raise TooLargeError(message, needed=MAX_SHARES + 1, limit=MAX_SHARES)
    found: list[Agreement] = []
    base = Strict(prepare(model).moves, ())
    for level in levels:
        stable = verdicts_under_relations(_at_level(base, model, groups, level), wanted)
        if found and all(np.array_equal(found[-1].stable[c], stable[c]) for c in wanted):
            continue
        if found:
            found[-1] = replace(found[-1], up_to=level)
        found.append(Agreement(more_than=level, up_to=Fraction(1), stable=stable))
    tables = [one.stable for one in found]
    return tuple(
        replace(
            one,
            explanations=reasons_where_told_apart(_at_level(base, model, groups, one.more_than), tables, matter),
        )
        for one in found
    )


def _at_level(base: Strict, model: GraphModel, groups: Groups, level: Fraction) -> Strict:
    """The conflict in which a divided decision maker prefers what more than this share of its members do."""
    alone = np.ones(1, np.int64)
    members = [groups.get(dm, (prepare(model).ranks[[dm]], alone)) for dm in range(model.n_dms)]
    return base.under([agreement(ranks, shares, level) for ranks, shares in members])


def _checked(model: GraphModel, dm: int, ranks: IntArray, shares: IntArray) -> tuple[IntArray, IntArray]:
    ranks, shares = np.asarray(ranks), np.asarray(shares)
    if not 0 <= dm < model.n_dms:
        raise AnalysisError(f"there is no decision maker {dm}; they are 0 to {model.n_dms - 1}.")
    if ranks.ndim != 2 or ranks.shape[1] != model.n_states:
        raise AnalysisError(f"the ranks of factions must have shape (n_factions, {model.n_states}).")
    if shares.shape != (ranks.shape[0],) or not np.issubdtype(shares.dtype, np.integer) or np.any(shares < 1):
        raise AnalysisError("the shares of factions are whole numbers above 0, one for each faction.")
    return ranks, shares.astype(np.int64)


def ask(asked: Asked) -> FactionResults | Omitted | None:
    """What holds if one faction or another decides; None where no faction has preferences."""
    found = asked.analysis
    if not any(faction.preference is not None for dm in found.case.decision_makers for faction in dm.factions):
        return None
    factions = faction_analysis(found.case, found.space, found.ranks, found.concepts, found.matter)
    if factions is None:
        return Omitted(f"Factions were not compared: that is done for up to {LISTED_STATES:,} states.")
    if not factions.agreement:
        asked.leave_out(
            f"How many members must agree was not asked: that is done for up to {LEVELS_STATES:,} states, and for "
            "factions with up to 64 different shares together."
        )
    return factions
