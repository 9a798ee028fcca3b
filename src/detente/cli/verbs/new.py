"""The verb ``new``."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb
from detente.cli.output import say


@click.command(cls=Verb)
@click.argument("directory", metavar="DIR", type=Path)
def new(directory: Path) -> None:
    """Write a commented starter case that checks clean."""
    for path in detente.workbench.new(directory):
        say(f"wrote {path}")
    name = shlex.quote(str(directory))
    name = f"-- {name}" if str(directory).startswith("-") else name
    say(f"next: detente check {name}; detente analyze {name}", err=True)
