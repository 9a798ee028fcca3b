"""Cases as .gmcr files: what is written, what is lost, what cannot be written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detente.casefile.gmcr import gmcr_text, read_gmcr, write_gmcr
from detente.casefile.load import load_case
from detente.errors import CaseFileError, Severity
from detente.model.case import Case

FIXTURES = Path(__file__).parents[3] / "fixtures" / "gmcr"

HEAD = """\
detente: 1
title: wells
decision_makers:
  town:
    name: Town
    options: {dig: Dig a well, ask: Ask for rain}
"""
FARM = """\
  farm:
    name: Farm
    options: {pump: {title: Pump, direction: yes-only}}
"""


@pytest.fixture
def case_of(tmp_path: Path) -> Callable[[str], Case]:
    def load(text: str) -> Case:
        path = tmp_path / "wells.yaml"
        path.write_text(text, encoding="utf-8")
        return load_case(path)

    return load


def written(case: Case) -> dict[str, Any]:
    return json.loads(gmcr_text(case, "wells")[0])


def said(case: Case) -> list[str]:
    problems = gmcr_text(case, "wells")[1]
    assert all(p.code == "gmcr-loss" and p.severity is Severity.WARNING for p in problems)
    return [problem.message for problem in problems]


def refusal(case: Case) -> str:
    with pytest.raises(CaseFileError) as caught:
        gmcr_text(case)
    return str(caught.value)


def test_every_key_that_gmcr_plus_needs_is_there(case_of):
    document = written(case_of(HEAD + "    prefers: [dig]\n" + FARM + "    prefers: [not dig]\n"))
    assert set(document) >= {
        "program",
        "version",
        "options",
        "infeasibles",
        "decisionMakers",
        "useManualPreferenceRanking",
        "coalitions",
    }
    assert document["options"] == [
        {"name": "Dig a well", "permittedDirection": "both"},
        {"name": "Ask for rain", "permittedDirection": "both"},
        {"name": "Pump", "permittedDirection": "fwd"},
    ]
    assert document["decisionMakers"] == [
        {"name": "Town", "options": [0, 1], "preferences": [[[0, "Y"]]], "misperceptions": []},
        {"name": "Farm", "options": [2], "preferences": [[[0, "N"]]], "misperceptions": []},
    ]
    assert document["useManualPreferenceRanking"] is False
    assert document["coalitions"] == [0, 1]


def test_what_must_hold_becomes_what_must_not(case_of):
    rules = "feasible:\n  - at_least(1, [dig, ask])\n  - dig implies pump\n  - not (ask and pump)\n"
    document = written(case_of(HEAD + "    prefers: [dig]\n" + FARM + "    prefers: [pump]\n" + rules))
    assert document["infeasibles"] == [
        [[0, "N"], [1, "N"]],
        [[0, "Y"], [2, "N"]],
        [[1, "Y"], [2, "Y"]],
    ]


def test_a_repeated_statement_keeps_its_first_place(case_of):
    document = written(case_of(HEAD + "    prefers: [dig, ask, not not dig]\n"))
    assert document["decisionMakers"][0]["preferences"] == [[[0, "Y"]], [[1, "Y"]]]


def test_a_statement_that_is_never_true_is_left_out_by_name(case_of):
    case = case_of(HEAD + "    prefers: [dig and not dig, ask]\n")
    assert written(case)["decisionMakers"][0]["preferences"] == [[[1, "Y"]]]
    assert any("'dig and not dig' of Town is never true" in message for message in said(case))


def test_one_ranking_makes_everybody_ranked_by_hand(case_of):
    # States 1 NNN, 2 YNN, 3 NYN, 4 YYN, 5 NNY, 6 YNY, 7 NYY, 8 YYY.
    farm = FARM + "    ranking: [s8, [s1, s2, s3], YYN, [s5, s6, s7]]\n"
    case = case_of(HEAD + "    weights: {dig: 2, ask: -0.5}\n" + farm)
    document = written(case)
    assert document["useManualPreferenceRanking"] is True
    assert [dm["preferenceRanking"] for dm in document["decisionMakers"]] == [
        [[2, 6], [4, 8], [1, 5], [3, 7]],
        [8, [1, 2, 3], 4, [5, 6, 7]],
    ]
    assert "the weights of Town are written as a ranking of 8 states" in said(case)


def test_statements_are_ranked_by_hand_where_somebody_else_is(case_of):
    case = case_of(HEAD + "    prefers: [dig, not ask]\n" + FARM + "    weights: {pump: 1}\n")
    assert written(case)["decisionMakers"][0]["preferenceRanking"] == [[2, 6], [4, 8], [1, 5], [3, 7]]
    assert any(message.startswith("the statements of Town are written as a ranking") for message in said(case))


def test_more_statements_than_gmcr_plus_can_count_become_a_ranking(case_of):
    many = "\n".join(f"      - {'not ' * (k % 2)}dig or {'not ' * (k // 2)}ask" for k in range(63))
    document = written(case_of(HEAD + "    prefers:\n" + many + "\n"))
    assert document["useManualPreferenceRanking"] is True


def test_a_merged_state_is_ranked_as_a_tie_of_its_members(case_of):
    # States 1 NNN, 2 YNN, 3 --Y merged from NYN and YYN.
    case = case_of(HEAD + "    ranking: [s3, s1, s2]\nmerge: [ask]\n")
    assert written(case)["decisionMakers"][0]["preferenceRanking"] == [[3, 4], 1, 2]
    assert any("cannot merge states: those joined by 'ask'" in message for message in said(case))


def test_everything_lost_is_named(case_of):
    text = (
        HEAD.replace("title: wells", "title: Two wells\nas_of: 2020-01-02\nsummary: Short.")
        + "    factions: {north: North end}\n    note: A small town.\n"
        + "    concept: seq\n    attitudes: {town: neutral}\n    does_not_see: [dig and not dig]\n"
        + "    prefers: [{that: dig, otherwise: drop}]\n"
        + "moves: {forbid: [{dm: town, from: dig, to: not dig}]}\nstatus_quo: [dig]\n"
        + "mediator: town\ntimeline: [{date: 2020-01-01, kind: call}]\nterms: {price: [low, high]}\n"
        + "sources: {abc: {channel: c}}\n"
    )
    everything = "\n".join(said(case_of(text)))
    for words in (
        "forbid single moves",
        "no status quo; that of the case takes town.dig",
        "no place for title, as_of and summary",
        "0 claims and 1 source left out",
        "1 contact left out",
        "no place for terms and mediator",
        "North end of Town",
        "note on Town",
        "no place for concept, attitudes and does_not_see of Town",
        "'otherwise'",
    ):
        assert words in everything


@pytest.mark.parametrize("wants", ["prefers: [{that: pump, strong: yes}]", 'ranking: [[--Y], ">>", [--N]]'])
def test_strength_of_preference_is_lost_by_name(case_of, wants):
    case = case_of(f"{HEAD}    prefers: [dig]\n{FARM}    {wants}\nstatus_quo: []\n")
    _, problems = gmcr_text(case)
    assert "Farm keeps only the order" in " ".join(p.message for p in problems)


def test_a_conflict_that_both_can_say_loses_nothing():
    case = read_gmcr(FIXTURES / "ferry.gmcr")
    assert gmcr_text(case, "ferry")[1] == []


def test_a_case_without_a_feasible_state_is_refused(case_of):
    assert "no state is feasible" in refusal(case_of(HEAD + "    prefers: [dig]\nfeasible: [dig, not dig]\n"))
    assert "'false' holds in no state" in refusal(case_of(HEAD + "    prefers: [dig]\nfeasible: ['false']\n"))


def test_a_rule_with_too_many_conditions_is_refused(case_of):
    options = ", ".join(f"o{k}: O{k}" for k in range(24))
    names = ", ".join(f"o{k}" for k in range(24))
    text = f"detente: 1\ntitle: t\ndecision_makers:\n  a:\n    options: {{{options}}}\n    prefers: [o1]\n"
    assert "more than 2,000 conditions" in refusal(case_of(text + f"feasible:\n  - at_least(12, [{names}])\n"))


def test_too_many_states_to_rank_are_refused(case_of):
    options = ", ".join(f"o{k}: O{k}" for k in range(17))
    text = f"detente: 1\ntitle: t\ndecision_makers:\n  a:\n    options: {{{options}}}\n    weights: {{o1: 1}}\n"
    assert "more than 65,536 states" in refusal(case_of(text))


@pytest.mark.parametrize(
    ("ranking", "words"),
    [
        ("[s1, s2, s3]", "misses state 4"),
        ("[s1, s2, s3, s4, s5]", "names s5, but there is no such state"),
        ("[s1, s2, s3, s4, Y-]", "places a state twice"),
    ],
)
def test_a_ranking_that_is_none_is_refused(case_of, ranking, words):
    assert f"the ranking of Town {words}" in refusal(case_of(HEAD + f"    ranking: {ranking}\n"))


def test_nothing_is_left_behind_where_writing_fails(tmp_path):
    case = read_gmcr(FIXTURES / "ferry.gmcr")
    with pytest.raises(CaseFileError, match="cannot be written"):
        write_gmcr(case, tmp_path / "missing" / "ferry.gmcr")
    (tmp_path / "ferry.gmcr").mkdir()
    with pytest.raises(CaseFileError, match="cannot be written"):
        write_gmcr(case, tmp_path / "ferry.gmcr")
    assert [path.name for path in tmp_path.iterdir()] == ["ferry.gmcr"]


def test_the_file_is_ascii_whatever_the_names(tmp_path):
    source = (FIXTURES / "ferry.gmcr").read_text(encoding="utf-8").replace("Islanders", "Острів \\u2028")
    (tmp_path / "a.gmcr").write_text(source, encoding="utf-8")
    case = read_gmcr(tmp_path / "a.gmcr")
    write_gmcr(case, tmp_path / "b.gmcr")
    text = (tmp_path / "b.gmcr").read_bytes().decode("ascii")
    assert json.loads(text)["decisionMakers"][2]["name"] == "Острів \u2028"
