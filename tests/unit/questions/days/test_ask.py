"""What each day changed: contacts, claims, assumptions and conclusions, each compared with the day before."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente as dt
from detente import workbench
from detente.analysis.as_of import as_of
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, Conclusion
from detente.questions.days.ask import between
from detente.questions.days.found import Between
from tests.unit.analysis.test_as_of import case_of

CASE = """\
detente: 1
title: Two towns
as_of: 2024-05-09
decision_makers:
  north:
    options: {pause: Pause}
    prefers: [{that: pause, because: river@2:00}, not open]
  south:
    options: {open: {title: Open, because: river@1:00}}
    prefers: [{that: not open, because: river@4:00}, pause, open]
status_quo: []
timeline:
  - {date: 2024-05-07, kind: call, cites: [river@2:00, river@1:00]}
  - {date: 2024-05-03, kind: letter, cites: river@1:00}
  - {date: 2024-05-05, kind: silence}
  - {date: 2024-05-09, kind: leak, cites: river@4:00}
"""


def asked(folder: Path, start: str = "2024-05-03", end: str = "2024-05-09", text: str = CASE) -> Between:
    return between(case_of(folder, text), start, end, [Concept.NASH])


def test_days_on_which_something_was_said_or_became_known_are_told(tmp_path: Path) -> None:
    found = asked(tmp_path)
    assert found.before.day == "2024-05-02"
    assert [day.day for day in found.days] == ["2024-05-03", "2024-05-05", "2024-05-07", "2024-05-09"]
    assert [[contact.kind for contact in day.contacts] for day in found.days] == [
        ["letter"],
        ["silence"],
        ["call"],
        ["leak"],
    ]
    assert [day.claims for day in found.days] == [("river@1:00",), (), ("river@2:00",), ("river@4:00",)]
    assert [[left.path for left in day.entered] for day in found.days] == [
        ["south.options.open"],
        [],
        ["north.prefers[0]"],
        ["south.prefers[0]"],
    ]
    assert (found.missing, found.always) == ((), 0)


def test_conclusions_that_appear_and_vanish(tmp_path: Path) -> None:
    found = asked(tmp_path)

    def nash(*yes: str) -> Conclusion:
        return Conclusion(EQUILIBRIUM, Concept.NASH, yes)

    def reached(*yes: str) -> Conclusion:
        return Conclusion(REACHABLE, None, yes)

    letter, silence, call, leak = found.days
    # Before 3 May nobody can open: both states of north's pause hold. Then south would open, and north does not care.
    assert {c for c in found.before.holding if c.kind == EQUILIBRIUM} == {nash(), nash("north.pause")}
    opened = nash("south.open")
    assert opened in letter.appeared
    assert {nash(), nash("north.pause")} <= set(letter.vanished)
    assert (silence.appeared, silence.vanished) == ((), ())
    assert opened in call.vanished
    assert nash("north.pause", "south.open") in call.holding
    assert nash("north.pause") in leak.appeared
    assert reached("north.pause") in leak.holding


def test_the_changes_add_up_day_by_day(tmp_path: Path) -> None:
    found = asked(tmp_path)
    holding = found.before.holding
    for day in found.days:
        holding = (holding | set(day.appeared)) - set(day.vanished)
        assert holding == day.holding
        own = dt.analyze(as_of(found.case, day.day), ["nash"])
        held = {c.yes for c in day.holding if c.kind == EQUILIBRIUM}
        assert held == {own.space.yes(row) for row in own.equilibria("nash")}


def test_only_the_days_asked_for_and_what_could_not_be_assumed_by_their_end(tmp_path: Path) -> None:
    found = asked(tmp_path, "2024-05-04", "2024-05-07")
    assert [day.day for day in found.days] == ["2024-05-05", "2024-05-07"]
    assert [left.path for left in found.missing] == ["south.prefers[0]"]
    assert asked(tmp_path, "2024-05-04", "2024-05-04").days == ()


def test_a_day_without_an_answer_says_so_and_the_next_is_compared_with_the_last_that_had_one(tmp_path: Path) -> None:
    text = CASE.replace(
        "status_quo: []",
        "feasible: [{that: not pause, because: river@3:00}, {that: pause or not pause, because: river@1:00}]\n"
        "status_quo: [north.pause]",
    ).replace("kind: silence}", "kind: silence, cites: river@3:00}")
    text = text.replace("as_of: 2024-05-09\n", "as_of: 2024-05-09\nmerge: []\n")
    with pytest.raises(dt.CaseFileError, match="the status quo is not a feasible state"):
        dt.analyze(case_of(tmp_path, text))
    found = asked(tmp_path, text=text)
    assert [bool(day.problem) for day in found.days] == [False, True, True, True]
    assert "breaks 'not pause'" in found.days[1].problem
    assert (found.days[1].appeared, found.days[1].vanished, found.days[1].holding) == ((), (), frozenset())


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-05-09", "2024-05-03", "2024-05-09 comes after 2024-05-03; name the earlier day first"),
        ("x", "2024-05-03", "'x' is not a day"),
        ("2024-05-03", "2024-05-32", "'2024-05-32' is not a day"),
        ("2024-05-03", "2024-05-10", "the case holds what was known on 2024-05-09"),
        ("2024-05-03", "2999-01-01", "has not come yet"),
    ],
)
def test_days_that_cannot_be_asked_for_are_refused(tmp_path: Path, start: str, end: str, said: str) -> None:
    with pytest.raises(dt.AnalysisError, match=said):
        workbench.between(case_of(tmp_path, CASE), start, end)


def test_a_case_without_dates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(dt.AnalysisError, match="nothing in this case has a date"):
        workbench.between(case_of(tmp_path, CASE[: CASE.index("timeline:")]), "2024-05-03", "2024-05-04")


def test_the_first_day_of_the_calendar_has_no_day_before(tmp_path: Path) -> None:
    assert workbench.between(case_of(tmp_path, CASE), "0001-01-01", "2024-05-03").before.day == "0001-01-01"
