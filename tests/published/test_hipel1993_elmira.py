"""Elmira (Hipel, Fang, Kilgour & Haight 1993; Kilgour, Hipel, Fang & Peng 2001). Labels 1 to 9 are the papers'."""

from __future__ import annotations

import pytest

NAME = "proceedings/ieee-smc/hipel-fang-kilgour-haight-1993/elmira"
# Options: MoE modifies; Uniroyal delays, accepts, abandons; the local government insists.
PATTERNS = {
    "1": "NYNNN",
    "2": "YYNNN",
    "3": "NNYNN",
    "4": "YNYNN",
    "5": "NYNNY",
    "6": "YYNNY",
    "7": "NNYNY",
    "8": "YNYNY",
    "9": "---Y-",
}
MOVES = {
    "MoE": {"1": "2", "3": "4", "5": "6", "7": "8"},
    "Uniroyal": {"1": "3 9", "2": "4 9", "3": "9", "4": "9", "5": "7 9", "6": "8 9", "7": "9", "8": "9"},
    "LocalGov": {"1": "5", "2": "6", "3": "7", "4": "8", "5": "1", "6": "2", "7": "3", "8": "4"},
}
BEST_FIRST = {
    "MoE": "7 3 4 8 5 1 2 6 9",
    "Uniroyal": "1 4 8 5 9 3 7 2 6",
    "LocalGov": "7 3 5 1 8 6 4 2 9",
}
# Published.
PUBLISHED = {"nash": "5 8 9", "seq": "5 8 9", "gmr": "1 4 5 8 9", "smr": "1 4 5 8 9"}
# Computed by an independent transcription of the definitions; no claim about the source.
COMPUTED = {
    "nash": {"MoE": "1 2 3 4 5 6 7 8 9", "Uniroyal": "1 4 5 8 9", "LocalGov": "5 6 7 8 9"},
    "gmr": {"MoE": "1 2 3 4 5 6 7 8 9", "Uniroyal": "1 4 5 8 9", "LocalGov": "1 2 3 4 5 6 7 8 9"},
    "smr": {"MoE": "1 2 3 4 5 6 7 8 9", "Uniroyal": "1 4 5 8 9", "LocalGov": "1 2 3 4 5 6 7 8 9"},
    "seq": {"MoE": "1 2 3 4 5 6 7 8 9", "Uniroyal": "1 4 5 8 9", "LocalGov": "2 3 5 6 7 8 9"},
    "sseq": {"MoE": "1 2 3 4 5 6 7 8 9", "Uniroyal": "1 4 5 8 9", "LocalGov": "2 3 5 6 7 8 9"},
}


@pytest.fixture(scope="module")
def conflict(published):
    return published(NAME, PATTERNS, MOVES, BEST_FIRST, PUBLISHED, COMPUTED)


def test_hipel1993_case_file_has_the_moves_of_the_source(conflict, mover):
    assert conflict.generated_moves(mover) == conflict.published_moves(mover)


@pytest.mark.parametrize("concept", PUBLISHED)
def test_hipel1993_published_equilibria(conflict, concept):
    assert conflict.found_equilibria(concept) == set(PUBLISHED[concept].split())


def test_hipel1993_computed_verdicts(conflict, verdict):
    concept, dm, states = verdict
    assert conflict.stable(concept, dm) == states


def test_hipel1993_computed_verdicts_as_a_plain_graph(conflict, graph_verdict):
    concept, dm, states = graph_verdict
    assert conflict.stable_as_graph(concept, dm) == states
