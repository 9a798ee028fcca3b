from builders import alone, cube, merged_well, well
from detente.report.table import equilibria_rows, option_rows, places, table_columns, verdict_rows


def test_columns_are_the_states_that_matter_with_the_status_quo_marked():
    assert [(c.number, c.status_quo) for c in table_columns(well())] == [(1, True), (2, False), (4, False)]


def test_option_rows_are_grouped_by_decision_maker():
    analysis = well()
    rows = option_rows(analysis, table_columns(analysis))
    assert [(r.owner, r.title, r.marks) for r in rows] == [
        ("South", "Pump at night", ("N", "Y", "Y")),
        ("North", "Close the road", ("N", "N", "Y")),
    ]


def test_a_merged_state_has_a_dash():
    analysis = merged_well()
    assert option_rows(analysis, table_columns(analysis))[1].marks == ("N", "-")


def test_verdicts_stand_under_their_concept():
    analysis = well()
    nash, gmr = verdict_rows(analysis, table_columns(analysis))
    assert (nash.concept, nash.equilibrium) == ("Nash", (False, True, True))
    assert nash.dms == (("South", (False, True, True)), ("North", (True, True, True)))
    assert gmr.equilibrium == (True, True, True)


def test_place_1_is_what_a_decision_maker_likes_best():
    south, north = places(well(), table_columns(well()))
    assert (south.dm, south.levels, south.places) == ("South", 4, (3, 1, 2))
    assert (north.levels, north.places) == (2, (1, 2, 2))


def test_equilibria_are_counted_and_numbered():
    assert equilibria_rows(well()) == (("Nash", 2, "2, 4"), ("GMR", 3, "1, 2, 4"))
    large = {concept: (count, shown) for concept, count, shown in equilibria_rows(cube(9, 60))}
    assert large["Nash"][0] > 60
    assert large["Nash"][1].endswith(f" and {large['Nash'][0] - 60} more")


def test_an_empty_case_has_an_empty_table():
    assert option_rows(alone(), table_columns(alone())) == ()
