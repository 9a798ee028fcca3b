"""A sweep, as data: what a great many runs are to be, and what came of them.

A *run* is one scenario, one world (which claims in doubt fail) and one perturbation (which neighbouring tiers of whose
ranking change places). Runs are numbered from 0 and cut into *blocks* of equal size, the last one aside.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detente.frozen import frozen
from detente.model.case import Case
from detente.model.concepts import Concept
from detente.model.conclusion import Conclusion
from detente.model.graph import BoolArray, IntArray, MaskArray

BLOCK = 1 << 15  # runs; large enough that runs with the same states and moves are worked out together
RUNS = 100_000  # of a sample, where nothing else is said


@frozen(kw_only=True)
class SweepPlan:
    """What is asked for.

    grid : every world of every scenario, else a sample; runs : how large the sample is
    swaps : how many swaps each run makes; repeat : how many perturbations each world of a grid gets
    concepts, scenarios : None means all; "" is the case as it stands
    doubt, trust : as in :func:`detente.questions.doubt.ask.doubt_case`
    """

    runs: int = RUNS
    grid: bool = False
    swaps: int = 0
    repeat: int = 1
    seed: int = 0
    concepts: tuple[Concept, ...] | None = None
    scenarios: tuple[str, ...] | None = None
    doubt: tuple[str, ...] = ()
    trust: tuple[str, ...] = ()
    block: int = BLOCK


@frozen(kw_only=True)
class SweptVersion:
    """The case in one scenario. key is empty for the case as it stands.

    doubt, trust : those of the wishes that mean something in it
    """

    key: str
    title: str
    case: Case
    doubt: tuple[str, ...] = ()
    trust: tuple[str, ...] = ()


@frozen(kw_only=True)
class Sweep:
    """A plan worked out for a case: everything that decides what each run is.

    plan : with its concepts and scenarios filled in
    claims : what may fail (claims, and assumptions by path), in order: bit ``j`` of a world says that the j-th fails
    options, dms : those of all versions; option ``k`` is bit ``k`` of a state in the results
    further : keys of the questions beside the first that conclude something
    """

    plan: SweepPlan
    versions: tuple[SweptVersion, ...]
    concepts: tuple[Concept, ...]
    claims: tuple[str, ...]
    options: tuple[str, ...]
    dms: tuple[str, ...]
    runs: int
    further: tuple[str, ...] = ()

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-self.runs // self.plan.block)

    def runs_of(self, number: int) -> range:
        """The runs of a block."""
        return range(number * self.plan.block, min((number + 1) * self.plan.block, self.runs))


@frozen(kw_only=True, eq=False)
class Held:
    """States that are equilibria in the runs of a block, run after run, ascending inside a run.

    counts : int64, shape (n_runs,)   how many each run has; masks : uint64, shape (counts.sum(),)
    """

    counts: IntArray
    masks: MaskArray


@frozen(kw_only=True, eq=False)
class SweepBlock:
    """The runs of one block and what holds in them.

    scenario : int64, shape (n_runs,)   position in ``Sweep.versions``
    failed : uint64, shape (n_words, n_runs)   bit ``j % 64`` of word ``j // 64`` says that the j-th claim fails
    swap_dm, swap_place : int64, shape (n_runs, swaps)   position in ``Sweep.dms``; the place counts from the worst tier
    swapped : bool, shape (n_runs,)   whether the swaps were made; not, where nobody ranks anything
    possible : bool, shape (n_runs,)   whether any state is feasible
    held : one for each concept
    further : for each further question, what it concludes in each run, as texts (:mod:`.further`)
    version : of detente, where it was computed
    """

    number: int
    scenario: IntArray
    failed: npt.NDArray[np.uint64]
    swap_dm: IntArray
    swap_place: IntArray
    swapped: BoolArray
    possible: BoolArray
    held: tuple[Held, ...]
    further: tuple[tuple[tuple[str, ...], ...], ...] = ()
    version: str = ""


@frozen(kw_only=True)
class SweepSummary:
    """In how many runs each state is an equilibrium.

    runs, impossible : by version: how many runs, and in how many of them no state is feasible
    conclusions : (version, concept, mask, runs), the version by position; by version, concept, most runs first
    further : (version, question, what it concludes, runs), in the same order
    error : with 95 % confidence, by how much a share of runs may be off where they are drawn by chance
    computed : how many blocks this call computed; found : how many were there already
    """

    sweep: Sweep
    runs: tuple[int, ...]
    impossible: tuple[int, ...]
    conclusions: tuple[tuple[int, Concept, int, int], ...]
    further: tuple[tuple[int, str, Conclusion, int], ...] = ()
    error: float = 0.0
    folder: str = ""
    computed: int = 0
    found: int = 0

    def yes(self, mask: int) -> tuple[str, ...]:
        """The options taken in a state."""
        return tuple(name for k, name in enumerate(self.sweep.options) if mask >> k & 1)
