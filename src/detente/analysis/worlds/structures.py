"""The states and moves that there are in each of many worlds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from detente.analysis.graph import graph_model
from detente.analysis.state_space import state_space, status_quo_row
from detente.analysis.worlds.fallen import fallen
from detente.errors import AnalysisError, InconsistentCaseError, TooLargeError
from detente.frozen import frozen
from detente.model.case import Case
from detente.model.graph import BoolArray, GraphModel, IntArray, MaskArray
from detente.model.grounds import Assumption
from detente.model.results import StateSpace

MAX_STRUCTURES = 4096  # each costs some milliseconds


@frozen(eq=False)
class Structure:
    """The states and moves of some worlds.

    model : its payoffs are not used; status_quo : its row, None where it is not feasible or not given
    names : uint64, shape (n_states,)   the mask by which each state is told (:meth:`StateSpace.told_as`)
    """

    space: StateSpace
    model: GraphModel
    status_quo: int | None
    names: MaskArray


def combinations(fell: BoolArray) -> tuple[BoolArray, IntArray]:
    """The distinct rows, ascending as bit strings; and which of them each row is.

    fell : bool, shape (n_worlds, n_elements)
    returns : bool, shape (n_distinct, n_elements); int64, shape (n_worlds,)
    """
    n_worlds, n = fell.shape
    if n == 0:
        return np.zeros((1, 0), bool), np.zeros(n_worlds, np.int64)
    if n <= 62:
        codes = fell @ (np.int64(1) << np.arange(n, dtype=np.int64))
        distinct, of = np.unique(codes, return_inverse=True)
        return (distinct[:, None] >> np.arange(n) & 1).astype(bool), of.reshape(-1)
    packed, of = np.unique(np.packbits(fell, axis=1), axis=0, return_inverse=True)
    return np.unpackbits(packed, axis=1, count=n).astype(bool), of.reshape(-1)


def too_many_structures(fell: BoolArray) -> bool:
    """Whether these worlds differ too much in what is feasible and who can move."""
    return combinations(fell)[0].shape[0] > MAX_STRUCTURES


class Structures:
    """Makes the structure of each combination of fallen elements once; those that are alike are one.

    space : the states of the case as modelled, by which those of other worlds are told
    """

    def __init__(self, case: Case, space: StateSpace, elements: Sequence[Assumption]) -> None:
        self._case, self._space, self._elements = case, space, elements
        self._by_paths: dict[frozenset[str], Structure | None] = {}
        self._by_content: dict[bytes, Structure] = {}

    @property
    def known(self) -> int:
        """How many combinations of fallen elements were asked for so far."""
        return len(self._by_paths)

    def of(self, row: BoolArray) -> Structure | None:
        """The structure in which these elements have fallen; None where no state is feasible."""
        paths = frozenset(e.path for e, fell in zip(self._elements, row, strict=True) if fell)
        if paths not in self._by_paths:
            self._by_paths[paths] = self._made(paths)
        return self._by_paths[paths]

    def _made(self, paths: frozenset[str]) -> Structure | None:
        world = fallen(self._case, paths)
        try:
            space = state_space(world)
        except InconsistentCaseError:
            return None
        except TooLargeError as error:
            raise AnalysisError(
                f"where {', '.join(sorted(paths))} fall, there are too many states: {error}; keep them out of doubt, "
                "or write 'otherwise: keep'.",
                mend="trust",
            ) from None
        payoffs = np.zeros((len(world.decision_makers), space.count), np.int64)
        model = graph_model(world, space, payoffs)
        status_quo, problems = status_quo_row(world, space)
        made = Structure(space, model, None if problems else status_quo, space.told_as(self._space))
        return self._by_content.setdefault(_content(space, model), made)


def _content(space: StateSpace, model: GraphModel) -> bytes:
    arrays = [space.members, space.state_of]
    arrays += [array for array in (model.one_way,) if array is not None]
    arrays += [array for arc in model.forbidden for array in (np.array([arc.dm]), arc.source, arc.target)]
    return b"|".join(array.tobytes() for array in arrays)


def by_structure(made: Structures, fell: BoolArray) -> Iterator[tuple[Structure | None, IntArray]]:
    """The worlds of each structure, as ascending indices; None for those in which no state is feasible."""
    distinct, of = combinations(fell)
    found: dict[int, tuple[Structure | None, list[int]]] = {}
    for k, row in enumerate(distinct):
        structure = made.of(row)
        found.setdefault(id(structure), (structure, []))[1].append(k)
    which = np.empty(distinct.shape[0], np.int64)
    for k, (_, rows) in enumerate(found.values()):
        which[rows] = k
    of_structure = which[of]
    for k, (structure, _) in enumerate(found.values()):
        yield structure, np.flatnonzero(of_structure == k)
