"""The prisoner's dilemma. A state XY: X is what Row does, Y what Column does; C cooperates, D defects."""

from __future__ import annotations

import pytest

NAME = "folklore/prisoners-dilemma"
PATTERNS = {"CC": "YY", "CD": "YN", "DC": "NY", "DD": "NN"}
MOVES = {
    "Row": {"CC": "DC", "CD": "DD", "DC": "CC", "DD": "CD"},
    "Column": {"CC": "CD", "CD": "CC", "DC": "DD", "DD": "DC"},
}
BEST_FIRST = {"Row": "DC CC DD CD", "Column": "CD CC DD DC"}
# Published.
PUBLISHED = {"nash": "DD", "gmr": "CC DD", "smr": "CC DD", "seq": "CC DD"}
# Computed by an independent transcription of the definitions; no claim about a source.
COMPUTED = {
    "nash": {"Row": "DC DD", "Column": "CD DD"},
    "gmr": {"Row": "CC DC DD", "Column": "CC CD DD"},
    "smr": {"Row": "CC DC DD", "Column": "CC CD DD"},
    "seq": {"Row": "CC DC DD", "Column": "CC CD DD"},
    "sseq": {"Row": "CC DC DD", "Column": "CC CD DD"},
}


@pytest.fixture(scope="module")
def conflict(published):
    return published(NAME, PATTERNS, MOVES, BEST_FIRST, PUBLISHED, COMPUTED)


def test_folklore_prisoners_dilemma_case_file_has_the_moves_of_the_source(conflict, mover):
    assert conflict.generated_moves(mover) == conflict.published_moves(mover)


@pytest.mark.parametrize("concept", PUBLISHED)
def test_folklore_prisoners_dilemma_published_equilibria(conflict, concept):
    assert conflict.found_equilibria(concept) == set(PUBLISHED[concept].split())


def test_folklore_prisoners_dilemma_computed_verdicts(conflict, verdict):
    concept, dm, states = verdict
    assert conflict.stable(concept, dm) == states


def test_folklore_prisoners_dilemma_computed_verdicts_as_a_plain_graph(conflict, graph_verdict):
    concept, dm, states = graph_verdict
    assert conflict.stable_as_graph(concept, dm) == states
