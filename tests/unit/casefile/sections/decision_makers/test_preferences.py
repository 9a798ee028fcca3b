"""The three forms of preference, and mistakes in them."""

import pytest

from detente.errors import Severity
from detente.model.formula import Not, OptionRef
from detente.model.grounds import Needs
from detente.model.preference import Indifferent, Prioritised, Ranking, Weights


def one(preference: str, extra: str = "") -> str:
    """A case of one decision maker with two options and one preference."""
    return (
        "detente: 1\ntitle: t\nsources: {river-talks: {}}\n"
        f"decision_makers:\n  a:\n    options: {{x: X, y: Y}}\n{preference}status_quo: []\n{extra}"
    )


def test_statements_keep_their_order_their_words_and_their_evidence(examine):
    text = one("    prefers:\n      - that: x and\n          not y\n        because: river@1:09\n      - not x\n")
    case = examine(text=text).sound
    preference = case.decision_makers[0].preference
    assert isinstance(preference, Prioritised)
    first, second = preference.statements
    assert (first.text, first.grounds.path, first.grounds.claims) == ("x and not y", "a.prefers[0]", ("river@1:09",))
    assert second.formula == Not(OptionRef("a.x"))
    assert [(a.path, a.text, a.claims) for a in case.assumptions if a.claims] == [
        ("a.prefers[0]", "x and not y", ("river@1:09",))
    ]
    assert [(a.grounds.pos.line, a.grounds.pos.column) for a in case.assumptions if a.claims] == [(8, 15)]


@pytest.mark.parametrize(
    ("written", "otherwise"), [("drop", "drop"), ("swap", "swap"), ("not y", Not(OptionRef("a.y")))]
)
def test_what_holds_otherwise_is_read(examine, written, otherwise):
    found = examine(text=one(f"    prefers:\n      - that: x\n        otherwise: {written}\n      - y\n"))
    assert found.sound.decision_makers[0].preference.statements[0].grounds.otherwise == otherwise


def test_the_last_statement_has_nothing_to_change_places_with(examine):
    found = examine(text=one("    prefers:\n      - y\n      - {that: x, otherwise: »swap}\n"))
    assert found.at_mark("swap-without-next").severity is Severity.ERROR


def test_needs_and_keep_are_read_and_other_words_refused(examine):
    found = examine(text=one("    prefers: [{that: x, needs: any, otherwise: keep}]\n"))
    statement = found.sound.decision_makers[0].preference.statements[0]
    assert (statement.grounds.needs, statement.grounds.otherwise) == (Needs.ANY, "keep")
    assert "wrong-value" in examine(text=one("    prefers: [{that: x, needs: some}]\n")).codes
    assert "wrong-value" in examine(text=one("    weights: {x: {weight: 2, otherwise: swap}}\n")).codes


def test_a_statement_that_repeats_is_a_warning(examine):
    found = examine(text=one("    prefers: [x and y, y, »(x) and (y)]\n"))
    problem = found.at_mark("repeated-statement")
    assert problem.severity is Severity.WARNING
    assert "repeats statement 1 of 'a'" in problem.message


def test_two_unreadable_statements_do_not_repeat_each_other(examine):
    assert "repeated-statement" not in examine(text=one("    prefers: [q, r]\n")).codes


def test_a_ranking_has_tiers_of_numbers_and_patterns(examine):
    case = examine(text=one("    ranking: [s2, [S3, '4'], y-]\n")).sound
    ranking = case.decision_makers[0].preference
    assert isinstance(ranking, Ranking)
    found = [[(ref.text, ref.number, ref.pattern) for ref in tier] for tier in ranking.tiers]
    assert found == [[("s2", 2, None)], [("S3", 3, None), ("4", 4, None)], [("y-", None, "Y-")]]
    assert (ranking.tiers[1][1].pos.line, ranking.tiers[1][1].pos.column) == (7, 24)
    assert ranking.grounds.path == "a.ranking"


def test_a_ranking_may_cite_evidence(examine):
    case = examine(text=one("    ranking: {order: [s1, s2], because: river@1:09}\n")).sound
    assert case.decision_makers[0].preference.grounds.claims == ("river@1:09",)
    assert [(a.path, a.text) for a in case.assumptions if a.claims] == [("a.ranking", "s1 > s2")]


def test_a_gap_that_is_felt_strongly_stands_between_tiers(examine):
    case = examine(text=one("    ranking: [s1, '>>', [s2, s3], \">>\", s4]\n")).sound
    ranking = case.decision_makers[0].preference
    assert ranking.gaps == (1, 2)
    assert [[ref.number for ref in tier] for tier in ranking.tiers] == [[1], [2, 3], [4]]
    assert next(a.text for a in case.assumptions if a.path == "a.ranking") == "s1 >> s2 = s3 >> s4"


def test_a_statement_may_be_strong(examine):
    case = examine(text=one("    prefers: [{that: x, strong: yes}, {that: y, strong: no}, x or y]\n")).sound
    assert [s.strong for s in case.decision_makers[0].preference.statements] == [True, False, False]


