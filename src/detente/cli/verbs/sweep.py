"""The verb ``sweep``: a great many runs over worlds, scenarios and perturbed preferences."""

from __future__ import annotations

import logging
from importlib import import_module
from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb, as_json, case_path, concepts, doubted, form, trusted
from detente.cli.output import INTERRUPTED, print_json, say, tell
from detente.cli.progress import run_count
from detente.errors import AnalysisError
from detente.model.concepts import Concept


@click.command(cls=Verb)
@case_path
@click.option("-o", "--output", metavar="DIR", required=True, type=Path, help="The folder for the runs.")
@click.option("--runs", metavar="N", type=int, help="How many runs a sample has; 100000 unless given.")
@click.option("--grid", is_flag=True, help="Every world of every scenario instead of a sample.")
@click.option(
    "--swaps",
    metavar="K",
    default=0,
    show_default=True,
    help="In each run, K times, let two neighbouring tiers of a ranking change places.",
)
@click.option(
    "--repeat",
    metavar="R",
    default=1,
    show_default=True,
    help="With --grid and --swaps: so many perturbations of each world.",
)
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    metavar="NAME",
    help="Only this scenario; may be repeated. Else the case and all.",
)
@concepts
@doubted
@trusted
@click.option("--seed", metavar="S", default=0, show_default=True, help="Another seed draws other runs.")
@click.option("--workers", metavar="W", type=int, help="How many processes; one for each processor unless given.")
@click.option("--dask", metavar="ADDRESS", help="Let the workers of this Dask scheduler compute.")
@form
@as_json
@click.pass_context
def sweep(  # noqa: PLR0913, PLR0917 - one argument per flag
    ctx: click.Context,
    case: Path,
    output: Path,
    runs: int | None,
    grid: bool,
    swaps: int,
    repeat: int,
    scenarios: tuple[str, ...],
    concepts: tuple[Concept, ...] | None,
    doubted: tuple[str, ...],
    trusted: tuple[str, ...],
    seed: int,
    workers: int | None,
    dask: str | None,
    form: str,
    as_json: bool,
) -> None:
    """Work out very many worlds, scenarios and perturbed preferences, as Parquet; resumes where it was stopped."""
    if grid and runs is not None:
        raise AnalysisError("--grid goes through every world, and --runs says how large a sample is; give one of them.")
    model = import_module("detente.questions.sweeps.found")
    plan = model.SweepPlan(
        runs=model.RUNS if runs is None else runs,
        grid=grid,
        swaps=swaps,
        repeat=repeat,
        seed=seed,
        concepts=concepts,
        scenarios=scenarios or None,
        doubt=doubted,
        trust=trusted,
    )
    loaded = detente.workbench.load(case)
    if dask is not None:
        _quiet("distributed", "asyncio", "tornado")
    try:
        with run_count() as progress:
            found = detente.workbench.sweep(loaded, output, plan, workers=workers, dask=dask, progress=progress)
    except KeyboardInterrupt:
        say("interrupted; every part that was written is whole, and the same command goes on from there", err=True)
        ctx.exit(INTERRUPTED)
    if as_json:
        print_json(detente.workbench.sweep_as_json(found))
    else:
        tell(detente.workbench.sweep_page(found), form)


def _quiet(*libraries: str) -> None:
    """What a library logs while its cluster falls apart says less than our sentence, in more lines."""
    for name in libraries:
        logging.getLogger(name).setLevel(logging.CRITICAL)
