"""The verb ``evolve``."""

from __future__ import annotations

from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb, as_json, case_path, concepts, form
from detente.cli.output import print_json, tell
from detente.cli.progress import patience
from detente.model.concepts import Concept


@click.command(cls=Verb)
@case_path
@click.option("-f", "--from", "start", type=int, metavar="N", help="Begin from state N instead of the status quo.")
@concepts
@form
@as_json
def evolve(case: Path, start: int | None, concepts: tuple[Concept, ...] | None, form: str, as_json: bool) -> None:
    """Say how each outcome that holds could come about: by whose moves, and who would have to act together."""
    with patience() as progress:
        row = None if start is None else start - 1
        found = detente.workbench.evolve(detente.workbench.load(case), concepts, row, progress)
    if as_json:
        print_json(detente.workbench.evolution_as_json(found))
    else:
        tell(detente.workbench.evolution_page(found), form)
