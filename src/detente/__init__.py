"""detente: a workbench for conflict-resolution analysis.

>>> import detente as dt
>>> model = dt.GraphModel.from_options(owners=[0, 1], payoffs=[[2, 1, 4, 3], [2, 4, 1, 3]])
>>> table = dt.stability(model)
>>> table.equilibria("nash").tolist(), table.equilibria("seq").tolist()
([0], [0, 3])

Names are imported when first used, so that ``import detente`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from detente.version import VERSION

__version__ = VERSION

if TYPE_CHECKING:
    from detente import workbench as workbench
    from detente.analysis.batch import stability_batch
    from detente.analysis.explanation import explain
    from detente.analysis.reach import reachable_batch
    from detente.analysis.stability import stability
    from detente.errors import AnalysisError, CaseFileError, DetenteError, EvidenceError, Problem
    from detente.model.batch import StabilityBatch
    from detente.model.case import Case
    from detente.model.concepts import CONCEPTS, Concept
    from detente.model.graph import Forbidden, GraphModel
    from detente.model.results import Analysis, Explanation, StabilityTable
    from detente.questions.attitudes.ask import relational_stability
    from detente.questions.coalitions.ask import coalitions
    from detente.questions.coalitions.found import Coalitions
    from detente.questions.evolution.ask import evolution
    from detente.questions.evolution.found import Evolution
    from detente.questions.limited.ask import limited_moves
    from detente.questions.limited.found import LimitedMoves
    from detente.questions.misperception.found import Perception
    from detente.questions.misperception.hypergame import hypergame
    from detente.questions.mixed.ask import mixed_equilibria
    from detente.questions.partial.found import PartialStability
    from detente.questions.partial.verdicts import partial_stability
    from detente.questions.rankings.ask import ranking_doubt
    from detente.questions.rankings.found import RankingDoubt
    from detente.workbench import analyze, check, load

__all__ = [
    "CONCEPTS",
    "Analysis",
    "AnalysisError",
    "Case",
    "CaseFileError",
    "Coalitions",
    "Concept",
    "DetenteError",
    "EvidenceError",
    "Evolution",
    "Explanation",
    "Forbidden",
    "GraphModel",
    "LimitedMoves",
    "PartialStability",
    "Perception",
    "Problem",
    "RankingDoubt",
    "StabilityBatch",
    "StabilityTable",
    "analyze",
    "check",
    "coalitions",
    "evolution",
    "explain",
    "hypergame",
    "limited_moves",
    "load",
    "mixed_equilibria",
    "partial_stability",
    "ranking_doubt",
    "reachable_batch",
    "relational_stability",
    "stability",
    "stability_batch",
]

_HOME = {
    "CONCEPTS": "model.concepts",
    "Analysis": "model.results",
    "AnalysisError": "errors",
    "Case": "model.case",
    "CaseFileError": "errors",
    "Coalitions": "questions.coalitions.found",
    "Concept": "model.concepts",
    "DetenteError": "errors",
    "EvidenceError": "errors",
    "Evolution": "questions.evolution.found",
    "Explanation": "model.results",
    "Forbidden": "model.graph",
    "GraphModel": "model.graph",
    "LimitedMoves": "questions.limited.found",
    "PartialStability": "questions.partial.found",
    "Perception": "questions.misperception.found",
    "Problem": "errors",
    "RankingDoubt": "questions.rankings.found",
    "StabilityBatch": "model.batch",
    "StabilityTable": "model.results",
    "analyze": "workbench",
    "check": "workbench",
    "evolution": "questions.evolution.ask",
    "coalitions": "questions.coalitions.ask",
    "explain": "analysis.explanation",
    "hypergame": "questions.misperception.hypergame",
    "limited_moves": "questions.limited.ask",
    "load": "workbench",
    "mixed_equilibria": "questions.mixed.ask",
    "partial_stability": "questions.partial.verdicts",
    "ranking_doubt": "questions.rankings.ask",
    "reachable_batch": "analysis.reach",
    "relational_stability": "questions.attitudes.ask",
    "stability": "analysis.stability",
    "stability_batch": "analysis.batch",
}


def __getattr__(name: str) -> Any:
    if name == "workbench":
        return import_module("detente.workbench")
    if name not in _HOME:
        raise AttributeError(f"module 'detente' has no attribute '{name}'")
    value = getattr(import_module(f"detente.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
