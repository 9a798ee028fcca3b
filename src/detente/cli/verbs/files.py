"""The verbs that deal with files: a case is begun, checked and made another kind of file, and its schema printed."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb, as_json, case_path
from detente.cli.output import USERS_MISTAKE, print_json, say, say_problems
from detente.errors import Problem, Severity


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
