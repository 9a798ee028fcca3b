"""Blocks computed by a Dask cluster. Results come back to this process, which writes the files."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Any

from detente.errors import AnalysisError
from detente.model.sweep import Block
from detente.sweep.work import compute
from detente.version import VERSION

__all__ = ["DaskCluster"]

TIMEOUT = 10  # seconds
AHEAD = 3  # blocks for each thread of the cluster: one in work, others on their way there or back


class DaskCluster:
    """The workers of a Dask scheduler at an address. What a lost one was at, Dask gives to another.

    Each worker needs detente, in this version.
    """

    def __init__(self, address: str) -> None:
        self._address = address

    def blocks(self, parcel: bytes, numbers: Sequence[int]) -> Iterator[Block]:
        """Each of these blocks once.

        Raises
        ------
        AnalysisError
            If distributed is not installed here, no scheduler answers, it has no workers, or they cannot do it.
        """
        dask = _distributed()
        with self._client(dask) as client:
            threads = sum(client.nthreads().values())
            if not threads:
                raise AnalysisError(
                    f"the Dask cluster at {self._address} has no workers; start some with 'dask worker'."
                )
            sweep = uuid.uuid4().hex
            waiting = iter(numbers)

            def submitted(count: int) -> list[Any]:
                return [
                    client.submit(compute, parcel, number, key=f"detente-{sweep}-{number}", retries=2)
                    for number in islice(waiting, count)
                ]

            done = dask.as_completed(submitted(AHEAD * threads), loop=client.loop)
            for future in done:
                yield self._result(dask, future)
                for following in submitted(1):
                    done.add(following)

    def _client(self, dask: Any) -> Any:
        try:
            return dask.Client(self._address, timeout=TIMEOUT, set_as_default=False)
        # On a busy machine distributed may fail at an assertion of its own before it comes to a time limit.
        except (OSError, ValueError, TypeError, AssertionError) as error:
            why = f" ({error})" if str(error) else ""
            raise AnalysisError(
                f"no Dask scheduler answers at '{self._address}'{why}; give its address as it prints it, as in "
                "--dask tcp://10.0.0.5:8786."
            ) from None

    def _result(self, dask: Any, future: Any) -> Block:
        try:
            block = future.result()
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
