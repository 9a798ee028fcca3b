"""Lake Gisborne, economic province (Li, Hipel, Kilgour & Fang 2004). No verdict here is claimed to be published."""

from __future__ import annotations

import pytest

NAME = "journals/ieee-tsmc/li-hipel-kilgour-fang-2004/gisborne-economic"
# Options: the federal government continues its ban; the province lifts its own; the supporters appeal.
PATTERNS = {"1": "NNN", "2": "YNN", "3": "NYN", "4": "YYN", "5": "NNY", "6": "YNY", "7": "NYY", "8": "YYY"}
MOVES = {
    "Federal": {"1": "2", "2": "1", "3": "4", "4": "3", "5": "6", "6": "5", "7": "8", "8": "7"},
    "Provincial": {"1": "3", "2": "4", "3": "1", "4": "2", "5": "7", "6": "8", "7": "5", "8": "6"},
    "Support": {"1": "5", "2": "6", "3": "7", "4": "8", "5": "1", "6": "2", "7": "3", "8": "4"},
}
BEST_FIRST = {"Federal": "2 6 4 8 1 5 3 7", "Provincial": "3 7 4 8 1 5 2 6", "Support": "3 4 7 8 5 6 1 2"}
PUBLISHED: dict[str, str] = {}
# Computed by an independent transcription of the definitions; no claim about the source.
COMPUTED = {
    "nash": {"Federal": "2 4 6 8", "Provincial": "3 4 7 8", "Support": "3 4 5 6"},
    "gmr": {"Federal": "2 4 6 8", "Provincial": "3 4 7 8", "Support": "3 4 5 6 7 8"},
    "smr": {"Federal": "2 4 6 8", "Provincial": "3 4 7 8", "Support": "3 4 5 6 7 8"},
    "seq": {"Federal": "2 4 6 8", "Provincial": "3 4 7 8", "Support": "3 4 5 6"},
    "sseq": {"Federal": "2 4 6 8", "Provincial": "3 4 7 8", "Support": "3 4 5 6"},
    "sim": {"Federal": "2 4 6 8", "Provincial": "3 4 7 8", "Support": "3 4 5 6"},
}


@pytest.fixture(scope="module")
def conflict(published):
    return published(NAME, PATTERNS, MOVES, BEST_FIRST, PUBLISHED, COMPUTED)


def test_li2004_economic_case_file_has_the_moves_of_the_source(conflict, mover):
    assert conflict.generated_moves(mover) == conflict.published_moves(mover)


def test_li2004_economic_computed_verdicts(conflict, verdict):
    concept, dm, states = verdict
    assert conflict.stable(concept, dm) == states


def test_li2004_economic_computed_verdicts_as_a_plain_graph(conflict, graph_verdict):
    concept, dm, states = graph_verdict
    assert conflict.stable_as_graph(concept, dm) == states


# Joint improvements of each coalition, computed by an independent transcription of the definition.
COALITION_IMPROVEMENTS = {
    "Federal Provincial": {"1": "4", "5": "8"},
    "Federal Support": {"1": "6", "7": "3 4", "8": "4"},
    "Provincial Support": {"1": "3 7", "2": "4 8", "5": "3 7", "6": "4 8", "7": "3", "8": "4"},
    "Federal Provincial Support": {"1": "4 8", "5": "4 8", "7": "3", "8": "4"},
}


@pytest.mark.parametrize("members", COALITION_IMPROVEMENTS)
def test_li2004_economic_coalition_improvements(conflict, members):
    assert conflict.coalition_improvements(members) == COALITION_IMPROVEMENTS[members]
