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

if TYPE_CHECKING:  # as itself, so that a name counts as handed on
    from detente import workbench as workbench
    from detente.analysis.batch import stability_batch as stability_batch
    from detente.analysis.explanation import explain as explain
    from detente.analysis.reach import reachable_batch as reachable_batch
    from detente.analysis.stability import stability as stability
    from detente.errors import AnalysisError as AnalysisError
    from detente.errors import CaseFileError as CaseFileError
    from detente.errors import DetenteError as DetenteError
    from detente.errors import EvidenceError as EvidenceError
    from detente.errors import Problem as Problem
    from detente.model.batch import StabilityBatch as StabilityBatch
    from detente.model.case import Case as Case
    from detente.model.concepts import CONCEPTS as CONCEPTS
    from detente.model.concepts import Concept as Concept
    from detente.model.graph import Forbidden as Forbidden
    from detente.model.graph import GraphModel as GraphModel
    from detente.model.results import Analysis as Analysis
    from detente.model.results import Explanation as Explanation
    from detente.model.results import StabilityTable as StabilityTable
    from detente.questions.attitudes.ask import relational_stability as relational_stability
    from detente.questions.coalitions.ask import coalitions as coalitions
    from detente.questions.coalitions.found import Coalitions as Coalitions
    from detente.questions.evolution.ask import evolution as evolution
    from detente.questions.evolution.found import Evolution as Evolution
    from detente.questions.limited.ask import limited_moves as limited_moves
    from detente.questions.limited.found import LimitedMoves as LimitedMoves
    from detente.questions.misperception.found import Perception as Perception
    from detente.questions.misperception.hypergame import hypergame as hypergame
    from detente.questions.mixed.ask import mixed_equilibria as mixed_equilibria
    from detente.questions.partial.found import PartialStability as PartialStability
    from detente.questions.partial.verdicts import partial_stability as partial_stability
    from detente.questions.rankings.ask import ranking_doubt as ranking_doubt
    from detente.questions.rankings.found import RankingDoubt as RankingDoubt
    from detente.workbench import analyze as analyze
    from detente.workbench import check as check
    from detente.workbench import load as load

_NAMES = {  # by the module that each stands in
    "analysis.batch": ("stability_batch",),
    "analysis.explanation": ("explain",),
    "analysis.reach": ("reachable_batch",),
    "analysis.stability": ("stability",),
    "errors": ("AnalysisError", "CaseFileError", "DetenteError", "EvidenceError", "Problem"),
    "model.batch": ("StabilityBatch",),
    "model.case": ("Case",),
    "model.concepts": ("CONCEPTS", "Concept"),
    "model.graph": ("Forbidden", "GraphModel"),
    "model.results": ("Analysis", "Explanation", "StabilityTable"),
    "questions.attitudes.ask": ("relational_stability",),
    "questions.coalitions.ask": ("coalitions",),
    "questions.coalitions.found": ("Coalitions",),
    "questions.evolution.ask": ("evolution",),
    "questions.evolution.found": ("Evolution",),
    "questions.limited.ask": ("limited_moves",),
    "questions.limited.found": ("LimitedMoves",),
    "questions.misperception.found": ("Perception",),
    "questions.misperception.hypergame": ("hypergame",),
    "questions.mixed.ask": ("mixed_equilibria",),
    "questions.partial.found": ("PartialStability",),
    "questions.partial.verdicts": ("partial_stability",),
    "questions.rankings.ask": ("ranking_doubt",),
    "questions.rankings.found": ("RankingDoubt",),
    "workbench": ("analyze", "check", "load"),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}
__all__ = list(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]


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
