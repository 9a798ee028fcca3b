"""Worlds, sources and assumptions without evidence, in tables."""

from builders import VIDEO
from doubts import doubtful, doubtless, large_doubt
from told import cells, printed, unmarked

from detente.questions.doubt.found import World
from detente.questions.doubt.sections import doubt_sections, sources_section, unevidenced_section, worlds_section
from detente.questions.doubt.tell import doubt_page
from detente.report.marks import bare


def test_a_single_source_is_said_on_the_first_screen_and_not_again():
    assert sources_section(doubtful(sources=doubtful().sources[:1])) is None
    assert sources_section(doubtful()) is not None


def test_the_table_of_worlds_has_only_worlds_that_differ():
    (grid,) = worlds_section(doubtful()).grids
    assert cells(grid) == (
        ("nothing (as modelled)", "2", "4", "-", "-"),
        (f"all of {VIDEO}", "none", "2", "2", "-"),
        ("one of well-low or well-deep", "none", "2, 4", "1", "-"),
        ("village@00:05:00", "2", "4, 1 that does not exist as modelled", "-", "1"),
    )
    assert worlds_section(doubtless()) is None
    assert len(worlds_section(large_doubt()).grids[0].rows) <= 12


def test_few_rows_are_shown_of_many():
    section = unevidenced_section(large_doubt())
    assert len(section.grids[0].rows) == 12
    assert unmarked(section.notes) == ("8 more: see the JSON document.",)
    assert all(len(s.grids[0].rows) <= 12 for s in doubt_sections(large_doubt()) if s.grids)
    assert len(printed(doubt_page(large_doubt())).splitlines()) < 280


def test_claims_that_change_nothing_are_counted_one_by_one():
    two = World(failed=("road-old", "village@00:05:00"), any_of=True, fallen=(), holding=(0, 1, 2, 3))
    (told,) = worlds_section(doubtful(worlds=(*doubtful().worlds[:2], two))).notes
    assert bare(told) == "If one of 2 other claims fails alone, nothing changes."
