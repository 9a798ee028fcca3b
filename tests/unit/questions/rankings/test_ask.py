"""How far a ranking may be wrong, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

import detente as dt
from detente import workbench
from detente.catalog import catalog_path
from detente.model.concepts import Concept
from detente.questions.doubt.ask import doubt_case
from detente.questions.rankings.found import Reordered


def swaps(found: dt.RankingDoubt, state: int, concept: str) -> list[int | None]:
    return [r.swaps for r in found.of(state - 1, Concept(concept))]


def test_chicken_by_hand():
    found = dt.ranking_doubt(dt.GraphModel.from_options([0, 1], [[1, 2, 4, 3], [1, 4, 2, 3]]))
    assert swaps(found, 2, "nash") == [1, 1]
    assert swaps(found, 2, "gmr") == [1, 2]
    assert swaps(found, 3, "gmr") == [2, 1]
    assert all(r.exact for r in found.radii)


def test_what_another_fears_by_hand():
    """A leaves state 1 for 2 once B would not answer by 4: one exchange for B, whose own stability is three away.

    A ranks 2, 1, 3, 4 and B ranks 1, 4, 2, 3, best first. A moves between 1 and 2, 3 and 4; B between 1 and 3, 2 and 4.
    """
    model = dt.GraphModel.from_options([0, 1], [[3, 4, 2, 1], [4, 2, 1, 3]])
    found = dt.ranking_doubt(model, ("seq", "gmr"))
    of_a, of_b = found.of(0, Concept.SEQ)
    assert (of_a.swaps, of_a.lost_for) == (2, 0)
    assert (of_b.swaps, of_b.lost_for, of_b.exact) == (1, 0, True)
    assert of_b.example == (Reordered(3, 1, tied_after=True),)
    assert [r.lost_for for r in found.of(0, Concept.GMR)] == [0, 1]  # there B's own stability is all that counts


def test_a_tie_counts_as_one_pair():
    found = dt.ranking_doubt(dt.GraphModel.from_moves(3, [[(0, 1), (0, 2)]], [[1, 1, 0]]), "nash")
    assert swaps(found, 1, "nash") == [1]
    assert found.of(0, Concept.NASH)[0].example == (Reordered(0, 1, tied_before=True),)
    assert swaps(found, 2, "nash") == [None]  # nobody can move from there


def test_elmira_by_its_rankings():
    """Uniroyal ranks state 6 just above 5, to which it could move and from which nobody could come back."""
    found = workbench.doubt(dt.load(catalog_path("elmira")))
    assert found.rankings is not None
    assert swaps(found.rankings, 6, "nash") == [3, 1, 1]
    assert swaps(found.rankings, 5, "gmr") == [None, None, None]
    for concept in Concept:
        assert found.rankings.of(5, concept)[1].example == (Reordered(5, 4),)
    assert "feasible[0]" in found.limits[0]


def test_nothing_is_asked_where_nothing_holds_or_the_conflict_is_too_large():
    visit = dt.GraphModel.from_options([0, 1], [[0, 1, 1, 0], [1, 0, 0, 1]])
    assert dt.ranking_doubt(visit, "nash").radii == ()
    large = dt.GraphModel.from_options(range(13), np.zeros((13, 8192), int))
    assert dt.ranking_doubt(large).limits


def test_too_little_effort_is_said():
    model = dt.GraphModel.from_options([0, 1], [[1, 2, 4, 3], [1, 4, 2, 3]])
    found = dt.ranking_doubt(model, "nash", effort=1)
    assert found.radii == ()
    assert "0 of 2 equilibria under Nash" in found.limits[0]
    with pytest.raises(dt.AnalysisError, match="effort"):
        dt.ranking_doubt(model, effort=0)
    with pytest.raises(dt.AnalysisError, match="nosh"):
        dt.ranking_doubt(model, ["nosh"])


def test_a_case_of_64_states_takes_no_noticeable_time():
    rng = np.random.default_rng(3)
    model = dt.GraphModel.from_options([0, 1, 2, 3, 4, 0], np.stack([rng.permutation(64) for _ in range(5)]))
    found = dt.ranking_doubt(model)
    assert not found.limits
    assert found.profiles < 10_000


def test_concepts_asked_for_are_those_told():
    found = doubt_case(dt.load(catalog_path("elmira")), (Concept.NASH,))
    assert found.rankings is not None
    assert {r.concept for r in found.rankings.radii} == {Concept.NASH}
