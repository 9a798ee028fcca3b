"""What the questions beside the first conclude in many worlds: each version that differs for a question, once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.analysis.version import version_of
from detente.analysis.worlds.fallen import fallen
from detente.analysis.worlds.held import BYTE, IMPOSSIBLE, Key, Verdicts
from detente.analysis.worlds.structures import MAX_STRUCTURES, combinations
from detente.errors import InconsistentCaseError, TooLargeError
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import BoolArray
from detente.model.grounds import Assumption
from detente.model.results import StateSpace
from detente.questions.question import Question


def further_verdicts(
    case: Case,
    space: StateSpace,
    elements: Sequence[Assumption],
    fell: BoolArray,
    concepts: Sequence[Concept],
    question: Question,
) -> Verdicts:
    """What a question concludes in each world.

    case : as :func:`detente.analysis.worlds.variants.by_pattern` names its rankings; space : its states as modelled
    fell : bool, shape (n_worlds, n_elements)

    Raises
    ------
    TooLargeError
        If worlds differ for the question in more ways than can be gone through.

    Time: that of one answer for each combination of fallen elements that bear on the question.
    """
    bears = [question.bears_on(element) for element in elements]
    distinct, of = combinations(fell[:, bears])
    if distinct.shape[0] > MAX_STRUCTURES:
        raise TooLargeError(
            f"{question.title}: the worlds of claims in doubt differ in {distinct.shape[0]:,} ways, and "
            f"{MAX_STRUCTURES:,} can be gone through; trust some of the claims.",
            needed=distinct.shape[0],
            limit=MAX_STRUCTURES,
        )
    bearing = [element for element, does in zip(elements, bears, strict=True) if does]
    places: dict[Key, list[int]] = {}
    for place, row in enumerate(distinct, IMPOSSIBLE + 1):
        gone = [element.path for element, fails in zip(bearing, row, strict=True) if fails]
        try:
            version = version_of(fallen(case, gone), concepts, space)
        except InconsistentCaseError:
            continue
        for said in question.conclusions(version):
            places.setdefault(Key(said.kind, said.concept, said.yes), []).append(place)
    size = -(-(IMPOSSIBLE + 1 + distinct.shape[0]) // BYTE) * BYTE
    held = {}
    for key, some in places.items():
        bits = np.zeros(size, bool)
        bits[some] = True
        held[key] = np.packbits(bits)
    return Verdicts(of + IMPOSSIBLE + 1, held, size)
