"""What a worker does: the one function that goes to other processes and machines; and this process, all alone."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Generator, Sequence
from functools import lru_cache

from detente.questions.registry import QUESTIONS
from detente.questions.sweeps.block import Computer
from detente.questions.sweeps.found import Sweep, SweepBlock

Executor = Callable[
    [bytes, Sequence[int]], Generator[SweepBlock]
]  # each block once, in any order; closing stops the work


def parcel(sweep: Sweep) -> bytes:
    """The sweep as it is sent, with what it asks. Read only by :func:`compute`, in processes that the user started."""
    return pickle.dumps((sweep, [question for question in QUESTIONS if question.key in sweep.further]))


def compute(parcel: bytes, number: int) -> SweepBlock:
    """One block. A thread keeps what several blocks of a sweep need; two threads share nothing that changes."""
    return _computer(parcel, threading.get_ident()).block(number)


@lru_cache(maxsize=64)
def _computer(parcel: bytes, thread: int) -> Computer:
    return Computer(*pickle.loads(parcel))


def serial(parcel: bytes, numbers: Sequence[int]) -> Generator[SweepBlock]:
    """Each of these blocks in this very process, in order."""
    for number in numbers:
        yield compute(parcel, number)
