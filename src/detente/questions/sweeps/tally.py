"""In how many runs each state is an equilibrium: counted part by part, in any order."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from detente.model.concepts import Concept
from detente.questions.sweeps.found import Sweep, SweepSummary
from detente.questions.sweeps.further import from_text


class SweepTally:
    """The counts so far."""

    def __init__(self, sweep: Sweep) -> None:
        self._sweep = sweep
        self._at = {version.key: k for k, version in enumerate(sweep.versions)}
        self._runs: Counter[int] = Counter()
        self._impossible: Counter[int] = Counter()
        self._held: Counter[tuple[int, Concept, int]] = Counter()
        self._further: Counter[tuple[int, str, str]] = Counter()

    def add(self, table: Any) -> None:
        """Count the runs of one part, a pyarrow table."""
        told = table.column("scenario").combine_chunks().dictionary_encode()
        positions = np.array([self._at[key] for key in told.dictionary.to_pylist()])
        version = positions[told.indices.to_numpy()]
        self._runs.update(_counted(version))
        for k, concept in enumerate(self._sweep.concepts):
            column = table.column(concept.value).combine_chunks()
            if k == 0:
                self._impossible.update(_counted(version[column.is_null().to_numpy(zero_copy_only=False)]))
            lengths = column.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
            masks, of = column.flatten().to_numpy(), np.repeat(version, lengths)
            for at in range(len(self._sweep.versions)):
                found, counts = np.unique(masks[of == at], return_counts=True)
                for mask, count in zip(found.tolist(), counts.tolist(), strict=True):
                    self._held[at, concept, mask] += count

        for key in self._sweep.further:
            for at, texts in zip(version.tolist(), table.column(key).to_pylist(), strict=True):
                self._further.update((at, key, text) for text in texts)

    def summary(self) -> SweepSummary:
        """The counts, in an order that does not depend on that of the parts."""
        order = {concept: k for k, concept in enumerate(self._sweep.concepts)}
        found = sorted(self._held.items(), key=lambda item: (item[0][0], order[item[0][1]], -item[1], item[0][2]))
        further = sorted(self._further.items(), key=lambda item: (item[0][:2], -item[1], item[0][2]))
        every = range(len(self._sweep.versions))
        return SweepSummary(
            sweep=self._sweep,
            runs=tuple(self._runs[k] for k in every),
            impossible=tuple(self._impossible[k] for k in every),
            conclusions=tuple((*key, count) for key, count in found),
            further=tuple((at, key, from_text(key, text), count) for (at, key, text), count in further),
        )


def _counted(values: np.ndarray) -> dict[int, int]:
    found, counts = np.unique(values, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))
