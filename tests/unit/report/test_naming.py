from builders import alone, merged_well, warring, well

from detente.model.results import Step
from detente.report.marks import bare, clean, plain
from detente.report.naming import Names, few, listed, plural


class Plainly:
    """The same names without their marks."""

    def __init__(self, analysis):
        self.names = Names(analysis)

    def __getattr__(self, name):
        return lambda *given, **how: bare(getattr(self.names, name)(*given, **how))


def test_a_state_is_described_by_who_has_done_what():
    names = Plainly(well())
    assert names.label(0) == "state 1 (no option taken)"
    assert names.describe(3) == "South: Pump at night; North: Close the road"


def test_what_is_not_done_has_its_words_where_the_case_gives_them():
    names = Plainly(warring())
    assert names.describe(0) == "South: Go thirsty; North: Keep the road open"
    assert names.describe(1) == "South: Pump at night; North: Keep the road open"
    assert names.change(Step(0, 1, 0)) == "chooses “Go thirsty”"
    assert names.describe(3) == "South: Pump at night; North: Close the road"


def test_a_merged_state_says_what_makes_no_difference():
    names = Plainly(merged_well())
    assert names.pattern(1) == "Y-"
    assert names.describe(1) == "South: Pump at night (either way: North: Close the road)"


def test_a_move_is_told_by_what_changes():
    names = Plainly(well())
    assert names.change(Step(0, 0, 1)) == "chooses “Pump at night”"
    assert names.change(Step(1, 3, 1)) == "gives up “Close the road”"


def test_a_move_that_merging_hides_is_still_a_move():
    assert Plainly(merged_well()).change(Step(1, 2, 1)) == "moves"


def test_a_decision_maker_without_options_takes_none():
    assert Plainly(alone()).describe(0) == "no option taken"


def test_many_states_are_counted():
    names = Plainly(well())
    assert names.states([0]) == "state 1"
    assert names.states([0, 2, 3]) == "states 1, 3 and 4"
    assert names.states(list(range(20)), limit=2) == "states 1, 2 and 18 more"


def test_parties_are_named_with_their_faction():
    names = Plainly(well())
    assert names.party("south.elders") == "Council of elders (South)"
    assert names.party("north") == "North"
    assert names.party("somebody.else") == "somebody.else"


def test_control_characters_and_reversals_are_taken_out():
    assert plain("a\x1b[31mb\u202ec\r\n  d") == "a [31mbc d"
    assert clean(" keeps spaces ") == " keeps spaces "


def test_lists_and_plurals():
    assert listed([]) == ""
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert plural(0, "state") == "no states"
    assert plural(1, "equilibrium", "equilibria") == "1 equilibrium"


def test_a_single_one_beyond_the_limit_is_told():
    assert few("abc", 2) == ["a", "b", "c"]
    assert few("abcd", 2) == ["a", "b", "2 more"]
    assert few([], 2) == []
