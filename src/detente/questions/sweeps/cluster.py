"""Blocks computed by a Dask cluster. Results come back to this process, which writes the files."""

from __future__ import annotations

import uuid
from collections.abc import Generator, Sequence
from concurrent.futures import CancelledError
from importlib import import_module
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any

from detente.errors import AnalysisError
from detente.questions.sweeps.found import SweepBlock
from detente.questions.sweeps.work import compute
from detente.version import VERSION

TIMEOUT = 10  # seconds
AHEAD = 3  # blocks for each thread of the cluster: one in work, others on their way there or back
BEAT = 2.0  # seconds that a block is waited for before somebody looks whether there are workers left
NOBODY = 30  # times in a row that there may be none: they may be on their way


class DaskCluster:
    """The workers of a Dask scheduler at an address. What a lost one was at, Dask gives to another.

    Each worker needs detente, in this version.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def blocks(self, parcel: bytes, numbers: Sequence[int]) -> Generator[SweepBlock]:
        """Each of these blocks once.

        Raises
        ------
        AnalysisError
            If distributed is not installed here, no scheduler answers (any more), it has no workers (any more), or they
            cannot do it.
        """
        dask = _distributed()
        with self._client(dask) as client:
            threads = self._threads(client)
            if not threads:
                raise AnalysisError(
                    f"the Dask cluster at {self._address} has no workers; start some with 'dask worker'."
                )
            sweep, done, here = uuid.uuid4().hex, SimpleQueue[Any](), {}
            waiting = iter(numbers)

            def submit(count: int) -> None:
                for number in islice(waiting, count):
                    future = client.submit(compute, parcel, number, key=f"detente-{sweep}-{number}", retries=2)
                    here[future.key] = future  # or Dask forgets it
                    future.add_done_callback(done.put)

            submit(AHEAD * threads)
            while here:
                future = self._patiently(client, done, "get", Empty)
                yield self._result(dask, client, here.pop(future.key))
                submit(1)

    def _patiently(self, client: Any, asked: Any, call: str, late: type[Exception]) -> Any:
        """What a call gives that may be late; waited for while there is anybody to compute it.

        late : what the call raises when its time is up
        """
        nobody = 0
        while nobody < NOBODY:
            try:
                return getattr(asked, call)(timeout=BEAT)
            except late:
                nobody = 0 if self._threads(client) else nobody + 1
        raise AnalysisError(f"the Dask cluster at {self._address} has no workers any more. What is done is kept.")

    def _threads(self, client: Any) -> int:
        """How many threads the cluster has now."""
        try:
            return sum(client.sync(client.scheduler.ncores, callback_timeout=TIMEOUT).values())
        except (OSError, AssertionError):  # TimeoutError is one; distributed's own CommClosedError too
            raise self._gone() from None

    def _gone(self) -> AnalysisError:
        return AnalysisError(f"the Dask scheduler at {self._address} does not answer any more. What is done is kept.")

    def _client(self, dask: Any) -> Any:
        try:
            return dask.Client(self._address, timeout=TIMEOUT, set_as_default=False)
        # On a busy machine distributed may fail at an assertion of its own before it comes to a time limit.
        except (OSError, ValueError, TypeError, AssertionError) as error:
            why = f" ({error})" if str(error) else ""
            raise AnalysisError(
                f"no Dask scheduler answers at '{self._address}'{why}; give its address as it prints it, as in "
                "tcp://10.0.0.5:8786.",
                mend="dask",
            ) from None

    def _result(self, dask: Any, client: Any, future: Any) -> SweepBlock:
        try:
            block = self._patiently(client, future, "result", TimeoutError)
        except (OSError, CancelledError):  # the scheduler went away, and what it knew with it
            raise self._gone() from None
        except dask.KilledWorker as error:
            raise AnalysisError(
                f"workers of the Dask cluster died again and again over one block, as happens where memory runs out "
                f"({error}). What is done is kept."
            ) from None
        except (ImportError, RuntimeError, AttributeError) as error:
            raise AnalysisError(
                f"a worker of the Dask cluster cannot compute a block ({type(error).__name__}: {error}). Every worker "
                f"needs detente {VERSION} installed."
            ) from error
        if block.version != VERSION:
            raise AnalysisError(
                f"a worker of the Dask cluster has detente {block.version}, and here it is {VERSION}; install the same "
                "version everywhere."
            )
        return block


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise AnalysisError(
            "a Dask cluster needs the package distributed: install detente with the extra 'dask', as in "
            "pip install 'detente[sweep,dask]'."
        ) from None
