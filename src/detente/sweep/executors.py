"""Who computes the blocks: this process, several on this computer, or a Dask cluster. In any order."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import Protocol

from detente.errors import AnalysisError
from detente.model.sweep import Block
from detente.sweep.work import compute

__all__ = ["Executor", "LocalProcesses", "Serial"]

MOST_DEATHS = 5  # in a row, without a block in between


class Executor(Protocol):
    """Computes blocks. Closing the iterator stops the work."""

    def blocks(self, parcel: bytes, numbers: Sequence[int]) -> Iterator[Block]:
        """Each of these blocks once, in any order."""
        ...


class Serial:
    """In this very process, one block after the other."""

    def blocks(self, parcel: bytes, numbers: Sequence[int]) -> Iterator[Block]:
        """Each of these blocks, in order."""
        for number in numbers:
            yield compute(parcel, number)


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
        left = dict.fromkeys(numbers)
        deaths = 0
        while left:
            try:
                for block in self._by_pool(parcel, list(left)):
                    del left[block.number]
                    deaths = 0
                    yield block
            except BrokenProcessPool:
                deaths += 1
                if deaths == MOST_DEATHS:
                    raise AnalysisError(
                        f"worker processes were killed {deaths} times in a row, as happens where memory runs out; try "
                        "fewer with --workers. What is done is kept."
                    ) from None

    def _by_pool(self, parcel: bytes, numbers: Sequence[int]) -> Iterator[Block]:
        # spawned, not forked: a forked worker would hold the lock of the folder after its parent is gone
        workers = min(self._workers, len(numbers))
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)
        waiting = iter(numbers)
        try:
            running = {pool.submit(compute, parcel, number) for number in islice(waiting, 2 * workers)}
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
                running |= {pool.submit(compute, parcel, number) for number in islice(waiting, len(done))}
        except BaseException:
            _end(pool)
            raise
        pool.shutdown()


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _end(pool: ProcessPoolExecutor) -> None:
    """Do not wait for blocks that nobody wants any more; from Python 3.14 on, ``terminate_workers`` does this."""
    workers = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
