"""Korea, October 2017 (Jacobi 2017). Labels are the source's: sums of strike 1, withdraw 2, invade 4, abandon 8."""

from __future__ import annotations

import numpy as np
import pytest

import detente as dt

NAME = "web/socratic-form-microscopy/jacobi-2017/korea-2017"
# Options: the US strikes, withdraws; North Korea invades, abandons its programme.
PATTERNS = {
    "0": "NNNN",
    "1": "YNNN",
    "2": "NYNN",
    "4": "NNYN",
    "5": "YNYN",
    "6": "NYYN",
    "8": "NNNY",
    "9": "YNNY",
    "10": "NYNY",
    "12": "NNYY",
    "13": "YNYY",
    "14": "NYYY",
}
# The source gives the rule (a strike cannot be taken back, all else can) and some of the moves; these follow from it.
MOVES = {
    "US": {"0": "1 2", "2": "0 1", "4": "5 6", "6": "4 5", "8": "9 10", "10": "8 9", "12": "13 14", "14": "12 13"},
    "North Korea": {
        "0": "4 8 12",
        "1": "5 9 13",
        "2": "6 10 14",
        "4": "0 8 12",
        "5": "1 9 13",
        "6": "2 10 14",
        "8": "0 4 12",
        "9": "1 5 13",
        "10": "2 6 14",
        "12": "0 4 8",
        "13": "1 5 9",
        "14": "2 6 10",
    },
}
BEST_FIRST = {"US": "8 0 9 10 12 5 4 13 14 1 2 6", "North Korea": "6 14 2 10 0 4 12 5 1 13 8 9"}
# Published. The source adds state 4 to those of SEQ, by simultaneous sanctions: see below.
PUBLISHED = {"seq": "0 5 10", "smr": "0 4 5 10 12"}
# Computed by an independent transcription of the definitions; no claim about the source.
COMPUTED = {
    "nash": {"US": "0 1 5 8 9 12 13", "North Korea": "0 5 6"},
    "gmr": {"US": "0 1 4 5 8 9 10 12 13", "North Korea": "0 2 4 5 6 10 12 14"},
    "smr": {"US": "0 1 4 5 8 9 10 12 13", "North Korea": "0 2 4 5 6 10 12 14"},
    "seq": {"US": "0 1 5 8 9 10 12 13", "North Korea": "0 2 5 6 10 14"},
    "sseq": {"US": "0 1 5 8 9 10 12 13", "North Korea": "0 2 5 6 10 14"},
    "sim": {"US": "0 1 4 5 8 9 10 12 13", "North Korea": "0 2 4 5 6 10 14"},
}
# The sensitivity analysis of the source. In all of these an invasion cannot be taken back; for the last pair of
# rankings the source does not say so again, but its equilibria are those.
WAR = ("8 9 0 10 13 12 5 4 1 2 14 6", "6 14 4 12 5 13 2 0 10 1 9 8")
DETERRED = ("8 9 0 10 13 12 5 4 1 2 14 6", "6 14 4 12 0 10 5 13 2 1 9 8")
PEACE = ("8 0 10 2 9 12 4 5 14 13 6 1", "6 14 2 10 0 8 4 12 5 1 9 13")
VARIANTS = [
    (WAR, "seq", "5 12"),
    (WAR, "smr", "5 12"),
    (DETERRED, "seq", "0 5 10 12"),
    (DETERRED, "smr", "0 5 10 12"),
    (PEACE, "seq", "0 4 5"),
    (PEACE, "smr", "0 2 4 5 8 10 12"),
]
# The first rankings, an invasion irreversible, SEQ: "three stable states". detente finds a fourth, state 12.
DISPUTED = "0 5 10"
# How often each state is an equilibrium in the nine analyses, as the source counts them.
TALLY = {"0": 7, "2": 1, "4": 4, "5": 9, "8": 1, "10": 6, "12": 6}


@pytest.fixture(scope="module")
def conflict(published):
    return published(NAME, PATTERNS, MOVES, BEST_FIRST, PUBLISHED, COMPUTED)


def variant(rankings: tuple[str, str]) -> dt.GraphModel:
    """The same states and options, an invasion irreversible, other rankings."""
    order = list(PATTERNS)
    payoffs = np.zeros((2, len(order)), np.int64)
    for row, ranking in zip(payoffs, rankings, strict=True):
        assert sorted(ranking.split()) == sorted(order)
        row[[order.index(label) for label in ranking.split()]] = range(len(order), 0, -1)
    return dt.GraphModel.from_options([0, 0, 1, 1], payoffs, states=np.array(order, np.uint64), one_way=[1, 0, 1, 0])


def equilibria(model: dt.GraphModel, concept: str) -> set[str]:
    order = list(PATTERNS)
    return {order[row] for row in dt.stability(model, [concept]).equilibria(concept)}


def test_jacobi2017_case_file_has_the_moves_of_the_source(conflict, mover):
    assert conflict.generated_moves(mover) == conflict.published_moves(mover)


@pytest.mark.parametrize("concept", PUBLISHED)
def test_jacobi2017_published_equilibria(conflict, concept):
    assert conflict.found_equilibria(concept) == set(PUBLISHED[concept].split())


def test_jacobi2017_state_4_is_held_by_simultaneous_sanctions(conflict):
    """The US would go to 5 and North Korea to 0; at once they give 1, which both find worse."""
    assert "4" in conflict.found_equilibria("sim") - conflict.found_equilibria("seq")
    row = conflict.labels.index("4")
    held = [why for why in conflict.analysis.explanations if why.state == row and why.concept == "sim"]
    assert [[conflict.labels[fate.to] for fate in why.improvements] for why in held] == [["5"], ["0"]]
    assert {conflict.labels[fate.sanction.to] for why in held for fate in why.improvements} == {"1"}


@pytest.mark.parametrize(("rankings", "concept", "states"), VARIANTS)
def test_jacobi2017_published_equilibria_under_other_rankings(rankings, concept, states):
    assert equilibria(variant(rankings), concept) == set(states.split())


def test_jacobi2017_one_analysis_in_which_detente_differs():
    """Where an invasion is irreversible, North Korea can go from 12 to 4 only; the US answers with 5, which pays it.

    North Korea likes 5 less than 12. So by the definition of SEQ state 12 is stable for it. The source names 4 to 0 as
    the one improvement that is lost, though 12 to 0 is lost as well, and does not list state 12.
    """
    model, order = variant((BEST_FIRST["US"], BEST_FIRST["North Korea"])), list(PATTERNS)
    assert equilibria(model, "seq") == {*DISPUTED.split(), "12"}
    why = dt.explain(model, dm=1, state=order.index("12"), concept="seq")
    assert [(order[fate.to], order[fate.sanction.to]) for fate in why.improvements] == [("4", "5")]


def test_jacobi2017_typed_equilibria_are_those_that_the_source_counts():
    listed = [PUBLISHED["seq"] + " 4", PUBLISHED["smr"], DISPUTED, *(states for _, _, states in VARIANTS)]
    assert len(listed) == 9
    assert {label: sum(label in states.split() for states in listed) for label in TALLY} == TALLY
