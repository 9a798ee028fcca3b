from dataclasses import replace

import numpy as np

from detente.model.concepts import Concept
from detente.model.results import StabilityTable
from detente.report.summary import columns, concepts_of, held_rows, holding, leavers, not_holding, question, unlisted

from .builders import alone, cube, well


def test_the_question_gives_the_size_of_the_case():
    assert question(well()) == (
        "South and North have 2 options, which make 4 feasible states. "
        "Which of these states would hold, for whom, and why?"
    )
    assert question(alone()).startswith("A has no options, which make 1 feasible state.")


def test_equilibria_are_grouped_by_the_concepts_they_hold_under():
    first, second = holding(well())
    assert first.rows == (1, 3)
    assert first.text == "Under every concept asked for (Nash and GMR), however bold or cautious each side is"
    assert second.rows == (0,)
    assert second.text == "Only under GMR: if each side fears any answer, even one that hurts those who give it"


def test_a_status_quo_that_holds_under_some_concepts_says_who_could_leave_under_the_others():
    (finding,) = not_holding(well())
    assert finding.text == "State 1, the status quo, does not hold under Nash: South could gain by leaving it."


def test_a_status_quo_that_holds_under_none_says_how_it_could_be_left():
    only_nash = replace(well(), concepts=(Concept.NASH,))
    (finding,) = not_holding(only_nash)
    assert finding.text == (
        "State 1, the status quo, holds under none of the concepts asked for: South could gain by moving to state 2."
    )


def test_leavers_and_concepts_agree():
    analysis = well()
    assert leavers(analysis, 0) == {0: (Concept.NASH,)}
    assert concepts_of(analysis, 0) == (Concept.GMR,)
    assert leavers(analysis, 1) == {}


def test_no_equilibrium_at_all():
    none = replace(well(), table=StabilityTable(stable={"nash": np.zeros((2, 4), bool)}), concepts=(Concept.NASH,))
    assert holding(none) == ()
    assert held_rows(none) == ()
    assert "none of the concepts" in not_holding(none)[0].text


def test_a_large_case_shows_the_status_quo_and_counts_the_rest():
    large = cube(9, 60)
    assert len(columns(large)) == 24
    assert 0 in columns(large)
    held = {row for c in large.concepts for row in large.equilibria(c)}
    assert unlisted(large) == len(held) - len(held & set(columns(large))) > 0


def test_columns_are_ascending_and_without_a_status_quo_are_what_matters():
    assert columns(replace(well(), status_quo=None, matter=(3, 1))) == (1, 3)


def test_one_concept_alone_is_not_called_the_only_one():
    (held,) = holding(replace(well(), concepts=(Concept.NASH,)))
    assert held.text == "Under Nash: if each side looks one move ahead and fears nobody's answer"
