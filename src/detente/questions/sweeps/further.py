"""What the questions beside the first conclude in the runs of a block: each distinct run is a version of the case.

A conclusion stands in the columns of a part as a text: the concept and what it is about, as a JSON list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from detente.analysis.version import version_of
from detente.analysis.worlds.fallen import fallen
from detente.analysis.worlds.variants import by_pattern
from detente.kernels.ranks import dense_ranks
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import Conclusion
from detente.model.graph import BoolArray, IntArray
from detente.model.grounds import Assumption
from detente.model.results import StateSpace
from detente.questions.question import Question
from detente.questions.sweeps.kernel import swap_tiers

Texts = tuple[str, ...]


def concluded(
    case: Case,
    space: StateSpace,
    elements: Sequence[Assumption],
    runs: tuple[BoolArray, IntArray, IntArray],
    concepts: Sequence[Concept],
    questions: Sequence[Question],
) -> list[tuple[Texts, ...]]:
    """For each run, what each question concludes.

    runs : which elements fall, shape (n_runs, n_elements); whose tiers are exchanged and where, (n_runs, n_swaps)

    Time: that of one answer for each distinct run.
    """
    named = by_pattern(case, space)
    fell, dms, places = runs
    _, first, of = np.unique(np.hstack(runs), axis=0, return_index=True, return_inverse=True)
    told: list[tuple[Texts, ...]] = []
    for run in first.tolist():
        gone = [element.path for element, fails in zip(elements, fell[run], strict=True) if fails]

        def perturbed(ranks: IntArray, run: int = run) -> IntArray:
            tiers = np.stack([dense_ranks(row) - 1 for row in ranks])[:, :, None].astype(np.uint16)
            swap_tiers(tiers, dms[[run]], places[[run]])
            return tiers[:, :, 0].astype(np.int64)

        version = version_of(fallen(named, gone), concepts, space, perturbed)
        told.append(tuple(tuple(sorted(map(_text, question.conclusions(version)))) for question in questions))
    return [told[kind] for kind in of.reshape(-1).tolist()]


def _text(said: Conclusion) -> str:
    return json.dumps([said.concept and said.concept.value, *said.yes], ensure_ascii=False)


def from_text(key: str, text: str) -> Conclusion:
    """The conclusion of a question that a text stands for."""
    concept, *about = json.loads(text)
    return Conclusion(key, concept and Concept(concept), tuple(about))
