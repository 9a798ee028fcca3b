"""Minimal sets of claims whose failure flips a conclusion, and the linchpins among the claims.

A set of items flips a conclusion if it holds in the modelled world and not where exactly these fail, or the other way
round; minimally so if no part of it does. A minimal set of claims makes a minimal set of items fail, and no more claims
of each than it takes; so one follows from the other (:func:`detente.analysis.worlds.items.claim_sets`).
Minimal sets of assumptions whose negation flips a conclusion are what FIELD 1.4 (e) calls linchpins; compare minimal
correction sets in the diagnosis of Reiter (1987).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from detente.model.graph import BoolArray
from detente.questions.doubt.found import Linchpin, Standing

Set = tuple[int, ...]


def minimal(sets: Sequence[Set], flipped: BoolArray) -> list[Set]:
    """The sets that flip and contain no other set that does.

    sets : small ones before those that contain them, and all parts of each are among them
    flipped : bool, shape (len(sets),)
    """
    found: list[Set] = []
    for k in np.flatnonzero(flipped).tolist():
        some = set(sets[k])
        if not any(some.issuperset(smaller) for smaller in found):
            found.append(sets[k])
    return found


def linchpins(standings: Iterable[Standing], order: Sequence[str]) -> tuple[Linchpin, ...]:
    """The claims whose failure alone flips a conclusion, those with the most conclusions first, then in file order."""
    lost: Counter[str] = Counter()
    gained: Counter[str] = Counter()
    jointly: Counter[str] = Counter()
    for standing in standings:
        alone = {flip.claims[0] for flip in standing.flips if len(flip.claims) == 1}
        (lost if standing.as_modelled else gained).update(alone)
        jointly.update({claim for flip in standing.flips for claim in flip.claims} - alone)
    found = [Linchpin(claim, lost[claim], gained[claim], jointly[claim]) for claim in order]
    return tuple(sorted((pin for pin in found if pin.conclusions), key=_most_first))


def _most_first(pin: Linchpin) -> tuple[int, int, int]:
    return -pin.conclusions, -pin.lost, -pin.jointly
