"""How far rankings may be wrong, in words, over results made by hand."""

from __future__ import annotations

from dataclasses import replace

from detente.model.concepts import Concept
from detente.model.ranking_doubt import Radius, RankingDoubt, Reordered
from detente.report.doubt_json import doubt_document
from detente.report.doubt_sections import doubt_sections
from detente.report.doubt_summary import doubt_summary
from detente.report.naming import CaseNames
from detente.report.ranking_doubt import most_fragile, ranking_document, rankings_section

from builders import well_case
from doubts import doubtful, doubtless

SOUTH, NORTH = 0, 1


def radius(dm, state, concept, swaps, **more):
    return Radius(dm=dm, state=state, concept=concept, swaps=swaps, **more)


def rankings(**changes):
    """State 2 falls by one pair of South under Nash and by two under GMR; state 4 by what North fears, from 4 on."""
    radii = (
        radius(SOUTH, 1, Concept.NASH, 1, lost_for=SOUTH, example=(Reordered(1, 0),)),
        radius(NORTH, 1, Concept.NASH, 3, lost_for=NORTH, example=tuple(Reordered(1, q) for q in (0, 2, 3))),
        radius(SOUTH, 3, Concept.NASH, 4, exact=False),
        radius(NORTH, 3, Concept.NASH, None),
        radius(SOUTH, 1, Concept.GMR, 2, lost_for=NORTH, example=(Reordered(3, 0), Reordered(2, 0, tied_after=True))),
        radius(NORTH, 1, Concept.GMR, 3, lost_for=NORTH),
        radius(SOUTH, 3, Concept.GMR, 4, exact=False),
        radius(NORTH, 3, Concept.GMR, None),
    )
    return RankingDoubt(**({"radii": radii, "profiles": 7} | changes))


def test_the_most_fragile_comes_first_and_is_said():
    section = rankings_section(CaseNames(well_case()), rankings())
    assert section is not None
    (grid,) = section.grids
    assert [row[:2] for row in grid.rows] == [("2", "Nash"), ("2", "GMR"), ("4", "Nash, GMR")]
    assert [row[2:] for row in grid.rows] == [("1", "3"), ("2", "3"), ("at least 4", "any")]
    first, second = section.headline
    assert first.startswith("State 2 under Nash falls if a single pair of states changes its order in South")
    assert first.endswith("ranking, as with state 2 below state 1.")
    assert second.startswith(
        "State 2 under GMR holds as long as fewer than 2 pairs of states change their order in South"
    )
    assert "state 1 above state 4 and state 3 no better than state 1; then it is no longer stable for North" in second
    assert any("At least" in note for note in section.notes)
    assert most_fragile(CaseNames(well_case()), rankings()) == first


def test_nothing_to_tell_and_what_was_left_out():
    names = CaseNames(well_case())
    assert rankings_section(names, RankingDoubt(radii=())) is None
    only_limits = rankings_section(names, RankingDoubt(radii=(), limits=("Left out.",)))
    assert only_limits is not None
    assert only_limits.headline == ("Left out.",)
    firm = RankingDoubt(radii=(radius(SOUTH, 1, Concept.NASH, None), radius(NORTH, 1, Concept.NASH, None)))
    section = rankings_section(names, firm)
    assert section is not None
    assert "No single ranking" in section.lead
    assert section.headline == ()
    assert most_fragile(names, firm) == ""


def test_many_rows_are_counted():
    many = RankingDoubt(radii=tuple(radius(SOUTH, s, Concept.NASH, s + 1, lost_for=SOUTH) for s in range(14)))
    section = rankings_section(CaseNames(well_case()), many)
    assert section is not None
    assert len(section.grids[0].rows) == 10
    assert section.notes[0] == "4 further rows, less fragile: see the JSON."
    assert len(section.headline) == 3


def test_the_document_names_decision_makers_and_counts_states_from_one():
    found = ranking_document(well_case(), rankings())
    assert found is not None
    assert found["radii"][0] == {
        "state": 2, "concept": "nash", "dm": "south", "swaps": 1, "exact": True, "lost_for": "south",
        "example": [{"better": 2, "worse": 1, "tied_before": False, "tied_after": False}],
    }  # fmt: skip
    assert found["radii"][2]["exact"] is False
    assert found["radii"][3]["swaps"] is None
    assert doubt_document(doubtful(rankings=rankings()))["rankings"] == found
    assert doubt_document(doubtful())["rankings"] is None


def test_a_doubt_without_claims_says_it_on_its_first_screen():
    doubt = replace(doubtless(), rankings=rankings())
    assert "State 2 under Nash falls" in doubt_summary(doubt).paragraphs[0]
    assert [s.anchor for s in doubt_sections(doubt)] == ["doubt-unevidenced", "doubt-rankings", "doubt-method"]
