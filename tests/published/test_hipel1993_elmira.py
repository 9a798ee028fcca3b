"""Elmira (Hipel, Fang, Kilgour & Haight 1993; Kilgour, Hipel, Fang & Peng 2001). Labels 1 to 9 are the papers'."""

from __future__ import annotations

import pytest

import detente as dt

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


# Evolution. Published: the status quo is 1; improvements of single decision makers lead to 5; from there MoE and
# Uniroyal moved together to 8, the historical end (Kilgour, Hipel, Fang & Peng 2001). The shortest ways and whose moves
# gain nothing are read off the moves and rankings above by hand.


def way(conflict, label: str, alternative: int = 0) -> tuple[str, str, str]:
    """What it takes, whose moves that names, and the way: ``1 LocalGov 5 MoE+Uniroyal 8``."""
    destination = conflict.analysis.answers["evolution"].destination(conflict.labels.index(label))
    route = destination.routes[alternative]
    told = [conflict.labels[conflict.analysis.status_quo]]
    for leg in route.legs:
        told += ["+".join(conflict.dms[dm] for dm in leg.by), conflict.labels[leg.to]]
    return route.reach.value, " ".join(conflict.dms[dm] for dm in route.movers), " ".join(told)


def test_kilgour2001_improvements_alone_lead_to_5(conflict):
    assert way(conflict, "5") == ("improvements", "LocalGov", "1 LocalGov 5")
    found = conflict.analysis.answers.get("evolution")
    assert {conflict.labels[row] for row in (found.improvements >= 0).nonzero()[0]} == {"1", "5"}


def test_kilgour2001_moe_and_uniroyal_together_lead_to_8(conflict):
    assert way(conflict, "8") == ("coalition", "MoE Uniroyal", "1 LocalGov 5 MoE+Uniroyal 8")
    joint = conflict.analysis.answers["evolution"].destination(conflict.labels.index("8")).routes[0].legs[1]
    assert joint.improves
    assert {step.dm for step in joint.steps} == {0, 1}


def test_without_a_coalition_8_takes_one_move_of_moe_that_gains_it_nothing(conflict):
    reach, movers, told = way(conflict, "8", 1)
    assert (reach, movers, len(told.split())) == ("disimprovement", "MoE", 7)  # three moves
    assert told == "1 LocalGov 5 MoE 6 Uniroyal 8"


def test_the_other_equilibria(conflict):
    assert way(conflict, "1") == ("improvements", "", "1")
    assert way(conflict, "4") == ("disimprovement", "MoE", "1 MoE 2 Uniroyal 4")
    assert way(conflict, "9") == ("disimprovement", "Uniroyal", "1 Uniroyal 9")


def test_levels_of_legal_moves(conflict):
    moves = dict(zip(conflict.labels, conflict.analysis.answers["evolution"].moves.tolist(), strict=True))
    assert moves == {"1": 0, "2": 1, "3": 1, "5": 1, "9": 1, "4": 2, "6": 2, "7": 2, "8": 3}


def test_as_a_plain_graph_the_same(conflict):
    order = {label: k for k, label in enumerate(PATTERNS)}
    moves = [[(order[a], order[b]) for a, b in sorted(conflict.published_moves(dm))] for dm in MOVES]
    payoffs = [[-BEST_FIRST[dm].split().index(label) for label in PATTERNS] for dm in MOVES]
    found = dt.evolution(dt.GraphModel.from_moves(9, moves, payoffs), 0)
    reached = {str(d.state + 1): d.reach.value for d in found.destinations}
    assert reached == {
        "1": "improvements",
        "4": "disimprovement",
        "5": "improvements",
        "8": "coalition",
        "9": "disimprovement",
    }


# Joint improvements of each coalition, computed by an independent transcription of the definition.
COALITION_IMPROVEMENTS = {
    "MoE Uniroyal": {"2": "4", "5": "8", "6": "8"},
    "MoE LocalGov": {"1": "5", "3": "7"},
    "Uniroyal LocalGov": {"2": "4 8", "6": "8"},
    "MoE Uniroyal LocalGov": {"2": "4 8", "6": "8"},
}


def test_kilgour2001_state_5_falls_to_the_ministry_with_uniroyal(conflict):
    """Published: of the three equilibria 5, 8 and 9 only 5 is upset, by that coalition only, and for 8."""
    analysis = conflict.analysis
    told = {
        (conflict.labels[u.state], u.coalition, tuple(conflict.labels[x] for x in u.to))
        for u in analysis.answers["coalitions"].upset
        if "nash" in u.concepts
    }
    assert told == {("5", (0, 1), ("8",))}
    assert {conflict.labels[row] for row in analysis.answers["coalitions"].universally_stable("nash")} == {"8", "9"}


@pytest.mark.parametrize("members", COALITION_IMPROVEMENTS)
def test_elmira_coalition_improvements(conflict, members):
    assert conflict.coalition_improvements(members) == COALITION_IMPROVEMENTS[members]
