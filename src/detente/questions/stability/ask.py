"""The first question: which states hold, for whom, and why; and with it every further one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from detente.analysis.begun import Begun, begin
from detente.analysis.explanation import explain
from detente.analysis.known import group_warnings
from detente.analysis.perception import perception_problems
from detente.analysis.preferences import all_with_premises, preference_problems
from detente.analysis.stability import prepare
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.limits import HORIZON, LISTED_STATES
from detente.model.results import Analysis, Explanation
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
    space, status_quo = begun.space, begun.status_quo
    few = FEW_WHEN_LARGE if space.count > LISTED_STATES else FEW
    matter, left_out = states_that_matter(begun.table, status_quo, few)
    unexplained = (f"{left_out} further equilibria are counted and listed but not explained one by one.",)
    found = Analysis(
        case=case,
        space=space,
        ranks=begun.ranks,
        table=begun.table,
        concepts=begun.concepts,
        status_quo=status_quo,
        matter=matter,
        explanations=_explanations(case, begun, dict.fromkeys((*matter, *also))),
        graph=conflict_graph(prepare(begun.model), matter),
        problems=(
            *case.problems,
            *preference_problems(case, space),
            *group_warnings(case, space, begun.ranks),
            *perception_problems(case, space, status_quo),
        ),
        limits=(*(unexplained if left_out else ()), *begun.limits),
        method=begun.method,
    )
    return answered(
        Asked(
            analysis=found,
            model=begun.model,
            horizon=HORIZON if horizon is None else horizon,
            also=also,
            progress=progress or silent,
        )
    )


def _explanations(case: Case, begun: Begun, rows: Iterable[int]) -> tuple[Explanation, ...]:
    """By state; asked by decision maker and concept, since what one needs for a state serves the next."""
    dms = range(begun.model.n_dms)
    found = {
        (row, dm, concept): explain(begun.model, dm, row, concept)
        for dm in dms
        for concept in begun.concepts
        for row in rows
    }
    ordered = (found[row, dm, concept] for row in rows for dm in dms for concept in begun.concepts)
    return all_with_premises(case, begun.space, ordered)
