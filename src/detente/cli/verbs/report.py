"""The verb ``report``."""

from __future__ import annotations

from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb, case_path
from detente.cli.output import say
from detente.cli.progress import patience


@click.command(cls=Verb)
@case_path
@click.option("-o", "--output", metavar="FILE.html", required=True, type=Path, help="The page to write.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "md"]),
    help="HTML, or Markdown; what the name of the file says, unless given.",
)
def report(case: Path, output: Path, form: str | None) -> None:
    """Write the whole as one self-contained page, for a principal first and an analyst after."""
    with patience() as progress:
        written = detente.workbench.report(detente.workbench.load(case), output, progress, form=form)
    say(f"wrote {written}")
