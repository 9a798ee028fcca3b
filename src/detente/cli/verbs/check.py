"""The verb ``check``."""

from __future__ import annotations

from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb, as_json, case_path
from detente.cli.output import USERS_MISTAKE, print_json, say, say_problems
from detente.errors import Problem, Severity


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
