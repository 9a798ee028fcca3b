"""A real Dask cluster of several worker processes on this computer, one of which is killed during the run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sweeps import content, write_case

import detente as dt
from detente.errors import AnalysisError
from detente.questions.sweeps.found import SweepPlan

distributed = pytest.importorskip("distributed")
PLAN = SweepPlan(runs=30_000, swaps=1, block=300, seed=5)
BLOCKS = 100


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory):
    return dt.load(write_case(tmp_path_factory.mktemp("case") / "gate"))


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=2, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.mark.slow
def test_a_worker_killed_during_the_run_changes_nothing(case, cluster, tmp_path: Path):
    dt.workbench.sweep(case, tmp_path / "here", PLAN, workers=1)
    pids = {worker.pid for worker in cluster.workers.values()}
    assert len(pids) == 3
    killed: list[int] = []
    done_at: list[int] = []

    def watch(done: int, runs: int) -> None:
        done_at.append(done)
        if done >= runs // 4 and not killed:
            killed.append(min(pids))
            os.kill(killed[0], signal.SIGKILL)

    found = dt.workbench.sweep(case, tmp_path / "there", PLAN, dask=cluster.scheduler_address, progress=watch)
    assert killed
    assert done_at.count(PLAN.runs) == 1
    assert done_at == sorted(set(done_at))  # every block once
    assert found.computed == BLOCKS
    assert content(tmp_path / "there") == content(tmp_path / "here")


@pytest.mark.slow
def test_a_sweep_begun_here_goes_on_there(case, cluster, tmp_path: Path):
    class StoppedError(Exception):
        pass

    def stop(done: int, runs: int) -> None:
        if done >= runs // 3:
            raise StoppedError

    dt.workbench.sweep(case, tmp_path / "whole", PLAN, workers=1)
    with pytest.raises(StoppedError):
        dt.workbench.sweep(case, tmp_path / "out", PLAN, workers=1, progress=stop)
    found = dt.workbench.sweep(case, tmp_path / "out", PLAN, dask=cluster.scheduler_address)
    assert found.found == 34
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.slow
def test_a_worker_with_another_version_is_refused(case, cluster, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("detente.questions.sweeps.cluster.VERSION", "99.0")
    with pytest.raises(AnalysisError, match=r"and here it is 99\.0"):
        dt.workbench.sweep(case, tmp_path, PLAN, dask=cluster.scheduler_address)


@pytest.mark.slow
def test_workers_that_leave_are_not_waited_for_without_end(case, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("detente.questions.sweeps.cluster.BEAT", 0.1)
    monkeypatch.setattr("detente.questions.sweeps.cluster.NOBODY", 5)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster,
        pytest.raises(AnalysisError, match="no workers any more"),
    ):
        dt.workbench.sweep(
            case,
            tmp_path / "out",
            PLAN,
            dask=cluster.scheduler_address,
            progress=lambda done, runs: cluster.scale(0) if done > runs // 4 else None,
        )
    parts = {file.name for file in (tmp_path / "out").glob("*.parquet")}
    assert 0 < len(parts) < BLOCKS
    assert not (tmp_path / "out" / "summary.json").exists()


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_said_and_no_part_is_taken_for_the_whole(case, tmp_path: Path):
    serve = "from distributed.cli.dask_scheduler import main; main()"
    place = tmp_path / "scheduler.json"
    scheduler = subprocess.Popen(
        [
            sys.executable,
            "-c",
            serve,
            "--port",
            "0",
            "--host",
            "127.0.0.1",
            "--no-dashboard",
            "--scheduler-file",
            place,
        ],
        stderr=subprocess.DEVNULL,
    )
    try:
        while not place.exists():
            assert scheduler.poll() is None
            time.sleep(0.1)
        address = json.loads(place.read_text(encoding="utf-8"))["address"]
        worker = "from distributed.cli.dask_worker import main; main()"
        helper = subprocess.Popen(
            [sys.executable, "-c", worker, address, "--no-nanny", "--no-dashboard", "--death-timeout", "30"],
            stderr=subprocess.DEVNULL,
        )
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)
        with pytest.raises(AnalysisError, match="does not answer any more"):
            dt.workbench.sweep(
                case,
                tmp_path / "out",
                PLAN,
                dask=address,
                progress=lambda done, runs: scheduler.kill() if done > runs // 4 else None,
            )
        assert not (tmp_path / "out" / "summary.json").exists()
    finally:
        scheduler.kill()
        helper.kill()
        scheduler.wait(20)
        helper.wait(20)


def test_an_address_at_which_nobody_answers_is_said_in_a_sentence(case, tmp_path: Path, monkeypatch):
    monkeypatch.setattr("detente.questions.sweeps.cluster.TIMEOUT", 0.5)
    for address in ("tcp://127.0.0.1:1", "nonsense://x", "not an address"):
        with pytest.raises(AnalysisError, match="no Dask scheduler answers"):
            dt.workbench.sweep(case, tmp_path, PLAN, dask=address)
