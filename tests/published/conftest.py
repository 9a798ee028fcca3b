"""What every published case is asked. The numbers stand in the test files, typed by hand, and are never regenerated."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pytest

import detente as dt
from detente.catalog import catalog_path
from detente.model.results import Analysis, StabilityTable

Moves = dict[str, dict[str, str]]  # decision maker -> state -> the states it can move to
PerDm = dict[str, dict[str, str]]  # concept -> decision maker -> the states that are stable for it


@dataclass(frozen=True)
class Published:
    """A conflict as its source labels it. States of a list are separated by spaces.

    patterns : label -> Y/N letters over the options, ``-`` for either
    best_first : decision maker -> its ranking, without ties
    equilibria : concept -> states; what the source itself (or, for ``computed``, our reading of the definitions) finds
    """

    name: str
    patterns: dict[str, str]
    moves: Moves
    best_first: dict[str, str]
    equilibria: dict[str, str]
    computed: PerDm
    dms: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dms", tuple(self.moves))

    @cached_property
    def analysis(self) -> Analysis:
        """The case file of the catalog, analysed."""
        return dt.analyze(dt.load(catalog_path(self.name)))

    @cached_property
    def labels(self) -> list[str]:
        """The label of each row of the case file's states."""
        return [self._label(self.analysis.space.pattern(row)) for row in range(self.analysis.space.count)]

    def _label(self, pattern: str) -> str:
        fits = [
            label
            for label, letters in self.patterns.items()
            if all("-" in pair or pair[0] == pair[1] for pair in zip(letters, pattern, strict=True))
        ]
        assert len(fits) == 1, f"{pattern} is {fits}"
        return fits[0]

    def stable(self, concept: str, dm: str) -> set[str]:
        """Labels of the states that the case file finds stable for a decision maker."""
        verdicts = self.analysis.table.stable[concept][self.dms.index(dm)]
        return {label for label, holds in zip(self.labels, verdicts, strict=True) if holds}

    def found_equilibria(self, concept: str) -> set[str]:
        return {self.labels[row] for row in self.analysis.equilibria(concept)}

    def limited_moves(self, h: int) -> set[str]:
        """Labels of the states that are stable for all who look h moves ahead."""
        found = self.analysis.answers.get("limited_moves")
        assert found is not None
        return {self.labels[row] for row in found.equilibria(h)}

    def generated_moves(self, dm: str) -> set[tuple[str, str]]:
        """The moves that the options, rules and merges of the case file come to."""
        graph = self.analysis.graph
        assert graph.complete
        arcs = [arc for arc in graph.arcs if arc.dm == self.dms.index(dm)]
        forth = {(self.labels[arc.origin], self.labels[arc.to]) for arc in arcs}
        return forth | {(self.labels[arc.to], self.labels[arc.origin]) for arc in arcs if arc.back}

    def published_moves(self, dm: str) -> set[tuple[str, str]]:
        return {(origin, to) for origin, targets in self.moves[dm].items() for to in targets.split()}

    def coalition_improvements(self, members: str) -> dict[str, str]:
        """Where a coalition could move together so that all its members gain, by label."""
        found = self.analysis.answers.get("coalitions")
        gains = found.improvements[found.index(self.dms.index(dm) for dm in members.split())]
        told = {self.labels[s]: " ".join(sorted(self.labels[x] for x in gains.of(int(s)))) for s in gains.states}
        return dict(sorted(told.items()))

    @cached_property
    def graph_table(self) -> StabilityTable:
        """The same conflict as a plain graph: states in the order of the labels, moves and rankings as listed."""
        order = {label: k for k, label in enumerate(self.patterns)}
        moves = [[(order[a], order[b]) for a, b in sorted(self.published_moves(dm))] for dm in self.dms]
        payoffs = np.zeros((len(self.dms), len(order)), np.int64)
        for i, dm in enumerate(self.dms):
            ranking = self.best_first[dm].split()
            assert sorted(ranking) == sorted(order)
            payoffs[i, [order[label] for label in ranking]] = range(len(order), 0, -1)
        concepts = ("nash", "gmr", "smr", "seq", "sseq")
        return dt.stability(dt.GraphModel.from_moves(len(order), moves, payoffs), concepts)

    def stable_as_graph(self, concept: str, dm: str) -> set[str]:
        verdicts = self.graph_table.stable[concept][self.dms.index(dm)]
        return {label for label, holds in zip(self.patterns, verdicts, strict=True) if holds}


@pytest.fixture(scope="module")
def published() -> type[Published]:
    return Published


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``verdict`` runs once per concept and decision maker of its file's ``COMPUTED``.

    One that asks for ``graph_verdict`` leaves out SIM, which needs options; ``mover`` runs once per decision maker.
    """
    data = metafunc.module
    if "mover" in metafunc.fixturenames:
        metafunc.parametrize("mover", list(data.MOVES))
    for name in ("verdict", "graph_verdict"):
        if name in metafunc.fixturenames:
            cases = [
                pytest.param((concept, dm, set(states.split())), id=f"{concept}-{dm}")
                for concept, per_dm in data.COMPUTED.items()
                for dm, states in per_dm.items()
                if name == "verdict" or concept != "sim"
            ]
            metafunc.parametrize(name, cases)
