"""What the first question concludes of a version: which states are equilibria, and which are within reach."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.analysis.version import Version
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE, Conclusion


def conclusions(version: Version) -> Iterator[Conclusion]:
    """An *equilibrium* is stable for every decision maker under a concept.

    *Reachable* is a state to which a sequence of improvements leads from the status quo, nobody moving twice in a row;
    that the status quo reaches itself is no conclusion.
    """
    for concept in version.table.stable:
        for row in version.table.equilibria(concept):
            yield Conclusion(EQUILIBRIUM, Concept(concept), version.yes(int(row)))
    for row in np.flatnonzero(version.reached):
        if int(row) != version.start:
            yield Conclusion(REACHABLE, None, version.yes(int(row)))
