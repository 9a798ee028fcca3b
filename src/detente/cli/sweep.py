"""The verb ``sweep``: a great many runs over worlds, scenarios and perturbed preferences."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

import detente
from detente.cli.arguments import AsJson, CasePath, Concepts, Doubted, Trusted
from detente.cli.output import INTERRUPTED, guarded, messages, print_json, results
from detente.errors import AnalysisError

__all__ = ["sweep"]


def sweep(  # noqa: PLR0913, PLR0917 - one argument per flag
    case: CasePath,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the runs.")],
    runs: Annotated[
        int | None, typer.Option(metavar="N", help="How many runs a sample has; 100000 unless given.")
    ] = None,
    grid: Annotated[bool, typer.Option("--grid", help="Every world of every scenario instead of a sample.")] = False,
    swaps: Annotated[
        int,
        typer.Option(metavar="K", help="In each run, K times, let two neighbouring tiers of a ranking change places."),
    ] = 0,
    repeat: Annotated[
        int, typer.Option(metavar="R", help="With --grid and --swaps: so many perturbations of each world.")
    ] = 1,
    scenario: Annotated[
        list[str] | None,
        typer.Option("--scenario", metavar="NAME", help="Only this scenario; may be repeated. Else the case and all."),
    ] = None,
    concept: Concepts = None,
    doubted: Doubted = None,
    trusted: Trusted = None,
    seed: Annotated[int, typer.Option(metavar="S", help="Another seed draws other runs.")] = 0,
    workers: Annotated[
        int | None, typer.Option(metavar="W", help="How many processes; one for each processor unless given.")
    ] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Let the workers of this Dask scheduler compute.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out very many worlds, scenarios and perturbed preferences, as Parquet; resumes where it was stopped."""
    with guarded(as_json=as_json):
        if grid and runs is not None:
            raise AnalysisError(
                "--grid goes through every world, and --runs says how large a sample is; give one of them."
            )
        model = import_module("detente.questions.sweeps.found")
        plan = model.SweepPlan(
            runs=model.RUNS if runs is None else runs,
            grid=grid,
            swaps=swaps,
            repeat=repeat,
            seed=seed,
            concepts=tuple(concept) if concept else None,
            scenarios=tuple(scenario) if scenario else None,
            doubt=tuple(doubted or ()),
            trust=tuple(trusted or ()),
        )
        loaded = detente.workbench.load(case)
        if dask is not None:
            _quiet("distributed", "asyncio", "tornado")
        try:
            with _bar() as progress:
                found = detente.workbench.sweep(loaded, output, plan, workers=workers, dask=dask, progress=progress)
        except KeyboardInterrupt:
            said = "interrupted; every part that was written is whole, and the same command goes on from there"
            messages().print(said, soft_wrap=True)
            raise typer.Exit(INTERRUPTED) from None
        if as_json:
            print_json(detente.workbench.sweep_as_json(found))
        else:
            detente.workbench.show_sweep(found, results())


def _quiet(*libraries: str) -> None:
    """What a library logs while its cluster falls apart says less than our sentence, in more lines."""
    for name in libraries:
        logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None] | None]:
    """A bar that counts runs on stderr, for terminals only."""
    console = messages()
    if not console.is_terminal:
        yield None
        return
    bars = import_module("rich.progress")  # here, so that no other verb waits for it
    columns = [*bars.Progress.get_default_columns(), bars.MofNCompleteColumn()]
    with bars.Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("runs", total=None)
        yield lambda done, runs: progress.update(task, completed=done, total=runs)
