"""What holds in each of many worlds, each distinct world worked out once.

A world is given by the elements that have fallen in it. Worlds that have the same states, moves and orders are one;
what holds in them is found for thousands of them at once by :func:`detente.analysis.batch.stability_batch`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from detente.analysis.batch import stability_batch
from detente.analysis.reach import reachable_batch
from detente.analysis.worlds.held import BYTE, IMPOSSIBLE, Key, Packed, Verdicts
from detente.analysis.worlds.structures import Structure, Structures, by_structure
from detente.analysis.worlds.variants import Variants, by_pattern, preference_variants
from detente.frozen import frozen
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import EQUILIBRIUM, REACHABLE
from detente.model.graph import BoolArray, IntArray
from detente.model.grounds import Assumption
from detente.model.results import StateSpace

AT_ONCE = 1 << 16  # profiles; a multiple of 8


@frozen(eq=False)
class WorldProfiles:
    """The worlds that share their states and moves. structure is None where no state is feasible.

    worlds : int64, shape (n,)   which of all worlds these are, ascending
    variants : per decision maker, its orders
    which : int64, shape (n_dms, n_profiles)   the variant of each decision maker in each distinct profile
    of : int64, shape (n,)   the profile of each of these worlds
    """

    structure: Structure | None
    worlds: IntArray
    variants: tuple[Variants, ...]
    which: IntArray
    of: IntArray

    @property
    def count(self) -> int:
        """How many profiles differ."""
        return self.which.shape[1]

    def payoffs(self, some: slice) -> npt.NDArray[np.unsignedinteger]:
        """The payoffs of some of the profiles, in the narrowest type: shape (n_dms, n_states, n_profiles)."""
        narrow = np.min_scalar_type(max((int(v.payoffs.max(initial=0)) for v in self.variants), default=0))
        picked = [
            v.payoffs.astype(narrow, copy=False).take(ids[some], axis=1)
            for v, ids in zip(self.variants, self.which, strict=True)
        ]
        return np.stack(picked)


def profiles(
    case: Case, space: StateSpace, elements: Sequence[Assumption], fell: BoolArray, made: Structures | None = None
) -> Iterator[WorldProfiles]:
    """The distinct profiles of many worlds, one structure of states and moves after the other.

    space : the states of the case as modelled
    fell : bool, shape (n_worlds, n_elements)
    made : the structures of an earlier call for this case and these elements (:func:`structures_of`)

    Raises
    ------
    AnalysisError
        If a world has too many states, or a ranking says nothing about a state of it.
    """
    named = by_pattern(case, space)
    structural = [k for k, e in enumerate(elements) if e.structural]
    made = made or structures_of(case, space, elements)
    own = [[k for k, e in enumerate(elements) if e.dm == dm] for dm in range(len(case.decision_makers))]
    for structure, worlds in by_structure(made, fell[:, structural]):
        if structure is None:
            yield WorldProfiles(None, worlds, (), np.zeros((0, 0), np.int64), np.zeros(worlds.size, np.int64))
            continue
        variants = tuple(
            preference_variants(named, structure.space, dm, [elements[k] for k in mine], fell[worlds][:, mine])
            for dm, mine in enumerate(own)
        )
        which, of = _distinct([v.of for v in variants], [v.payoffs.shape[1] for v in variants])
        yield WorldProfiles(structure, worlds, variants, which, of)


def structures_of(case: Case, space: StateSpace, elements: Sequence[Assumption]) -> Structures:
    """Where the structures of a case are kept between calls of :func:`profiles`."""
    return Structures(by_pattern(case, space), space, [e for e in elements if e.structural])


def _distinct(of: Sequence[IntArray], sizes: Sequence[int]) -> tuple[IntArray, IntArray]:
    """The distinct combinations of variants, and which of them each world has. Joined two at a time: no overflow."""
    code = np.zeros(of[0].size, np.int64)
    for ids, size in zip(of, sizes, strict=True):
        code = np.unique(code * size + ids, return_inverse=True)[1].reshape(-1)
    first = np.unique(code, return_index=True)[1]
    return np.stack([ids[first] for ids in of]), code


def verdicts(
    case: Case,
    space: StateSpace,
    elements: Sequence[Assumption],
    fell: BoolArray,
    concepts: Sequence[Concept],
    progress: Callable[[str], None] | None = None,
    made: Structures | None = None,
) -> Verdicts:
    """What holds in each of many worlds: equilibria under the concepts, and which of their states can be reached.

    fell : bool, shape (n_worlds, n_elements)
    made : as for :func:`profiles`
    Time: some microseconds per distinct world of some dozen states, and some milliseconds for each distinct set of
    states and moves. Memory: 1 bit per distinct world and conclusion, 8 bytes per world, and a part of some 10 MB.
    """
    of = np.full(fell.shape[0], IMPOSSIBLE, np.int64)
    pieces: dict[Key, list[tuple[int, Packed]]] = {}
    start = BYTE
    for part in profiles(case, space, elements, fell, made):
        if part.structure is None:
            continue
        of[part.worlds] = start + part.of
        for begin in range(0, part.count, AT_ONCE):
            if progress is not None and part.count > AT_ONCE:
                progress(f"worlds: {begin:,} of {part.count:,}")
            some = slice(begin, min(begin + AT_ONCE, part.count))
            for key, bits in _verdicts_of(part.structure, part.payoffs(some), concepts):
                pieces.setdefault(key, []).append(((start + begin) // BYTE, np.packbits(bits)))
        start += -(-part.count // BYTE) * BYTE
    held_under = {key.about for key in pieces if key.kind == EQUILIBRIUM}
    reached_only = {key for key in pieces if key.kind == REACHABLE and key.about not in held_under}
    held = {key: _joined(found, start // BYTE) for key, found in pieces.items() if key not in reached_only}
    return Verdicts(of, held, start)


def _verdicts_of(
    structure: Structure, payoffs: npt.NDArray[np.unsignedinteger], concepts: Sequence[Concept]
) -> Iterator[tuple[Key, BoolArray]]:
    """Each conclusion that holds in some of these profiles, and in which: bool, shape (n_profiles,)."""
    found = stability_batch(structure.model, payoffs, [concept.value for concept in concepts])
    tables: list[tuple[Concept | None, BoolArray]] = [(c, found.equilibrium[c.value]) for c in concepts]
    if structure.status_quo is not None:
        reached = reachable_batch(structure.model, payoffs, structure.status_quo).copy()
        reached[structure.status_quo] = False  # that it can be reached from itself is no conclusion
        tables.append((None, reached))
    for concept, table in tables:
        for row in np.flatnonzero(table.any(axis=1)):
            yield Key(EQUILIBRIUM if concept else REACHABLE, concept, int(structure.names[row])), table[row]


def _joined(pieces: Sequence[tuple[int, Packed]], size: int) -> Packed:
    joined = np.zeros(size, np.uint8)
    for start, bits in pieces:
        joined[start : start + bits.size] = bits
    return joined
