"""Several processes on this computer, any of which may be killed or stopped at any moment.

Each has a pipe of its own. Pools of the standard library let all workers write into one: a worker that is killed in
the middle of a result then leaves the reader waiting for the rest of it for ever, since the others keep the pipe open.
Here the end of a worker is the end of its pipe, a thread for each pipe waits for it, and one that is silent for too
long is killed: so nothing waits without a bound for what may be gone.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from typing import Any, Protocol

from detente.errors import AnalysisError
from detente.questions.sweeps.found import SweepBlock
from detente.questions.sweeps.work import compute

MOST_DEATHS = 5  # in a row, without a block in between
AHEAD = 2  # blocks given to a worker at a time, so that it need not wait while its last one is written down
BEAT = 2.0  # seconds between two signs of life
SILENCE = 60  # times in vain that one is waited for as long as a beat; then a worker counts as gone


class _Gone:
    """Said of a worker, in place of a block, once nothing more will come from it."""


Heard = SimpleQueue[tuple["Worker", object]]


class Worker(Protocol):
    """Computes blocks in the order in which they are given and puts each into a queue; at its end, ``_Gone``."""

    quiet: int  # how often a sign of life was waited for since the last one

    def give(self, number: int) -> None:
        """One more block to compute."""
        ...

    def end(self) -> None:
        """At once: nobody wants what it is at."""
        ...


class LocalProcesses:
    """Several processes on this computer. What a killed one was at is given to another.

    hire : makes a worker for a parcel and a queue for what it says; another than a process only in tests
    """

    def __init__(self, workers: int, hire: Callable[[bytes, Heard], Worker] | None = None) -> None:
        self._workers, self._hire = workers, hire or _Process

    def blocks(self, parcel: bytes, numbers: Sequence[int]) -> Generator[SweepBlock]:
        """Each of these blocks once.

        Raises
        ------
        AnalysisError
            If workers are killed again and again.
        """
        left, heard = deque(numbers), Heard()
        crew: dict[Worker, deque[int]] = {}  # the blocks that each was given and has not delivered, in order
        deaths = 0
        try:
            while self._employ(crew, left, parcel, heard):
                worker, said = _next(crew, heard)
                if worker not in crew:  # dismissed since
                    continue
                if isinstance(said, _Gone):
                    deaths += 1
                    if deaths == MOST_DEATHS:
                        raise _killed(deaths)
                    left.extendleft(reversed(crew.pop(worker)))
                    worker.end()
                    continue
                if isinstance(said, Exception):
                    raise said
                assert isinstance(said, SweepBlock)
                deaths = 0
                crew[worker].popleft()
                yield said
        finally:
            for worker in crew:
                worker.end()

    def _employ(self, crew: dict[Worker, deque[int]], left: deque[int], parcel: bytes, heard: Heard) -> bool:
        """Give out blocks so that every worker of the crew has one: who has none would never be heard of again.

        One for each before a second for any, and no worker for whom there is none. False once nothing is left to do.
        """
        for tasks in range(AHEAD):
            while tasks == 0 and left and len(crew) < self._workers:
                crew[self._hire(parcel, heard)] = deque()
                _give(next(reversed(crew)), crew, left)
            for worker in [worker for worker in crew if len(crew[worker]) == tasks]:
                _give(worker, crew, left)
        for worker in [worker for worker in crew if not crew[worker]]:
            del crew[worker]
            worker.end()
        return bool(crew)


def _give(worker: Worker, crew: dict[Worker, deque[int]], left: deque[int]) -> None:
    if left:
        crew[worker].append(left.popleft())
        worker.give(crew[worker][-1])


def _next(crew: dict[Worker, deque[int]], heard: Heard) -> tuple[Worker, object]:
    """What a worker says next; of one that is silent for too long, that it is gone.

    Waits are counted, not seconds: while this very process is stopped, nobody is silent.
    """
    while True:
        try:
            return heard.get(timeout=BEAT)
        except Empty:
            for worker in crew:
                worker.quiet += 1
                if worker.quiet > SILENCE:
                    return worker, _Gone()


class _Process:
    """A process, the pipe to it and a thread that listens at the pipe."""

    def __init__(self, parcel: bytes, heard: Heard) -> None:
        # spawned, not forked: a forked worker would hold the lock of the folder after its parent is gone
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, parcel), daemon=True)
        self._process.start()
        theirs.close()  # or its end would not be the end of the pipe
        self.quiet = 0
        self._listener = threading.Thread(target=self._listen, args=(heard,), daemon=True)
        self._listener.start()

    def give(self, number: int) -> None:
        """One more block to compute."""
        with suppress(OSError):  # it is gone, as will be heard
            self._connection.send(number)

    def end(self) -> None:
        """At once: nobody wants what it is at. Also of a process that is stopped and would not hear a request."""
        self._process.kill()
        self._process.join()  # the kernel keeps no process that was killed
        self._listener.join(BEAT)  # its pipe has ended with it
        self._connection.close()

    def _listen(self, heard: Heard) -> None:
        """Pass on each block until the pipe ends: at the end of the process, also in the middle of a block."""
        with suppress(EOFError, OSError):
            while True:
                said: Any = self._connection.recv()
                self.quiet = 0
                if said is not None:
                    heard.put((self, said))
        heard.put((self, _Gone()))


def _killed(times: int) -> AnalysisError:
    return AnalysisError(
        f"worker processes were killed {times} times in a row, as happens where memory runs out; try fewer. What "
        "is done is kept.",
        mend="workers",
    )


def _work(connection: Connection, parcel: bytes) -> None:
    """What a worker does until its pipe ends: leave Ctrl-C to the parent, and end with it, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    speaking = threading.Lock()  # two threads write into the pipe
    threading.Thread(target=_end_with_parent, daemon=True).start()
    threading.Thread(target=_beat, args=(connection, speaking), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            number = connection.recv()
            try:
                found = compute(parcel, number)
            except Exception as error:  # raised again where somebody reads it
                found = error
            with speaking:
                connection.send(found)


def _beat(connection: Connection, speaking: threading.Lock) -> None:
    """A sign of life, now and then, for as long as the pipe is open."""
    with suppress(OSError):
        while True:
            with speaking:
                connection.send(None)
            time.sleep(BEAT)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
