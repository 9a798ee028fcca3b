"""What to verify first from a sample of worlds, where claims are too many for a truth table.

The worlds are those of a design (``kernel.sampled``). In it every claim is true with the probability in the
middle of what was judged, independently of the others. One design serves all conclusions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from detente.analysis.worlds.items import Item
from detente.model.graph import BoolArray
from detente.questions.doubt.likelihood.kernel.sampled import available, design, estimated, size_within
from detente.questions.doubt.likelihoods import Interval, Verification

WORLDS = 1 << 16
SEED = 0
EXTRA = "pip install 'detente[sensitivity]'"


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Worlds drawn for the claims ``names``. fails : bool, shape (n_worlds, n_claims)."""

    names: tuple[str, ...]
    fails: BoolArray
    known: dict[bytes, tuple[Verification, ...]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many worlds."""
        return self.fails.shape[0]

    def failing(self, items: Sequence[Item]) -> BoolArray:
        """Which items fail in each world: bool, shape (n_worlds, n_items). Their claims are among the names."""
        place = {name: j for j, name in enumerate(self.names)}
        own = [self.fails[:, [place[name] for name in item.claims]] for item in items]
        return np.stack([f.any(1) if item.any_fails else f.all(1) for f, item in zip(own, items, strict=True)], axis=1)

    def verify(self, holds: BoolArray, most: int) -> tuple[Verification, ...] | None:
        """What to verify first, most useful first; empty where the conclusion never changes in these worlds.

        holds : bool, shape (n_worlds,). Each interval is one of confidence, 95 %. A claim is left out where both of its
            estimates are exactly 0: nothing that it does was seen.
        most : how many different conclusions are estimated; None is returned for those that come later
        """
        key = np.packbits(holds).tobytes()
        if key not in self.known:
            if len(self.known) >= most:
                return None
            self.known[key] = self._verified(holds)
        return self.known[key]

    def _verified(self, holds: BoolArray) -> tuple[Verification, ...]:
        found = estimated(holds, len(self.names), SEED)
        if found is None:
            return ()
        indices, variance = found
        ranked = sorted(range(len(self.names)), key=lambda j: (-indices[0, j, 0], -indices[1, j, 0], j))
        return tuple(
            Verification(
                claim=self.names[j],
                first=_around(*indices[0, j]),
                total=_around(*indices[1, j]),
                reduction=_around(*indices[0, j] * variance),
            )
            for j in ranked
            if indices[:, j, 0].any()
        )


def drawn(names: Sequence[str], judged: np.ndarray, worlds: int = WORLDS) -> Drawn:
    """A design of at most so many worlds. judged : float, shape (n_claims, 2)."""
    size = size_within(worlds, len(names))
    return Drawn(tuple(names), design(judged.mean(axis=1), size, SEED))


def _around(estimate: float, half: float) -> Interval:
    low, high = np.clip([estimate - half, estimate + half], 0.0, 1.0)
    return Interval(float(low), float(high), sharp=False)


def said_of_samples(samples: Iterable[Drawn]) -> str:
    """How what to verify was found there, in a sentence."""
    if not available():
        return f"What to verify first there is estimated by sampling; that needs SALib ({EXTRA})."
    counts = sorted({sample.count for sample in samples})
    if not counts:
        return "What to verify first there was left out: it would have taken too long."
    worlds = " or ".join(f"{count:,}" for count in counts)
    return (
        f"What to verify first there is estimated from {worlds} worlds drawn (seed {SEED}; Saltelli et al. 2010), with "
        "every likelihood in the middle of what was judged; the intervals are of 95 % confidence."
    )
