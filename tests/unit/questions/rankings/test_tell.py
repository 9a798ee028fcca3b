"""How far rankings may be wrong, in words, over results made by hand."""

from __future__ import annotations

from dataclasses import replace

from builders import well_case
from doubts import NORTH, SOUTH, doubtless, radius, rankings
from told import cells, unmarked

from detente.model.concepts import Concept
from detente.questions.doubt.sections import doubt_sections
from detente.questions.doubt.summary import doubt_summary
from detente.questions.rankings import tell
from detente.questions.rankings.found import RankingDoubt
from detente.report.marks import bare
from detente.report.naming import CaseNames


def rankings_section(names, found):
    return unmarked(tell.rankings_section(names, found))


def most_fragile(names, found):
    return bare(tell.most_fragile(names, found))


def test_the_most_fragile_comes_first_and_is_said():
    section = rankings_section(CaseNames(well_case()), rankings())
    assert section is not None
    (grid,) = section.grids
    assert [row[:2] for row in cells(grid)] == [("2", "Nash"), ("2", "GMR"), ("4", "Nash, GMR")]
    assert [row[2:] for row in cells(grid)] == [("1", "3"), ("2", "3"), ("at least 4", "any")]
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
    assert section.notes[0] == "4 further rows, less fragile: see the JSON document."
    assert len(section.headline) == 3


def test_a_doubt_without_claims_says_it_on_its_first_screen():
    doubt = replace(doubtless(), rankings=rankings())
    assert "State 2 under Nash falls" in bare(doubt_summary(doubt).paragraphs[0])
    assert [s.anchor for s in doubt_sections(doubt)] == ["doubt-unevidenced", "doubt-rankings", "doubt-method"]
