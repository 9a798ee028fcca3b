"""The graph model as arrays: who can move where, and what each prefers. Names live in :mod:`detente.model.case`.

Conventions, package-wide. Axes: ``n_dms``, ``n_states``, ``n_options``. A state is a row number, 0-based; states shown
to people are 1-based. In option form a state is a ``uint64`` mask; option ``k`` is bit ``k``. Payoffs are ordinal
integers: higher is better, equal is indifferent, distances mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.errors import AnalysisError
from detente.frozen import frozen

IntArray = npt.NDArray[np.int64]
MaskArray = npt.NDArray[np.uint64]
BoolArray = npt.NDArray[np.bool_]

MAX_OPTIONS = 64
MAX_DENSE_OPTIONS = 24
MANY = 1 << 20  # payoffs; beyond that half the memory is worth a second dtype


def read_only(array: np.ndarray) -> np.ndarray:
    """The same array, read-only; results are shared and must not be rewritten through an alias."""
    array.flags.writeable = False
    return array


@frozen(kw_only=True, eq=False)
class Forbidden:
    """Arcs that do not exist: moves of ``dm`` from masks where ``source`` to masks where ``target``.

    source, target : bool, shape (n_masks,)   over the feasible masks, before merging
    """

    dm: int
    source: BoolArray
    target: BoolArray


@frozen(kw_only=True, eq=False)
class GraphModel:
    """A conflict as a graph. Build it with :meth:`from_options` or :meth:`from_moves`, which check everything.

    payoffs : int64, shape (n_dms, n_states); int32 where there are more than 2**20 payoffs and they fit
    owners, one_way : int64, shape (n_options,), or None for a model built from moves
    masks : uint64, shape (n_masks,)   feasible masks, ascending; None = all ``2**n_options``
    state_of : int64, shape (n_masks,)   the state each mask belongs to; None = mask ``k`` is state ``k`` (no merging)
    forbidden : arcs taken out, by masks
    moves : per DM an int64 array (m, 2) of (from, to); only for a model built from moves
    """

    payoffs: IntArray
    owners: IntArray | None = None
    one_way: IntArray | None = None
    masks: MaskArray | None = None
    state_of: IntArray | None = None
    forbidden: tuple[Forbidden, ...] = ()
    moves: tuple[IntArray, ...] | None = None

    @property
    def n_dms(self) -> int:
        """Number of decision makers."""
        return self.payoffs.shape[0]

    @property
    def n_states(self) -> int:
        """Number of states, after merging."""
        return self.payoffs.shape[1]

    @property
    def has_options(self) -> bool:
        """Whether states are option vectors, which SIM needs."""
        return self.owners is not None

    @classmethod
    def from_options(
        cls,
        owners: npt.ArrayLike,
        payoffs: npt.ArrayLike,
        states: npt.ArrayLike | None = None,
        one_way: npt.ArrayLike | None = None,
        *,
        state_of: npt.ArrayLike | None = None,
        forbidden: Sequence[Forbidden] = (),
    ) -> GraphModel:
        """A model in option form: a DM changes any subset of its own options at once, both ends feasible.

        Parameters
        ----------
        owners : int, shape (n_options,)
            DM of each option, ``0 .. n_dms - 1``; -1 for an option that nobody controls.
        payoffs : int, shape (n_dms, n_states)
            Ordinal, higher is better.
        states : uint64, shape (n_masks,), ascending
            Feasible masks; None means all ``2**n_options`` (at most 24 options).
        one_way : int, shape (n_options,)
            0 both ways, +1 only no to yes, -1 only yes to no; None means all 0.
        state_of : int, shape (n_masks,)
            For merged states: the state of each mask; states are numbered by their smallest mask, ascending.
        forbidden : sequence of Forbidden
            Arcs that do not exist.

        Raises
        ------
        AnalysisError
            With a sentence that names the argument and the offending value. Cost O(n_masks + payoffs).
        """
        payoff = _payoffs(payoffs)
        owner = _ints("owners", owners, 1)
        if owner.size > MAX_OPTIONS:
            raise AnalysisError(f"owners lists {owner.size} options; a state holds at most {MAX_OPTIONS}.")
        if owner.size and (owner.min() < -1 or owner.max() >= payoff.shape[0]):
            raise AnalysisError(
                f"owners must be decision makers 0 to {payoff.shape[0] - 1} (or -1 for nobody), and payoffs has "
                f"{payoff.shape[0]} rows; found {int(owner.min())} to {int(owner.max())}."
            )
        direction = np.zeros(owner.size, np.int64) if one_way is None else _ints("one_way", one_way, 1)
        if direction.size != owner.size or not np.all(np.isin(direction, (-1, 0, 1))):
            raise AnalysisError("one_way must have one entry per option, each 0 (both ways), +1 or -1.")
        masks = None if states is None else _masks(states, owner.size)
        if masks is None and owner.size > MAX_DENSE_OPTIONS:
            raise AnalysisError(
                f"{owner.size} options make 2**{owner.size} states; pass the feasible ones as `states` "
                f"(all combinations are taken up to {MAX_DENSE_OPTIONS} options)."
            )
        n_masks = 1 << owner.size if masks is None else masks.size
        grouping = None if state_of is None else _state_of(state_of, n_masks)
        n_states = n_masks if grouping is None else int(grouping.max()) + 1
        if payoff.shape[1] != n_states:
            raise AnalysisError(f"payoffs has {payoff.shape[1]} columns, but there are {n_states} states.")
        return cls(
            payoffs=payoff,
            owners=read_only(owner),
            one_way=read_only(direction),
            masks=masks,
            state_of=grouping,
            forbidden=tuple(_forbidden(rule, payoff.shape[0], n_masks) for rule in forbidden),
        )

    @classmethod
    def from_moves(cls, n_states: int, moves: Sequence[npt.ArrayLike], payoffs: npt.ArrayLike) -> GraphModel:
        """A model from any graph: ``moves[i]`` holds the (from, to) pairs of DM ``i``; no transitivity is assumed.

        Parameters
        ----------
        n_states : int
        moves : n_dms arrays of int, shape (m_i, 2)
            0-based rows; repeated pairs count once.
        payoffs : int, shape (n_dms, n_states)

        Raises
        ------
        AnalysisError
            For a row outside ``0 .. n_states - 1``, a move from a state to itself, or shapes that do not fit.
        """
        payoff = _payoffs(payoffs)
        if payoff.shape[1] != n_states:
            raise AnalysisError(f"payoffs has {payoff.shape[1]} columns, but n_states is {n_states}.")
        if len(moves) != payoff.shape[0]:
            raise AnalysisError(f"moves has {len(moves)} decision makers, but payoffs has {payoff.shape[0]} rows.")
        arcs = tuple(_arcs(i, pairs, n_states) for i, pairs in enumerate(moves))
        return cls(payoffs=payoff, moves=arcs)


def _forbidden(rule: Forbidden, n_dms: int, n_masks: int) -> Forbidden:
    source, target = np.array(rule.source), np.array(rule.target)
    fits = all(side.shape == (n_masks,) and side.dtype == np.bool_ for side in (source, target))
    if not fits or rule.dm not in range(n_dms):
        raise AnalysisError(
            f"a forbidden arc needs a decision maker (0 to {n_dms - 1}) and two bool arrays with one entry for each "
            f"of the {n_masks} masks."
        )
    return Forbidden(dm=rule.dm, source=read_only(source), target=read_only(target))


def _array(name: str, values: npt.ArrayLike) -> np.ndarray:
    try:
        return np.asarray(values)
    except (ValueError, OverflowError) as error:
        raise AnalysisError(f"{name} must be an array of whole numbers with rows of equal length.") from error


def _ints(name: str, values: npt.ArrayLike, ndim: int) -> IntArray:
    return _whole(name, values, ndim).astype(np.int64, copy=True)


def _whole(name: str, values: npt.ArrayLike, ndim: int) -> np.ndarray:
    array = _array(name, values)
    if array.size == 0:
        array = array.astype(np.int64)
    if array.ndim != ndim or array.dtype.kind not in "iub":
        raise AnalysisError(
            f"{name} must be whole numbers with {ndim} axis or axes; got {array.ndim} axes of {array.dtype}."
        )
    if array.dtype == np.uint64 and array.size and array.max() > np.iinfo(np.int64).max:
        raise AnalysisError(f"{name} holds {int(array.max())}, which is beyond 2**63 - 1.")
    return array


def _payoffs(values: npt.ArrayLike) -> IntArray:
    array = _whole("payoffs", values, 2)
    if 0 in array.shape:
        raise AnalysisError(f"payoffs needs at least one decision maker and one state; its shape is {array.shape}.")
    short = array.size > MANY and array.min() >= -(1 << 31) and array.max() < 1 << 31
    return read_only(array.astype(np.int32 if short else np.int64, copy=True))


def _masks(values: npt.ArrayLike, n_options: int) -> MaskArray:
    array = _array("states", values)
    if array.dtype.kind in "fO" and not isinstance(values, np.ndarray):
        array = _wide_masks(values)  # numpy takes lists that mix small and 64-bit numbers for floats
    if array.ndim != 1 or array.size == 0 or array.dtype.kind not in "iu":
        raise AnalysisError("states must be a non-empty list of whole numbers (option masks) below 2**64.")
    if array.dtype.kind == "i" and array.min() < 0:
        raise AnalysisError(f"states holds a negative mask ({int(array.min())}).")
    masks = array.astype(np.uint64, copy=True)
    if masks.size > 1 and not np.all(masks[1:] > masks[:-1]):
        raise AnalysisError("states must ascend, each mask once.")
    if n_options < MAX_OPTIONS and int(masks[-1]) >> n_options:
        raise AnalysisError(f"states holds mask {int(masks[-1])}, which uses bits beyond the {n_options} options.")
    return read_only(masks)


def _wide_masks(values: npt.ArrayLike) -> np.ndarray:
    listed: list[Any] = list(values) if isinstance(values, Iterable) else []
    whole = all(isinstance(value, int | np.integer) and 0 <= value < 1 << 64 for value in listed)
    return np.array([int(value) for value in listed] if whole else [], np.uint64)


def _state_of(values: npt.ArrayLike, n_masks: int) -> IntArray:
    labels = _ints("state_of", values, 1)
    if labels.size != n_masks:
        raise AnalysisError(f"state_of has {labels.size} entries for {n_masks} masks.")
    firsts = np.unique(labels, return_index=True)
    if not np.array_equal(firsts[0], np.arange(firsts[0].size)) or np.any(np.diff(firsts[1]) < 0):
        raise AnalysisError("state_of must number states 0, 1, ... in the order of their smallest masks.")
    return read_only(labels)


def _arcs(dm: int, pairs: npt.ArrayLike, n_states: int) -> IntArray:
    array = _array(f"moves[{dm}]", pairs)
    if array.size == 0:
        return read_only(np.empty((0, 2), np.int64))
    array = _ints(f"moves[{dm}]", array, 2)
    if array.shape[1] != 2:
        raise AnalysisError(f"moves[{dm}] must be (from, to) pairs; its shape is {array.shape}.")
    if array.min() < 0 or array.max() >= n_states:
        raise AnalysisError(f"moves[{dm}] names states outside 0 to {n_states - 1}.")
    if np.any(array[:, 0] == array[:, 1]):
        row = int(array[array[:, 0] == array[:, 1]][0, 0])
        raise AnalysisError(f"moves[{dm}] has a move from state {row} to itself; a move must lead elsewhere.")
    return read_only(np.unique(array, axis=0))
