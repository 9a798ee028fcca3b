"""What the docs say about speed, measured: `make bench` runs this and writes docs/reference/performance.md.

Times are medians on the machine at hand; read the ratios. Each row also carries the time of a numpy copy of the payoffs
(the least work any method must do) or of the slow twin, and the peak memory beyond the input, by tracemalloc.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import detente as dt
from detente.analysis.stability import prepare
from detente.casefile.notes.folder import iter_pages
from detente.errors import TooLargeError
from detente.kernels.definitions import stability as reference
from detente.kernels.states import feasible_masks

FOUR = ("nash", "gmr", "smr", "seq")


def conflict(
    n_options: int,
    n_dms: int,
    *,
    share: float = 1.0,
    one_way: int = 0,
    levels: int = 1000,
    distinct: bool = False,
) -> dt.GraphModel:
    """Random payoffs, uniform or all distinct; options dealt in turn; a share of the states feasible at random."""
    rng = np.random.default_rng(2024)
    masks = None if share == 1 else np.flatnonzero(rng.random(1 << n_options) < share).astype(np.uint64)
    n_states = 1 << n_options if masks is None else masks.size
    payoffs = np.empty((n_dms, n_states), np.int64)
    for row in payoffs:
        row[:] = rng.permutation(n_states) if distinct else rng.integers(0, levels, n_states)
    one_way_options = [1] * one_way + [0] * (n_options - one_way)
    return dt.GraphModel.from_options(np.arange(n_options) % n_dms, payoffs, states=masks, one_way=one_way_options)


def sparse_conflict(n_states: int, n_options: int = 60, n_dms: int = 4) -> dt.GraphModel:
    """About so many states out of 2**n_options: some strategies of each DM, combined and thinned to 80 %."""
    rng = np.random.default_rng(2024)
    each, bits = round((n_states / 0.8) ** (1 / n_dms)), n_options // n_dms
    masks = np.zeros(1, np.uint64)
    for dm in range(n_dms):
        own = rng.choice(1 << bits, each, replace=False).astype(np.uint64) << np.uint64(dm * bits)
        masks = (masks[:, None] | own).reshape(-1)
    masks = np.sort(masks[rng.random(masks.size) < 0.8])
    owners = np.arange(n_options) // bits
    return dt.GraphModel.from_options(owners, rng.integers(0, 1000, (n_dms, masks.size)), states=masks)


def general_conflict(n_options: int, n_dms: int = 4) -> dt.GraphModel:
    """An eighth of the masks merged into one state, and a tenth of one decision maker's moves forbidden."""
    rng = np.random.default_rng(2024)
    n_masks = 1 << n_options
    labels = np.where(np.arange(n_masks) % 8 == 7, 7, np.arange(n_masks))
    states = np.unique(labels, return_inverse=True)[1]
    rule = dt.Forbidden(dm=1, source=rng.random(n_masks) < 0.3, target=rng.random(n_masks) < 0.3)
    payoffs = rng.integers(0, 1000, (n_dms, int(states.max()) + 1))
    return dt.GraphModel.from_options(np.arange(n_options) % n_dms, payoffs, state_of=states, forbidden=[rule])


def solve(model: dt.GraphModel, concepts: tuple[str, ...], *, compiled: bool | None = False) -> None:
    """From arrays to verdicts with nothing cached: ranks, moves, all concepts, equilibria."""
    prepare.cache_clear()
    table = dt.stability(model, concepts, compiled=compiled)
    for concept in concepts:
        table.equilibria(concept)


def peak_bytes(work: Callable[[], Any]) -> int:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def copy_seconds(source: np.ndarray) -> float:
    """Median of the time of a numpy copy."""
    target = np.empty_like(source)
    laps = []
    for _ in range(50):
        start = time.perf_counter()
        np.copyto(target, source)
        laps.append(time.perf_counter() - start)
    return float(np.median(laps))