@pytest.mark.parametrize(
    ("code", "ranking", "said"),
    [
        ("wrong-value", "[»'>>', s1]", "does not stand between two states"),
        ("wrong-value", "[s1, »'>>']", "does not stand between two states"),
        ("wrong-value", "[s1, »'>>', '>>', s2]", "does not stand between two states"),
        ("bad-state", "[s1, [s2, »'>>']]", "stands inside a tie"),
        ("bad-state", "[»s0]", "does not name a state"),
        ("bad-state", "[[s1, »best]]", "does not name a state"),
        ("bad-state", "[»s1.5]", "does not name a state"),
        ("pattern-length", "[s1, »YNY]", "has 3 letters, but the case has 2 options"),
        ("wrong-value", "[s1, »[]]", "this tier of the ranking is empty"),
        ("wrong-value", "»[]", "this list is empty"),
        ("wrong-value", "{order: »[]}", "this list is empty"),
    ],
)
def test_mistakes_in_a_ranking(examine, code, ranking, said):
    assert said in examine(text=one(f"    ranking: {ranking}\n")).at_mark(code).message


def test_weights_name_any_option_and_their_own_bare(examine):
    text = one("    weights: {x: 3, a.y: {weight: -1.5, because: river@1:09}, b.x: 2}\n")
    text = text.replace("status_quo", "  b: {options: {x: X}, prefers: [b.x]}\nstatus_quo")
    case = examine(text=text).sound
    weights = case.decision_makers[0].preference
    assert isinstance(weights, Weights)
    assert [(w.option, w.weight) for w in weights.weights] == [("a.x", 3.0), ("a.y", -1.5), ("b.x", 2.0)]
    assert weights.grounds.claims == ("river@1:09",)
    assert [(a.path, a.text) for a in case.assumptions if a.claims] == [("a.weights", "a.x 3, a.y -1.5, b.x 2")]


def test_an_option_weighed_twice_is_an_error(examine):
    assert examine(text=one("    weights: {x: 1, »a.x: 2}\n")).at_mark("duplicate-name")


def test_a_weight_for_an_unknown_option(examine):
    assert "did you mean" in examine(text=one("    weights: {x: 1, »a.xx: 2}\n")).at_mark("unknown-option").hint


def test_two_forms_are_an_error_and_both_are_examined(examine):
    found = examine(text=one("    prefers: [x]\n    »ranking: [s0]\n"))
    assert "both 'prefers' and 'ranking'" in found.at_mark("several-preferences").message
    assert "bad-state" in found.codes


def test_no_preference_is_indifference_and_a_warning(examine):
    found = examine(text=one("").replace("  a:", "  »a:"))
    assert isinstance(found.sound.decision_makers[0].preference, Indifferent)
    assert found.at_mark("no-preferences").severity is Severity.WARNING


def test_unknown_pairs_are_groups_of_states_patterns_and_formulas(examine):
    text = one(
        "    prefers: [x]\n    unknown:\n      - [s1, y-, x]\n      - {states: [x and not y], because: river@1:09}\n"
    )
    case = examine(text=text).sound
    first, second = case.decision_makers[0].unknown
    assert [(ref.number, ref.pattern, ref.formula) for ref in first.members] == [
        (1, None, None),
        (None, "Y-", None),
        (None, None, OptionRef("a.x")),
    ]
    assert second.members[0].text == "x and not y"
    assert (second.grounds.claims, second.grounds.path) == (("river@1:09",), "a.unknown[1]")
    assert case.extra == {}
    told = {a.path: a.text for a in case.assumptions}
    assert told["a.unknown[0]"] == "nobody can say how it ranks s1 against y- against x"


def test_one_word_is_a_group_of_one_and_an_option_of_the_letter_y_stays_an_option(examine):
    case = examine(text=one("    prefers: [x]\n    unknown: [y, [yn, s1]]\n")).sound
    first, second = case.decision_makers[0].unknown
    assert first.members[0].formula == OptionRef("a.y")
    assert second.members[0].pattern == "YN"


def test_known_chains_stand_for_a_preference(examine):
    found = examine(text=one("    known: [[s2, s1], [s4, s3]]\n"))
    dm = found.sound.decision_makers[0]
    assert isinstance(dm.preference, Indifferent)
    assert [[ref.number for ref in chain.members] for chain in dm.known] == [[2, 1], [4, 3]]
    assert "no-preferences" not in found.codes


def test_mistakes_in_partial_preferences(examine):
    both = examine(text=one("    prefers: [x]\n    unknown: [[s1, s2]]\n    »known: [[s1, s3]]\n"))
    assert "both 'unknown' and 'known'" in both.at_mark("known-and-unknown").message
    assert "unknown-option" in examine(text=one("    prefers: [x]\n    unknown: [[s1, »q]]\n")).codes
    assert examine(text=one("    prefers: [x]\n    known: [»[s1]]\n")).at_mark("wrong-value")
    assert examine(text=one("    prefers: [x]\n    unknown: [»[]]\n")).at_mark("wrong-value")
