"""Who is given which block: for all small numbers of workers, blocks and deaths, with workers that answer at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from itertools import product

import numpy as np
import psutil
import pytest

from detente.errors import AnalysisError
from detente.questions.sweeps import processes
from detente.questions.sweeps.found import SweepBlock
from detente.questions.sweeps.processes import MOST_DEATHS, Heard, LocalProcesses, _Gone

LIMIT = 20  # seconds in which a test must come to an end


def block(number: int) -> SweepBlock:
    none = np.zeros(0, np.int64)
    return SweepBlock(
        number=number,
        scenario=none,
        failed=np.zeros((1, 0), np.uint64),
        swap_dm=none,
        swap_place=none,
        swapped=none.astype(bool),
        possible=none.astype(bool),
        held=(),
    )


class Fake:
    """Delivers each block when it is given, or dies of its n-th instead, as the script of the crew says."""

    def __init__(self, script: Iterator[int | None], heard: Heard) -> None:
        self.quiet, self._heard = 0, heard
        self._lives = next(script, None)
        self.given, self.ended = 0, False

    def give(self, number: int) -> None:
        self.given += 1
        if self._lives is None or self.given < self._lives:
            self._heard.put((self, block(number)))
        elif self.given == self._lives:
            self._heard.put((self, _Gone()))

    def end(self) -> None:
        assert not self.ended, "a worker was ended twice"
        self.ended = True


def delivered(workers: int, blocks: int, deaths: tuple[int | None, ...] = ()) -> tuple[list[int], list[Fake]]:
    """The numbers of the blocks that came, and the workers who were hired."""
    crew: list[Fake] = []
    script = iter(deaths)

    def hire(parcel: bytes, heard: Heard) -> Fake:
        crew.append(Fake(script, heard))
        return crew[-1]

    came: list[int] = []
    thread = threading.Thread(
        target=lambda: came.extend(b.number for b in LocalProcesses(workers, hire).blocks(b"", range(blocks))),
        daemon=True,
    )
    thread.start()
    thread.join(LIMIT)
    assert not thread.is_alive(), f"{workers} workers and {blocks} blocks with deaths {deaths}: waits for ever"
    return came, crew


@pytest.mark.parametrize(("workers", "blocks"), list(product(range(1, 6), range(8))))
def test_every_block_comes_once_and_everybody_goes_home(workers, blocks):
    came, crew = delivered(workers, blocks)
    assert sorted(came) == list(range(blocks))
    assert all(worker.ended and worker.given for worker in crew)
    assert len(crew) == min(workers, blocks)


@pytest.mark.parametrize(("workers", "blocks"), list(product(range(1, 4), range(1, 7))))
def test_what_a_killed_worker_was_at_is_given_to_another(workers, blocks):
    for deaths in product((None, 1, 2, 3), repeat=4):
        came, crew = delivered(workers, blocks, deaths)
        assert sorted(came) == list(range(blocks)), deaths
        assert all(worker.ended and worker.given for worker in crew), deaths


def test_workers_that_die_again_and_again_end_the_sweep():
    script = iter([1] * 50)
    with pytest.raises(AnalysisError, match=f"killed {MOST_DEATHS} times in a row"):
        list(LocalProcesses(2, lambda _, heard: Fake(script, heard)).blocks(b"", range(8)))


def test_a_worker_that_is_silent_for_too_long_is_replaced(monkeypatch):
    monkeypatch.setattr(processes, "BEAT", 0.001)
    mute = [True]

    class Mute(Fake):
        def give(self, number: int) -> None:
            if not mute:
                super().give(number)

        def end(self) -> None:
            super().end()
            mute.clear()

    came = [b.number for b in LocalProcesses(1, lambda _, heard: Mute(iter(()), heard)).blocks(b"", range(3))]
    assert sorted(came) == [0, 1, 2]


def test_a_process_that_is_stopped_can_be_ended():
    """A stopped process hears no request to end; it must be killed, and waiting for it must not hang."""
    worker = processes._Process(b"", Heard())
    os.kill(worker._process.pid or 0, signal.SIGSTOP)
    assert psutil.Process(worker._process.pid).is_running()
    thread = threading.Thread(target=worker.end, daemon=True)
    thread.start()
    thread.join(LIMIT)
    assert not thread.is_alive()
    assert not worker._process.is_alive()
