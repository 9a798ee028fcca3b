from dataclasses import replace

from builders import well
from detente.report.reasons import reasons
from detente.report.table import table_columns


def test_only_explained_states_have_reasons():
    told = reasons(well(), table_columns(well()))
    assert [(s.number, s.status_quo, s.headline) for s in told] == [
        (1, True, "stable for all under GMR; not for South otherwise"),
        (2, False, "stable for all under every concept asked for"),
    ]


def test_the_status_quo_comes_first_and_then_what_holds_under_most_concepts():
    witness = well().explanations[0]
    every = tuple(replace(witness, state=row) for row in (1, 2, 3, 0))
    for quo, order in ((0, [1, 2, 4, 3]), (2, [3, 2, 4, 1]), (None, [2, 4, 1, 3])):
        analysis = well(status_quo=quo, explanations=every)
        assert [s.number for s in reasons(analysis, table_columns(analysis))] == order


def test_paper_has_the_reasoning_on_the_status_quo_and_three_more():
    witness = well().explanations[0]
    every = tuple(replace(witness, state=row) for row in range(4))
    told = reasons(well(status_quo=None, explanations=every), ())
    assert [(s.number, s.printed) for s in told] == [(2, True), (4, True), (1, True), (3, False)]
    assert all(s.printed for s in reasons(well(status_quo=2, explanations=every), ()))
