"""The verbs of ``detente``. Every verb that takes CASE takes a case folder, a ``case.yaml`` or a ``.gmcr`` file."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, TypeVar

import typer

import detente
from detente.cli.arguments import AsJson, AsOfDay, CasePath, Concepts, ScenarioName, version_of
from detente.cli.doubt import doubt
from detente.cli.output import (
    USERS_MISTAKE,
    end_of_output,
    guarded,
    json_stream,
    lenient_streams,
    messages,
    patience,
    print_json,
    print_problems,
    results,
)
from detente.cli.sweep import sweep
from detente.errors import AnalysisError, Problem, Severity

__all__ = ["app", "run"]

T = TypeVar("T")

app = typer.Typer(
    name="detente",
    help=(
        "A workbench for conflict-resolution analysis: which outcomes hold and why, "
        "and which second of a recording each assumption rests on. Offline."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Fail(StrEnum):
    """From which severity on `claims` exits with 2."""

    NEVER = "never"
    ERROR = "error"
    WARNING = "warning"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"detente {detente.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Stay offline: no verb touches the network, but for ``sweep --dask`` the address that it is given."""


@app.command()
def new(directory: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")]) -> None:
    """Write a commented starter case that checks clean."""
    with guarded():
        for path in detente.workbench.new(directory):
            results().print(f"wrote {path}", markup=False, soft_wrap=True)
        name = (
            shlex.quote(str(directory)) if not str(directory).startswith("-") else f"-- {shlex.quote(str(directory))}"
        )
        messages().print(f"next: detente check {name}; detente analyze {name}", markup=False, soft_wrap=True)


@app.command()
def check(case: CasePath, as_json: AsJson = False) -> None:
    """Report every problem of a case at once, each with its line, column and a hint."""
    with guarded(as_json=as_json):
        _, problems = detente.workbench.check(case)
        errors = sum(p.severity is Severity.ERROR for p in problems)
        if as_json:
            print_json({"schema": "detente.check/1", "ok": errors == 0, "problems": [p.as_json() for p in problems]})
        else:
            print_problems(problems, results())
            results().print(_tally(problems), markup=False)
        if errors:
            raise typer.Exit(USERS_MISTAKE)


def _tally(problems: tuple[Problem, ...]) -> str:
    counts = [(s, sum(p.severity is s for p in problems)) for s in Severity]
    said = [f"{n} {s.value}{'s' if n != 1 else ''}" for s, n in counts if n]
    return ", ".join(said) if said else "no problems"


@app.command()
def claims(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Pages of notes, or folders of them.")],
    as_json: AsJson = False,
    duration: Annotated[
        int | None, typer.Option(min=1, help="Length of the recording in seconds; later moments are impossible.")
    ] = None,
    fail_on: Annotated[
        Fail, typer.Option(help="Exit with 2 if a problem of this severity was found; use it to lint notes.")
    ] = Fail.NEVER,
) -> None:
    """Say what notes claim and when: the cited sentences, with links to the moments. Also a linter of notes."""
    with guarded(as_json=as_json):
        with _page_count(paths) as watch, json_stream() if as_json else nullcontext(results()) as to:
            found = detente.workbench.claims(paths, to=to, known_duration=duration, watch=watch)
        bad = found[Severity.ERROR] + (found[Severity.WARNING] if fail_on is Fail.WARNING else 0)
        if fail_on is not Fail.NEVER and bad:
            raise typer.Exit(USERS_MISTAKE)


@app.command()
def analyze(  # noqa: PLR0913, PLR0917 - one argument per flag
    case: CasePath,
    concept: Concepts = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor",
            metavar="DM=CONCEPT",
            help="What kind of actor a decision maker is, as in russia=seq; may be repeated.",
        ),
    ] = None,
    state: Annotated[
        int | None, typer.Option("--state", "-s", metavar="N", help="The full reasoning on state N.")
    ] = None,
    horizon: Annotated[
        int, typer.Option(min=1, max=64, metavar="H", help="Look up to H moves ahead (limited-move stability).")
    ] = 8,
    scenario: ScenarioName = None,
    as_of: AsOfDay = None,
    as_json: AsJson = False,
    all_states: Annotated[
        bool, typer.Option("--all-states", help="List every state in the JSON, also beyond 4,096.")
    ] = False,
) -> None:
    """Say which outcomes hold, for whom, under which concept, and why."""
    with guarded(as_json=as_json):
        with patience() as progress:
            also = () if state is None else (state - 1,)
            found = detente.workbench.analyze(
                version_of(case, scenario, as_of), concept or None, also, progress, _actors(actor or []), horizon
            )
        if as_json:
            print_json(detente.workbench.as_json(found, all_states=all_states))
        else:
            detente.workbench.show(found, results(), state=None if state is None else state - 1)


def _actors(given: list[str]) -> dict[str, str]:
    """The concept of each decision maker named in ``DM=CONCEPT``."""
    found: dict[str, str] = {}
    for item in given:
        dm, sign, concept = (part.strip() for part in item.partition("="))
        if not (dm and sign and concept):
            raise AnalysisError(f"'{item}' does not say what kind of actor a decision maker is; write --actor DM=seq.")
        if found.setdefault(dm, concept) != concept:
            raise AnalysisError(f"--actor names two concepts for '{dm}': {found[dm]} and {concept}; keep one.")
    return found


@app.command()
def evolve(
    case: CasePath,
    start: Annotated[
        int | None, typer.Option("--from", "-f", metavar="N", help="Begin from state N instead of the status quo.")
    ] = None,
    concept: Concepts = None,
    as_json: AsJson = False,
) -> None:
    """Say how each outcome that holds could come about: by whose moves, and who would have to act together."""
    with guarded(as_json=as_json):
        with patience() as progress:
            row = None if start is None else start - 1
            found = detente.workbench.evolve(detente.workbench.load(case), concept or None, row, progress)
        if as_json:
            print_json(detente.workbench.evolution_as_json(found))
        else:
            detente.workbench.show_evolution(found, results())


app.command()(doubt)
app.command()(sweep)


@app.command()
def report(
    case: CasePath,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.html", help="The page to write.")],
) -> None:
    """Write the whole as one self-contained page, for a principal first and an analyst after."""
    with guarded():
        with patience() as progress:
            written = detente.workbench.report(detente.workbench.load(case), output, progress)
        results().print(f"wrote {written}", markup=False, soft_wrap=True)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A case folder, a case.yaml or a .gmcr file.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A .gmcr file or a case.yaml.")],
) -> None:
    """Convert between .gmcr (GMCR+) and case.yaml, and say what the other format cannot hold."""
    with guarded():
        print_problems(detente.workbench.convert(source, target), messages())
        results().print(f"wrote {target}", markup=False, soft_wrap=True)


@app.command()
def schema() -> None:
    """Print the JSON Schema of case.yaml, for editors."""
    with guarded():
        print_json(detente.workbench.schema())


@contextmanager
def _page_count(paths: list[Path]) -> Iterator[Callable[[Iterable[T]], Iterable[T]]]:
    """A bar that counts pages on stderr, for terminals only."""
    console = messages()
    if not console.is_terminal:
        yield iter
        return
    bars = import_module("rich.progress")  # here, so that no other verb waits for it
    with bars.Progress(console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
        total = detente.workbench.count_pages(paths)
        yield lambda pages: progress.track(pages, total=total, description="pages")


def run() -> None:
    """The command, with streams that cannot make it fail."""
    lenient_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        end_of_output(error)
        sys.exit(0 if isinstance(error, BrokenPipeError) else USERS_MISTAKE)