FIVE = (*FOUR, "sseq")
STABILITY = [
    ("2^6 states, 5 DMs", FOUR, lambda: conflict(6, 5)),
    ("2^12 states, 4 DMs", FOUR, lambda: conflict(12, 4)),
    ("2^16 states, 4 DMs", FOUR, lambda: conflict(16, 4)),
    ("2^20 states, 2 DMs", FOUR, lambda: conflict(20, 2)),
    ("2^20 states, 4 DMs", FOUR, lambda: conflict(20, 4)),
    ("2^20 states, 4 DMs, Nash alone", ("nash",), lambda: conflict(20, 4)),
    ("2^20 states, 4 DMs, with SSEQ", FIVE, lambda: conflict(20, 4)),
    ("2^20 states, 4 DMs, 5 levels", FOUR, lambda: conflict(20, 4, levels=5)),
    ("2^20 states, 4 DMs, all distinct", FOUR, lambda: conflict(20, 4, distinct=True)),
    ("2^20 states, 4 DMs, payoffs up to 2^62", FOUR, lambda: conflict(20, 4, levels=2**62)),
    ("2^20 combinations, 30 % infeasible, 4 DMs", FOUR, lambda: conflict(20, 4, share=0.7)),
    ("2^20 states, 4 DMs, 4 one-way options", FOUR, lambda: conflict(20, 4, one_way=4)),
    ("2^20 states, 6 DMs", FOUR, lambda: conflict(20, 6)),
    ("2^24 states, 4 DMs", FOUR, lambda: conflict(24, 4)),
    ("2^24 states, 4 DMs, 5 levels", FOUR, lambda: conflict(24, 4, levels=5)),
    ("2^24 states, 4 DMs, all distinct", FOUR, lambda: conflict(24, 4, distinct=True)),
    ("2^24 states, 4 DMs, 12 one-way options", FOUR, lambda: conflict(24, 4, one_way=12)),
    ("10^4 states out of 2^60, 4 DMs", FOUR, lambda: sparse_conflict(10**4)),
    ("10^6 states out of 2^60, 4 DMs", FOUR, lambda: sparse_conflict(10**6)),
    ("2^12 masks, merged and forbidden, 4 DMs", FOUR, lambda: general_conflict(12)),
    ("2^15 masks, merged and forbidden, 4 DMs", FOUR, lambda: general_conflict(15)),
    ("2^6 states, 5 DMs, SIM alone", ("sim",), lambda: conflict(6, 5)),
    ("2^16 states, 4 DMs, SIM alone", ("sim",), lambda: conflict(16, 4)),
]


@pytest.mark.parametrize("compiled", [False, True], ids=["numpy", "compiled"])
@pytest.mark.parametrize(("name", "concepts", "make"), STABILITY, ids=[row[0] for row in STABILITY])
def test_stability(
    benchmark, name: str, concepts: tuple[str, ...], make: Callable[[], dt.GraphModel], compiled: bool
) -> None:
    if compiled and concepts == ("sim",):
        pytest.skip("SIM has one way only")
    if compiled:
        pytest.importorskip("numba")
        solve(conflict(6, 5), FIVE, compiled=True)  # loads and, the first time ever, compiles
        solve(conflict(6, 5, levels=10**6), FIVE, compiled=True)
    model = make()
    benchmark.extra_info |= {"group": "stability", "name": name, "states": model.n_states, "compiled": compiled}
    rounds = 10 if model.n_states < 1 << 18 else 3 if model.n_states < 1 << 22 else 2
    try:
        benchmark.pedantic(solve, (model, concepts), {"compiled": compiled}, rounds=rounds, warmup_rounds=rounds > 2)
    except TooLargeError as refused:
        pytest.skip(str(refused))
    benchmark.extra_info["copy"] = copy_seconds(model.payoffs.astype(np.uint16))
    benchmark.extra_info["peak"] = peak_bytes(lambda: solve(model, concepts, compiled=compiled))


WAYS = {
    "numpy": {"compiled": False, "threads": 1},
    "compiled, 1 thread": {"compiled": True, "threads": 1},
    "compiled, 2 threads": {"compiled": True, "threads": 2},
}


BATCHES = [
    (6, 10**4, FOUR),
    (6, 10**5, FOUR),
    (6, 10**6, FOUR),
    (9, 10**4, FOUR),
    (9, 10**5, FOUR),
    (6, 10**4, ("sim",)),
    (6, 10**5, ("sim",)),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("n_options", "n_profiles", "concepts"), BATCHES)
