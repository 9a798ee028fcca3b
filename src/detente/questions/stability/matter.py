"""Which states to draw and list first: what matters, and its neighbourhood where the whole would not be readable."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.analysis.stability import Conflict
from detente.model.graph import IntArray
from detente.model.results import Arc, ConflictGraph, StabilityTable

READABLE = 60  # states in one picture
FEW = 24  # states worth a paragraph each


def states_that_matter(table: StabilityTable, status_quo: int | None, few: int = FEW) -> tuple[tuple[int, ...], int]:
    """The status quo and the equilibria, those that hold under most concepts first; at most ``few``.

    returns : (rows ascending, how many equilibria were left out)
    """
    strongest = table.strongest().tolist()
    first: list[int] = [] if status_quo is None else [status_quo]
    chosen = list(dict.fromkeys(first + strongest))[:few]
    return tuple(sorted(chosen)), len(set(strongest) - set(chosen))


def conflict_graph(conflict: Conflict, matter: Sequence[int]) -> ConflictGraph:
    """The moves to draw: all states up to 60, else what matters and the nearest states by any move."""
    n_states = conflict.model.n_states
    if n_states <= READABLE:
        rows = np.arange(n_states)
        return ConflictGraph(rows=tuple(rows.tolist()), arcs=_arcs_among(conflict, rows), complete=True)
    levels: dict[int, int] = dict.fromkeys(matter, 0)
    frontier = np.array(sorted(levels), np.int64)
    level = 0
    while frontier.size and len(levels) < READABLE:
        level += 1
        near = np.unique(
            np.concatenate([_improving_targets(conflict, dm, frontier) for dm in range(conflict.model.n_dms)])
        )
        fresh = [row for row in near.tolist() if row not in levels][: READABLE - len(levels)]
        levels.update(dict.fromkeys(fresh, level))
        frontier = np.array(fresh, np.int64)
    rows = np.array(sorted(levels))
    return ConflictGraph(
        rows=tuple(rows.tolist()),
        arcs=_arcs_among(conflict, rows),
        complete=False,
        levels=tuple(levels[row] for row in rows.tolist()),
    )


def _improving_targets(conflict: Conflict, dm: int, rows: IntArray) -> IntArray:
    origin, target = conflict.moves[dm].successors(rows)
    return target[conflict.ranks[dm, target] > conflict.ranks[dm, origin]]


def _arcs_among(conflict: Conflict, rows: IntArray) -> tuple[Arc, ...]:
    """Moves between the given states; a move and its reverse are one arc, drawn in the direction that improves."""
    arcs: list[Arc] = []
    for dm, moves in enumerate(conflict.moves):
        origin, target = moves.successors(rows)
        inside = np.isin(target, rows)
        pairs = set(zip(origin[inside].tolist(), target[inside].tolist(), strict=True))
        rank = conflict.ranks[dm]
        for a, b in sorted(pairs):
            back = (b, a) in pairs
            if back and (rank[a], b) > (rank[b], a):
                continue  # the reverse arc stands for both
            arcs.append(Arc(dm=dm, origin=a, to=b, improves=bool(rank[b] > rank[a]), back=back))
    return tuple(arcs)
