"""Which way to take through a conflict: the same verdicts, bit for bit, at very different cost.

* **dense**: option form in which a good share of all option combinations is feasible: one array cell per combination,
  and nobody's moves are ever listed (``kernels.dense``).
* **sparse**: option form in which few combinations are feasible: states that share their moves are listed together
  (``kernels.segments``).
* **graph**: anything else (merged states, forbidden arcs, arcs from a list): every move is listed, and nobody may move
  twice in a row.
* **reference**: the definitions in plain Python (``kernels.definitions.stability``); only for small conflicts and never
  by itself.

Each of the first three is there twice, in plain numpy and compiled.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from importlib import import_module
from typing import Any, TypeVar

import numpy as np

from detente.errors import AnalysisError, TooLargeError
from detente.frozen import frozen
from detente.kernels.compiled import use_compiled
from detente.kernels.dense import DenseMover
from detente.kernels.layout import Layout, layout_of
from detente.kernels.moves import Moves
from detente.kernels.propagation import spread
from detente.kernels.ranks import narrow_ranks
from detente.kernels.segments import GraphMover, SegmentMover
from detente.kernels.stability import Solver
from detente.model.graph import BoolArray, GraphModel, IntArray
from detente.model.limits import LISTED_STATES

T = TypeVar("T")
U = TypeVar("U")

MAX_DENSE = 26  # options
DENSE_SHARE = 0.2  # of all combinations; below that listing the states is faster
WORTH_LOADING = 1 << 22  # states x decision makers; below that numpy is done before numba has loaded
WORTH_COMPILED = 1 << 17  # the same, once it has been loaded


class SolverWay(StrEnum):
    """How verdicts are found."""

    DENSE = "dense"
    SPARSE = "sparse"
    GRAPH = "graph"
    REFERENCE = "reference"


def is_general_graph(model: GraphModel) -> bool:
    """Whether two moves of one decision maker need not be one move: arcs from a list, merged states, forbidden arcs."""
    return model.moves is not None or model.state_of is not None or bool(model.forbidden)


def choose_way(model: GraphModel, way: str | None = None) -> SolverWay:
    """The way that was asked for, if the model allows it; the fastest one if none was.

    Raises
    ------
    AnalysisError
        For a way that does not exist, or that this model cannot take.
    """
    if way is None:
        return _fastest(model)
    try:
        wanted = SolverWay(str(way).lower())
    except ValueError:
        raise AnalysisError(f"'{way}' is not a way; there are {', '.join(w.value for w in SolverWay)}.") from None
    if wanted in (SolverWay.DENSE, SolverWay.SPARSE) and is_general_graph(model):
        raise AnalysisError(
            f"way='{wanted.value}' needs options and nothing else; merged states, forbidden arcs and models built from "
            "moves go way='graph'."
        )
    if wanted is SolverWay.DENSE and model.owners is not None and model.owners.size > MAX_DENSE:
        raise AnalysisError(f"way='dense' takes at most {MAX_DENSE} options, and there are {model.owners.size}.")
    if wanted is SolverWay.REFERENCE and model.n_states > LISTED_STATES:
        raise TooLargeError(
            f"way='reference' is plain Python, for at most {LISTED_STATES:,} states, and there are {model.n_states:,}.",
            needed=model.n_states,
            limit=LISTED_STATES,
        )
    return wanted


def _fastest(model: GraphModel) -> SolverWay:
    if is_general_graph(model) or model.owners is None:
        return SolverWay.GRAPH
    n_options = model.owners.size
    dense = n_options <= MAX_DENSE and model.n_states >= DENSE_SHARE * (1 << n_options)
    return SolverWay.DENSE if dense else SolverWay.SPARSE


@frozen(eq=False)
class Engine:
    """A solver, and how to read its verdicts as states. ``threads`` decision makers are worth taking at once."""

    solver: Solver
    to_states: Callable[[BoolArray, BoolArray], None]
    threads: int


def engine(
    model: GraphModel,
    way: SolverWay,
    compiled: bool | None,
    moves: Callable[[], Sequence[Moves]],
    arc_counts: Callable[[], Sequence[int]],
    *,
    paying: bool,
) -> Engine:
    """Make a conflict ready for its verdicts.

    moves : lists the moves; called for the sparse and the general way only
    arc_counts : at most how many moves each decision maker has, staying put included; called for the general way only
    paying : improvements of the others will be asked for; it matters for the memory that is needed

    Raises
    ------
    TooLargeError
        Beforehand, if it would not fit into the memory of this machine.
    """
    worth = WORTH_COMPILED if "detente.kernels.compiled.dense" in sys.modules else WORTH_LOADING
    kernels = ("propagation", "dense" if way is SolverWay.DENSE else "segments")
    fast = use_compiled(compiled, *kernels, worth=model.n_states * model.n_dms >= worth)
    arcs = arc_counts() if way is SolverWay.GRAPH else ()
    _refuse_if_too_large(model, _bytes_needed(model, way, arcs, compiled=fast, paying=paying), compiled=fast)
    run = _compiled("propagation").compiled_spread if fast else spread
    threads = min(model.n_dms, os.cpu_count() or 1) if model.n_states >= 1 << 16 else 1
    if way is SolverWay.DENSE:
        return _dense(model, threads, fast, run)
    ranks = list(in_threads(threads, narrow_ranks, list(model.payoffs)))
    home = _compiled("segments") if fast else None
    if way is SolverWay.GRAPH:
        mover = home.CompiledGraphMover if home else GraphMover
        listed = [Moves.from_arcs(m.segment.size, m.arcs()) if m.transitive else m for m in moves()]
    else:
        mover = home.CompiledSegmentMover if home else SegmentMover
        listed = list(moves())
    movers = [mover(m, rank) for m, rank in zip(listed, ranks, strict=True)]
    return Engine(Solver(movers, ranks, run=run), _as_they_are, threads)


def in_threads(threads: int, work: Callable[[T], U], items: Sequence[T]) -> Iterator[U]:
    """The results of ``work`` in the order of the items, ``threads`` of them at a time. Array code lets others run."""
    if threads <= 1:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(work, items)


def _compiled(name: str) -> Any:
    """A module of compiled kernels; imported only where it is used, because numba takes long to load."""
    return import_module(f"detente.kernels.compiled.{name}")


def _as_they_are(verdicts: BoolArray, out: BoolArray) -> None:
    out[:] = verdicts


def _dense(model: GraphModel, threads: int, fast: bool, run: Callable[..., None]) -> Engine:
    assert model.owners is not None
    assert model.one_way is not None
    layout = layout_of(model.owners.tolist(), model.one_way.tolist(), model.n_dms)
    cells = None if model.masks is None or model.n_states == layout.n_cells else layout.cells(model.masks)
    ranks = list(in_threads(threads, lambda row: _laid_out(row, layout, cells), list(model.payoffs)))
    mover = _compiled("dense").CompiledDenseMover if fast else DenseMover
    movers = [mover(block, rank) for block, rank in zip(layout.blocks, ranks, strict=True)]

    def to_states(verdicts: BoolArray, out: BoolArray) -> None:
        if cells is None:
            layout.to_masks(verdicts, out)
        else:
            np.take(verdicts, cells, out=out)

    solver = Solver(movers, ranks, holes=cells is not None, whole=cells is None, run=run)
    return Engine(solver, to_states, threads)


def _laid_out(payoffs: IntArray, layout: Layout, cells: IntArray | None) -> np.ndarray:
    ranks = narrow_ranks(payoffs)
    if cells is None and layout.same:
        return ranks
    laid = np.zeros(layout.n_cells, ranks.dtype)
    if cells is None:
        layout.to_cells(ranks, laid)
    else:
        laid[cells] = ranks
    return laid


def _refuse_if_too_large(model: GraphModel, needed: int, *, compiled: bool) -> None:
    limit = _memory()
    if limit is not None and needed > limit:
        raise TooLargeError(
            f"these {model.n_states:,} states of {model.n_dms} decision makers would need about {needed / 1e9:.1f} GB "
            f"of memory, and this machine has {limit / 1e9:.1f} GB; fewer states, fewer concepts"
            f"{'' if compiled else ', or the compiled kernels (pip install detente[fast])'} need less.",
            needed=needed,
            limit=limit,
        )


def _bytes_needed(model: GraphModel, way: SolverWay, arcs: Sequence[int], *, compiled: bool, paying: bool) -> int:
    """A rough upper estimate, beyond the payoffs; measured figures are in docs/reference/performance.md."""
    states, dms = model.n_states, model.n_dms
    verdicts = 4 * states * dms
    if way is SolverWay.DENSE:
        assert model.owners is not None
        assert model.one_way is not None
        cells = 1 << model.owners.size
        one_way = model.owners[model.one_way != 0]
        ladders = [4.0 if compiled else 24 * 1.5 ** int(np.count_nonzero(one_way == dm)) for dm in range(dms)]
        held = 4 * dms + (sum(ladders) if paying else 0) + 24 * min(dms, os.cpu_count() or 1)
        return verdicts + int(cells * held)
    if way is SolverWay.GRAPH:
        return verdicts + states * dms * 28 + 64 * max(arcs) + (24 if paying else 8) * sum(arcs)
    return verdicts + states * dms * (28 + (40 if paying else 0))


def _memory() -> int | None:
    """Bytes of memory of this machine; None where it does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return None
