"""What every question about a case begins with: its states, preferences, moves and verdicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from detente.analysis.graph import graph_model
from detente.analysis.preferences import preference_ranks
from detente.analysis.stability import stability, usual_concepts
from detente.analysis.state_space import state_space, status_quo_row
from detente.analysis.ways import is_general_graph
from detente.errors import AnalysisError, InconsistentCaseError
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import GraphModel, IntArray
from detente.model.results import StabilityTable, StateSpace


class Begun(NamedTuple):
    """A case with what follows from it at once.

    limits : sentences on what was left out; method : how verdicts were found, in a few words
    """

    space: StateSpace
    status_quo: int | None
    ranks: IntArray
    model: GraphModel
    concepts: tuple[Concept, ...]
    table: StabilityTable
    limits: tuple[str, ...]
    method: str


def begin(
    case: Case, concepts: Sequence[Concept] | None, rows: Sequence[int], progress: Callable[[str], None] | None
) -> Begun:
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
    left_out = concepts is None and Concept.SIM not in wanted
    limits = ("SIM was left out because it would have to try too many combinations; ask for it by name.",)
    method = "option form: segments of states that share their moves"
    if is_general_graph(model):
        method = "general graph: legal sequences over (state, last mover)"
    table = stability(model, wanted, progress)
    return Begun(space, status_quo, ranks, model, wanted, table, limits if left_out else (), method)
