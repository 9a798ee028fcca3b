"""Which states are stable under each of many preference profiles: one structure, a stack of payoffs.

For preferences that are sampled, doubted or searched for: the same small conflict is asked about ten thousand or a
million times. What depends on the moves alone is worked out once per model (:mod:`detente.kernels.batch_plan`); then
profiles go through :mod:`detente.kernels.batch` some hundred at a time, on several threads. A profile's verdict depends
neither on another profile, nor on the number of threads, nor on whether the kernels are compiled.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib import import_module

import numpy as np
import numpy.typing as npt

from detente.analysis.stability import concepts_asked, prepare, stability
from detente.analysis.ways import in_threads
from detente.errors import AnalysisError
from detente.frozen import frozen
from detente.kernels.batch import RankProfiles
from detente.kernels.batch_plan import BatchPlan, plan_for
from detente.kernels.compiled import use_compiled
from detente.kernels.ranks import dense_ranks
from detente.kernels.simultaneous_plan import SimultaneousPlan, simultaneous_plan
from detente.model.batch import OnDemand, StabilityBatch
from detente.model.concepts import Concept
from detente.model.graph import BoolArray, GraphModel, read_only

IntegerArray = npt.NDArray[np.integer]

ONE_BY_ONE = 16  # times the work where the engine is asked profile by profile
COMPILED = "detente.kernels.compiled.batch"
# Work is counted in moves looked at, about a nanosecond each in numpy. Loading compiled kernels takes half a second,
# and a type of payoffs that is new to this computer a second or two.
WORTH_LOADING, WORTH_CALLING, WORTH_THREADS = 100_000_000, 5_000_000, 5_000_000
# What a thread works on at once is to stay in the processor's cache; beyond 1,024 profiles nothing more is gained.
BYTES_AT_ONCE, PROFILES_AT_ONCE = 1 << 22, 1024


def stability_batch(
    model: GraphModel,
    payoffs: npt.ArrayLike,
    concepts: Iterable[str] = ("nash", "gmr", "smr", "seq"),
    *,
    stable: bool = False,
    compiled: bool | None = None,
    threads: int | None = None,
) -> StabilityBatch:
    """Stability under many preference profiles at once.

    Parameters
    ----------
    model : GraphModel
        For its states and moves; its own payoffs are not used.
    payoffs : int, shape (n_dms, n_states, n_profiles)
        Any integer type; ordinal, higher is better. Profiles last, so that those of one state are side by side in
        memory; other orders are copied part by part.
    concepts : names of concepts
        Everything beyond 1,024 states goes profile by profile and is slow; SIM also where too many changes could be
        made at once, some thousand for each state.
    stable : whether to fill ``stable`` at once
        Otherwise a concept's table is made when it is first asked for. The payoffs are kept for that, not copied: do
        not write to them in between, or pass ``stable=True``.
    compiled : True or False to force or forbid the compiled kernels; None takes them where numba is installed and the
        batch is large enough to repay loading them
    threads : number of threads
        None means one for each processor if the kernels are compiled and the batch is large. In numpy, threads get in
        one another's way, so None means one.

    Returns
    -------
    StabilityBatch
        ``equilibrium[concept]`` is bool, shape (n_states, n_profiles); ``stable[concept]`` is bool, shape (n_dms,
        n_states, n_profiles). Read-only; the same bits for any ``compiled`` and ``threads``.

    Raises
    ------
    AnalysisError
        For payoffs that are not whole numbers or do not fit the model, an unknown concept, a number of threads below 1,
        or ``compiled=True`` where numba is not installed or does not load.
    NotApplicableError
        For SIM on a model built from moves alone.

    Cost: linear in profiles; time O(moves x decision makers x passes) for each with SEQ or SSEQ, less without. Memory
    beyond input and output: some megabytes per thread. Definitions: :mod:`detente.model.concepts`.
    """
    stack = payoff_stack(model, payoffs)
    wanted = concepts_asked(model, concepts)
    if threads is not None and (isinstance(threads, bool) or not isinstance(threads, int | np.integer) or threads < 1):
        raise AnalysisError(f"threads must be a whole number of at least 1, or None; got {threads!r}.")
    batch = _Batch(model, stack, compiled, threads)
    names = tuple(concept.value for concept in wanted)
    tables = {name: np.empty(stack.shape, bool) for name in names} if stable else {}
    equilibrium = batch.run(names, tables)

    def on_demand(name: str) -> BoolArray:
        if name in tables:
            return read_only(tables[name])
        table = np.empty(stack.shape, bool)
        if not np.array_equal(batch.run((name,), {name: table})[name], equilibrium[name]):
            raise AnalysisError(
                "the payoffs were changed after stability_batch was called, so the tables in `stable` would not belong "
                "to the equilibria; pass a copy of the payoffs, or stable=True."
            )
        return read_only(table)

    return StabilityBatch(equilibrium=OnDemand(names, equilibrium.__getitem__), stable=OnDemand(names, on_demand))


def payoff_stack(model: GraphModel, payoffs: npt.ArrayLike) -> IntegerArray:
    """The payoffs of many profiles as an integer array of shape (n_dms, n_states, n_profiles), or a sentence."""
    shape = (model.n_dms, model.n_states)
    try:
        stack = np.asarray(payoffs)
    except (ValueError, OverflowError) as error:
        raise AnalysisError("payoffs must be an array of whole numbers with rows of equal length.") from error
    if stack.ndim != 3 or stack.shape[:2] != shape:
        hint = ""
        if stack.shape == shape:
            hint = " For a single profile pass payoffs[:, :, np.newaxis]."
        elif stack.ndim == 3 and stack.shape[1:] == shape:
            hint = " The profiles come last: pass np.moveaxis(payoffs, 0, -1)."
        raise AnalysisError(
            f"payoffs must have the shape (n_dms, n_states, n_profiles), here {(*shape, 'n_profiles')}; "
            f"it has {stack.shape}.{hint}".replace("'n_profiles'", "n_profiles")
        )
    if stack.dtype.kind not in "iub":
        raise AnalysisError(f"payoffs must be whole numbers; got {stack.dtype}. Only their order counts: pass ranks.")
    return stack.view(np.uint8) if stack.dtype == np.bool_ else stack


@lru_cache(maxsize=8)
def _plan(model: GraphModel) -> BatchPlan | None:
    return plan_for(prepare(model).moves)


@lru_cache(maxsize=2)  # some ten megabytes each for hundreds of states
def _at_once(model: GraphModel) -> SimultaneousPlan | None:
    conflict = prepare(model)
    return simultaneous_plan(conflict.masks, conflict.state_of, conflict.mask_moves, conflict.own)


def work_per_profile(model: GraphModel, concept: Concept) -> int:
    """About how many moves are looked at for one profile; some nanoseconds each in numpy. For budgets."""
    plan, paying = _plan(model), concept in (Concept.SEQ, Concept.SSEQ)
    if concept is Concept.SIM:
        together = _at_once(model) if plan is not None else None
        return model.n_states + (together.size if together is not None else ONE_BY_ONE * _moves(model))
    if plan is None:
        return ONE_BY_ONE * _moves(model)
    return model.n_states + plan.targets.size * (plan.n_dms if paying else 2)


def _moves(model: GraphModel) -> int:
    return sum(prepare(model).arc_counts())


@frozen
class _Batch:
    """A question about some payoffs, ready to be run for some concepts."""

    model: GraphModel
    payoffs: IntegerArray
    compiled: bool | None
    threads: int | None

    def run(self, names: tuple[str, ...], tables: dict[str, BoolArray]) -> dict[str, BoolArray]:
        """The equilibria by concept; tables, where there is one of a concept, are filled. No array is written twice."""
        equilibrium = {name: np.ones(self.payoffs.shape[1:], bool) for name in names}
        plan = _plan(self.model)
        sim = Concept.SIM.value
        at_once = _at_once(self.model) if plan is not None and sim in names else None
        fast = [name for name in names if plan is not None and (name != sim or at_once is not None)]
        if plan is not None and fast:
            self._run_planned((plan, at_once), fast, equilibrium, tables)
        for name in names:
            if name not in fast:
                self._run_one_by_one(name, equilibrium, tables)
        return {name: read_only(found) for name, found in equilibrium.items()}

    def _run_planned(
        self,
        plans: tuple[BatchPlan, SimultaneousPlan | None],
        names: list[str],
        equilibrium: dict[str, BoolArray],
        tables: dict[str, BoolArray],
    ) -> None:
        plan, together = plans
        n_profiles = self.payoffs.shape[2]
        work = n_profiles * plan.targets.size * (plan.n_dms if {"seq", "sseq"} & set(names) else 2)
        work += n_profiles * together.size if together is not None else 0
        solver = self._solver(work)
        at_once = _profiles_at_once(plan, solver is not RankProfiles)
        threads = self.threads or (_processors() if solver is not RankProfiles and work >= WORTH_THREADS else 1)

        def solve(first: int) -> None:
            for start in range(first, min(first + per_task, n_profiles), at_once):
                some = slice(start, min(start + at_once, n_profiles))
                profiles = solver.of_payoffs(plan, self.payoffs, some, together)
                for name in names:
                    for dm in range(plan.n_dms):
                        verdict = profiles.stable(dm, name)
                        equilibrium[name][:, some] &= verdict
                        if name in tables:
                            tables[name][dm, :, some] = verdict

        per_task = at_once * max(1, n_profiles // (at_once * threads * 16))
        tasks = range(0, n_profiles, per_task)
        list(in_threads(min(threads, len(tasks)), solve, tasks))

    def _solver(self, work: int) -> type[RankProfiles]:
        loaded = COMPILED in sys.modules
        fast = use_compiled(self.compiled, "batch", worth=work >= (WORTH_CALLING if loaded else WORTH_LOADING))
        return import_module(COMPILED).CompiledProfiles if fast else RankProfiles

    def _run_one_by_one(self, name: str, equilibrium: dict[str, BoolArray], tables: dict[str, BoolArray]) -> None:
        """The way for conflicts so large that each profile is work enough for the engine."""
        for k in range(self.payoffs.shape[2]):
            ranks = np.stack([dense_ranks(row) for row in self.payoffs[:, :, k]])
            verdicts = stability(replace(self.model, payoffs=ranks), (name,)).stable[name]
            equilibrium[name][:, k] = verdicts.all(axis=0)
            if name in tables:
                tables[name][:, :, k] = verdicts


def _profiles_at_once(plan: BatchPlan, compiled: bool) -> int:
    """How many profiles keep a thread within its cache; a multiple of 64, the bytes of a line of it."""
    rows = 2 * plan.n_dms if compiled else 2 * plan.n_dms + sum(len(rounds) for rounds in plan.rounds)
    return min(PROFILES_AT_ONCE, max(64, BYTES_AT_ONCE // (rows * plan.n_states) // 64 * 64))


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
