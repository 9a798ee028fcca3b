"""What each run is. A run depends on the plan and its own number: not on its block, nor on how many runs there are.

Every run owns a stretch of the stream of Philox (Salmon, Moraes, Dror & Shaw 2011), a generator that can be asked for
any place of its stream at once. Only its raw bits are used, which numpy promises never to change.

A sample takes from its stretch: a number for the scenario, one bit for each claim (it fails in half of the runs), and
two numbers for each swap. A grid counts: perturbation first, then world, then scenario; and takes from the stretch only
what its swaps need.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from detente.frozen import frozen
from detente.model.graph import BoolArray, IntArray
from detente.questions.sweeps.found import Sweep

Words = npt.NDArray[np.uint64]
WORD = 64
AT_ONCE = 4  # numbers that one step of the generator makes


@frozen(eq=False)
class Runs:
    """What some runs are.

    scenario : int64, shape (n,); failed : uint64, shape (n_words, n)
    swaps : float64, from 0 up to 1, shape (n, n_swaps, 2): by which the decision maker and the place are chosen
    """

    scenario: IntArray
    failed: Words
    swaps: npt.NDArray[np.float64]

    def fails(self, n_claims: int) -> BoolArray:
        """Which claims fail: bool, shape (n, n_claims)."""
        found = np.empty((self.scenario.size, n_claims), bool)
        for j in range(n_claims):
            found[:, j] = self.failed[j // WORD] >> np.uint64(j % WORD) & np.uint64(1)
        return found


def runs_of_block(sweep: Sweep, number: int) -> Runs:
    """The runs of a block. Time and memory linear in runs, and claims / 64 + swaps."""
    runs = sweep.runs_of(number)
    n_claims, swaps = len(sweep.claims), sweep.plan.swaps
    n_words = -(-n_claims // WORD)
    if sweep.plan.grid:
        drawn = _stretches(sweep.plan.seed, runs, 2 * swaps)
        worlds, scenario = np.divmod(np.arange(runs.start, runs.stop), sweep.plan.repeat << n_claims)[::-1]
        failed = np.zeros((n_words, len(runs)), np.uint64)
        failed[:1] = (worlds // sweep.plan.repeat).astype(np.uint64)  # a grid of more than 64 claims is refused
        return Runs(scenario, failed, _fractions(drawn).reshape(len(runs), swaps, 2))
    drawn = _stretches(sweep.plan.seed, runs, 1 + n_words + 2 * swaps)
    scenario = (_fractions(drawn[:, 0]) * len(sweep.versions)).astype(np.int64)
    failed = np.ascontiguousarray(drawn[:, 1 : 1 + n_words].T)
    if n_claims % WORD:
        failed[-1] &= np.uint64((1 << n_claims % WORD) - 1)
    return Runs(scenario, failed, _fractions(drawn[:, 1 + n_words :]).reshape(len(runs), swaps, 2))


def _stretches(seed: int, runs: range, size: int) -> Words:
    """The stretch of each run: uint64, shape (n, size)."""
    steps = -(-size // AT_ONCE)
    stream = np.random.Philox(key=seed, counter=runs.start * steps)
    return stream.random_raw(len(runs) * steps * AT_ONCE).reshape(len(runs), -1)[:, :size]


def _fractions(words: Words) -> npt.NDArray[np.float64]:
    """Numbers from 0 up to 1, from the leading 53 bits of each word."""
    return (words >> np.uint64(11)).astype(np.float64) * 2.0**-53
