"""The stag hunt. A state XY: X is what Row does, Y what Column does; C hunts the stag, D does not."""

from __future__ import annotations

import pytest

NAME = "folklore/stag-hunt"
PATTERNS = {"CC": "YY", "CD": "YN", "DC": "NY", "DD": "NN"}
MOVES = {
    "Row": {"CC": "DC", "CD": "DD", "DC": "CC", "DD": "CD"},
    "Column": {"CC": "CD", "CD": "CC", "DC": "DD", "DD": "DC"},
}
BEST_FIRST = {"Row": "CC DC DD CD", "Column": "CC CD DD DC"}
# Published.
PUBLISHED = {"nash": "CC DD"}
# Computed by an independent transcription of the definitions; no claim about a source.
COMPUTED = {
    "nash": {"Row": "CC DD", "Column": "CC DD"},
    "gmr": {"Row": "CC DC DD", "Column": "CC CD DD"},
    "smr": {"Row": "CC DC DD", "Column": "CC CD DD"},
    "seq": {"Row": "CC DD", "Column": "CC DD"},
    "sseq": {"Row": "CC DD", "Column": "CC DD"},
}
# Equilibria of those who look h moves ahead, and their period and the h from which it holds; computed likewise.
LIMITED = {1: "CC DD", 2: "CC", 3: "CC", 4: "CC", 5: "CC", 6: "CC", 7: "CC", 8: "CC"}
PERIOD, CYCLE_FROM = 1, 2


@pytest.fixture(scope="module")
def conflict(published):
    return published(NAME, PATTERNS, MOVES, BEST_FIRST, PUBLISHED, COMPUTED)


def test_folklore_stag_hunt_case_file_has_the_moves_of_the_source(conflict, mover):
    assert conflict.generated_moves(mover) == conflict.published_moves(mover)


@pytest.mark.parametrize("concept", PUBLISHED)
def test_folklore_stag_hunt_published_equilibria(conflict, concept):
    assert conflict.found_equilibria(concept) == set(PUBLISHED[concept].split())


def test_folklore_stag_hunt_computed_verdicts(conflict, verdict):
    concept, dm, states = verdict
    assert conflict.stable(concept, dm) == states


def test_folklore_stag_hunt_computed_verdicts_as_a_plain_graph(conflict, graph_verdict):
    concept, dm, states = graph_verdict
    assert conflict.stable_as_graph(concept, dm) == states


@pytest.mark.parametrize("h", LIMITED)
def test_folklore_computed_limited_moves(conflict, h):
    assert conflict.limited_moves(h) == set(LIMITED[h].split())


def test_folklore_computed_cycle(conflict):
    found = conflict.analysis.answers.get("limited_moves")
    assert (found.kind, found.period, found.cycle_from) == ("limited-move", PERIOD, CYCLE_FROM)
