"""What holds in each of many worlds, one bit for each conclusion and distinct world."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from detente.frozen import frozen
from detente.model.concepts import Concept
from detente.model.graph import BoolArray, IntArray

Packed = npt.NDArray[np.uint8]
BYTE = 8
IMPOSSIBLE = 0  # the place of worlds without a feasible state: nothing holds there


class Key(NamedTuple):
    """A conclusion before it is put into words. about : the mask by which a state is told; of other kinds, names."""

    kind: str
    concept: Concept | None
    about: int | tuple[str, ...]


@frozen(eq=False)
class Verdicts:
    """What holds in each of many worlds.

    of : int64, shape (n_worlds,)   the place of each world's verdicts; worlds with one place are alike
    held : for everything that holds somewhere, one bit per place
    size : how many places there are
    """

    of: IntArray
    held: dict[Key, Packed]
    size: int

    def holds(self, key: Key, worlds: IntArray | slice) -> BoolArray:
        """Whether it holds in each of these worlds."""
        place = self.of[worlds]
        return (self.held[key][place // BYTE] >> (7 - place % BYTE).astype(np.uint8) & 1).astype(bool)

    def places(self, key: Key) -> BoolArray:
        """Whether it holds, place by place: for sums over all worlds with :attr:`of`."""
        return np.unpackbits(self.held[key]).astype(bool)
