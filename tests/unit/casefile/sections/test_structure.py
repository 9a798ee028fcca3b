"""Decision makers, options, feasibility, moves and the status quo."""

import pytest

from detente.errors import Severity
from detente.model.case import Direction
from detente.model.formula import BinaryOp, ManyOp, Not, OptionRef


def test_options_stand_in_file_order_over_all_decision_makers(examine):
    case = examine().sound
    assert [option.name for option in case.options] == ["north.pause", "north.pay", "south.pause", "south.open"]
    assert [dm.name for dm in case.decision_makers] == ["Northtown", "south"]
    assert case.options[1].title == "Pay for the ferry"


def test_elements_with_evidence_are_addressed_by_their_path(examine):
    text = (
        "detente: 1\ntitle: t\nsources: {river-talks: {}}\n"
        "decision_makers:\n"
        "  a:\n"
        "    note: why\n"
        "    because: river@1:09\n"
        "    factions: {f: {name: F, because: river@1:09}, g: G}\n"
        "    options: {x: {title: X, because: [river@1:09, river@2:30, river@1:09]}}\n"
        "    prefers: [x]\n"
        "feasible:\n  - {that: x or not x, because: river@2:30, otherwise: drop}\n"
        "merge:\n  - {that: x, because: river@2:30}\n"
        "moves:\n"
        "  irreversible: [{option: x, because: river@2:30}]\n"
        "  forbid: [{dm: a, from: x, to: not x, because: river@2:30}]\n"
        "status_quo: {yes: [x], because: river@2:30}\n"
    )
    case = examine(text=text).sound
    assert [(a.path, a.text) for a in case.assumptions if a.claims] == [
        ("a", "a"),
        ("a.factions.f", "F"),
        ("a.options.x", "X"),
        ("feasible[0]", "x or not x"),
        ("merge[0]", "x"),
        ("moves.irreversible[0]", "a.x changes no-to-yes only"),
        ("moves.forbid[0]", "a: no move from (x) to (not x)"),
        ("status_quo", "a.x"),
    ]
    assert case.options[0].grounds.claims == ("river@1:09", "river@2:30")
    assert [f.title for f in case.decision_makers[0].factions] == ["F", "G"]
    assert case.decision_makers[0].note == "why"
    assert case.feasible[0].grounds.otherwise == "drop"
    assert case.status_quo_grounds.pos is not None
    assert case.status_quo_grounds.pos.line == 18


def test_limits_on_moves(examine):
    case = examine(
        "moves:\n"
        "  irreversible: [pay, {option: north.pause, direction: no-only}, {option: open, direction: no-to-yes}]\n"
        "  forbid:\n    - {dm: south, from: open, to: not open, when: pay}\n"
    ).sound
    assert [o.direction for o in case.options] == [
        Direction.YES_TO_NO,
        Direction.NO_TO_YES,
        Direction.BOTH,
        Direction.NO_TO_YES,
    ]
    (arc,) = case.forbidden
    assert arc.dm == "south"
    assert arc.source == ManyOp("and", (OptionRef("south.open"), OptionRef("north.pay")))
    assert arc.target == Not(OptionRef("south.open"))
    assert "when (pay)" in arc.text


def test_a_direction_may_stand_at_the_option(examine):
    text = "detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: {title: X, direction: yes-only}}, prefers: [x]}}\n"
    assert examine(text=text).sound.options[0].direction is Direction.NO_TO_YES
    same = text + "moves: {irreversible: [x]}\n"
    assert examine(text=same).sound.options[0].direction is Direction.NO_TO_YES
    other = text.replace("{x:", "{»x:") + "moves: {irreversible: [{option: x, direction: no-only}]}\n"
    assert examine(text=other).at_mark("contradictory-direction")


def test_an_option_irreversible_both_ways_could_never_change(examine):
    found = examine("moves: {irreversible: [pay, {option: »north.pay, direction: no-only}]}\n")
    assert "could never change" in found.at_mark("contradictory-direction").message


@pytest.mark.parametrize(
    ("code", "extra", "said"),
    [
        ("unknown-option", "feasible: [pay and »opne]\n", "did you mean 'open' (south)?"),
        ("unknown-option", "feasible:\n  - 'pay and »opne'\n", "did you mean 'open'"),
        ("unknown-option", "feasible:\n  - >-\n    pay\n    and »opne\n", "did you mean 'open'"),
        ("ambiguous-option", "feasible: [»pause]\n", "write north.pause or south.pause"),
        ("formula-syntax", "merge: [pay an»]\n".replace(" an»", " »an"), "'an' stands where"),
        ("unknown-option", "moves: {irreversible: [»opne]}\n", "did you mean 'open'"),
        ("unknown-decision-maker", "moves: {forbid: [{dm: »nrth, from: pay, to: open}]}\n", "'north' (Northtown)?"),
        ("unknown-option", "moves: {forbid: [{dm: north, from: »payy, to: open}]}\n", "did you mean 'pay'"),
        ("unknown-option", "moves: {forbid: [{dm: north, from: pay, to: open, when: »opne}]}\n", "did you mean 'open'"),
    ],
)
def test_mistakes_in_names(examine, code, extra, said):
    assert said in examine(extra).at_mark(code).headline()


