"""The verb ``claims``."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

import detente
from detente.cli.arguments import Verb, as_json, form
from detente.cli.output import USERS_MISTAKE, tell, utf8
from detente.cli.progress import page_count
from detente.errors import Severity

FAILING = {"never": (), "error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING)}


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
