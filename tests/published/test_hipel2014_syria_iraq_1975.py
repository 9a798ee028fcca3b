"""Syria and Iraq 1975 (Hipel, Kilgour & Kinsara 2014). Labels 1 to 6 are those of the paper."""

from __future__ import annotations

import pytest

NAME = "journals/gdn/hipel-kilgour-kinsara-2014/syria-iraq-1975"
# Options: Syria releases water, escalates; Iraq attacks.
PATTERNS = {"1": "NNN", "2": "YNN", "3": "NYN", "4": "NNY", "5": "YNY", "6": "NYY"}
MOVES = {
    "Syria": {"1": "2 3", "2": "1 3", "3": "1 2", "4": "5 6", "5": "4 6", "6": "4 5"},
    "Iraq": {"1": "4", "2": "5", "3": "6", "4": "1", "5": "2", "6": "3"},
}
BEST_FIRST = {"Syria": "1 3 6 2 4 5", "Iraq": "2 4 6 1 5 3"}
# Published.
PUBLISHED = {"nash": "6"}
# Computed by an independent transcription of the definitions; no claim about the source.
COMPUTED = {
    "nash": {"Syria": "1 6", "Iraq": "2 4 6"},
    "gmr": {"Syria": "1 3 6", "Iraq": "1 2 4 5 6"},
    "smr": {"Syria": "1 3 6", "Iraq": "2 4 6"},
    "seq": {"Syria": "1 3 6", "Iraq": "2 4 5 6"},
    "sseq": {"Syria": "1 3 6", "Iraq": "2 4 6"},
    "sim": {"Syria": "1 3 6", "Iraq": "2 4 5 6"},
}
# Equilibria of those who look h moves ahead, and their period and the h from which it holds; computed likewise.
LIMITED = {1: "6", 2: "6", 3: "", 4: "1 6", 5: "6", 6: "6", 7: "", 8: "1 6"}
PERIOD, CYCLE_FROM = 4, 1


@pytest.fixture(scope="module")
def conflict(published):
    return published(NAME, PATTERNS, MOVES, BEST_FIRST, PUBLISHED, COMPUTED)


def test_hipel2014_case_file_has_the_moves_of_the_source(conflict, mover):
    assert conflict.generated_moves(mover) == conflict.published_moves(mover)


@pytest.mark.parametrize("concept", PUBLISHED)
def test_hipel2014_published_equilibria(conflict, concept):
    assert conflict.found_equilibria(concept) == set(PUBLISHED[concept].split())


def test_hipel2014_computed_verdicts(conflict, verdict):
    concept, dm, states = verdict
    assert conflict.stable(concept, dm) == states


def test_hipel2014_computed_verdicts_as_a_plain_graph(conflict, graph_verdict):
    concept, dm, states = graph_verdict
    assert conflict.stable_as_graph(concept, dm) == states


@pytest.mark.parametrize("h", LIMITED)
def test_hipel2014_computed_limited_moves(conflict, h):
    assert conflict.limited_moves(h) == set(LIMITED[h].split())


def test_hipel2014_computed_cycle(conflict):
    found = conflict.analysis.answers.get("limited_moves")
    assert (found.kind, found.period, found.cycle_from) == ("limited-move", PERIOD, CYCLE_FROM)
