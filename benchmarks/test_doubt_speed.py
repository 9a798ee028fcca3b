"""How long all worlds of a case in doubt, and a sweep of a million runs, take: part of `make bench`."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from doubted_case import write_doubted_case

import detente as dt
from detente.kernels.definitions import stability as reference
from detente.questions.sweeps.found import SweepPlan

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("n_claims", [10, 16, 20, 24])
def test_all_worlds(benchmark, n_claims: int, tmp_path: Path) -> None:
    """64 states, five decision makers, six concepts and what can be reached; from the case to the minimal sets."""
    case = dt.load(write_doubted_case(tmp_path / "case", n_claims))
    found = benchmark.pedantic(dt.workbench.doubt, (case,), rounds=3, warmup_rounds=1)
    start = time.perf_counter()
    for _ in range(20):
        dt.stability(case_model(case))
    one = (time.perf_counter() - start) / 20
    benchmark.extra_info |= {
        "group": "doubt",
        "name": f"{n_claims} claims in doubt",
        "method": found.method.kind.value,
        "worlds": found.method.worlds,
        "distinct": found.method.distinct,
        "conclusions": len(found.conclusions),
        "one": one,
    }


def case_model(case: dt.Case) -> dt.GraphModel:
    """A conflict of the same shape, for the time of one world by itself."""
    payoffs = np.random.default_rng(1).integers(0, 64, (len(case.decision_makers), 64))
    return dt.GraphModel.from_options([0, 0, 1, 2, 3, 4], payoffs)


def test_what_is_reached_under_many_profiles(benchmark) -> None:
    payoffs = np.random.default_rng(2024).integers(0, 256, (5, 64, 10**5), np.uint8)
    model = dt.GraphModel.from_options(np.arange(6) % 5, payoffs[:, :, 0])
    benchmark.pedantic(dt.reachable_batch, (model, payoffs, 0), rounds=3, warmup_rounds=1)
    moves = [reference.option_moves([0, 1, 2, 3, 4, 0], range(64), [0] * 6, dm) for dm in range(5)]
    start = time.perf_counter()
    for k in range(20):
        reference.reachable_by_improvements(moves, payoffs[:, :, k].tolist(), 0)
    twin = (time.perf_counter() - start) / 20 * 10**5
    benchmark.extra_info |= {
        "group": "twin",
        "name": "reach by improvements, 64 states, 100,000 profiles",
        "twin": twin,
    }


def test_a_sweep_of_a_million_runs(benchmark, tmp_path: Path) -> None:
    case = dt.load(ROOT / "cases" / "ukraine-2024")
    folder = tmp_path / "runs"

    def work() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        dt.workbench.sweep(case, folder, SweepPlan(runs=10**6, swaps=1), workers=1)

    benchmark.pedantic(work, rounds=1)
    size = sum(file.stat().st_size for file in folder.iterdir())
    benchmark.extra_info |= {
        "group": "sweep",
        "name": "1,000,000 runs of `cases/ukraine-2024`, 1 process",
        "size": size,
    }
