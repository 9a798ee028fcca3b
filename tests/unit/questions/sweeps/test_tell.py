"""What came of a sweep, in a few lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from sweeps import write_case
from told import cells, text_of, unmarked

import detente as dt
from detente.questions.sweeps.found import SweepPlan, SweepSummary
from detente.questions.sweeps.tell import sweep_page
from detente.report.page import Grid

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> dt.Case:
    return dt.load(write_case(tmp_path_factory.mktemp("case") / "gate"))


def swept(case: dt.Case, folder: Path, **plan) -> SweepSummary:
    return dt.workbench.sweep(case, folder, SweepPlan(**plan), workers=1)


def tables(summary: SweepSummary) -> list[Grid]:
    return [unmarked(block) for block in sweep_page(summary).parts if isinstance(block, Grid)]


def test_each_version_has_a_table_of_shares(case, tmp_path):
    summary = swept(case, tmp_path, runs=400, seed=3)
    here, treaty = tables(summary)
    assert here.caption.startswith("The case as it stands (")
    assert treaty.caption.startswith("Scenario: A treaty that binds (")
    assert here.head[0] == "Equilibrium in so many runs"
    for row in (*cells(here), *cells(treaty)):
        assert all(share in ("all", "-") or share.endswith(" %") for share in row[1:])


def test_it_says_what_was_run_and_how_far_a_share_may_be_off(case, tmp_path):
    page = sweep_page(swept(case, tmp_path, runs=400, swaps=1, seed=3))
    assert unmarked(page.title) == (
        "400 runs, a sample over 3 claims that may fail and 2 versions of the case, 1 swap in each."
    )
    text = text_of(page.parts)
    assert "Shares of runs are counts, and no probabilities" in text
    assert "Runs are drawn by chance: a share may be off by up to " in text
    assert "1 part computed, no part found there" in text or "computed, no parts found there" in text


def test_a_grid_is_not_drawn_by_chance(case, tmp_path):
    page = sweep_page(swept(case, tmp_path, runs=16, grid=True))
    assert "a grid over 3 claims that may fail" in unmarked(page.title)
    assert "drawn by chance" not in text_of(page.parts)
