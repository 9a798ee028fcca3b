"""What a .gmcr file comes to as a case, and which files are refused."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from detente.analysis.preferences import preference_ranks
from detente.analysis.state_space import state_space
from detente.casefile.gmcr import read_gmcr
from detente.errors import CaseFileError, Problem, Severity
from detente.model.case import Case, Direction
from detente.model.preference import Indifferent, Prioritised, Ranking

FIXTURES = Path(__file__).parents[3] / "fixtures" / "gmcr"


def small() -> dict[str, Any]:
    """Two decision makers with one option each."""
    return {
        "options": [
            {"name": "Dig", "permittedDirection": "both"},
            {"name": "Fill", "permittedDirection": "both"},
        ],
        "infeasibles": [],
        "decisionMakers": [
            {"name": "Mole", "options": [0], "preferences": [[[0, "Y"]]], "misperceptions": []},
            {"name": "Gardener", "options": [1], "preferences": [[[0, "N"]]], "misperceptions": []},
        ],
        "useManualPreferenceRanking": False,
    }


def read(tmp_path: Path, document: object) -> Case:
    path = tmp_path / "case.gmcr"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return read_gmcr(path)


def refused(tmp_path: Path, document: object) -> tuple[Problem, ...]:
    with pytest.raises(CaseFileError) as caught:
        read(tmp_path, document)
    return caught.value.problems


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_options_stand_decision_maker_by_decision_maker_in_the_order_of_their_lists():
    case = read_gmcr(FIXTURES / "ferry.gmcr")
    assert [option.title for option in case.options] == [
        "Pay a subsidy",
        "Sell the old boat",
        "Run at night",
        "Protest",
    ]
    assert [option.name for option in case.options] == [
        "island_council.pay_a_subsidy",
        "ferry_company.sell_the_old_boat",
        "ferry_company.run_at_night",
        "islanders.protest",
    ]


def test_directions():
    directions = [option.direction for option in read_gmcr(FIXTURES / "ferry.gmcr").options]
    assert directions == [Direction.BOTH, Direction.NO_TO_YES, Direction.BOTH, Direction.YES_TO_NO]


def test_state_numbers_are_ascending_masks_with_the_first_option_least():
    # Worked out by hand: of 16 combinations, selling with running at night is out (4), and so is a subsidy without
    # protest and without a sale (2 more: YNNN and YNYN).
    space = state_space(read_gmcr(FIXTURES / "ferry.gmcr"))
    assert [space.pattern(row) for row in range(space.count)] == [
        "NNNN",
        "NYNN",
        "YYNN",
        "NNYN",
        "NNNY",
        "YNNY",
        "NYNY",
        "YYNY",
        "NNYY",
        "YNYY",
    ]


def test_statements_are_lexicographic_and_a_compound_is_an_or():
    case = read_gmcr(FIXTURES / "ferry.gmcr")
    council, company, islanders = (dm.preference for dm in case.decision_makers)
    assert isinstance(council, Prioritised)
    assert [statement.text for statement in council.statements][::2] == [
        "not islanders.protest",
        "not island_council.pay_a_subsidy",
    ]
    assert isinstance(company, Prioritised)
    assert company.statements[1].text == "ferry_company.run_at_night or ferry_company.sell_the_old_boat"
    assert isinstance(islanders, Indifferent)
    # Subsidy without sale first (4), then running or selling (1 more): NNNN has neither, YNYY both.
    space = state_space(case)
    ranks = preference_ranks(case, space)[1].tolist()
    assert ranks == [1, 2, 2, 2, 1, 3, 2, 2, 2, 4]


def test_a_repeated_statement_is_left_out_with_a_warning_at_its_place():
    case = read_gmcr(FIXTURES / "ferry.gmcr")
    (problem,) = case.problems
    assert (problem.code, problem.severity) == ("gmcr-repeated-statement", Severity.WARNING)
    assert (problem.pos.line, problem.pos.column) == (22, 9)
    preference = case.decision_makers[0].preference
    assert isinstance(preference, Prioritised)
    assert [statement.grounds.path for statement in preference.statements] == [
        "decisionMakers[0].preferences[0]",
        "decisionMakers[0].preferences[1]",
        "decisionMakers[0].preferences[2]",
    ]


def test_a_repetition_is_seen_whatever_the_order_of_its_members(tmp_path):
    document = small()
    document["decisionMakers"][0]["preferences"] = [
        {"compound": True, "members": [[[0, "Y"], [1, "N"]], [[1, "Y"]]]},
        {"compound": True, "members": [[[1, "Y"]], [[1, "N"], [0, "Y"]]]},
    ]
    case = read(tmp_path, document)
    assert codes(case.problems) == ["gmcr-repeated-statement"]


def test_manual_rankings_keep_numbers_and_ties():
    case = read_gmcr(FIXTURES / "orchard.gmcr")
    ranking = case.decision_makers[0].preference
    assert isinstance(ranking, Ranking)
    assert [[ref.number for ref in tier] for tier in ranking.tiers] == [
        [9],
        [3],
        [11, 5, 6, 12],
        [1, 2],
        [4],
        [7, 8],
        [10],
    ]
    space = state_space(case)
    assert space.count == 12
    assert preference_ranks(case, space)[0].tolist() == [4, 4, 6, 3, 5, 5, 2, 2, 7, 1, 5, 5]


def test_equal_names_get_keys_of_their_own_and_keep_their_text():
    case = read_gmcr(FIXTURES / "orchard.gmcr")
    assert [dm.key for dm in case.decision_makers] == ["grower_left_bank", "grower_right_bank"]
    assert [(option.key, option.title) for option in case.options] == [
        ("full", "Full"),
        ("reduced", "Reduced"),
        ("full", "Full"),
        ("if_", "If"),
    ]


def test_coalitions_and_misperceptions_are_named():
    problems = read_gmcr(FIXTURES / "orchard.gmcr").problems
    assert codes(problems) == ["gmcr-misperception", "gmcr-coalition"]
    assert "'Grower (right bank)' has 1 misperception(s)" in problems[0].message
    assert "'Grower (left bank)' and 'Grower (right bank)' move as one" in problems[1].message


def test_coalitions_that_do_not_cover_everybody_are_used_by_nobody(tmp_path):
    document = small() | {"coalitions": [[0, 1, "x", 7]]}
    document["decisionMakers"].append({"name": "Cat", "options": [], "preferences": []})
    (problem,) = read(tmp_path, document).problems
    assert problem.code == "gmcr-coalition"
    assert "'Mole' and 'Gardener' is not used" in problem.message


def test_coalitions_of_one_are_silent(tmp_path):
    assert read(tmp_path, small() | {"coalitions": [[0], 1]}).problems == ()


def test_old_key_names_and_an_unknown_direction():
    case = read_gmcr(FIXTURES / "tollbridge-old.gmcr")
    assert codes(case.problems) == ["gmcr-direction"]
    assert "'sideways'" in case.problems[0].message
    assert case.options[1].direction is Direction.BOTH
    ranking = case.decision_makers[1].preference
    assert isinstance(ranking, Ranking)
    assert [[ref.number for ref in tier] for tier in ranking.tiers] == [[1, 3], [4], [2]]


def test_everything_wrong_is_reported_at_once_and_at_its_place():
    with pytest.raises(CaseFileError) as caught:
        read_gmcr(FIXTURES / "twice-owned.gmcr")
    found = [(p.code, p.pos.line, p.pos.column) for p in caught.value.problems]
    assert found == [
        ("gmcr-unowned-option", 5, 5),
        ("gmcr-infeasible", 8, 5),
        ("gmcr-infeasible", 9, 5),
        ("gmcr-letter", 10, 10),
        ("gmcr-index", 10, 17),
        ("gmcr-name", 14, 5),
        ("gmcr-shared-option", 14, 17),
        ("gmcr-index", 14, 40),
    ]


def test_an_option_listed_twice_by_one_decision_maker_is_refused(tmp_path):
    document = small()
    document["decisionMakers"][0]["options"] = [0, 0]
    assert codes(refused(tmp_path, document)) == ["gmcr-shared-option"]


@pytest.mark.parametrize(
    ("ranking", "said"),
    [
        ([1, 2, 2, 3, 4], "names state 2 twice"),
        ([[1, 2], [3, 1], 4], "names state 1 twice"),
        ([0, 1, 2, 3], "names 0, but states are numbered from 1"),
        ([1.5, 1, 2, 3], "names 1.5"),
        ([True, 1, 2, 3], "names True"),
        ([1, [], 2], "a tie of no states"),
        ([], "names no state"),
        ("1 2 3", "should be a list"),
    ],
)
def test_rankings_that_gmcr_plus_would_misread(tmp_path, ranking, said):
    document = small() | {"useManualPreferenceRanking": True}
    document["decisionMakers"][0]["preferenceRanking"] = ranking
    document["decisionMakers"][1]["preferenceRanking"] = [1, 2, 3, 4]
    problems = refused(tmp_path, document)
    assert any(said in problem.message for problem in problems)


def test_a_manual_file_without_a_ranking_is_refused(tmp_path):
    document = small() | {"useManualPreferenceRanking": True}
    problems = refused(tmp_path, document)
    assert codes(problems) == ["gmcr-shape", "gmcr-shape"]
    assert "'preferenceRanking' is missing" in problems[0].message


def test_a_file_without_the_manual_flag_is_refused(tmp_path):
    document = small()
    del document["useManualPreferenceRanking"]
    assert "statements or rankings" in refused(tmp_path, document)[0].message


def test_the_empty_condition_is_always_true(tmp_path):
    document = small()
    document["decisionMakers"][0]["preferences"] = [[]]
    preference = read(tmp_path, document).decision_makers[0].preference
    assert isinstance(preference, Prioritised)
    assert preference.statements[0].text == "true"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("options", {}),
        ("options", []),
        ("options", [3, None]),
        ("decisionMakers", "none"),
        ("decisionMakers", []),
        ("decisionMakers", [[]]),
        ("infeasibles", [["Y"]]),
        ("infeasibles", [[[0]]]),
        ("infeasibles", ["all"]),
        ("infeasibles", None),
        ("useManualPreferenceRanking", "yes"),
    ],
)
def test_wrong_shapes_are_sentences(tmp_path, key, value):
    problems = refused(tmp_path, small() | {key: value})
    assert problems
    assert all(problem.message[-1] != "." and "Traceback" not in problem.message for problem in problems)


@pytest.mark.parametrize("key", ["options", "decisionMakers", "infeasibles"])
def test_missing_keys_are_named(tmp_path, key):
    document = small()
    del document[key]
    assert any(f"'{key}' is missing" in problem.message for problem in refused(tmp_path, document))


def test_unknown_keys_not_a_number_and_a_byte_order_mark_do_no_harm(tmp_path):
    document = small() | {"comment": float("nan"), "coalitionsFull": [{"name": "x"}], "coalitions": "no"}
    case = read(tmp_path, "\ufeff" + json.dumps(document))
    assert case.problems == ()
    assert case.title == "case"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('{"options": [\n  1,,]}', 2, 5), ("", 1, 1), ("detente: 1\n", 1, 1), ("[" * 100_000, 1, 1)],
)
def test_what_is_not_json_is_refused_at_its_place(tmp_path, text, line, column):
    (problem,) = refused(tmp_path, text)
    assert (problem.code, problem.pos.line, problem.pos.column) == ("not-json", line, column)


def test_json_that_is_no_object_is_refused(tmp_path):
    assert codes(refused(tmp_path, [1, 2])) == ["gmcr-shape"]


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "case.gmcr"
    path.write_bytes(b'{"options":\n"\xff"}')
    with pytest.raises(CaseFileError, match="0xff"):
        read_gmcr(path)


def test_a_huge_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "case.gmcr"
    with path.open("wb") as stream:
        stream.truncate(5_000_001)
    with pytest.raises(CaseFileError, match="5,000,001 bytes"):
        read_gmcr(path)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CaseFileError, match="cannot be opened"):
        read_gmcr(tmp_path / "none.gmcr")


def test_a_pipe_or_a_folder_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.gmcr")
    for path in (tmp_path / "pipe.gmcr", tmp_path):
        with pytest.raises(CaseFileError, match="not a file"):
            read_gmcr(path)


def test_a_file_wrong_throughout_is_cut_short(tmp_path):
    document = small() | {"infeasibles": [[[9, "Y"]]] * 5_000}
    assert len(refused(tmp_path, document)) == 100


def test_half_a_character_in_a_name_is_refused(tmp_path):
    text = json.dumps(small()).replace('"Mole"', '"Mole\\ud800"')
    assert codes(refused(tmp_path, text)) == ["gmcr-name"]
