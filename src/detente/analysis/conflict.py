"""From a case to the whole answer of ``detente analyze``: states, preferences, stability, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from detente.analysis.actors import ask_about_actors
from detente.analysis.coalitions import coalition_analysis
from detente.analysis.evolution import BRIEF, evolution
from detente.analysis.explanation import explain
from detente.analysis.graph import graph_model
from detente.analysis.known import group_warnings
from detente.analysis.limited import HORIZON, limited_analysis
from detente.analysis.misperception import perception_problems
from detente.analysis.partial_case import partial_limits, partial_result
from detente.analysis.picture import FEW, conflict_graph, states_that_matter
from detente.analysis.preferences import preference_problems, preference_ranks
from detente.analysis.premises import Known, with_premises
from detente.analysis.readings import compare_readings
from detente.analysis.scenarios import compare_scenarios
from detente.analysis.stability import applicable_concepts, is_general_graph, prepare, stability
from detente.analysis.state_space import state_space, status_quo_row
from detente.analysis.strength import strength_analysis
from detente.errors import (
    AnalysisError,
    CaseFileError,
    InconsistentCaseError,
    Problem,
    Severity,
    SourcePos,
    TooLargeError,
)
from detente.model.case import Case, Scenario
from detente.model.concepts import Concept
from detente.model.evolution import Evolution
from detente.model.graph import GraphModel, IntArray
from detente.model.results import Analysis, ConflictGraph, Explanation, StabilityTable, StateSpace
from detente.model.scenarios import told_once

__all__ = ["analyze_case", "case_problems", "evolve_case", "scenario_problems", "usual_concepts"]

FEW_WHEN_LARGE = 4
LARGE = 4096
SIM_STATES = 1 << 17  # beyond these, SIM is analysed only if asked for
SIM_OUTCOMES = 2e8


def case_problems(case: Case) -> list[Problem]:
    """What only the state space shows: contradictions, incomplete rankings, statements that decide nothing."""
    try:
        space = state_space(case)
    except CaseFileError as error:
        return list(error.problems)
    except TooLargeError as error:
        message, _, hint = str(error).partition("; ")
        return [_error(SourcePos(case.path, 1, 1), "too-many-states", message, hint)]
    status_quo, found = status_quo_row(case, space)
    found += perception_problems(case, space, status_quo)
    try:
        ranks = preference_ranks(case, space)
    except CaseFileError as error:
        return [*found, *error.problems]
    return [*found, *preference_problems(case, space), *group_warnings(case, space, ranks)]


def scenario_problems(scenarios: Iterable[Scenario], known: Iterable[Problem]) -> list[Problem]:
    """The same for scenarios, each problem once and with their names; ``known`` is said of the case already."""
    told = {(problem.pos, problem.code) for problem in known}
    return told_once({s.key: [p for p in case_problems(s.case) if (p.pos, p.code) not in told] for s in scenarios})


def _error(pos: SourcePos, code: str, message: str, hint: str) -> Problem:
    return Problem(pos=pos, severity=Severity.ERROR, code=code, message=message, hint=hint)


def analyze_case(
    case: Case,
    concepts: Sequence[Concept] | None = None,
    also: Sequence[int] = (),
    progress: Callable[[str], None] | None = None,
    horizon: int = HORIZON,
) -> Analysis:
    """Analyse a case.

    Parameters
    ----------
    case : Case
    concepts : the concepts to apply; None means all
    also : further rows to explain in full
    progress : called with a short text at each step
    horizon : how many moves ahead the analysis of limited moves looks

    Raises
    ------
    InconsistentCaseError
        If the case reads well and is no conflict.
    AnalysisError
        If a row of ``also`` does not exist, or something would not fit.
    """
    begun = _begin(case, concepts, also, progress)
    space, status_quo, ranks, model, wanted, table = begun
    few = FEW_WHEN_LARGE if space.count > LARGE else FEW
    matter, left_out = states_that_matter(table, status_quo, few)
    rows = dict.fromkeys((*matter, *also))
    explanations = tuple(_explanations(case, space, model, ranks, wanted, rows))
    together, no_coalitions = coalition_analysis(case, space, model, table)
    found = Analysis(
        case=case,
        space=space,
        ranks=ranks,
        table=table,
        concepts=wanted,
        status_quo=status_quo,
        matter=matter,
        explanations=explanations,
        graph=conflict_graph(prepare(model), matter),
        problems=(*case.problems, *preference_problems(case, space), *group_warnings(case, space, ranks)),
        limits=(
            *_limits(left_out, wanted, concepts is None, space.count),
            *partial_limits(case, model),
            *filter(None, [no_coalitions]),
        ),
        method=_method(model),
        partial=partial_result(case, space, model, wanted, explanations),
        limited_moves=limited_analysis(case, space, model, horizon, (status_quo, *also)),
        evolution=_evolution(begun),
        strength=strength_analysis(case, space, model, table, rows),
        coalitions=together,
        readings=compare_readings(case),
    )
    return compare_scenarios(ask_about_actors(found, model), progress)


def evolve_case(
    case: Case,
    concepts: Sequence[Concept] | None = None,
    start: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> Analysis:
    """Ask only how the equilibria could come about, at any size and from any state.

    start : row to begin from; None means the status quo
    returns : an analysis with ``evolution``, and without explanations and picture of the conflict

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
            "name one with --from N, or write 'status_quo' into the case."
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
        limits=_limits(0, begun.concepts, concepts is None, 0),
        method=_method(begun.model),
        evolution=evolution(begun.model, start, begun.table),
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


def _evolution(begun: _Begun) -> Evolution | None:
    if begun.status_quo is None or begun.space.count > LARGE:
        return None
    return evolution(begun.model, begun.status_quo, begun.table, effort=BRIEF)


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


def usual_concepts(model: GraphModel) -> tuple[Concept, ...]:
    """All that are defined; SIM tries combinations, and is left out unless asked for where these would be too many."""
    every = applicable_concepts(model)
    too_much = model.n_states > SIM_STATES or prepare(model).simultaneous.work() > SIM_OUTCOMES
    return tuple(c for c in every if c is not Concept.SIM or not too_much)


def _limits(left_out: int, concepts: Sequence[Concept], unasked: bool, states: int) -> tuple[str, ...]:
    limits: list[str] = []
    if states > LARGE:
        limits.append("How the states that hold could come about is not told here; `detente evolve` tells it.")
        limits.append(f"Looking several moves ahead and strength of preference are left out beyond {LARGE:,} states.")
    if left_out:
        limits.append(f"{left_out} further equilibria are counted and listed but not explained one by one.")
    if unasked and Concept.SIM not in concepts:
        limits.append("SIM was left out because it would have to try too many combinations; ask for it by name.")
    return tuple(limits)


def _method(model: GraphModel) -> str:
    if is_general_graph(model):
        return "general graph: legal sequences over (state, last mover)"
    return "option form: segments of states that share their moves"
