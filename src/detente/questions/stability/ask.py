"""From a case to the whole answer of ``detente analyze``: states, preferences, stability, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from detente.analysis.explanation import explain
from detente.analysis.graph import graph_model
from detente.analysis.known import group_warnings
from detente.analysis.preferences import preference_problems, preference_ranks
from detente.analysis.premises import Known, with_premises
from detente.analysis.stability import is_general_graph, prepare, stability, usual_concepts
from detente.analysis.state_space import state_space, status_quo_row
from detente.errors import (
    AnalysisError,
    InconsistentCaseError,
)
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import GraphModel, IntArray
from detente.model.limits import LISTED_STATES
from detente.model.results import Analysis, ConflictGraph, Explanation, StabilityTable, StateSpace
from detente.questions.evolution.ask import evolution
from detente.questions.limited.ask import HORIZON
from detente.questions.misperception.ask import perception_problems
from detente.questions.question import Asked, silent
from detente.questions.registry import answered
from detente.questions.stability.matter import FEW, conflict_graph, states_that_matter

__all__ = ["analyze_case", "evolve_case"]

FEW_WHEN_LARGE = 4


def analyze_case(
    case: Case,
    concepts: Sequence[Concept] | None = None,
    also: Sequence[int] = (),
    progress: Callable[[str], None] | None = None,
    horizon: int | None = None,
) -> Analysis:
    """Analyse a case.

    Parameters
    ----------
    case : Case
    concepts : the concepts to apply; None means all
    also : further rows to explain in full
    progress : called with a short text at each step
    horizon : how many moves ahead the analysis of limited moves looks; None for the usual number

    Raises
    ------
    InconsistentCaseError
        If the case reads well and is no conflict.
    AnalysisError
        If a row of ``also`` does not exist, or something would not fit.
    """
    begun = _begin(case, concepts, also, progress)
    space, status_quo, ranks, model, wanted, table = begun
    few = FEW_WHEN_LARGE if space.count > LISTED_STATES else FEW
    matter, left_out = states_that_matter(table, status_quo, few)
    rows = dict.fromkeys((*matter, *also))
    found = Analysis(
        case=case,
        space=space,
        ranks=ranks,
        table=table,
        concepts=wanted,
        status_quo=status_quo,
        matter=matter,
        explanations=tuple(_explanations(case, space, model, ranks, wanted, rows)),
        graph=conflict_graph(prepare(model), matter),
        problems=(
            *case.problems,
            *preference_problems(case, space),
            *group_warnings(case, space, ranks),
            *perception_problems(case, space, status_quo),
        ),
        limits=_limits(left_out, wanted, concepts is None),
        method=_method(model),
    )
    return answered(
        Asked(
            analysis=found,
            model=model,
            horizon=HORIZON if horizon is None else horizon,
            also=also,
            progress=progress or silent,
        )
    )


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
    begun = _begin(case, concepts, () if start is None else (start,), progress)
    start = begun.status_quo if start is None else start
    if start is None:
        raise AnalysisError(
            "the case names no status quo, so there is no state to begin from; "
            "name one, or write 'status_quo' into the case."
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
        limits=_limits(0, begun.concepts, concepts is None),
        method=_method(begun.model),
        answers={"evolution": evolution(begun.model, start, begun.table)},
    )


class _Begun(NamedTuple):
    """What every question about a case begins with."""

    space: StateSpace
    status_quo: int | None
    ranks: IntArray
    model: GraphModel
    concepts: tuple[Concept, ...]
    table: StabilityTable


def _begin(
    case: Case,
    concepts: Sequence[Concept] | None,
    rows: Sequence[int],
    progress: Callable[[str], None] | None,
) -> _Begun:
    """States, preferences, moves and stability; ``rows`` that a person named must exist."""
    space = state_space(case)
    status_quo, problems = status_quo_row(case, space)
    if problems:
        raise InconsistentCaseError(problems)
    for row in rows:
        if not 0 <= row < space.count:
            raise AnalysisError(f"there is no state {row + 1}; states are numbered 1 to {space.count}.")
    ranks = preference_ranks(case, space)
    model = graph_model(case, space, ranks)
    wanted = tuple(concepts) if concepts is not None else usual_concepts(model)
    return _Begun(space, status_quo, ranks, model, wanted, stability(model, wanted, progress))


def _explanations(
    case: Case,
    space: StateSpace,
    model: GraphModel,
    ranks: IntArray,
    concepts: Sequence[Concept],
    rows: dict[int, None],
) -> list[Explanation]:
    known: Known = {}
    found = {
        (row, dm, concept): with_premises(case, space, explain(model, dm, row, concept), known)
        for dm in range(ranks.shape[0])
        for concept in concepts
        for row in rows
    }
    return [found[row, dm, concept] for row in rows for dm in range(ranks.shape[0]) for concept in concepts]


def _limits(left_out: int, concepts: Sequence[Concept], unasked: bool) -> tuple[str, ...]:
    limits: list[str] = []
    if left_out:
        limits.append(f"{left_out} further equilibria are counted and listed but not explained one by one.")
    if unasked and Concept.SIM not in concepts:
        limits.append("SIM was left out because it would have to try too many combinations; ask for it by name.")
    return tuple(limits)


def _method(model: GraphModel) -> str:
    if is_general_graph(model):
        return "general graph: legal sequences over (state, last mover)"
    return "option form: segments of states that share their moves"
