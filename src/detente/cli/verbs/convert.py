"""The verb ``convert``."""

from __future__ import annotations

from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb
from detente.cli.output import say, say_problems


@click.command(cls=Verb)
@click.argument("source", metavar="IN", type=Path)
@click.argument("target", metavar="OUT", type=Path)
def convert(source: Path, target: Path) -> None:
    """Convert between .gmcr (GMCR+) and case.yaml, and say what the other format cannot hold."""
    say_problems(detente.workbench.convert(source, target), err=True)
    say(f"wrote {target}")
