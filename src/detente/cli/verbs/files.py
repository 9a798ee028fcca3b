"""The verbs that deal with files: to begin, check and convert a case, and to say what notes claim."""

from __future__ import annotations

import shlex
from contextlib import nullcontext
from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb, as_json, case_path, form
from detente.cli.output import USERS_MISTAKE, print_json, say, say_problems, tell, utf8
from detente.cli.progress import page_count
from detente.errors import Problem, Severity

FAILING = {"never": (), "error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING)}


@click.command(cls=Verb)
@click.argument("directory", metavar="DIR", type=Path)
def new(directory: Path) -> None:
    """Write a commented starter case that checks clean."""
    for path in detente.workbench.new(directory):
        say(f"wrote {path}")
    name = shlex.quote(str(directory))
    name = f"-- {name}" if str(directory).startswith("-") else name
    say(f"next: detente check {name}; detente analyze {name}", err=True)


@click.command(cls=Verb)
@case_path
@as_json
@click.pass_context
def check(ctx: click.Context, case: Path, as_json: bool) -> None:
    """Report every problem of a case at once, each with its line, column and a hint."""
    _, problems = detente.workbench.check(case)
    errors = any(problem.severity is Severity.ERROR for problem in problems)
    if as_json:
        print_json({"schema": "detente.check/1", "ok": not errors, "problems": [p.as_json() for p in problems]})
    else:
        say_problems(problems)
        say(_tally(problems))
    if errors:
        ctx.exit(USERS_MISTAKE)


def _tally(problems: tuple[Problem, ...]) -> str:
    counts = [(s, sum(p.severity is s for p in problems)) for s in Severity]
    said = [f"{n} {s.value}{'s' if n != 1 else ''}" for s, n in counts if n]
    return ", ".join(said) if said else "no problems"


@click.command(cls=Verb)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=Path)
@form
@as_json
@click.option(
    "--duration",
    metavar="SECONDS",
    type=click.IntRange(min=1),
    help="Length of the recording in seconds; later moments are impossible.",
)
@click.option(
    "--fail-on",
    type=click.Choice(list(FAILING)),
    default="never",
    show_default=True,
    help="Exit with 2 if a problem of this severity was found; use it to lint notes.",
)
@click.pass_context
def claims(
    ctx: click.Context, paths: tuple[Path, ...], form: str, as_json: bool, duration: int | None, fail_on: str
) -> None:
    """Say what notes claim and when: the cited sentences, with links to the moments. Also a linter of notes."""
    with page_count(paths) as watch, utf8() if as_json else nullcontext(lambda page: tell(page, form)) as told:
        found = detente.workbench.claims(paths, told, known_duration=duration, watch=watch)
    if any(found[severity] for severity in FAILING[fail_on]):
        ctx.exit(USERS_MISTAKE)


@click.command(cls=Verb)
@click.argument("source", metavar="IN", type=Path)
@click.argument("target", metavar="OUT", type=Path)
def convert(source: Path, target: Path) -> None:
    """Convert between .gmcr (GMCR+) and case.yaml, and say what the other format cannot hold."""
    say_problems(detente.workbench.convert(source, target), err=True)
    say(f"wrote {target}")


@click.command(cls=Verb)
def schema() -> None:
    """Print the JSON Schema of case.yaml, for editors."""
    print_json(detente.workbench.schema())
