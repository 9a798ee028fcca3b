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
# Equilibria of those who look h moves ahead, and their period and the h from which it holds; computed likewise.
LIMITED = {1: "DD", 2: "CC DD", 3: "CC DD", 4: "CC DD", 5: "CC DD", 6: "CC DD", 7: "CC DD", 8: "CC DD"}
PERIOD, CYCLE_FROM = 1, 2


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


@pytest.mark.parametrize("h", LIMITED)
def test_folklore_computed_limited_moves(conflict, h):
    assert conflict.limited_moves(h) == set(LIMITED[h].split())


def test_folklore_computed_cycle(conflict):
    found = conflict.analysis.answers.get("limited_moves")
    assert (found.kind, found.period, found.cycle_from) == ("limited-move", PERIOD, CYCLE_FROM)
