"""A sweep carried out: what is missing in its folder is computed, and everything is counted."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from detente.errors import AnalysisError
from detente.kernels.sampling import share_error
from detente.model.case import Case
from detente.questions.sweeps.cluster import DaskCluster
from detente.questions.sweeps.document import summary_document
from detente.questions.sweeps.folder import SUMMARY, opened
from detente.questions.sweeps.found import Sweep, SweepPlan, SweepSummary
from detente.questions.sweeps.parts import Parts, part_name
from detente.questions.sweeps.plan import sweep_of
from detente.questions.sweeps.processes import LocalProcesses
from detente.questions.sweeps.tally import SweepTally
from detente.questions.sweeps.work import Executor, parcel, serial
from detente.version import VERSION

Progress = Callable[[int, int], None]


def run_sweep(
    case: Case,
    folder: Path,
    plan: SweepPlan,
    workers: int | None = None,
    dask: str | None = None,
    progress: Progress | None = None,
) -> SweepSummary:
    """Carry out a sweep, or go on with the one that the folder holds.

    Parameters
    ----------
    workers : how many processes; None means one for each processor
    dask : address of a Dask scheduler whose workers compute instead
    progress : called with the number of runs done and of all runs

    Raises
    ------
    AnalysisError
        If the plan does not fit the case, the folder holds something else or is in use, or workers fail.
    InconsistentCaseError
        If the case is no conflict.
    """
    executor, tell = _executor(workers, dask), progress or _silent
    sweep = sweep_of(case, plan)
    document = _plan_document(case, sweep, Parts(sweep, "").writer)
    content = _json(document)
    parts = Parts(sweep, hashlib.sha256(content).hexdigest())
    with opened(folder, content) as place:
        tally = SweepTally(sweep)
        done = 0
        missing = []
        for number in range(sweep.blocks):
            found = place.read(part_name(number))
            table = None if found is None else parts.decoded(found, number)
            if table is None:
                missing.append(number)
                continue
            tally.add(table)
            done += len(table)
            tell(done, sweep.runs)
        tell(done, sweep.runs)
        if missing:
            chosen = serial if len(missing) == 1 and dask is None else executor
            due = set(missing)
            with closing(chosen(parcel(sweep), missing)) as blocks:
                for block in blocks:
                    due.remove(block.number)
                    table = parts.table(block)
                    place.write(part_name(block.number), parts.encoded(table))
                    tally.add(table)
                    done += len(table)
                    tell(done, sweep.runs)
            if due:  # a summary would tell of some runs as if they were all
                raise AnalysisError(f"{len(due)} parts were not computed, and nobody said why; run it again to go on.")
        summary = tally.summary()
        place.write(SUMMARY, _json(summary_document(summary)))
    error = share_error(min(runs for runs in summary.runs if runs))
    return replace(summary, error=error, folder=str(folder), computed=len(missing), found=sweep.blocks - len(missing))


def _executor(workers: int | None, dask: str | None) -> Executor:
    if dask is not None:
        if workers is not None:
            raise AnalysisError(
                "workers are processes of this computer, and a Dask cluster has its own; give one of both."
            )
        return DaskCluster(dask).blocks
    if workers is not None and (isinstance(workers, bool) or not isinstance(workers, int) or workers < 1):
        raise AnalysisError(f"workers must be a whole number of at least 1; got {workers!r}.")
    count = workers or _processors()
    return serial if count == 1 else LocalProcesses(count).blocks


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _silent(_done: int, _runs: int) -> None:
    """Nobody wants to know how far it is."""


def _plan_document(case: Case, sweep: Sweep, writer: str) -> dict[str, object]:
    """Everything on which the bytes of the parts depend."""
    plan = sweep.plan
    kind: dict[str, object] = {"kind": "grid", "repeat": plan.repeat} if plan.grid else {"kind": "sample"}
    return {
        "schema": "detente.sweep-plan/1",
        "case": case.digest or hashlib.sha256(repr(case).encode("utf-8", "surrogateescape")).hexdigest(),
        "title": case.title,
        "as_of": case.as_of,
        **kind,
        "runs": sweep.runs,
        "swaps": plan.swaps,
        "seed": plan.seed,
        "concepts": [concept.value for concept in sweep.concepts],
        "scenarios": list(plan.scenarios or ()),
        "doubt": list(plan.doubt),
        "trust": list(plan.trust),
        "claims": list(sweep.claims),
        "options": list(sweep.options),
        "decision_makers": list(sweep.dms),
        "block": plan.block,
        "detente": VERSION,
        "writer": writer,
    }


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogateescape")
