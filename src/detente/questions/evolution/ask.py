"""How the equilibria could come about from one state: by whose moves, and what these gain them.

From the status quo a conflict can move on by *legal sequences*: somebody moves, then somebody else, nobody twice in a
row (Fang, Hipel & Kilgour 1993). A move *improves* if its mover strictly prefers where it leads. A *disimprovement* is
any other move: to a state that the mover likes less, or just as much. For each equilibrium this module asks, in this
order (status quo analysis: Li, Kilgour & Hipel, J. Opl. Res. Soc. 56, 2005; Xu, Li, Kilgour, Hipel & Kemkes, EJOR
207(1), 2010; joint improvements: Kilgour, Hipel, Fang & Peng 2001, Inohara & Hipel 2008):

1. do improvements alone lead there?
2. do improvements and joint improvements of coalitions lead there, and with the fewest joint ones, whose are they?
3. do any legal moves lead there, and with the fewest disimprovements, whose are they?

Kernels: :mod:`kernels.evolution` (near-linear, any size) and :mod:`questions.evolution.kernel` (smaller conflicts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from detente.analysis.begun import begin
from detente.analysis.preferences import preference_problems
from detente.analysis.stability import Conflict, prepare, stability
from detente.errors import AnalysisError
from detente.kernels.evolution import Tree, cheapest, levels
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import GraphModel, read_only
from detente.model.limits import LISTED_STATES
from detente.model.results import Analysis, ConflictGraph, Omitted, StabilityTable, Step
from detente.questions.evolution.found import Destination, Evolution, Leg, Route, WithinReach
from detente.questions.evolution.kernel import fewest_joint_moves, joint_sequence
from detente.questions.question import Asked

PATIENT = 1 << 28  # coalitions x states^2 that a question about evolution may cost; a minute at the very most
BRIEF = 1 << 22  # the same as part of a whole analysis


def evolution(
    model: GraphModel, start: int, table: StabilityTable | None = None, *, effort: int = PATIENT
) -> Evolution:
    """How the equilibria of a conflict could come about from one state.

    Parameters
    ----------
    model : GraphModel
    start : 0-based row, usually of the status quo
    table : its equilibria, under any concept in it, are asked about; None means ``stability(model)``
    effort : joint moves are looked for if ``2**n_dms * n_states**2`` is within it and there are at most 4,096 states

    Returns
    -------
    Evolution
        Levels of all states, and for up to 4,096 equilibria the ways to them.

    Raises
    ------
    AnalysisError
        If ``start`` is no row of the model.

    Cost: near-linear in moves, and joint moves as ``effort`` says, where improvements do not lead everywhere.
    """
    if not 0 <= start < model.n_states:
        raise AnalysisError(f"there is no state {start}; rows are numbered 0 to {model.n_states - 1}.")
    conflict = prepare(model)
    any_moves = levels(conflict.moves, start)
    by_price = cheapest(conflict.moves, conflict.ranks, start)
    asked = stability(model) if table is None else table
    strongest = asked.strongest()
    rows = np.sort(strongest[:LISTED_STATES])
    improvements = np.where(by_price.dear[0] == 0, by_price.moves[0], -1)
    beyond = rows[improvements[rows] < 0]
    small = model.n_states <= LISTED_STATES and model.n_states**2 << model.n_dms <= effort
    joint = None
    if small and beyond.size and model.n_dms > 1:
        joint = fewest_joint_moves(conflict.moves, conflict.ranks, start, beyond)
    teller = _EvolutionTeller(conflict, by_price, joint)
    return Evolution(
        start=start,
        moves=read_only(any_moves.moves[0].copy()),
        improvements=read_only(improvements),
        disimprovements=read_only(by_price.dear[0].copy()),
        destinations=tuple(
            Destination(state=row, concepts=_concepts(asked, row), routes=tuple(teller.routes(row)))
            for row in rows.tolist()
        ),
        left_out=strongest.size - rows.size,
        coalitions=small or not beyond.size,
    )


def _concepts(table: StabilityTable, row: int) -> tuple[str, ...]:
    return tuple(concept for concept, stable in table.stable.items() if bool(stable[:, row].all()))


class _EvolutionTeller:
    """Routes from the trees of the three searches."""

    def __init__(self, conflict: Conflict, by_price: Tree, joint: Tree | None) -> None:
        self.conflict, self.by_price, self.joint = conflict, by_price, joint

    def routes(self, row: int) -> Iterator[Route]:
        """The ways to a state, the one that takes least first; none where no legal sequence leads there."""
        if self.by_price.dear[0, row] == 0:
            yield self._route(WithinReach.IMPROVEMENTS, self.by_price, row, lambda leg: True)
            return
        if self.joint is not None and self.joint.moves[0, row] >= 0:
            yield self._route(WithinReach.COALITION, self.joint, row, lambda leg: len(leg.by) > 1)
        if self.by_price.moves[0, row] >= 0:
            yield self._route(WithinReach.DISIMPROVEMENT, self.by_price, row, lambda leg: not leg.improves)

    def _route(self, reach: WithinReach, tree: Tree, row: int, counts: Callable[[Leg], bool]) -> Route:
        legs = tuple(self._leg(*move) for move in tree.path(row))
        movers = dict.fromkeys(dm for leg in legs if counts(leg) for dm in leg.by)
        return Route(reach=reach, movers=tuple(movers), legs=legs)

    def _leg(self, by: tuple[int, ...], origin: int, to: int) -> Leg:
        ranks = self.conflict.ranks[list(by)]
        sequence = [(by[0], origin, to)] if len(by) == 1 else joint_sequence(self.conflict.moves, by, origin, to)
        return Leg(
            by=by,
            origin=origin,
            to=to,
            improves=bool((ranks[:, to] > ranks[:, origin]).all()),
            steps=tuple(Step(*step) for step in sequence),
        )


def ask(asked: Asked) -> Evolution | Omitted | None:
    """The ways to each; None where the case names no status quo."""
    found = asked.analysis
    if found.space.count > LISTED_STATES:
        return Omitted("How the states that hold could come about is not told here.", "evolve")
    if found.status_quo is None:
        return None
    return evolution(asked.model, found.status_quo, found.table, effort=BRIEF)


def evolve_case(
    case: Case,
    concepts: Sequence[Concept] | None = None,
    start: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Analysis:
    """Ask only how the equilibria could come about, at any size and from any state.

    start : row to begin from; None means the status quo
    returns : an analysis with the answer ``evolution``, and without explanations and picture of the conflict

    Raises
    ------
    InconsistentCaseError
        If the case reads well and is no conflict.
    AnalysisError
        If ``start`` does not exist, or there is neither a start nor a status quo, or something would not fit.
    """
    begun = begin(case, concepts, () if start is None else (start,), progress)
    start = begun.status_quo if start is None else start
    if start is None:
        raise AnalysisError(
            "the case names no status quo, so there is no state to begin from; "
            "name one, or write 'status_quo' into the case.",
            mend="start",
        )
    if progress is not None:
        progress("ways to the equilibria")
    return Analysis(
        case=case,
        space=begun.space,
        ranks=begun.ranks,
        table=begun.table,
        concepts=begun.concepts,
        status_quo=begun.status_quo,
        matter=(),
        explanations=(),
        graph=ConflictGraph(rows=(), arcs=(), complete=False),
        problems=(*case.problems, *preference_problems(case, begun.space)),
        limits=begun.limits,
        method=begun.method,
        answers={"evolution": evolution(begun.model, start, begun.table)},
    )
