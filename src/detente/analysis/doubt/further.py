"""What the questions beside the first conclude in many worlds: each version that differs for a question, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from detente.analysis.doubt.elements import Element, fallen
from detente.analysis.doubt.held import BYTE, IMPOSSIBLE, Key, Verdicts
from detente.analysis.doubt.structures import MAX_STRUCTURES, combinations
from detente.analysis.version import Version, version_of
from detente.errors import InconsistentCaseError
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import Conclusion
from detente.model.graph import BoolArray
from detente.model.results import StateSpace

__all__ = ["Asking", "version_by_version"]

Asking = Callable[[Version], Iterable[Conclusion]]  # what a question concludes of a version


def version_by_version(
    case: Case,
    space: StateSpace,
    elements: Sequence[Element],
    fell: BoolArray,
    concepts: Sequence[Concept],
    asking: Asking,
    bears: Callable[[Element], bool],
) -> Verdicts | None:
    """What a question concludes in each world.

    case : its rankings name states by pattern; space : its states as modelled
    fell : bool, shape (n_worlds, n_elements); bears : which elements its conclusions can rest on
    returns : None where worlds differ for it in too many ways

    Time: that of one answer for each combination of fallen elements that bear on it.
    """
    distinct, of = combinations(fell[:, [bool(bears(element)) for element in elements]])
    if distinct.shape[0] > MAX_STRUCTURES:
        return None
    bearing = [element for element in elements if bears(element)]
    places: dict[Key, list[int]] = {}
    for place, row in enumerate(distinct, IMPOSSIBLE + 1):
        gone = [element.path for element, fails in zip(bearing, row, strict=True) if fails]
        try:
            version = version_of(fallen(case, gone), concepts, space)
        except InconsistentCaseError:
            continue
        for said in asking(version):
            places.setdefault(Key(said.kind, said.concept, said.yes), []).append(place)
    size = -(-(IMPOSSIBLE + 1 + distinct.shape[0]) // BYTE) * BYTE
    held = {}
    for key, some in places.items():
        bits = np.zeros(size, bool)
        bits[some] = True
        held[key] = np.packbits(bits)
    return Verdicts(of + IMPOSSIBLE + 1, held, size)
