"""The verb ``schema``."""

from __future__ import annotations

import click

import detente
from detente.cli.arguments import Verb
from detente.cli.output import print_json


@click.command(cls=Verb)
def schema() -> None:
    """Print the JSON Schema of case.yaml, for editors."""
    print_json(detente.workbench.schema())
