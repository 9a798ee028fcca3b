"""Who computes the blocks: this process, several on this computer, or a Dask cluster. In any order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from detente.questions.sweeps.found import Block
from detente.questions.sweeps.work import compute


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
