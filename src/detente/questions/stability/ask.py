"""The first question: which states hold, for whom, and why; and with it every further one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from detente.analysis.begun import begin
from detente.analysis.explanation import explain
from detente.analysis.known import group_warnings
from detente.analysis.perception import perception_problems
from detente.analysis.preferences import Known, preference_problems, with_premises
from detente.analysis.stability import prepare
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import GraphModel
from detente.model.limits import HORIZON, LISTED_STATES
from detente.model.results import Analysis, Explanation, StateSpace
from detente.questions.question import Asked, silent
from detente.questions.registry import answered
from detente.questions.stability.matter import FEW, conflict_graph, states_that_matter

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
    begun = begin(case, concepts, also, progress)
    space, status_quo, model, wanted = begun.space, begun.status_quo, begun.model, begun.concepts
    few = FEW_WHEN_LARGE if space.count > LISTED_STATES else FEW
    matter, left_out = states_that_matter(begun.table, status_quo, few)
    rows = dict.fromkeys((*matter, *also))
    found = Analysis(
        case=case,
        space=space,
        ranks=begun.ranks,
        table=begun.table,
        concepts=wanted,
        status_quo=status_quo,
        matter=matter,
        explanations=tuple(_explanations(case, space, model, wanted, rows)),
        graph=conflict_graph(prepare(model), matter),
        problems=(
            *case.problems,
            *preference_problems(case, space),
            *group_warnings(case, space, begun.ranks),
            *perception_problems(case, space, status_quo),
        ),
        limits=(*_unexplained(left_out), *begun.limits),
        method=begun.method,
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


def _explanations(
    case: Case,
    space: StateSpace,
    model: GraphModel,
    concepts: Sequence[Concept],
    rows: dict[int, None],
) -> list[Explanation]:
    known: Known = {}
    found = {
        (row, dm, concept): with_premises(case, space, explain(model, dm, row, concept), known)
        for dm in range(model.n_dms)
        for concept in concepts
        for row in rows
    }
    return [found[row, dm, concept] for row in rows for dm in range(model.n_dms) for concept in concepts]


def _unexplained(count: int) -> tuple[str, ...]:
    return (f"{count} further equilibria are counted and listed but not explained one by one.",) if count else ()
