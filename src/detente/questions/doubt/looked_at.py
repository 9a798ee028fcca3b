"""Which worlds are looked at: all of them where that is possible, else those with few failures and a sample.

What the first question concludes in them, :mod:`detente.analysis.worlds.profiles` works out for thousands at once; what
each other one does, version by version, once for all that do not differ for the question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

import numpy as np

from detente.analysis.version import version_of
from detente.analysis.worlds.claims import Doubted
from detente.analysis.worlds.fallen import fallen
from detente.analysis.worlds.held import BYTE, IMPOSSIBLE, Key, Verdicts
from detente.analysis.worlds.items import (
    WorldItem,
    drawn_worlds,
    every_world,
    fallen_elements,
    items_of,
    resting,
    rows_of,
    small_sets,
)
from detente.analysis.worlds.profiles import profiles, structures_of, verdicts
from detente.analysis.worlds.structures import MAX_STRUCTURES, Structures, combinations, too_many_structures
from detente.analysis.worlds.variants import by_pattern
from detente.errors import AnalysisError, InconsistentCaseError, TooLargeError
from detente.frozen import frozen
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.graph import BoolArray, IntArray
from detente.model.grounds import Assumption
from detente.model.preference import Ranking
from detente.model.results import StateSpace
from detente.questions.question import Question

EXACT_UP_TO = 20  # items: a million worlds
SAMPLE = 100_000
COMPLETE_UP_TO = 3  # claims in a minimal set
FEWEST = 1_000  # worlds that a sample has at least


@frozen(kw_only=True)
class WorldPlan:
    """How far to go: all worlds of so many items, else a sample of so many, drawn with this seed."""

    exact_up_to: int = EXACT_UP_TO
    sample: int = SAMPLE
    seed: int = 0


@frozen(kw_only=True, eq=False)
class LookedAt:
    """A case, what may fall in it, and what holds in every world that was looked at.

    crowded : not exact although there are few enough items: worlds differ too much in states and moves
    sets : sets of items of which at most three claims fail, small ones first; the first is empty, the modelled world
    failing : bool, shape (n_worlds, n_items)   all worlds, where that is exact, else those drawn
    sources : source -> the claims that fail where it is worthless
    worlds, of_sets, of_sources, of_elements : the worlds of these in ``verdicts``; an element's is the one in which it
        alone falls
    of_all : int64, shape (1,)   the world in which everything in doubt fails
    fell : bool, shape (n_verdicts, n_elements)   which elements fall in each world of ``verdicts``
    verdicts, further : what the first question concludes, and each other one that concludes something (by its key)
    unasked : paths of elements whose own world is the modelled one, since without them rankings say nothing of a state
    """

    case: Case
    space: StateSpace
    concepts: tuple[Concept, ...]
    elements: tuple[Assumption, ...]
    found: Doubted
    items: tuple[WorldItem, ...]
    exact: bool
    crowded: bool
    sets: tuple[tuple[int, ...], ...]
    failing: BoolArray
    sources: dict[str, tuple[str, ...]]
    worlds: IntArray
    of_sets: IntArray
    of_sources: IntArray
    of_elements: IntArray
    of_all: IntArray
    fell: BoolArray
    verdicts: Verdicts
    further: Mapping[str, Verdicts] = field(default_factory=dict[str, Verdicts])
    unasked: tuple[str, ...] = ()


def look(
    case: Case,
    space: StateSpace,
    elements: Sequence[Assumption],
    found: Doubted,
    concepts: Sequence[Concept],
    plan: WorldPlan,
    progress: Callable[[str], None] | None = None,
    questions: Sequence[Question] = (),
) -> LookedAt:
    """Look at the worlds of a case. questions : those that conclude something, beside the first.

    Time and memory: see :func:`detente.analysis.worlds.profiles.verdicts`; 2**n worlds of n items, n at most
    ``plan.exact_up_to``.
    """
    rests = resting(elements, found)
    items = items_of([*found.claims, *found.assumptions], rests)
    sets = ((), *small_sets(items, COMPLETE_UP_TO))
    of_sets = fallen_elements(rows_of(sets, len(items)), items, rests)
    exact, failing = _worlds(items, rests, elements, of_sets, plan)
    of_worlds = fallen_elements(failing, items, rests)
    sources = _sources(case, elements, found)
    of_sources = np.array([[_gone(e, frozenset(claims), found) for e in elements] for claims in sources.values()], bool)
    made = structures_of(case, space, elements)
    alone = np.eye(len(elements), dtype=bool)
    unasked = _unranked(case, space, elements, alone, made)
    alone[unasked] = False
    everything = fallen_elements(np.ones((1, len(items)), bool), items, rests)
    parts = [of_worlds, of_sets, of_sources.reshape(-1, len(elements)), alone, everything]
    ends = np.cumsum([part.shape[0] for part in parts])
    places = np.split(np.arange(ends[-1]), ends[:-1])
    fell, named = np.concatenate(parts), by_pattern(case, space)
    return LookedAt(
        case=case,
        space=space,
        concepts=tuple(concepts),
        elements=tuple(elements),
        found=found,
        items=items,
        exact=exact,
        crowded=not exact and len(items) <= plan.exact_up_to,
        sets=sets,
        failing=failing,
        sources=sources,
        worlds=places[0],
        of_sets=places[1],
        of_sources=places[2],
        of_elements=places[3],
        of_all=places[4],
        fell=fell,
        verdicts=verdicts(case, space, elements, fell, concepts, progress, made),
        further={q.key: _further_verdicts(named, space, elements, fell, concepts, q) for q in questions},
        unasked=tuple(elements[k].path for k in unasked),
    )


def _unranked(
    case: Case, space: StateSpace, elements: Sequence[Assumption], alone: BoolArray, made: Structures
) -> list[int]:
    """The elements without which there are states that a ranking, given state by state, says nothing about."""
    if not any(isinstance(maker.preference, Ranking) for maker in case.decision_makers):
        return []
    found = []
    for k in (k for k, element in enumerate(elements) if element.structural):
        try:
            for _ in profiles(case, space, elements, alone[k : k + 1], made):
                pass
        except AnalysisError:  # where a claim in doubt leads there, it is raised again, and with reason
            found.append(k)
    return found


def _worlds(
    items: Sequence[WorldItem], rests: Sequence, elements: Sequence[Assumption], of_sets: BoolArray, plan: WorldPlan
) -> tuple[bool, BoolArray]:
    """Whether all worlds are looked at; and all of them, or a sample: fewer, where each has other states and moves."""
    structural = [k for k, e in enumerate(elements) if e.structural]
    if len(items) <= plan.exact_up_to:
        failing = every_world(len(items))
        if not too_many_structures(fallen_elements(failing, items, rests)[:, structural]):
            return True, failing
    size = plan.sample
    left = max(MAX_STRUCTURES - combinations(of_sets[:, structural])[0].shape[0], FEWEST)
    while True:
        failing = drawn_worlds(items, size, plan.seed)
        if size <= FEWEST or combinations(fallen_elements(failing, items, rests)[:, structural])[0].shape[0] <= left:
            return False, failing
        size //= 2


def _sources(case: Case, elements: Sequence[Assumption], found: Doubted) -> dict[str, tuple[str, ...]]:
    """Every source on which an element rests, with its claims, but for those that were named as trusted."""
    cited = dict.fromkeys(case.claims[claim].source for element in elements for claim in element.claims)
    return {
        source: tuple(c.name for c in case.claims.values() if c.source == source and c.name not in found.trusted)
        for source in cited
    }


def _gone(element: Assumption, failed: frozenset[str], found: Doubted) -> bool:
    return element.path not in found.trusted and element.grounds.fall_with(failed)


def _further_verdicts(
    case: Case,
    space: StateSpace,
    elements: Sequence[Assumption],
    fell: BoolArray,
    concepts: Sequence[Concept],
    question: Question,
) -> Verdicts:
    """What a question concludes in each world.

    case : as :func:`detente.analysis.worlds.variants.by_pattern` names its rankings; space : its states as modelled
    fell : bool, shape (n_worlds, n_elements)

    Raises
    ------
    TooLargeError
        If worlds differ for the question in more ways than can be gone through.

    Time: that of one answer for each combination of fallen elements that bear on the question.
    """
    bears = [question.bears_on(element) for element in elements]
    distinct, of = combinations(fell[:, bears])
    if distinct.shape[0] > MAX_STRUCTURES:
        raise TooLargeError(
            f"{question.title}: the worlds of claims in doubt differ in {distinct.shape[0]:,} ways, and "
            f"{MAX_STRUCTURES:,} can be gone through; trust some of the claims.",
            needed=distinct.shape[0],
            limit=MAX_STRUCTURES,
        )
    bearing = [element for element, does in zip(elements, bears, strict=True) if does]
    places: dict[Key, list[int]] = {}
    for place, row in enumerate(distinct, IMPOSSIBLE + 1):
        gone = [element.path for element, fails in zip(bearing, row, strict=True) if fails]
        try:
            version = version_of(fallen(case, gone), concepts, space)
        except InconsistentCaseError:
            continue
        for said in question.conclusions(version):
            places.setdefault(Key(said.kind, said.concept, said.yes), []).append(place)
    size = -(-(IMPOSSIBLE + 1 + distinct.shape[0]) // BYTE) * BYTE
    held = {}
    for key, some in places.items():
        bits = np.zeros(size, bool)
        bits[some] = True
        held[key] = np.packbits(bits)
    return Verdicts(of + IMPOSSIBLE + 1, held, size)