def test_the_title_of_the_decision_maker_stands_in_the_suggestion(examine):
    hint = examine("feasible: [north.pausse]\n").only("unknown-option").hint
    assert hint == "did you mean 'north.pause' (Northtown)?"


@pytest.mark.parametrize(
    ("code", "dms", "said"),
    [
        ("no-decision-makers", "{}", "no decision maker"),
        ("no-options", "{a: {prefers: []}, b: {ranking: [s1]}}", "no decision maker has an option"),
        (
            "too-many-options",
            f"{{a: {{options: {{{', '.join(f'x{k}: X' for k in range(65))}}}, prefers: [x1]}}}}",
            "65 options",
        ),
    ],
)
def test_a_case_needs_options_but_not_more_than_a_state_has_bits(examine, code, dms, said):
    assert said in examine(text=f"detente: 1\ntitle: t\n»decision_makers: {dms}\n").at_mark(code).message


def test_an_onlooker_without_options_is_allowed(examine):
    text = "detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X}, prefers: [x]}, b: {prefers: [x]}}\n"
    found = examine(text=text + "status_quo: []\n")
    assert found.problems == ()
    assert found.sound.decision_makers[1].options == ()


def test_without_a_status_quo_there_is_a_notice(examine):
    found = examine(text="»detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X}, prefers: [x]}}\n")
    assert found.sound.status_quo is None
    assert found.sound.status_quo_grounds.pos is None
    assert found.at_mark("no-status-quo").severity is Severity.NOTICE


def test_a_status_quo_that_is_malformed_is_not_absent(examine):
    found = examine(
        text="detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X}, prefers: [x]}}\nstatus_quo: {no: x}\n"
    )
    assert "no-status-quo" not in found.codes


def test_the_status_quo_is_ordered_and_each_option_once(examine):
    text = (
        "detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X, y: Y}, prefers: [x]}}\nstatus_quo: [y, a.x, x]\n"
    )
    assert examine(text=text).sound.status_quo == ("a.x", "a.y")


def test_keys_of_constraints_keep_their_text(examine):
    case = examine("feasible: [open implies pay]\n").sound
    assert case.feasible[0].text == "open implies pay"
    assert case.feasible[0].formula == BinaryOp("implies", OptionRef("south.open"), OptionRef("north.pay"))


def test_options_and_formulas_may_have_plain_words(examine):
    text = (
        "detente: 1\ntitle: t\n"
        "decision_makers:\n"
        "  a:\n"
        "    options: {x: {title: Hold fire, not: Fight  on}, y: Y}\n"
        "    prefers: [{that: not x, title: It had rather fight}]\n"
        "feasible: [{that: x or y, title: Something is done}, x or not y]\n"
        "merge: [{that: x and y, title: Both come to the same}]\n"
        "moves: {irreversible: [x], forbid: [{dm: a, title: No way back, from: y, to: not y}]}\n"
        "status_quo: [x]\n"
    )
    case = examine(text=text).sound
    assert [option.not_title for option in case.options] == ["Fight on", ""]
    assert [rule.title for rule in case.feasible] == ["Something is done", ""]
    assert (case.merges[0].title, case.forbidden[0].title) == ("Both come to the same", "No way back")
    assert case.decision_makers[0].preference.statements[0].title == "It had rather fight"
    assert {a.path: a.title for a in case.assumptions if a.title} == {
        "a.prefers[0]": "It had rather fight",
        "feasible[0]": "Something is done",
        "merge[0]": "Both come to the same",
        "moves.irreversible[0]": "Hold fire: once yes, never no",
        "moves.forbid[0]": "No way back",
        "status_quo": "Hold fire",
    }


def test_every_element_is_an_assumption_whether_it_cites_or_not(examine):
    extra = (
        "feasible: [open implies pay]\nmerge: [pay and open]\n"
        "moves: {irreversible: [pay], forbid: [{dm: south, from: open, to: not open}]}\n"
        "timeline: [{date: 2024-05-01, kind: call}]\n"
    )
    found = {a.path: (a.used, a.claims) for a in examine(extra).sound.assumptions}
    used = [
        *("north", "north.options.pause", "north.options.pay", "north.prefers[0]"),
        *("south", "south.options.pause", "south.options.open", "south.prefers[0]"),
        *("feasible[0]", "merge[0]", "moves.irreversible[0]", "moves.forbid[0]", "status_quo"),
    ]
    assert found == {**dict.fromkeys(used, (True, ())), "timeline[0]": (False, ())}


def test_a_preference_that_is_not_given_is_an_assumption_too(examine):
    text = "detente: 1\ntitle: t\ndecision_makers: {a: {options: {x: X}}}\nstatus_quo: []\n"
    paths = {a.path: a.text for a in examine(text=text).sound.assumptions}
    assert paths["a.prefers"] == "no preference given: every state is equally good"
