from dataclasses import replace

import numpy as np
from builders import alone, cube, well
from told import unmarked

from detente.model.concepts import Concept
from detente.model.results import Improvement, Sanction, StabilityTable, Step
from detente.questions.stability import summary
from detente.questions.stability.summary import (
    Dependent,
    columns,
    held_rows,
    holding,
    holding_words,
    takes,
    unlisted,
)
from detente.report.marks import bare


def question(analysis) -> str:
    return bare(summary.question(analysis))


def dependent(analysis) -> tuple[Dependent, ...]:
    return unmarked(summary.dependent(analysis))


def not_holding(analysis) -> dict[int, str]:
    return {row: bare(text) for row, text in summary.not_holding(analysis).items()}


def test_the_question_gives_the_size_of_the_case():
    assert question(well()) == (
        "South and North have 2 options, which make 4 feasible states. "
        "Which of these states would hold, for whom, and why?"
    )
    assert question(alone()).startswith("A has no options, which make 1 feasible state.")


def test_what_holds_under_every_concept_stands_apart():
    assert holding(well()) == (1, 3)
    assert holding_words(well()) == (
        "No side could gain by leaving, whatever the others would answer: "
        "stable under each concept asked for (Nash and GMR)."
    )
    without_nash = replace(well(), concepts=(Concept.GMR,))
    assert holding(without_nash) == (0, 1, 3)
    assert holding_words(without_nash) == "No side has reason to leave under GMR."


def test_what_depends_on_threats_says_who_could_gain_and_what_could_deter_it():
    (found,) = dependent(well())
    assert found.row == 0
    assert found.takes == "Holds if each side fears any answer, even one that hurts those who give it (GMR)."
    assert found.threats == (
        "South could gain by moving to state 2: it chooses “Pump at night”. What could deter it: North chooses "
        "“Close the road”, then South gives up “Pump at night”, which leads to state 3, no better for South.",
    )


def test_many_gains_are_told_in_numbers():
    nash, _, gmr, _ = well().explanations
    fates = tuple(Improvement(to=to) for to in (1, 2, 3))
    (found,) = dependent(well(explanations=(replace(nash, improvements=fates), gmr)))
    assert found.threats[0].endswith("moving to state 3: it moves. So it could by moving to state 4.")


def test_each_concept_is_told_by_its_actor_and_named_after():
    many = replace(well(), concepts=tuple(Concept))
    assert takes(many, (Concept.GMR, Concept.SMR)) == (
        "Holds if each side fears any answer, even one that hurts those who give it (GMR); or if each side fears any "
        "answer from which it would have no way out (SMR)."
    )
    assert takes(many, tuple(c for c in Concept if c is not Concept.NASH)) == (
        "Holds, except if each side looks one move ahead and fears nobody's answer (Nash)."
    )


def test_without_kept_reasons_a_leaver_is_still_named():
    (found,) = dependent(well(explanations=()))
    assert found.threats == ("South could gain by leaving it.",)


def test_no_state_stands_in_two_boxes():
    for analysis in (well(), cube(3), cube(6, 60), alone()):
        boxes = [*holding(analysis), *(d.row for d in dependent(analysis)), *not_holding(analysis)]
        assert sorted(boxes) == list(columns(analysis))


def test_a_status_quo_that_holds_under_none_says_how_it_could_be_left():
    only_nash = replace(well(), concepts=(Concept.NASH,))
    assert not_holding(only_nash) == {
        0: "South could gain by moving to state 2. Stable for all under none of the concepts asked for."
    }


def test_leavers_and_concepts_agree():
    analysis = well()
    assert analysis.leavers(0) == {0: (Concept.NASH,)}
    assert analysis.concepts_of(0) == (Concept.GMR,)
    assert analysis.leavers(1) == {}


def test_no_equilibrium_at_all():
    none = replace(well(), table=StabilityTable(stable={"nash": np.zeros((2, 4), bool)}), concepts=(Concept.NASH,))
    assert (holding(none), dependent(none)) == ((), ())
    assert held_rows(none) == ()
    assert "none of the concepts" in not_holding(none)[0]


def test_a_large_case_shows_the_status_quo_and_counts_the_rest():
    large = cube(9, 60)
    assert len(columns(large)) == 24
    assert 0 in columns(large)
    held = {row for c in large.concepts for row in large.equilibria(c)}
    assert unlisted(large) == len(held) - len(held & set(columns(large))) > 0


def test_columns_are_ascending_and_without_a_status_quo_are_what_matters():
    assert columns(replace(well(), status_quo=None, matter=(3, 1))) == (1, 3)


def test_an_answer_that_deters_under_the_more_demanding_concept_is_told_once():
    nash, _, gmr, _ = well().explanations
    feared = gmr.improvements[0]
    back = replace(feared, sanction=Sanction(steps=(Step(1, 1, 0),), to=0))
    smr = replace(gmr, concept=Concept.SMR, improvements=(back,))
    found = well_under((Concept.NASH, Concept.GMR, Concept.SMR), (nash, gmr, smr))
    assert found.count("What could deter it") == 1
    assert "What could deter it: North moves, which leads back." in found


def test_answers_of_which_neither_serves_for_both_are_told_apart():
    nash, _, gmr, _ = well().explanations
    back = replace(gmr.improvements[0], sanction=Sanction(steps=(Step(1, 1, 0),), to=0))
    smr = replace(gmr, concept=Concept.SMR)
    seq = replace(gmr, concept=Concept.SEQ, improvements=(back,))
    found = well_under((Concept.NASH, Concept.SMR, Concept.SEQ), (nash, smr, seq))
    assert "What could deter it under SMR: North chooses" in found
    assert "What could deter it under SEQ: North moves, which leads back." in found


def well_under(concepts, explanations):
    """What is said of state 1, where South could gain, when it holds under all of these but Nash."""
    base = well()
    stable = {c.value: base.table.stable["nash" if c is Concept.NASH else "gmr"] for c in concepts}
    table = replace(base.table, stable=stable)
    (found,) = dependent(replace(base, concepts=concepts, table=table, explanations=explanations))
    return " ".join(found.threats)
