"""What holds in the runs of one block: a function of the sweep and the block's number, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from detente.analysis.batch import stability_batch
from detente.analysis.state_space import state_space
from detente.analysis.worlds.claims import doubted
from detente.analysis.worlds.fallen import elements_of
from detente.analysis.worlds.items import Rests, WorldItem, fallen_elements, resting
from detente.analysis.worlds.profiles import WorldProfiles, profiles, structures_of
from detente.analysis.worlds.structures import MAX_STRUCTURES, Structures
from detente.kernels.variants import distinct_orders
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import BoolArray, IntArray, MaskArray
from detente.model.grounds import Assumption
from detente.model.results import StateSpace
from detente.questions.question import Question
from detente.questions.sweeps.draws import Runs, runs_of_block
from detente.questions.sweeps.found import Held, Sweep, SweepBlock, SweptVersion
from detente.questions.sweeps.further import concluded
from detente.questions.sweeps.kernel import chosen, swap_tiers
from detente.version import VERSION

Ranks = npt.NDArray[np.unsignedinteger]
Texts = tuple[str, ...]
Pairs = list[tuple[IntArray, MaskArray]]  # runs, and states that are equilibria in them
PAYOFFS_AT_ONCE = 1 << 24
NARROWEST = 256  # tiers that fit into a byte


@dataclass(slots=True)
class _Prepared:
    """One version of the case, with the structures found so far."""

    case: Case
    space: StateSpace
    elements: tuple[Assumption, ...]
    rests: tuple[Rests, ...]
    bits: IntArray
    dms: IntArray
    made: Structures


@dataclass(slots=True)
class _FoundInBlock:
    """The block as it is filled. dms, places : the swaps, by position in this version; -1 where none is made."""

    dm: IntArray
    place: IntArray
    swapped: npt.NDArray[np.bool_]
    possible: npt.NDArray[np.bool_]
    pairs: dict[Concept, Pairs]
    further: list[tuple[Texts, ...]]


class Computer:
    """Computes blocks of one sweep; what several blocks need is worked out once."""

    def __init__(self, sweep: Sweep, further: Sequence[Question]) -> None:
        """``further`` : the questions beside the first that conclude something, as ``sweep.further`` names them."""
        self._sweep, self._further = sweep, further
        self._items = tuple(WorldItem((name,), True) for name in sweep.claims)
        self._versions = [self._prepared(version) for version in sweep.versions]

    def _prepared(self, version: SweptVersion) -> _Prepared:
        space = state_space(version.case)
        elements = elements_of(version.case)
        found = doubted(version.case, elements, version.doubt, version.trust)
        return _Prepared(
            case=version.case,
            space=space,
            elements=elements,
            rests=resting(elements, found),
            bits=_positions(space.options, self._sweep.options),
            dms=_positions([dm.key for dm in version.case.decision_makers], self._sweep.dms),
            made=structures_of(version.case, space, elements),
        )

    def block(self, number: int) -> SweepBlock:
        """One block.

        Time: some microseconds per distinct run of some dozen states, and some milliseconds for each distinct set of
        states and moves. Memory: some dozen bytes per run and equilibrium, and a part of some 50 MB.
        """
        runs = runs_of_block(self._sweep, number)
        n = runs.scenario.size
        none, swaps = [((),) * len(self._further)] * n, np.full((n, self._sweep.plan.swaps), -1)
        pairs: dict[Concept, Pairs] = {concept: [] for concept in self._sweep.concepts}
        found = _FoundInBlock(swaps, swaps.copy(), np.zeros(n, bool), np.ones(n, bool), pairs, none)
        fails = runs.fails(len(self._items))
        for k, prepared in enumerate(self._versions):
            mine = np.flatnonzero(runs.scenario == k)
            if mine.size:
                fell = fallen_elements(fails[mine], self._items, prepared.rests)
                if prepared.made.known > MAX_STRUCTURES:  # forgotten, so that memory stays bounded
                    prepared.made = structures_of(prepared.case, prepared.space, prepared.elements)
                for part in profiles(prepared.case, prepared.space, prepared.elements, fell, prepared.made):
                    self._fill(found, prepared, part, mine[part.worlds], runs, fell[part.worlds])
        return SweepBlock(
            number=number,
            scenario=runs.scenario,
            failed=runs.failed,
            swap_dm=found.dm,
            swap_place=found.place,
            swapped=found.swapped,
            possible=found.possible,
            held=tuple(_held(found.pairs[concept], n) for concept in self._sweep.concepts),
            further=tuple(zip(*found.further, strict=True)),
            version=VERSION,
        )

    def _fill(
        self,
        found: _FoundInBlock,
        prepared: _Prepared,
        part: WorldProfiles,
        mine: IntArray,
        runs: Runs,
        fell: BoolArray,
    ) -> None:
        """What holds in the runs of one structure; fell : the elements that fall in each."""
        if part.structure is None:
            found.possible[mine] = False
            return
        orders = _dense(part)
        dms = np.full((mine.size, runs.swaps.shape[1]), -1)
        places = dms.copy()
        tiers = np.stack([(order.max(axis=0, initial=-1) + 1)[ids] for order, ids in orders])[:, part.of]
        for k in range(dms.shape[1]):
            dms[:, k], places[:, k] = chosen(tiers, runs.swaps[mine, k, 0], runs.swaps[mine, k, 1])
        made = (dms >= 0).all(axis=1)
        found.swapped[mine] = made
        found.dm[mine] = np.where(dms >= 0, prepared.dms[dms], -1)
        found.place[mine] = places
        first, of = _distinct(part.of, dms, places)
        masks = _moved(part.structure.space.masks, prepared.bits)
        for start, ranks in _payoffs(orders, part.of[first], dms[first], places[first]):
            # one thread: there is a process for each processor
            held = stability_batch(part.structure.model, ranks, [c.value for c in found.pairs], threads=1)
            for concept, pairs in found.pairs.items():
                pairs.extend(_pairs(held.equilibrium[concept.value], of - start, mine, masks))
        if self._further:
            whole, perturbed = (prepared.case, prepared.space, prepared.elements), (fell, dms, places)
            told = concluded(*whole, perturbed, self._sweep.concepts, self._further)
            for run, texts in zip(mine.tolist(), told, strict=True):
                found.further[run] = texts


def _positions(names: Sequence[str], among: Sequence[str]) -> IntArray:
    where = {name: k for k, name in enumerate(among)}
    return np.array([where[name] for name in names], np.int64)


def _moved(masks: MaskArray, bits: IntArray) -> MaskArray:
    """The masks with bit ``k`` at ``bits[k]``."""
    found = np.zeros_like(masks)
    for k, to in enumerate(bits):
        found |= (masks >> np.uint64(k) & np.uint64(1)) << np.uint64(to)
    return found


def _dense(part: WorldProfiles) -> list[tuple[IntArray, IntArray]]:
    """For each decision maker its orders as dense ranks from 0, and which of them each profile has."""
    found = []
    for variants, ids in zip(part.variants, part.which, strict=True):
        ranks, which = distinct_orders(variants.payoffs)
        found.append((ranks, which[ids]))
    return found


def _distinct(of: IntArray, dms: IntArray, places: IntArray) -> tuple[IntArray, IntArray]:
    """A first run of each kind, and the kind of each run: runs of one profile with the same swaps are alike."""
    code = of
    for k in range(dms.shape[1]):
        swap = (dms[:, k] + 1) * (int(places.max(initial=0)) + 2) + places[:, k] + 1
        code = np.unique(code * (int(swap.max(initial=0)) + 1) + swap, return_inverse=True)[1].reshape(-1)
    _, first, kind = np.unique(code, return_index=True, return_inverse=True)
    return first, kind.reshape(-1)


def _payoffs(
    orders: Sequence[tuple[IntArray, IntArray]], of: IntArray, dms: IntArray, places: IntArray
) -> Iterator[tuple[int, Ranks]]:
    """The payoffs after the swaps, some kinds at a time: the first of these, and shape (n_dms, n_states, n)."""
    n_states = orders[0][0].shape[0]
    narrow = np.uint8 if n_states <= NARROWEST else np.uint16
    at_once = max(1, PAYOFFS_AT_ONCE // (len(orders) * n_states))
    for start in range(0, of.size, at_once):
        some = slice(start, start + at_once)
        ranks = np.stack([order.astype(narrow).take(ids[of[some]], axis=1) for order, ids in orders])
        swap_tiers(ranks, dms[some], places[some])
        yield start, ranks


def _pairs(table: npt.NDArray[np.bool_], kind: IntArray, mine: IntArray, masks: MaskArray) -> Pairs:
    """The equilibria of those runs whose kinds are in the table, state by state."""
    here = np.flatnonzero((kind >= 0) & (kind < table.shape[1]))
    found: Pairs = []
    for row in np.flatnonzero(table.any(axis=1)):
        runs = mine[here[table[row][kind[here]]]]
        found.append((runs, np.full(runs.size, masks[row])))
    return found


def _held(pairs: Pairs, n: int) -> Held:
    if not pairs:
        return Held(counts=np.zeros(n, np.int64), masks=np.zeros(0, np.uint64))
    runs, masks = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    order = np.lexsort((masks, runs))
    return Held(counts=np.bincount(runs, minlength=n), masks=masks[order])
