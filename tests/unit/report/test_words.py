from dataclasses import replace

import pytest
from builders import alone, well
from told import unmarked

from detente.model.concepts import Concept
from detente.model.results import Comparison, Explanation, Improvement, Premise, Sanction, Step
from detente.report import words
from detente.report.marks import Mark, bare, mark
from detente.report.naming import Names
from detente.report.section import Passage
from detente.report.words import Reasoning, condition

ANALYSIS = well()
NAMES = Names(ANALYSIS)


def reasoning(*asked) -> Reasoning:
    return unmarked(words.reasoning(*asked))


def short(*asked) -> str:
    return bare(words.short(*asked))


def explained(concept=Concept.GMR, stable=False, **fate) -> Explanation:
    return Explanation(dm=0, state=0, concept=concept, stable=stable, improvements=(Improvement(to=1, **fate),))


def told_of(explanation: Explanation) -> Reasoning:
    names = Names(replace(ANALYSIS, explanations=(explanation,)))
    return reasoning(names, explanation.dm, explanation.state, (explanation.concept,))


def passages(told: Reasoning) -> list[Passage]:
    return [*told.moves, *(passage for verdict in told.verdicts for passage in verdict.passages)]


def text(explanation: Explanation) -> str:
    told = told_of(explanation)
    parts = [verdict.sentence for verdict in told.verdicts]
    for p in passages(told):
        parts += [p.sentence, *p.steps, p.closing, *p.reasons]
    return " ".join(parts)


def test_an_improvement_is_told_with_the_statement_that_decides_it_and_its_claims():
    told = reasoning(NAMES, 0, 0, (Concept.NASH,))
    assert told.verdicts[0].sentence == "State 1 is not stable for South under Nash if these claims hold."
    assert told.moves[0].sentence == "South could gain by moving from state 1 to state 2: it chooses “Pump at night”."
    reason = told.moves[0].reasons[0]
    assert reason == (
        "South finds state 2 better than state 1: its statement “south.pump” is true in state 2 and false in state 1. "
        "[well-low]"
    )
    (marked,) = words.reasoning(NAMES, 0, 0, (Concept.NASH,)).moves[0].reasons
    assert mark(Mark.CLAIM, "well-low", "well-low") in marked
    assert mark(Mark.ASSUMPTION, "south.prefers[0]", "“south.pump”") in marked


def test_plain_words_of_a_statement_stand_before_its_formula():
    premise = Premise(path="south.prefers[0]", text="south.pump", title="Water at night", holds_in=1)
    better = Comparison(dm=0, left=1, relation=">", right=0, premise=premise)
    said = text(replace(ANALYSIS.explanations[0], comparisons=(better,)))
    assert "its statement “Water at night” (south.pump) is true in state 2 and false in state 1." in said


def test_an_improvement_is_told_once_for_all_concepts_and_then_each_verdict():
    told = reasoning(NAMES, 0, 0, ANALYSIS.concepts)
    assert len(told.moves) == 1
    assert [(v.sentence, v.stable) for v in told.verdicts] == [
        ("State 1 is not stable for South under Nash if these claims hold.", False),
        ("State 1 is stable for South under GMR if these claims hold.", True),
    ]
    sentences = [reason for p in passages(told) for reason in p.reasons]
    assert len(sentences) == len(set(sentences))


def test_a_sanction_is_told_move_by_move():
    told = reasoning(NAMES, 0, 0, (Concept.GMR,)).verdicts[0].passages[0]
    assert told.sentence == "After the move to state 2:"
    assert told.steps[0] == "North could then move from state 2 to 4: it chooses “Close the road”."
    assert told.closing == "This would lead to state 3, which South finds worse than state 1."
    assert "“not north.close” is true in state 1 and false in state 3" in told.reasons[0]


def test_one_improvement_that_nothing_deters_is_proof_and_the_others_are_numbered():
    three = tuple(Improvement(to=to, reached=0) for to in (1, 2, 3))
    seq = Explanation(dm=0, state=0, concept=Concept.SEQ, stable=False, improvements=three)
    (verdict,) = told_of(seq).verdicts
    (passage,) = verdict.passages
    assert passage.sentence == "After the move to state 2:"
    assert passage.closing == (
        "The others cannot answer by moves that pay them. Nor does anything deter a move to states 3 and 4."
    )


def test_an_improvement_that_is_deterred_proves_nothing_where_another_is_not():
    fates = (Improvement(to=1, sanction=Sanction(steps=(Step(1, 1, 3),), to=3)), Improvement(to=2, reached=0))
    gmr = Explanation(dm=0, state=0, concept=Concept.GMR, stable=False, improvements=fates)
    assert [p.sentence for p in told_of(gmr).verdicts[0].passages] == ["After the move to state 3:"]


def test_under_seq_an_answer_is_said_to_pay_those_who_give_it():
    seq = Explanation(
        dm=0,
        state=0,
        concept=Concept.SEQ,
        stable=True,
        improvements=(Improvement(to=1, sanction=Sanction(steps=(Step(1, 1, 3),), to=3)),),
        comparisons=(
            Comparison(dm=1, left=3, relation=">", right=1),
            Comparison(dm=0, left=3, relation="=", right=0),
        ),
    )
    assert "to 4, which it prefers: it chooses “Close the road”." in text(seq)
    assert "which South finds as good as state 1" in text(seq)


