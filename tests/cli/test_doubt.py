"""``detente doubt`` as a user's shell runs it, on cases whose minimal flipping sets are planted."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from command import detente, document

NOTE = """---
title: Talks
videoId: RECORDING01
---

From: river_radio

"""


def planted(folder: Path, count: int, sets: list[set[int]]) -> Path:
    """North opens the gate, unless all claims of one of the sets fail: then not to open it comes first."""
    (folder / "notes").mkdir(parents=True)
    said = "".join(f"Sentence {k} [00:{k:02}:10].\n\n" for k in range(count))
    (folder / "notes" / "talks.md").write_text(NOTE + said, encoding="utf-8")
    claims = "".join(f'  c{k}: {{at: "talks@00:{k:02}:10", credibility: 6}}\n' for k in range(count))
    statements = "".join(
        f"      - {{that: open or not open, title: S{n}, because: [{', '.join(f'c{k}' for k in sorted(some))}], "
        f"needs: any, otherwise: not open}}\n"
        for n, some in enumerate(sets)
    )
    (folder / "case.yaml").write_text(
        "detente: 1\ntitle: A gate\nsources:\n  RECORDING01: {reliability: C}\nclaims:\n"
        + claims
        + "decision_makers:\n"
        "  north:\n    options: {open: Open the gate}\n    prefers:\n" + statements + "      - that: open\n"
        "  south:\n    options: {wait: Wait}\n    prefers:\n      - that: wait\n",
        encoding="utf-8",
    )
    return folder


def worlds_that_flip(count: int, sets: list[set[int]]) -> int:
    """Worlds in which all claims of some set fail, by inclusion and exclusion."""
    return sum(
        (-1) ** (size + 1) * 2 ** (count - len(set().union(*some)))
        for size in range(1, len(sets) + 1)
        for some in combinations(sets, size)
    )


@pytest.mark.parametrize(
    ("count", "sets"),
    [
        (3, [{0}, {1, 2}]),
        (10, [{0}, {1, 2}, {3, 4, 5}, {2, 5, 9}]),
        (16, [{15}, {0, 7}, {7, 8}, {1, 2, 3}, {2, 3, 4}, {10, 11, 12}]),
        (20, [{0, 19}, {1, 2}, {1, 3, 5}, {4, 6, 8}, {7, 9, 11}, {10, 12, 14}, {13, 15, 16}]),
        (30, [{29}, {0, 15}, {15, 16, 17}]),
    ],
)
def test_planted_flips_are_found_and_counted(tmp_path: Path, count: int, sets: list[set[int]]) -> None:
    case = planted(tmp_path / "gate", count, sets)
    found = document(detente("doubt", case, "--concept", "nash", "--json"))
    assert found["schema"] == "detente.doubt/1"
    assert [d["claim"] for d in found["in_doubt"]] == [f"c{k}" for k in range(count)]
    assert (found["method"]["kind"], found["method"]["worlds"]) == ("exact", 2**count)
    opened, shut = (c for c in found["conclusions"] if c["kind"] == "equilibrium")
    assert (opened["yes"], opened["as_modelled"]) == (["north.open", "south.wait"], True)
    assert (shut["yes"], shut["as_modelled"]) == (["south.wait"], False)
    flips = sorted([f"c{k}" for k in sorted(some)] for some in sets)
    flipped = worlds_that_flip(count, sets)
    for conclusion, holding in ((opened, 2**count - flipped), (shut, flipped)):
        assert sorted(conclusion["flips"]) == flips
        assert conclusion["worlds_holding"] == holding
    assert (opened["without_source"], shut["without_source"]) == ({"RECORDING01": False}, {"RECORDING01": True})
    alone = {f"c{k}" for some in sets if len(some) == 1 for k in some}
    assert {found["claim"] for found in found["linchpins"] if found["conclusions"]} == alone


def test_more_claims_than_all_worlds_can_be_looked_at(tmp_path: Path) -> None:
    """Any two neighbours among 24 flip it: in 121,393 worlds, a Fibonacci number, no two neighbours fail."""
    pairs = [{k, k + 1} for k in range(23)]
    found = document(detente("doubt", planted(tmp_path / "gate", 24, pairs), "--concept", "nash", "--json"))
    method = found["method"]
    assert (method["kind"], method["worlds"], method["flips_complete_up_to"]) == ("sampled", 2**24, 3)
    assert 0 < method["error"] < 0.01
    opened = next(c for c in found["conclusions"] if c["kind"] == "equilibrium" and c["as_modelled"])
    assert opened["flips"] == [[f"c{k}", f"c{k + 1}"] for k in range(23)]
    assert abs(opened["share"] - 121_393 / 2**24) <= method["error"]


@pytest.mark.slow
def test_what_falls_only_where_all_fail_is_not_said_to_hold_whatever_fails(tmp_path: Path) -> None:
    """Of 2 ** 24 worlds it fails in one, which no sample is likely to draw."""
    case = planted(tmp_path / "gate", 24, [{k for k in range(24)}])
    text = (case / "case.yaml").read_text(encoding="utf-8")
    rules = "".join(
        f"  - {{that: open or not open, because: [c{k}], otherwise: wait or not wait}}\n" for k in range(24)
    )
    (case / "case.yaml").write_text(f"{text}feasible:\n{rules}", encoding="utf-8")  # else the claims are one item
    found = document(detente("doubt", case, "--concept", "nash", "--json"))
    opened = next(c for c in found["conclusions"] if c["kind"] == "equilibrium" and c["as_modelled"])
    assert (found["method"]["kind"], opened["share"], opened["always"]) == ("sampled", 1.0, False)
    said = " ".join(detente("doubt", case, "--concept", "nash").stdout.split())
    assert "falls where many claims fail together; no set of up to three is enough" in said
    assert "holds in every world drawn by chance, and not in every other one looked at" in said
    assert "What holds in every world that was looked at" not in said


def test_trusting_and_doubting_change_what_is_in_doubt(tmp_path: Path) -> None:
    case = planted(tmp_path / "gate", 3, [{0}, {1, 2}])
    trusted = document(detente("doubt", case, "--concept", "nash", "--json", "--trust", "c0"))
    assert [d["claim"] for d in trusted["in_doubt"]] == ["c1", "c2"]
    assert all(c["flips"] == [["c1", "c2"]] for c in trusted["conclusions"])
    only = document(detente("doubt", case, "--concept", "nash", "--json", "--trust", "all", "--doubt", "c0"))
    assert [d["claim"] for d in only["in_doubt"]] == ["c0"]
    assert all(c["flips"] == [["c0"]] for c in only["conclusions"])


def test_the_first_screen_says_what_not_to_rely_on(tmp_path: Path) -> None:
    said = detente("doubt", planted(tmp_path / "gate", 3, [{0}, {1, 2}])).stdout.split("What each conclusion rests on")[
        0
    ]
    assert "Every claim used is from one source, RECORDING01" in said
    assert "Do not rely on:" in said
    assert "c0 (00:00:10)" in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--doubt", "nix"), "'nix' is no claim, source or assumption of this case"),
        (("--as-of", "2024-13-01"), "is not a day of the calendar"),
        (("--between", "2024-11-08", "2024-11-05"), "name the earlier day first"),
        (("--doubt", "c0", "--trust", "c0"), "is both doubted and trusted"),
        (("--ach", "--doubt", "c0"), "--doubt changes nothing of what --ach shows; leave one of the two out"),
        (("--ach", "--scenario", "nix"), "--scenario changes nothing of what --ach shows"),
        (("--ach", "--concept", "nash"), "--concept changes nothing of what --ach shows"),
        (("--between", "2024-11-05", "2024-11-08", "--trust", "c0"), "--trust changes nothing of what --between shows"),
    ],
)
def test_wrong_input_is_answered_with_a_sentence(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    run = detente("doubt", planted(tmp_path / "gate", 3, [{0}]), *arguments)
    assert run.returncode != 0
    assert sentence in " ".join(run.stderr.split())
    assert "Traceback" not in run.stderr
