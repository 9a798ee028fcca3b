"""Sweeps killed at random moments, main process or workers, and taken up again."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import struct
import time
from pathlib import Path

import psutil
import pytest
from sweeps import content, start, write_case

from detente.questions.sweeps import processes

RUNS, BLOCK = 60_000, 500
BLOCKS = RUNS // BLOCK
PATIENCE = 60


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_case(tmp_path_factory.mktemp("case") / "gate")


@pytest.fixture(scope="module")
def whole(case: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an uninterrupted sweep leaves."""
    folder = tmp_path_factory.mktemp("whole") / "out"
    finish(case, folder, 1)
    return content(folder)


def finish(case: Path, folder: Path, workers: int) -> list[int]:
    process = start(case, folder, workers=workers, runs=RUNS, block=BLOCK)
    said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    return [int(line) for line in said.split()]


def modified(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mtime_ns for file in folder.glob("*.parquet")}


def workers_of(pid: int) -> list[psutil.Process]:
    try:
        children = psutil.Process(pid).children(recursive=True)
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]
    except psutil.NoSuchProcess:
        return []


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "seed"), [(1, 1), (2, 2)])
def test_killed_at_random_moments_it_ends_with_the_same_bytes(case, whole, tmp_path, workers, seed):
    draw = random.Random(seed)
    folder = tmp_path / "out"
    kept, stopped = {}, 0
    for _ in range(4):
        process = start(case, folder, workers=workers, runs=RUNS, block=BLOCK)
        for _ in range(draw.randint(2, 25)):
            assert process.stdout is not None
            process.stdout.readline()
        time.sleep(draw.random() / 50)
        orphans = workers_of(process.pid)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        stopped += process.returncode == -signal.SIGKILL
        _, alive = psutil.wait_procs(orphans, timeout=PATIENCE)
        assert not alive
        now = modified(folder)
        assert {name: now[name] for name in kept} == kept  # no part is written twice
        assert all(whole[name] == made for name, made in content(folder).items() if name.endswith(".parquet"))
        kept = now
    assert stopped == 4
    assert 0 < len(kept) < BLOCKS
    finish(case, folder, workers)
    assert {name: modified(folder)[name] for name in kept} == kept
    assert content(folder) == whole


@pytest.mark.slow
def test_killed_workers_are_replaced(case, whole, tmp_path):
    process = start(case, tmp_path / "out", workers=2, runs=RUNS, block=BLOCK)
    assert process.stdout is not None
    killed = 0
    for _ in range(2):
        for _ in range(15):
            process.stdout.readline()
        for worker in workers_of(process.pid)[:1]:
            os.kill(worker.pid, signal.SIGKILL)
            killed += 1
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert killed == 2
    assert content(tmp_path / "out") == whole


def test_a_worker_killed_in_the_middle_of_a_result_is_noticed():
    """Rather than waited for: a pool of the standard library would, as its workers share one pipe."""
    worker, heard = object.__new__(processes._Process), processes.Heard()
    worker._connection, theirs = multiprocessing.Pipe()
    os.write(theirs.fileno(), struct.pack("!i", 1000) + b"a part of it")
    theirs.close()
    worker._listen(heard)
    assert isinstance(heard.get_nowait()[1], processes._Gone)


@pytest.mark.slow
def test_a_worker_that_was_stopped_is_replaced(case, whole, tmp_path):
    """As after SIGSTOP, or on a machine that no longer gives it time: silence is bounded."""
    process = start(case, tmp_path / "out", workers=2, runs=RUNS, block=BLOCK, silence=2)
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    os.kill(workers_of(process.pid)[0].pid, signal.SIGSTOP)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert content(tmp_path / "out") == whole


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "blocks"), [(2, 2), (3, 3), (3, 4), (4, 2)])
def test_as_many_workers_as_parts(case, tmp_path, workers, blocks):
    process = start(case, tmp_path / "out", workers=workers, runs=blocks * 50, block=50)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert len(modified(tmp_path / "out")) == blocks


@pytest.mark.slow
def test_ctrl_c_leaves_a_folder_to_go_on_from_and_no_process_behind(case, whole, tmp_path):
    folder = tmp_path / "out"
    process = start(case, folder, workers=2, runs=RUNS, block=BLOCK)
    assert process.stdout is not None
    for _ in range(5):
        process.stdout.readline()
    workers = workers_of(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    assert errors.count("Traceback") == 1  # the script's own; workers say nothing
    _, alive = psutil.wait_procs(workers, timeout=PATIENCE)
    assert workers
    assert not alive
    assert 0 < len(modified(folder)) < BLOCKS
    finish(case, folder, 2)
    assert content(folder) == whole


@pytest.mark.slow
def test_a_second_sweep_in_the_folder_is_refused_while_the_first_goes_on(case, whole, tmp_path):
    folder = tmp_path / "out"
    first = start(case, folder, workers=1, runs=RUNS, block=BLOCK)
    assert first.stdout is not None
    first.stdout.readline()
    second = start(case, folder, workers=1, runs=RUNS, block=BLOCK)
    _, errors = second.communicate(timeout=PATIENCE)
    still = first.poll() is None
    first.communicate(timeout=PATIENCE)
    assert still
    assert second.returncode != 0
    assert "another sweep is writing" in errors
    assert content(folder) == whole