def test_smr_says_that_there_is_no_way_out():
    smr = explained(Concept.SMR, stable=True, sanction=Sanction(steps=(Step(1, 1, 3),), to=3))
    assert "from there no move of South leads to a state that it prefers to state 1" in text(smr)


def test_an_escape_is_told():
    smr = explained(Concept.SMR, reached=2, worst=2, escapes=((2, 3),))
    assert "After state 3 South could move on to state 4" in text(smr)
    assert "has a way out of every answer that hurts it" in text(smr)


def test_sim_says_that_the_answer_comes_at_the_same_moment():
    sim = explained(Concept.SIM, stable=True, sanction=Sanction(steps=(Step(1, 0, 2),), to=3, at_once=True))
    assert "North could at the same moment move from state 1 to 3" in text(sim)
    assert "Together would lead" not in text(sim)
    assert "Done together, this would lead to state 4" in text(sim)


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        ({"reached": 0}, "The others cannot answer by their moves."),
        (
            {"reached": 1, "worst": 3},
            "The others can bring about 1 state by their moves, and South prefers it to state 1",
        ),
        ({"reached": 3, "worst": 3}, "the one that South likes least is state 4"),
    ],
)
def test_the_absence_of_an_answer_is_told(fate, said):
    assert said in text(explained(**fate))


def test_the_absence_of_an_answer_that_pays_is_told_under_seq():
    assert "The others cannot answer by moves that pay them." in text(explained(Concept.SEQ))
    assert "Nothing the others could gain by doing at the same moment" in text(explained(Concept.SIM, worst=1))


def test_a_sanction_that_leads_back_says_so():
    back = explained(stable=True, sanction=Sanction(steps=(Step(1, 1, 0),), to=0))
    assert "This would lead to state 1, where it began." in text(back)


def test_a_stable_state_without_any_move():
    assert "South has no move from state 3." in text(Explanation(dm=0, state=2, concept=Concept.NASH, stable=True))


def test_moves_that_gain_nothing_are_told_in_numbers():
    worse = tuple(Comparison(dm=0, left=k, relation="<", right=0) for k in (1, 2))
    one = Explanation(dm=0, state=0, concept=Concept.NASH, stable=True, comparisons=worse[:1])
    assert "South could move to state 2, and does not prefer it to state 1." in text(one)
    assert "to states 2 and 3, and prefers none of them to state 1." in text(replace(one, comparisons=worse))


def test_one_statement_that_decides_several_comparisons_is_told_once():
    premise = Premise(path="south.prefers[0]", text="south.pump", holds_in=0)
    many = Explanation(
        dm=0,
        state=0,
        concept=Concept.NASH,
        stable=True,
        comparisons=tuple(Comparison(dm=0, left=k, relation="<", right=0, premise=premise) for k in (1, 2, 3)),
    )
    reasons = told_of(many).moves[0].reasons
    assert reasons == (
        "South finds states 2, 3 and 4 worse than state 1: "
        "its statement “south.pump” is true in state 1 and false in them. [cites nothing]",
    )


def test_every_comparison_of_a_verdict_is_told_somewhere():
    outs = tuple(Comparison(dm=0, left=k, relation="<", right=0) for k in (2, 3))
    smr = explained(Concept.SMR, stable=True, sanction=Sanction(steps=(Step(1, 1, 3),), to=3))
    for explanation in (*ANALYSIS.explanations, replace(smr, comparisons=outs)):
        reasons = " ".join(reason for p in passages(told_of(explanation)) for reason in p.reasons)
        for c in explanation.comparisons:
            assert f"{bare(NAMES.dm(c.dm))} finds state {c.left + 1} " in reasons


def test_a_ranking_is_named_as_such():
    premise = Premise(path="south.ranking", text="its ranking")
    told = Explanation(
        dm=0,
        state=0,
        concept=Concept.NASH,
        stable=True,
        comparisons=(Comparison(dm=0, left=1, relation="<", right=0, premise=premise),),
    )
    assert "South finds state 2 worse than state 1, by its ranking (south.ranking)." in text(told)


def test_short_forms():
    assert short(NAMES, ANALYSIS.explanation(0, 0, Concept.NASH)) == "not stable: South could gain by moving to state 2"
    assert (
        short(NAMES, ANALYSIS.explanation(0, 0, Concept.GMR)) == "stable: 1 improvement of South, deterred by state 3"
    )
    assert short(NAMES, ANALYSIS.explanation(1, 0, Concept.NASH)).startswith("stable: no move of North")


def test_concepts_that_reason_alike_are_told_together():
    nash = ANALYSIS.explanation(0, 1, Concept.NASH)
    twice = replace(ANALYSIS, explanations=(nash, replace(nash, concept=Concept.GMR)))
    (told,) = reasoning(Names(twice), 0, 1, (Concept.NASH, Concept.GMR)).verdicts
    assert told.sentence == "State 2 is stable for South under Nash and GMR if these claims hold."


def test_what_was_not_explained_is_not_told():
    assert reasoning(NAMES, 1, 3, ANALYSIS.concepts) == Reasoning((), ())


def test_no_sentence_is_a_forecast():
    for explanation in ANALYSIS.explanations:
        assert " will " not in text(explanation)


def test_the_reservation_names_assumptions_where_there_are_no_claims():
    assert condition(alone()) == "if these assumptions hold"
