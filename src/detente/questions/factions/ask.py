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
from detente.analysis.preferences import all_with_premises, ranks_of
from detente.analysis.relations import reasons_where_told_apart, verdicts_under_relations
from detente.analysis.stability import prepare, stability
from detente.errors import AnalysisError, TooLargeError
from detente.kernels.strict import Strict
from detente.model.case import Case, Faction
from detente.model.concepts import Concept, concepts_named
from detente.model.graph import GraphModel, IntArray
from detente.model.limits import LISTED_STATES
from detente.model.results import Analysis, Omitted, StabilityTable
from detente.questions.factions.found import Agreement, Divided, FactionResults, InCharge
from detente.questions.factions.kernel import MAX_SHARES, agreement, attained_shares
from detente.questions.question import Asked

LEVELS_STATES = 1024  # the levels of agreement compare every state with every other
Ranking = list[tuple[int, Faction, IntArray]]
Groups = Mapping[int, tuple[IntArray, IntArray]]


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
        message = f"the factions have more than {MAX_SHARES} different shares together"
        raise TooLargeError(f"{message}; give fewer of them, or alike shares", needed=MAX_SHARES + 1, limit=MAX_SHARES)
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
    strict = (_at_level(base, model, groups, one.more_than) for one in found)
    reasons = (reasons_where_told_apart(at_level, tables, matter) for at_level in strict)
    return tuple(replace(one, explanations=told) for one, told in zip(found, reasons, strict=True))


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
    if found.space.count > LISTED_STATES:
        return Omitted(f"Factions were not compared: that is done for up to {LISTED_STATES:,} states.")
    ranking = {dm: some for dm in range(asked.model.n_dms) if (some := _ranking(found, dm))}
    groups = {
        dm: (np.stack([ranks for _, _, ranks in some]), np.array([faction.share for _, faction, _ in some]))
        for dm, some in ranking.items()
    }
    levels: tuple[Agreement, ...] = ()
    few = attained_shares([shares.tolist() for _, shares in groups.values()]) is not None
    if few and found.space.count <= LEVELS_STATES:
        levels = agreement_levels(asked.model, groups, found.concepts, found.matter)
    else:
        asked.leave_out(
            f"How many members must agree was not asked: that is done for up to {LEVELS_STATES:,} states, and for "
            "factions with up to 64 different shares together."
        )
    divided = tuple(_divided(found, dm, some) for dm, some in ranking.items())
    return FactionResults(divided=divided, agreement=levels)


def _ranking(analysis: Analysis, dm: int) -> Ranking:
    """The factions of a decision maker that have preferences of their own: the position, and the ranks, of each."""
    factions = enumerate(analysis.case.decision_makers[dm].factions)
    return [(k, f, ranks_of(analysis.space, f.preference)) for k, f in factions if f.preference]


def _divided(analysis: Analysis, dm: int, ranking: Ranking) -> Divided:
    """The verdicts of each faction, with reasons for the states that matter on which the factions differ."""
    case, space, concepts = analysis.case, analysis.space, analysis.concepts
    games: list[tuple[Case, GraphModel, StabilityTable]] = []
    for _, faction, mine in ranking:
        makers, ranks = list(case.decision_makers), analysis.ranks.copy()
        makers[dm], ranks[dm] = replace(makers[dm], preference=faction.preference), mine
        theirs = replace(case, decision_makers=tuple(makers))
        model = graph_model(theirs, space, ranks)
        games.append((theirs, model, stability(model, concepts)))
    apart = [
        (row, c)
        for row in analysis.matter
        for c in concepts
        if len({bool(table.stable[c.value][dm, row]) for _, _, table in games}) > 1
    ]
    in_charge = (
        InCharge(
            faction=k,
            share=faction.share,
            stable={c: table.stable[c.value][dm] for c in concepts},
            equilibria={c: tuple(table.equilibria(c.value).tolist()) for c in concepts},
            explanations=all_with_premises(theirs, space, (explain(model, dm, row, c) for row, c in apart)),
        )
        for (k, faction, _), (theirs, model, table) in zip(ranking, games, strict=True)
    )
    return Divided(dm=dm, in_charge=tuple(in_charge))
