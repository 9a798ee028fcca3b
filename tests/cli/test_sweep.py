"""``detente sweep`` as a user's shell runs it: folders, refusals, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import detente, document
from sweeps import content, write_case

SAMPLE = ("--runs", 300, "--swaps", 1, "--workers", 1)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_case(tmp_path_factory.mktemp("case"))


def test_a_sample_is_written_told_and_gone_on_with(case: Path, tmp_path: Path) -> None:
    first = detente("sweep", case, "-o", tmp_path / "out", *SAMPLE)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("300 runs, a sample over 3 claims that may fail and 2 versions of the case")
    assert "no probabilities" in first.stdout
    before = content(tmp_path / "out")
    again = detente("sweep", case, "-o", tmp_path / "out", *SAMPLE)
    assert "no parts computed, 1 part found there" in " ".join(again.stdout.split())
    assert content(tmp_path / "out") == before


def test_the_json_counts_every_run_once(case: Path, tmp_path: Path) -> None:
    told = document(detente("sweep", case, "-o", tmp_path / "out", *SAMPLE, "--json"))
    assert told["schema"] == "detente.sweep/1"
    assert told["parts"] == {"computed": 1, "found": 0}
    assert sum(version["runs"] for version in told["scenarios"]) == told["runs"] == 300
    assert max(conclusion["runs"] for conclusion in told["conclusions"]) <= 300


def test_a_grid_goes_through_every_world_of_every_version(case: Path, tmp_path: Path) -> None:
    told = document(detente("sweep", case, "-o", tmp_path / "grid", "--grid", "--json"))
    assert [version["runs"] for version in told["scenarios"]] == [8, 8]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--grid", "--runs", 5), "give one of them"),
        (("--scenario", "treatty"), "treaty"),
        (("--doubt", "north-share"), "north-shares"),
        (("--swaps", -1), "swaps"),
        (("--runs", 0), "runs"),
        (("--workers", 0), "at least 1"),
        (("--dask", "nonsense", "--workers", 2), "give one of both"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_in_a_sentence(
    case: Path, tmp_path: Path, flags: tuple[object, ...], said: str
) -> None:
    run = detente("sweep", case, "-o", tmp_path / "out", *flags)
    assert run.returncode == 2
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "out").exists()


def test_another_sweep_in_the_folder_is_refused(case: Path, tmp_path: Path) -> None:
    detente("sweep", case, "-o", tmp_path / "out", *SAMPLE)
    run = detente("sweep", case, "-o", tmp_path / "out", *SAMPLE, "--seed", 9)
    assert run.returncode == 2
    assert "seed is 0 there and 9 here" in run.stderr


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--runs", 200), "Runs are drawn by chance: a share may be off by up to "),
        (("--runs", 1), "off by up to 100.0 points"),
        (("--grid", "--swaps", 1), "Swaps are drawn by chance: a share may be off by up to "),
        (("--grid",), None),
    ],
)
def test_what_is_drawn_by_chance_is_told_with_its_error(case: Path, tmp_path: Path, flags, said: str | None) -> None:
    told = " ".join(detente("sweep", case, "-o", tmp_path / "out", *flags).stdout.split())
    assert said in told if said else "by chance" not in told
