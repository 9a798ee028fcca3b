"""Several processes on this computer, any of which may be killed at any moment.

Each has a pipe of its own. Pools of the standard library let all workers write into one: a worker that is killed in
the middle of a result then leaves the reader waiting for the rest of it for ever, since the others keep the pipe open.
Here the end of a worker is the end of its pipe.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait

from detente.errors import AnalysisError
from detente.model.sweep import Block
from detente.sweep.work import compute

__all__ = ["LocalProcesses"]

MOST_DEATHS = 5  # in a row, without a block in between
AHEAD = 2  # blocks given to a worker at a time, so that it need not wait while its last one is written down


class LocalProcesses:
    """Several processes on this computer. What a killed one was at is given to another."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def blocks(self, parcel: bytes, numbers: Sequence[int]) -> Iterator[Block]:
        """Each of these blocks once.

        Raises
        ------
        AnalysisError
            If workers are killed again and again.
        """
        left = deque(numbers)
        crew: dict[Connection, _Worker] = {}
        deaths = 0
        try:
            for _ in range(min(self._workers, len(numbers))):
                _hire(crew, parcel, left)
            while crew:
                for connection in wait(list(crew)):
                    worker = crew[connection]  # pyright: ignore[reportArgumentType]
                    found = worker.result()
                    if found is None:
                        deaths += 1
                        if deaths == MOST_DEATHS:
                            raise _killed(deaths)
                        _dismiss(crew, worker)
                        left.extendleft(reversed(worker.tasks))
                        _hire(crew, parcel, left)
                        continue
                    deaths = 0
                    yield found
                    worker.give(left)
                    if not worker.tasks:
                        _dismiss(crew, worker)
        finally:
            for worker in list(crew.values()):
                _dismiss(crew, worker)


class _Worker:
    """A process, the pipe to it, and the blocks it was given and has not delivered, in order."""

    def __init__(self, parcel: bytes) -> None:
        # spawned, not forked: a forked worker would hold the lock of the folder after its parent is gone
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, parcel), daemon=True)
        self._process.start()
        theirs.close()  # or its end would not be the end of the pipe
        self.tasks: deque[int] = deque()

    def give(self, left: deque[int]) -> None:
        """Keep it busy with the next blocks."""
        while left and len(self.tasks) < AHEAD:
            self.tasks.append(left.popleft())
            with suppress(OSError):  # it is gone, as the next reading will show
                self.connection.send(self.tasks[-1])

    def result(self) -> Block | None:
        """Its next block, or None if it was killed. What it raised is raised here."""
        try:
            found = self.connection.recv()
        except (EOFError, OSError):  # OSError: killed in the middle of a result
            return None
        if isinstance(found, Exception):
            raise found
        self.tasks.popleft()
        return found

    def end(self) -> None:
        """At once: nobody wants what it is at."""
        self.connection.close()
        self._process.terminate()
        self._process.join()


def _hire(crew: dict[Connection, _Worker], parcel: bytes, left: deque[int]) -> None:
    worker = _Worker(parcel)
    crew[worker.connection] = worker
    worker.give(left)


def _dismiss(crew: dict[Connection, _Worker], worker: _Worker) -> None:
    del crew[worker.connection]
    worker.end()


def _killed(times: int) -> AnalysisError:
    return AnalysisError(
        f"worker processes were killed {times} times in a row, as happens where memory runs out; try fewer with "
        "--workers. What is done is kept."
    )


def _work(connection: Connection, parcel: bytes) -> None:
    """What a worker does until its pipe ends: leave Ctrl-C to the parent, and end with it, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            number = connection.recv()
            try:
                found = compute(parcel, number)
            except Exception as error:  # raised again where somebody reads it
                found = error
            connection.send(found)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
