"""Scenarios: whole cases, read and checked like any; each problem once, where it stands, with the scenario's name."""

from __future__ import annotations

import pytest

from detente.casefile.notes.page import read_page
from detente.casefile.reading import notebook
from detente.errors import Severity
from detente.model.case import Direction
from detente.model.preference import Prioritised


def test_a_scenario_is_the_whole_case_with_the_change(examine):
    case = examine(
        "scenarios:\n"
        "  dry:\n"
        "    title: A dry year\n"
        "    note: No rain\n"
        "    because: river@1:09\n"
        "    change:\n"
        "      title: Two dry towns\n"
        "      feasible: [not open]\n"
        "      decision_makers: {south: {prefers: [not open, pay]}, hill: {options: {dig: Dig}, prefers: [dig]}}\n"
        "      moves: {irreversible: [hill.dig]}\n"
        "  same: {}\n"
    ).sound
    dry, same = case.scenarios
    assert (dry.key, dry.title, dry.note, dry.grounds.claims) == ("dry", "A dry year", "No rain", ("river@1:09",))
    assert (dry.case.title, case.title) == ("Two dry towns", "Two towns")
    assert [dm.key for dm in dry.case.decision_makers] == ["north", "south", "hill"]
    south, hill = dry.case.decision_makers[1:]
    assert isinstance(south.preference, Prioritised)
    assert [s.text for s in south.preference.statements] == ["not open", "pay"]
    assert hill.options[0].direction is Direction.NO_TO_YES
    assert [rule.text for rule in dry.case.feasible] == ["not open"]
    assert not dry.case.scenarios
    assert (same.key, same.title) == ("same", "same")
    assert same.case.decision_makers == case.decision_makers
    assert same.case.digest == case.digest
    assert case.feasible == ()
    assert "scenarios" not in case.extra


def test_no_notice_says_that_scenarios_are_not_used(examine):
    assert examine("scenarios: {dry: {change: {feasible: [not open]}}}\n").problems == ()


@pytest.mark.parametrize(
    ("code", "change", "said"),
    [
        ("unknown-key", "{decision_makers: {south: {»prefres: [open]}}}", "did you mean 'prefers'?"),
        ("unknown-option", "{feasible: [»opn]}", "did you mean 'open'"),
        ("unknown-claim", "{feasible: [{that: open, because: »rain}]}", "'rain' is not a claim"),
        ("unknown-page", "{claims: {a: {at: »x@1:00}}}", "there is no page 'x'"),
        ("missing-key", "{decision_makers: {south: {options: {»open: {direction: both}}}}}", "'title' is missing"),
        ("missing-key", "»{title: null}", "'title' is missing in the case"),
        ("wrong-type", "»[a]", "a change is a mapping (key: value), not a list"),
        ("wrong-type", "»later", "not the text 'later'"),
        ("unchangeable-key", "{»detente: 2}", "'detente' cannot be changed by a scenario"),
        ("unchangeable-key", "{»scenarios: {other: {}}}", "a scenario changes the case, not other scenarios"),
        ("unchangeable-key", "{»readings: {}}", "'readings' cannot be changed by a scenario"),
        ("nothing-to-remove", "{decision_makers: {»nort: null}}", "did you mean 'north'?"),
        ("several-preferences", "{decision_makers: {south: {»ranking: [[s1]]}}}", "both 'prefers' and 'ranking'"),
    ],
)
def test_a_mistake_in_a_change_is_reported_there(examine, code, change, said):
    problem = examine(f"scenarios:\n  dry: {{change: {change}}}\n").at_mark(code)
    assert problem.message.startswith("in the scenario 'dry': ")
    assert said in f"{problem.message}; {problem.hint}"
    assert problem.scenarios == ("dry",)
    assert problem.source_line.startswith("  dry:")


def test_what_a_change_breaks_elsewhere_is_told_with_the_names_of_the_scenarios(examine):
    found = examine(
        "feasible: [pay implies north.pause]\n"
        "scenarios:\n"
        "  poor: {change: {decision_makers: {north: {options: {pay: }}}}}\n"
        "  broke: {change: {decision_makers: {north: {options: {pay: null}}}}}\n"
        "  gone: {change: {decision_makers: {north: null}}}\n"
    )
    assert [p.message for p in found.problems if p.code == "unknown-option" and p.pos.line == 15] == [
        "in the scenarios 'poor' and 'broke': 'pay' is not an option",
        "in the scenario 'gone': 'pay' is not an option",
        "in the scenario 'gone': 'north.pause' is not an option",
    ]
    assert {p.scenarios for p in found.problems} == {("poor", "broke"), ("gone",)}


def test_what_is_wrong_with_the_case_itself_is_said_once(examine):
    found = examine(
        "feasible: [»opn, {thta: open}]\n"
        "mediator: nort\n"
        "scenarios:\n"
        "  a: {change: {decision_makers: {south: {name: S, prefers: [open]}}}}\n"
        "  b: {change: {decision_makers: {north: {name: N}}, status_quo: [open]}}\n"
    )
    found.at_mark("unknown-option")
    errors = [p.code for p in found.problems if p.severity is Severity.ERROR]
    assert sorted(errors) == ["missing-key", "unknown-decision-maker", "unknown-key", "unknown-option"]
    assert not any(p.scenarios for p in found.problems)


def test_a_notice_that_moves_with_a_change_is_not_said_again(examine):
    found = examine(
        "terms: {toll: [high, low]}\n"
        "scenarios:\n"
        "  a: {change: {terms: {toll: [none]}, decision_makers: {south: {factions: {x: X}}}}}\n"
        "  b: {change: {terms: null}}\n"
    )
    assert found.codes == ["not-yet-used", "not-yet-used"]
    assert [p.scenarios for p in found.problems] == [(), ("a",)]  # of factions the case itself says nothing


def test_a_scenario_without_a_mapping_or_with_an_unknown_key_is_a_mistake_of_the_case(examine):
    found = examine("scenarios: {a: , b: {chnage: {}}, c: text}\n")
    assert found.codes == ["empty-value", "unknown-key", "wrong-type"]


def test_pages_are_read_once(examine, monkeypatch):
    read: list[str] = []

    def counting(path, *, shown_as):
        read.append(shown_as)
        return read_page(path, shown_as=shown_as)

    monkeypatch.setattr(notebook, "read_page", counting)
    case = examine(
        "feasible: [{that: open, because: river@1:09}]\n"
        "scenarios: {a: {change: {feasible: [{that: pay, because: other@0:40}]}}, b: {change: {feasible: null}}}\n"
    ).sound
    assert sorted(read) == ["talks/notes/other.md", "talks/notes/river.md"]
    assert [list(s.case.claims) for s in case.scenarios] == [["other@0:40"], []]
    assert list(case.claims) == ["river@1:09"]


def test_a_case_of_too_many_changed_values_is_refused(examine):
    many = "".join(f"  s{k}: {{}}\n" for k in range(10_000))
    problem = examine(f"»scenarios:\n{many}").at_mark("too-many-values")
    assert "10,000 scenarios" in problem.message
