"""What a worker does: the one function that goes to other processes and machines."""

from __future__ import annotations

import pickle
import threading
from functools import lru_cache

from detente.questions.registry import QUESTIONS
from detente.questions.sweeps.block import Computer
from detente.questions.sweeps.found import Block, Sweep


def parcel(sweep: Sweep) -> bytes:
    """The sweep as it is sent, with what it asks. Read only by :func:`compute`, in processes that the user started."""
    return pickle.dumps((sweep, [question for question in QUESTIONS if question.key in sweep.further]))


def compute(parcel: bytes, number: int) -> Block:
    """One block. A thread keeps what several blocks of a sweep need; two threads share nothing that changes."""
    return _computer(parcel, threading.get_ident()).block(number)


@lru_cache(maxsize=64)
def _computer(parcel: bytes, thread: int) -> Computer:
    return Computer(*pickle.loads(parcel))
