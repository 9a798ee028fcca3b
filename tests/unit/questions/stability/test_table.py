"""The table of the states that matter."""

from builders import alone, cube, merged_well, well
from told import cells, unmarked

from detente.questions.stability.table import states_that_matter
from detente.report.marks import Look, spans
from detente.report.page import Grid

STABLE, NOT = "stable", "not stable"


def tables(analysis) -> tuple[Grid, Grid]:
    """The table itself, and that of all equilibria."""
    states, equilibria = (block for block in states_that_matter(analysis).inside if isinstance(block, Grid))
    return states, equilibria


def rows(analysis) -> list[tuple[str, ...]]:
    """Each row with the group to which it belongs."""
    (states, _), group, found = tables(analysis), "", []
    for row in unmarked(states.rows):
        group = row.group or group
        found.append((group, *row.cells))
    return found


def test_columns_are_the_states_that_matter_with_the_status_quo_marked():
    states, _ = tables(well())
    assert unmarked(states.head) == ("State", "1 status quo", "2", "4")
    assert states.special == 1


def test_option_rows_are_grouped_by_decision_maker():
    assert rows(well())[:2] == [("South", "Pump at night", "N", "Y", "Y"), ("North", "Close the road", "N", "N", "Y")]


def test_a_merged_state_has_a_dash():
    assert rows(merged_well())[1] == ("North", "Close the road", "N", "-")


def test_verdicts_stand_under_their_concept():
    assert [row for row in rows(well()) if row[0] in ("Nash", "GMR")] == [
        ("Nash", "for all: an equilibrium", NOT, STABLE, STABLE),
        ("Nash", "South", NOT, STABLE, STABLE),
        ("Nash", "North", STABLE, STABLE, STABLE),
        ("GMR", "for all: an equilibrium", STABLE, STABLE, STABLE),
        ("GMR", "South", STABLE, STABLE, STABLE),
        ("GMR", "North", STABLE, STABLE, STABLE),
    ]


def test_verdicts_are_signs_that_each_medium_shows_in_its_own_way():
    states, _ = tables(well())
    (first,) = spans(next(row for row in states.rows if row.group == "Nash").cells[1])
    assert (first.kind, first.words) == (Look.NO, NOT)


def test_place_1_is_what_a_decision_maker_likes_best():
    places = [row for row in rows(well()) if row[0].startswith("Place")]
    assert places == [
        ("Place, 1 is best", "South (of 4)", "3", "1", "2"),
        ("Place, 1 is best", "North (of 2)", "1", "2", "2"),
    ]


def test_equilibria_are_counted_and_numbered():
    assert cells(tables(well())[1]) == (("Nash", "2", "2, 4"), ("GMR", "3", "1, 2, 4"))
    large = {concept: (int(count), shown) for concept, count, shown in cells(tables(cube(9, 60))[1])}
    assert large["Nash"][0] > 60
    assert large["Nash"][1].endswith(f" and {large['Nash'][0] - 60} more")


def test_a_case_without_options_has_verdicts_and_places_only():
    assert [row[:2] for row in rows(alone())] == [
        ("Nash", "for all: an equilibrium"),
        ("Nash", "A"),
        ("Place, 1 is best", "A (of 1)"),
    ]