def test_many_profiles(benchmark, n_options: int, n_profiles: int, concepts: tuple[str, ...], way: str) -> None:
    """Five decision makers, random payoffs with 256 levels as uint8; the structure of the conflict is known already."""
    if WAYS[way]["compiled"]:
        pytest.importorskip("numba")
    model = conflict(n_options, 5)
    payoffs = np.random.default_rng(2024).integers(0, 256, (5, 1 << n_options, n_profiles), np.uint8)

    def work() -> dt.StabilityBatch:
        return dt.stability_batch(model, payoffs, concepts, **WAYS[way])

    benchmark.extra_info |= {
        "group": "batch",
        "name": f"{model.n_states} states, {n_profiles:,} profiles{', SIM alone' if concepts == ('sim',) else ''}",
        "way": way,
        "profiles": n_profiles,
        "copy": copy_seconds(payoffs),
    }
    found = benchmark.pedantic(work, rounds=7 if n_profiles < 10**5 else 3, warmup_rounds=1)
    results = sum(table.nbytes for table in found.equilibrium.values())
    del found
    benchmark.extra_info["peak"] = peak_bytes(work) - results


@pytest.mark.parametrize("n_options", [4, 6])
def test_against_the_slow_twin(benchmark, n_options: int) -> None:
    model = conflict(n_options, 3)
    assert model.owners is not None
    masks = list(range(1 << n_options))
    owners, payoff = model.owners.tolist(), model.payoffs.tolist()

    def twin() -> None:
        moves = [reference.option_moves(owners, masks, [0] * n_options, dm) for dm in range(3)]
        for concept in FOUR:
            for dm in range(3):
                for state in masks:
                    getattr(reference, concept)(moves, payoff, dm, state)

    start = time.perf_counter()
    twin()
    benchmark.extra_info |= {
        "group": "twin",
        "name": f"2^{n_options} states, 3 DMs",
        "states": model.n_states,
        "twin": time.perf_counter() - start,
    }
    benchmark.pedantic(solve, (model, FOUR), rounds=20, warmup_rounds=2)


# Seconds that GMCR+ 0.4.1 took for its reachability matrices and the same four concepts, driven as a black box on a
# random conflict of the same shape (all combinations feasible, 1000 levels): 2 virtual CPUs of an Intel Xeon (Sapphire
# Rapids), Python 3.11, numpy 2.4. Measured once and typed in: that program is not installed by this benchmark.
GMCR_PLUS = {(8, 2): 0.055, (10, 2): 0.580, (12, 2): 9.9, (8, 4): 0.197, (10, 4): 2.9, (12, 4): 90.9}


@pytest.mark.parametrize(("n_options", "n_dms"), GMCR_PLUS)
def test_beside_gmcr_plus(benchmark, n_options: int, n_dms: int) -> None:
    model = conflict(n_options, n_dms)
    benchmark.extra_info |= {
        "group": "peer",
        "name": f"2^{n_options} states, {n_dms} DMs",
        "states": model.n_states,
        "peer": GMCR_PLUS[n_options, n_dms],
    }
    benchmark.pedantic(solve, (model, FOUR), rounds=10, warmup_rounds=1)


def test_forty_options(benchmark) -> None:
    """Five decision makers, each with exactly one of eight options, and 200 random exclusions of three."""
    rng = np.random.default_rng(7)
    some = [[("option", int(k)) for k in range(first, 40, 5)] for first in range(5)]
    rules: list[tuple] = [("and", ("at_least", 1, *own), ("not", ("at_least", 2, *own))) for own in some]
    rules += [("not", ("and", *(("option", int(k)) for k in rng.choice(40, 3, False)))) for _ in range(200)]
    benchmark.extra_info |= {"group": "enumeration", "name": "40 options, 205 rules"}
    masks = benchmark.pedantic(feasible_masks, (40, rules), rounds=5, warmup_rounds=1)
    benchmark.extra_info["states"] = int(masks.size)


def test_pages_of_notes(benchmark, tmp_path: Path) -> None:
    """Copies of the evidence page of the shipped case: about 5 kB and 30 stamps each."""
    text = (Path(__file__).parents[1] / "cases/ukraine-2024/notes/role-of-trump.md").read_text()
    for k in range(200):
        (tmp_path / f"page-{k:03}.md").write_text(text)

    def read() -> int:
        return sum(len(page.cited) for page in iter_pages([tmp_path]))

    benchmark.extra_info |= {"group": "notes", "name": "pages of notes", "states": 200}
    assert benchmark.pedantic(read, rounds=3, warmup_rounds=1) > 200
